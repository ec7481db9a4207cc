"""What is said to whoever is about to open a round."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.partnerships.seats import Seat
from alongside.rounds.commands import WAITS
from alongside.rounds.models import Opens, Round
from alongside.rounds.pages.organising import WordPage


@dataclass(frozen=True, slots=True)
class OpenPage(WordPage):
    """The page that wants a word before a round is opened.

    `early` is the day of its meeting where that is still to come, `by_itself` when it would open with nobody's help.
    """

    early: datetime.date | None = None
    by_itself: datetime.date | None = None


def open_page(seat: Seat, round: Round, *, at: datetime.datetime) -> OpenPage:
    """Return the page that wants a word before a closed round is opened together."""
    counted = round.closing.at if hasattr(round, "closing") else round.closes_at
    day = round.meeting_on
    return OpenPage(
        "rounds/open.html",
        seat.partnership.ref,
        round.ref,
        round.name,
        _("open"),
        _("It is open. Everybody here can look now."),
        then="rounds:opened",
        early=day if day and day > localdate(at) else None,
        by_itself=localdate(counted + WAITS) if round.opens == Opens.MEETING else None,
    )
