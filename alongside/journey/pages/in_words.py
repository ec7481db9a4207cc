"""How many, in words: exactly where that is few, and roughly where it is many. No page keeps score."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

FEW = (
    _("none"),
    _("one"),
    _("two"),
    _("three"),
    _("four"),
    _("five"),
    _("six"),
    _("seven"),
    _("eight"),
    _("nine"),
    _("ten"),
    _("eleven"),
    _("twelve"),
)


def in_words(many: int) -> str:
    """Return a number as it is written in a sentence: in letters up to twelve."""
    return str(FEW[many]) if many < len(FEW) else str(many)


def about(many: int) -> str:
    """Return about how many that is: exactly up to twelve, then roughly, then in tens, then in hundreds."""
    if many < len(FEW):
        return in_words(many)
    if many < 18:
        return gettext("over a dozen")
    if many < 95:
        return gettext("about %(n)d") % {"n": round(many, -1)}
    return gettext("about a hundred") if many < 150 else gettext("hundreds of")


def listed(parts: Sequence[str]) -> str:
    """Return several as one list: `one, two and three`."""
    if len(parts) < 2:
        return "".join(parts)
    return gettext("%(names)s and %(last)s") % {"names": ", ".join(parts[:-1]), "last": parts[-1]}
