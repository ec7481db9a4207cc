"""The letter once a week, to whoever wants it: titles and dates, never what anybody wrote; where there are some."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from alongside import mail
from alongside.agreements.models import How, Proposal, Settlement
from alongside.agreements.pages.due import due
from alongside.agreements.pages.waiting import waiting_for
from alongside.framework.loading import the_edition
from alongside.journey.pages.shapes import asked_if_there
from alongside.learning.models import Line, LineKind, Talk
from alongside.learning.pages.due import due_for
from alongside.mail.commands import queue_errand
from alongside.mail.letters import Letter, write
from alongside.mail.models import Address, Errand, Tick
from alongside.mail.setup import link
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round

KIND = "weekly"
HOUR = 7
WEEK, SOON = datetime.timedelta(days=7), datetime.timedelta(days=14)
MOST = 8
"""How many lines of one kind stand in a letter."""


@dataclass(frozen=True, slots=True)
class Week:
    """What a letter says: what waits for its reader, what happened since a week ago, what comes in the next two."""

    waits: tuple[str, ...]
    since: tuple[str, ...]
    coming: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.waits or self.since or self.coming)


def queue_week(*, at: datetime.datetime) -> None:
    """See to it that letters go on the next Monday morning; each week is queued once."""
    if not mail.is_set_up():
        return
    morning = localtime(at).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    monday = morning + datetime.timedelta(days=-morning.weekday() % 7)
    coming = monday if monday > at else monday + WEEK
    about = f"{coming:%Gw%V}"
    if not Errand.objects.filter(kind=KIND, about=about).exists():
        queue_errand(kind=KIND, about=about, due=coming)


def letters(_about: str, /, *, at: datetime.datetime) -> Iterator[Letter]:
    """Yield a letter to each who wants one, where there is something to say."""
    wanted = Membership.objects.filter(pk__in=Address.objects.ticked(Tick.WEEKLY).values("membership")).with_role()
    ordered = wanted.select_related("partnership").order_by("partnership", "pk")
    for partnership, people in groupby(ordered, key=lambda who: who.partnership):
        shared: Week | None = None
        for who in people:
            seat = Seat(who, partnership, who.organises)  # type: ignore[attr-defined]  # annotated by with_role
            shared = shared or of_all(seat, at=at)
            week = replace(shared, waits=_waits(seat, at=at))
            if not week.is_empty:
                yield _letter(who, week)


def _letter(who: Membership, week: Week) -> Letter:
    name = who.partnership.name
    words = {"partnership": name, "week": week, "link": link(reverse("journey:home", args=[who.partnership.ref]))}
    subject = _("This week in %(partnership)s") % {"partnership": name}
    return write("weekly", subject, words, membership=who.pk, tick=Tick.WEEKLY.value)


def of_all(seat: Seat, *, at: datetime.datetime) -> Week:
    """Return what everybody in the seat's partnership is told alike."""
    since, today = localdate(at) - WEEK, localdate(at)
    happened = [*_opened(seat, since), *_talked(seat, since), *_agreed(seat, since)]
    return Week((), tuple(happened), tuple(_coming(seat, today)))


def _opened(seat: Seat, since: datetime.date) -> Iterator[str]:
    for round in Round.objects.within(seat).opened().filter(opening__at__date__gte=since).order_by("-opening")[:MOST]:
        yield _("Opened: %(title)s, %(day)s") % {"title": round.name, "day": _day(localdate(round.opening.at))}


def _talked(seat: Seat, since: datetime.date) -> Iterator[str]:
    for talk in Talk.objects.within(seat).done().filter(on__gte=since).order_by("-on", "-pk")[:MOST]:
        if short := _short(talk.question):
            yield _("Talked about: %(title)s, %(day)s") % {"title": short, "day": _day(talk.on)}


def _agreed(seat: Seat, since: datetime.date) -> Iterator[str]:
    proposals = Proposal.objects.within(seat)
    for proposal in proposals.filter(at__date__gte=since).order_by("-pk")[:MOST]:
        told = {"title": proposal.title, "day": _day(localdate(proposal.at))}
        yield _("Proposed: %(title)s, %(day)s") % told
    settled = Settlement.objects.filter(proposal__in=proposals, undone_at=None, on__gte=since).exclude(
        how=How.WITHDRAWN
    )
    for row in settled.select_related("proposal").order_by("-pk")[:MOST]:
        told = {"how": row.get_how_display(), "title": row.proposal.title, "day": _day(row.on)}
        yield _("%(how)s: %(title)s, %(day)s") % told


def _coming(seat: Seat, today: datetime.date) -> Iterator[str]:
    until = today + SOON
    meetings = Round.objects.within(seat).filter(opening=None, withdrawal=None, meeting_on__range=(today, until))
    for name, on in meetings.order_by("meeting_on").values_list("name", "meeting_on")[:MOST]:
        yield _("Meeting to open %(title)s: %(day)s") % {"title": name, "day": _day(on or today)}
    for each in due(seat, today)[:MOST]:
        if each.on <= until:
            yield _("Look again at: %(title)s, %(day)s") % {"title": each.title, "day": _day(each.on)}
    lines = Line.objects.within(seat).filter(kind=LineKind.AGAIN, due__range=(today, until), talk__finish__isnull=False)
    for question, day in lines.order_by("due").values_list("talk__question", "due").distinct()[:MOST]:
        if short := _short(question):
            yield _("Look again at: %(title)s, %(day)s") % {"title": short, "day": _day(day or today)}


def _waits(seat: Seat, *, at: datetime.datetime) -> tuple[str, ...]:
    """Return what waits for one person. Not whether they have sent anything: a letter passes through other hands."""
    today, open_now = localdate(at), Round.objects.within(seat).open(at=at).asking(seat.membership)
    asked = (
        _("You are asked: %(title)s, until %(day)s") % {"title": each.name, "day": _day(each.last_day)}
        for each in open_now.order_by("closes_at")[:MOST]
    )
    tries = (
        _("What you said you would try: its day was %(day)s") % {"day": _day(each.on)}
        for each in due_for(seat.membership, today)[:MOST]
    )
    return (*asked, *(each.sentence for each in waiting_for(seat, today)[:MOST]), *tries)


def _short(question: str) -> str:
    """Return a question's short name, if this edition still has it."""
    found = asked_if_there(the_edition(), question)
    return found.short if found else ""


def _day(day: datetime.date) -> str:
    return date_format(day, "j F")
