"""Which questions a partnership has set aside, so that none of them is suggested.

That is kept by a room above, which registers here, at start, what finds them.
"""

from collections.abc import Callable, Collection

from alongside.partnerships.seats import Seat

Finder = Callable[[Seat], Collection[str]]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Tell the pages that prepare a round what finds the questions that are not for a partnership now."""
    _finders.append(finder)


def aside_for(seat: Seat) -> frozenset[str]:
    """Return the questions that are not for this partnership now."""
    return frozenset(question for finder in _finders for question in finder(seat))
