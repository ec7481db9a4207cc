"""What is said of a picture: what may be worth talking about, never what is wrong with us."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.analysis.spread import Seen, Spread, in_words

SENTENCES: Mapping[Seen, Promise] = {
    Seen.ALIKE: gettext_lazy("We see it much the same way."),
    Seen.CLOSE: gettext_lazy("Most of us are close together; not all."),
    Seen.DIFFERENT: gettext_lazy("We see it in different ways."),
    Seen.TWO_WAYS: gettext_lazy("We see it in two quite different ways."),
}
NUMBERS: tuple[Promise, ...] = (
    *(gettext_lazy("Two"), gettext_lazy("Three"), gettext_lazy("Four"), gettext_lazy("Five")),
    *(gettext_lazy("Six"), gettext_lazy("Seven"), gettext_lazy("Eight"), gettext_lazy("Nine"), gettext_lazy("Ten")),
)


def sentences(spread: Spread | None) -> tuple[str, ...]:
    """Return what is said of a spread, and of those who can't tell; nothing where too few chose a place.

    Of one who can't tell nothing is said: that would have everybody look for them.
    """
    if spread is None:
        return ()
    said = [str(SENTENCES[seen])] if (seen := in_words(spread)) in SENTENCES else []
    if spread.apart and not spread.placed:
        said.append(_("None of us can tell from where we are. What would we need to see?"))
    elif spread.apart > 1:
        many = NUMBERS[spread.apart - 2] if spread.apart < len(NUMBERS) + 2 else spread.apart
        said.append(_("%(many)s of us can’t tell from where they are. What would they need to see?") % {"many": many})
    return tuple(said)
