"""The same people, then and now: whether they can be shown apart from everybody without telling of any few.

Whoever sees everybody of a round, and some of them by themselves, can take the one from the other. What is shown of a
round cuts its people into cells: those in exactly these sets and in no other. Everything that can be had by adding and
taking away is made of whole cells; so where every cell is nobody, or enough, no few can be made out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Round:
    """What a round counted of one question.

    `places` are those of the people who are known: who chose which. `everybody` is how many chose one, those without a
    name too. `shown` are sets of them that are shown by themselves already. `typed` are those whose answer another hand
    typed in, by hand: that hand knows them. `from_sheets` says that some without a name were typed in by a hand, and
    that nobody knows any more which.
    """

    places: Mapping[Hashable, int]
    everybody: int
    shown: tuple[Set[Hashable], ...] = ()
    typed: tuple[Set[Hashable], ...] = ()
    from_sheets: bool = False


@dataclass(frozen=True, slots=True)
class Same:
    """The same people in two rounds: who they are, and how many of them chose each place then and now."""

    people: frozenset[Hashable]
    then: Counter[int]
    now: Counter[int]


def same_people(then: Round, now: Round, *, enough: int) -> Same | None:
    """Return those who chose a place in both, by name; None where fewer than `enough`, or a few could be made out."""
    people = frozenset(then.places.keys() & now.places.keys())
    if len(people) < enough or not (_hides(then, people, enough) and _hides(now, people, enough)):
        return None
    return Same(people, _counted(then, people), _counted(now, people))


def _counted(round: Round, people: Iterable[Hashable]) -> Counter[int]:
    return Counter(round.places[who] for who in people)


def _hides(round: Round, people: Set[Hashable], enough: int) -> bool:
    """Whether nobody, knowing their own hand's work alone, could make out fewer than enough of this round."""
    sets = (people, *round.shown)
    return all(_is_hidden(round, sets, known, enough) for known in (frozenset[Hashable](), *round.typed))


def _is_hidden(round: Round, sets: tuple[Set[Hashable], ...], known: Set[Hashable], enough: int) -> bool:
    """Whether each cell is nobody or enough, for whoever knows of some already.

    Those without a name are in no set. Where a hand typed some of them in, what is left of them may be anything: then
    those with a name beside them are to be enough by themselves.
    """
    nameless = round.everybody - len(round.places)
    cells = Counter(tuple(who in each for each in sets) for who in round.places if who not in known)
    apart = cells.pop((False,) * len(sets), 0)
    fits = apart >= enough if nameless and round.from_sheets else _is_none_or_enough(apart + nameless, enough)
    return nameless >= 0 and fits and all(_is_none_or_enough(many, enough) for many in cells.values())


def _is_none_or_enough(many: int, enough: int) -> bool:
    return many == 0 or many >= enough
