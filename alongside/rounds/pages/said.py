"""What several pages say of a round in the same words: how long it takes, and what too few will mean."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from alongside.rounds.models import ENOUGH_ASKED, MINUTES

HOUR, STEP = 60, 5
SMALL = 12
"""Up to so many asked, it will often happen that too few send without a name."""


def minutes(many: int) -> str:
    """Return in words how long so many questions are reckoned to take."""
    whole = many * MINUTES
    if whole < HOUR:
        return ngettext("about %(n)d minute", "about %(n)d minutes", whole) % {"n": whole}
    over = STEP * ((whole - HOUR + STEP // 2) // STEP)
    return _("about an hour and %(n)d minutes") % {"n": over} if over else _("about an hour")


def often_too_few(asked: int) -> str:
    """Return what is said of how often too few will send without a name; nothing where many are asked."""
    if not ENOUGH_ASKED <= asked <= SMALL:
        return ""
    words = (
        pgettext("people", "eight"),
        pgettext("people", "nine"),
        pgettext("people", "ten"),
        pgettext("people", "eleven"),
        pgettext("people", "twelve"),
    )
    return _("With %(n)s people this will happen often.") % {"n": words[asked - ENOUGH_ASKED]}
