"""Which proposals wait for whoever looks: for their word, their organisation's, or (organisers) to be agreed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.agreements.given import given_of_all
from alongside.agreements.hearing import Given, Heard, heard, last_words
from alongside.agreements.models import Proposal, Says, Settlement
from alongside.partnerships.seats import Seat

SOME = 20
"""How many of the newest proposals that are not settled are looked through."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Something about a proposal that waits for whoever looks: a sentence, where it is done, and by when, if by a day.

    `kind` is "adopt" (it may be agreed now), "back" (an organisation's answer is due), or "say" (it waits for a word).
    """

    kind: str
    title: str
    sentence: str
    address: str
    by: datetime.date | None


def waiting_for(seat: Seat, today: datetime.date) -> tuple[Waits, ...]:
    """Return what waits for the one in this seat, what has a day first. A fixed number of queries; one if nothing."""
    settled = Settlement.objects.filter(proposal=OuterRef("pk"), undone_at=None)
    rows = Proposal.objects.within(seat).filter(~Exists(settled)).select_related("agreement")
    some = list(rows.order_by("-pk")[:SOME])
    given: Mapping[int, Given] = given_of_all(seat.partnership_id, some) if some else {}
    found = [
        each for row in some if (each := _waits(seat, row, given[row.pk], heard(given[row.pk], today=today), today))
    ]
    return tuple(sorted(found, key=lambda each: (ORDER.index(each.kind), each.by or datetime.date.max)))


ORDER: Sequence[str] = ("back", "adopt", "say")


def _waits(seat: Seat, proposal: Proposal, given: Given, judged: Heard, today: datetime.date) -> Waits | None:
    last = next((each for each in last_words(given.spoke) if each.who == seat.membership.pk), None)
    title, said_now = proposal.title, last if last and last.version == given.version else None
    at = reverse("agreements:proposal", args=[seat.partnership.ref, proposal.agreement.ref, proposal.number])
    if said_now and said_now.says == Says.BACK and said_now.back_by:
        day = {"title": title, "day": _day(said_now.back_by)}
        return Waits(
            "back", title, _("%(title)s: what did your organisation say? By %(day)s.") % day, at, said_now.back_by
        )
    if seat.is_organiser and said_now and judged.may_be_adopted:
        return Waits("adopt", title, _("%(title)s: it may be agreed now.") % {"title": title}, at, None)
    if said_now:
        return None
    until = given.absent_until or given.answer_by
    until = until if until and until >= today else None
    sentence = _("%(title)s: say what you think, by %(day)s.") if until else _("%(title)s: say what you think.")
    return Waits("say", title, sentence % {"title": title, "day": _day(until) if until else ""}, at, until)


def _day(day: datetime.date) -> str:
    return date_format(day, "j F")
