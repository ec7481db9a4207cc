"""What somebody typed for the group: every version that has their name under it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from alongside.agreements.models import FirstMeetingVersion, SettingAside, Standing
from alongside.framework.loading import the_edition
from alongside.learning.models import ActionVersion, InsightVersion, LineVersion, Outcome
from alongside.partnerships.models import Membership, PartingVersion, PartnershipVersion
from alongside.partnerships.seats import Seat
from alongside.passing_on.exporting.agreed import texts_on_agreements
from alongside.passing_on.models import CameBack, PassedOnVersion
from alongside.rounds.models import RoundVersion, Withholding

Text = tuple[str, datetime.datetime, str, tuple[str, ...]]
"""What it is, when it was typed, which question it is about, and its words."""


def texts_by(seat: Seat) -> Iterator[Text]:
    """Yield all that the one in this seat has typed for the group, kind by kind."""
    for kind in (_in_talks, _of_questions, texts_on_agreements, _of_what_was_passed_on, _of_the_partnership):
        yield from kind(seat.membership)


def _in_talks(who: Membership) -> Iterator[Text]:
    for line in LineVersion.objects.filter(by=who).select_related("line__talk").order_by("at"):
        yield str(line.line.get_kind_display()), line.at, _plain(line.line.talk.question), (line.words, _day(line.due))
    for told in ActionVersion.objects.filter(by=who).select_related("action").order_by("at"):
        yield (
            _("What we will try"),
            told.at,
            _plain(told.action.question),
            (told.what, told.who, _day(told.due), told.signs),
        )
    for made in InsightVersion.objects.filter(by=who).select_related("insight__gathering").order_by("at"):
        yield str(made.get_mark_display()), made.at, _plain(made.insight.gathering.question), (made.words, made.other)
    for came in Outcome.objects.filter(by=who).select_related("action").order_by("at"):
        words = (str(came.get_happened_display()), str(came.get_helped_display()), came.words, came.learned)
        yield _("What came of it"), came.at, _plain(came.action.question), words


def _of_questions(who: Membership) -> Iterator[Text]:
    for each in Standing.objects.filter(by=who).order_by("at"):
        yield _("Where we are, for now"), each.at, _plain(each.question), (each.words, each.who_was_there)
    for aside in SettingAside.objects.filter(by=who).order_by("at"):
        yield _("Set aside"), aside.at, _plain(aside.question), (aside.reason, _day(aside.look_again))
    for mark in Withholding.objects.filter(by=who).order_by("at"):
        yield _("Why something was to be put aside, or put back"), mark.at, "", (mark.reason,)


def _of_what_was_passed_on(who: Membership) -> Iterator[Text]:
    for each in PassedOnVersion.objects.filter(by=who).order_by("at"):
        yield _("What was passed on, and to whom"), each.at, "", (each.to, each.on.isoformat(), each.words)
    for back in CameBack.objects.filter(by=who).order_by("at"):
        yield _("What came back of it"), back.at, "", (back.words, back.on.isoformat())


def _of_the_partnership(who: Membership) -> Iterator[Text]:
    for planned in FirstMeetingVersion.objects.filter(by=who).order_by("at"):
        yield _("One of the first meetings"), planned.at, "", (planned.room, planned.words)
    for own in PartnershipVersion.objects.filter(by=who).order_by("at"):
        words = (own.name, own.place, own.contact_name, own.contact_reach)
        yield _("The partnership’s own details"), own.at, "", words
    for parting in PartingVersion.objects.filter(by=who).order_by("at"):
        words = (_day(parting.leaves_on), parting.goes, parting.takers, parting.ask)
        yield _("What goes with somebody who leaves"), parting.at, "", words
    for asked in RoundVersion.objects.filter(by=who).order_by("at"):
        yield _("What everybody is asked"), asked.at, "", (asked.name, asked.words)


def _plain(question: str) -> str:
    return the_edition().question(question).plain if question else ""


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
