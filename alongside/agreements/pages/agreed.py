"""What is agreed now: each agreement that stands, in its words, since when, how it was settled, when we look again."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from alongside.agreements.models import (
    Agreement,
    How,
    InTheRoom,
    Kind,
    LookedAgain,
    Proposal,
    Settlement,
)
from alongside.framework.agreements import the_kind
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question, UnknownQuestion
from alongside.partnerships.seats import Seat

Rows = QuerySet[Any]
"""Settlements, with what the database worked out beside them."""
AT_QUESTION = 12
"""How many agreements are listed at one question."""
STANDS = (How.ADOPTED, How.DECIDED)
"""How a proposal is settled when its words are to stand."""


@dataclass(frozen=True, slots=True)
class Words:
    """One part of an agreement: what it is called, and its words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Settled:
    """How a proposal was settled, and on which day; `in_the_room` where that was where it was heard."""

    how: str
    on: datetime.date
    in_the_room: datetime.date | None


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreement as it stands now; `number` is that of the proposal whose words stand."""

    ref: str
    kind: str
    kind_name: str
    title: str
    question: str
    number: int
    words: tuple[Words, ...]
    settled: Settled
    again: datetime.date | None
    is_due: bool

    @property
    def first(self) -> str:
        """The words that say it shortest: those of its first part."""
        return self.words[0].words if self.words else ""


def in_order(path: str = "kind") -> Case:
    """Return what puts rows in the order of the kinds, the purpose first; `path` leads to the kind."""
    whens = [When(**{path: kind}, then=Value(place)) for place, kind in enumerate(Kind)]
    return Case(*whens, default=Value(len(whens)), output_field=IntegerField())


def settlements(seat: Seat, *, before: datetime.datetime | None = None) -> Rows:
    """Return, for each agreement with words that stand or stood last, how these were settled.

    `.room` is the day on which they were agreed in a room; `.ends` says whether they were let go since, None while
    nobody looked again; `.again` is the day to look again on. With `before`: as it was at that moment. What was undone
    at any time never was.
    """
    return settlements_of(seat.partnership_id, before=before)


def settlements_of(partnership: Any, *, before: datetime.datetime | None = None) -> Rows:
    """Return the same of a partnership, or of the place for one in what is prepared."""
    until = Q(at__lt=before) if before else Q()
    later = Settlement.objects.filter(
        until,
        proposal__agreement=OuterRef("proposal__agreement"),
        proposal__number__gt=OuterRef("proposal__number"),
        undone_at=None,
        how__in=STANDS,
    )
    looked = LookedAgain.objects.filter(
        until, agreement=OuterRef("proposal__agreement"), at__gte=OuterRef("at"), undone_at=None
    ).order_by("-pk")
    room = InTheRoom.objects.filter(proposal=OuterRef("proposal"), version=OuterRef("version"), undone_at=None)
    rows = Settlement.objects.filter(
        until, proposal__agreement__partnership=partnership, undone_at=None, how__in=STANDS
    )
    return (
        rows.filter(~Exists(later))
        .annotate(
            room=Subquery(room.values("on")[:1]),
            ends=Subquery(looked.values("ends")[:1], output_field=BooleanField(null=True)),
            next=Subquery(looked.values("look_again")[:1]),
        )
        .annotate(
            again=Case(When(ends=False, then=F("next")), default=F("proposal__look_again"), output_field=DateField())
        )
        .select_related("proposal__agreement")
    )


def standing(seat: Seat, *, before: datetime.datetime | None = None) -> Rows:
    """Return those whose words stand today, or stood at the moment `before`: none that was let go."""
    return still_standing(settlements(seat, before=before))


def still_standing(rows: Rows) -> Rows:
    """Keep those that were not let go since."""
    return rows.filter(Q(ends=None) | Q(ends=False))


def as_agreed(row: Any, *, today: datetime.date) -> Agreed:
    """Return the agreement of a settlement, as `settlements` gives it."""
    agreement, proposal = row.proposal.agreement, row.proposal
    again: datetime.date | None = row.again
    return Agreed(
        ref=agreement.ref,
        kind=agreement.kind,
        kind_name=agreement.get_kind_display(),
        title=called(agreement, proposal),
        question=agreement.question,
        number=proposal.number,
        words=words_of(agreement.kind, proposal.parts),
        settled=Settled(row.how, row.on, row.room),
        again=again,
        is_due=again is not None and again <= today,
    )


def answering(seat: Seat, question: str, *, today: datetime.date) -> tuple[Agreed, ...]:
    """Return what is agreed that answers a question, in the order of the kinds. One query."""
    rows = standing(seat).filter(proposal__agreement__question=question)
    in_order_of_kinds = rows.order_by(in_order("proposal__agreement__kind"), "-on", "-pk")[:AT_QUESTION]
    return tuple(as_agreed(row, today=today) for row in in_order_of_kinds)


def called(agreement: Agreement, proposal: Proposal | None) -> str:
    """Return what an agreement is called: its title, or the name of its kind; where we are says with which question."""
    title = proposal.title if proposal and proposal.title else str(agreement.get_kind_display())
    question = question_of(agreement) if agreement.kind == Kind.WHERE else None
    return f"{title}: {question.short}" if question else title


def question_of(agreement: Agreement) -> Question | None:
    """Return the question that an agreement answers; None where it answers none that we have."""
    try:
        return the_edition().question(agreement.question) if agreement.question else None
    except UnknownQuestion:
        return None


def words_of(kind: str, parts: Mapping[str, str]) -> tuple[Words, ...]:
    """Return the parts that hold something, in their order; a part that our content no longer has comes last."""
    named = {part.id: part.label for part in the_kind(kind).parts}
    there = [*(each for each in named if each in parts), *(each for each in parts if each not in named)]
    return tuple(Words(named.get(each, ""), parts[each]) for each in there if parts[each])
