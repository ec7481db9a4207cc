"""The list of what we have agreed, what is being heard, what was left open, and what may be proposed."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from alongside.agreements.given import given_of_all
from alongside.agreements.hearing import Given, heard
from alongside.agreements.models import Agreement, How, InTheRoom, Kind, LookedAgain, Proposal, Settlement
from alongside.agreements.pages.agreed import Agreed, as_agreed, called, in_order, settlements, standing
from alongside.agreements.pages.due import Due, due
from alongside.framework.agreements import the_kinds
from alongside.partnerships.seats import Seat

AT_ONCE = 60
"""How many agreements stand on one page."""
OPEN = 30
"""How many proposals that are heard, were left open, or were let go are shown."""


@dataclass(frozen=True, slots=True)
class Back:
    """Somebody takes it back to their organisation, and hopes to say by a day."""

    name: str
    by: datetime.date


@dataclass(frozen=True, slots=True)
class Hearing:
    """A proposal that is being heard: until when online; or on which day in a room, and until when the absent say."""

    ref: str
    number: int
    kind_name: str
    title: str
    since: datetime.date
    answer_by: datetime.date | None
    room: datetime.date | None
    absent_until: datetime.date | None
    back: tuple[Back, ...]


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A proposal that was left open: what is in the way."""

    ref: str
    number: int
    kind_name: str
    title: str
    on: datetime.date
    words: str


@dataclass(frozen=True, slots=True)
class LetGo:
    """An agreement that was let go: since when, and why."""

    ref: str
    title: str
    on: datetime.date
    words: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of agreement that may be proposed, and what it is for."""

    kind: str
    name: str
    line: str
    needs_question: bool


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    """The list. `purpose` stands by itself on its first page; `first` are three good ones to begin with."""

    partnership: str
    purpose: Agreed | None
    agreed: tuple[Agreed, ...]
    hearing: tuple[Hearing, ...]
    left_open: tuple[LeftOpen, ...]
    agains: tuple[Due, ...]
    let_go: tuple[LetGo, ...]
    first: tuple[Offer, ...]
    offers: tuple[Offer, ...]
    newer: int
    older: int

    @property
    def others(self) -> tuple[Offer, ...]:
        """What else there is than the three to begin with."""
        return tuple(offer for offer in self.offers if offer not in self.first)

    @property
    def newer_url(self) -> str:
        """The address of the page before; empty on the first."""
        return f"?page={self.newer}" if self.newer else ""

    @property
    def older_url(self) -> str:
        """The address of the page after; empty on the last."""
        return f"?page={self.older}" if self.older else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever proposed."""
        return not (self.purpose or self.agreed or self.hearing or self.left_open or self.let_go)


def agreements_page(seat: Seat, *, today: datetime.date, page: int = 1) -> AgreementsPage:
    """Return the list, a page of it at a time. A fixed number of queries."""
    start = (page - 1) * AT_ONCE
    rows = standing(seat).order_by(in_order("proposal__agreement__kind"), "-on", "-pk")
    found = [as_agreed(row, today=today) for row in rows[start : start + AT_ONCE + 1]]
    shown = found[:AT_ONCE]
    purpose = next((one for one in shown if one.kind == Kind.PURPOSE), None)
    offers = _offers(set(Agreement.objects.within(seat).values_list("kind", flat=True).distinct().order_by()))
    return AgreementsPage(
        partnership=seat.partnership.ref,
        purpose=purpose,
        agreed=tuple(one for one in shown if one is not purpose),
        hearing=_hearing(seat, today),
        left_open=_left_open(seat),
        agains=due(seat, today),
        let_go=_let_go(seat),
        first=tuple(offer for offer in offers if offer.kind in (Kind.PURPOSE, Kind.WAYS, Kind.REACH)),
        offers=offers,
        newer=page - 1,
        older=page + 1 if len(found) > AT_ONCE else 0,
    )


def _newest(seat: Seat) -> QuerySet[Proposal]:
    """Return the newest proposal of each agreement."""
    later = Proposal.objects.filter(agreement=OuterRef("agreement"), number__gt=OuterRef("number"))
    return Proposal.objects.within(seat).filter(~Exists(later))


def _hearing(seat: Seat, today: datetime.date) -> tuple[Hearing, ...]:
    """Return what is neither settled nor withdrawn, the newest first."""
    room = InTheRoom.objects.filter(proposal=OuterRef("pk"), version=OuterRef("version"), undone_at=None)
    settled = Settlement.objects.filter(proposal=OuterRef("pk"), undone_at=None)
    rows = _newest(seat).filter(~Exists(settled)).select_related("agreement").order_by("-at", "-pk")
    rows = rows.annotate(room=Subquery(room.values("on")[:1]), until=Subquery(room.values("absent_until")[:1]))
    found = list(rows[:OPEN])
    given = given_of_all(seat.partnership_id, found)
    return tuple(
        Hearing(
            ref=row.agreement.ref,
            number=row.number,
            kind_name=row.agreement.get_kind_display(),
            title=called(row.agreement, row),
            since=localdate(row.at),
            answer_by=row.answer_by,
            room=row.room,
            absent_until=row.until,
            back=_back(given[row.pk], today),
        )
        for row in found
    )


def _back(given: Given, today: datetime.date) -> tuple[Back, ...]:
    waits = heard(given, today=today).waits
    return tuple(Back(each.name, each.back_by) for each in waits if each.back_by)


def _left_open(seat: Seat) -> tuple[LeftOpen, ...]:
    rows = Settlement.objects.filter(
        proposal__in=_newest(seat).values("pk"), undone_at=None, how=How.LEFT_OPEN
    ).select_related("proposal__agreement")
    return tuple(
        LeftOpen(
            ref=row.proposal.agreement.ref,
            number=row.proposal.number,
            kind_name=row.proposal.agreement.get_kind_display(),
            title=called(row.proposal.agreement, row.proposal),
            on=row.on,
            words=row.words,
        )
        for row in rows.order_by("-at", "-pk")[:OPEN]
    )


def _let_go(seat: Seat) -> tuple[LetGo, ...]:
    rows = settlements(seat).filter(ends=True)
    why = LookedAgain.objects.filter(agreement=OuterRef("proposal__agreement"), undone_at=None).order_by("-pk")
    rows = rows.annotate(why=Subquery(why.values("words")[:1]), gone=Subquery(why.values("at")[:1])).order_by("-gone")
    return tuple(
        LetGo(
            ref=row.proposal.agreement.ref,
            title=called(row.proposal.agreement, row.proposal),
            on=localdate(row.gone),
            words=row.why,
        )
        for row in rows[:OPEN]
    )


def _offers(taken: Collection[str]) -> tuple[Offer, ...]:
    """Return what may be proposed anew: of what there is one only, and which is there, another is a change of it."""
    return tuple(
        Offer(kind.id, kind.name, kind.line, kind.id == Kind.WHERE)
        for kind in the_kinds()
        if kind.named or kind.id == Kind.WHERE or kind.id not in taken
    )
