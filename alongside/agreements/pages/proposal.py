"""A proposal: its words, how it stands, who was heard, what is in the way, and what one can do next."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.agreements.given import given_of
from alongside.agreements.hearing import Heard, Spoke, State, heard, last_words
from alongside.agreements.models import (
    Clarifying,
    How,
    InTheRoom,
    Kind,
    Proposal,
    ProposalVersion,
    Says,
    Settlement,
    Voice,
)
from alongside.agreements.pages.agreed import Words, words_of
from alongside.agreements.permissions import may_settle, may_undo, may_undo_room, may_withdraw
from alongside.agreements.sentences import Sentence, sentence_of
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.people.known import let_in_by


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about what is proposed, and what was said to it."""

    id: int
    words: str
    by: str
    on: datetime.date
    answers: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """That the present words were agreed in a room: who was there, and until when the others can say."""

    on: datetime.date
    there: tuple[str, ...]
    others: str
    absent_until: datetime.date
    by: str
    may_undo: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """How it was settled, in which words; by nobody where the days of the absent ran out."""

    how: str
    on: datetime.date
    words: str
    by: str
    may_undo: bool


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One proposal, for whoever looks. `mine` is what they said last, to these words or to earlier ones."""

    partnership: str
    ref: str
    number: int
    version: int
    matter: str
    kind: str
    title: str
    parts: tuple[Words, ...]
    question: Question | None
    sentence: Sentence | None
    by: str
    on: datetime.date
    changed_by: str
    changed_on: datetime.date
    look_again: datetime.date | None
    answer_by: datetime.date | None
    heard: Heard
    mine: Spoke | None
    let_in_by: str
    asked: tuple[Asked, ...]
    room: Room | None
    settled: Settled | None
    may_settle: bool
    may_withdraw: bool

    @property
    def stands(self) -> str:
        """How it stands, in a sentence or two."""
        return _stands(self)

    @property
    def is_open(self) -> bool:
        """Whether it is still being heard."""
        return self.settled is None

    @property
    def mine_now(self) -> Spoke | None:
        """What one said to the present words."""
        return self.mine if self.mine and self.mine.version == self.version else None

    @property
    def mine_earlier(self) -> Spoke | None:
        """What one said last, where that was to earlier words, and can be said again as it stands."""
        there = self.mine if self.mine and self.mine.version != self.version else None
        return there if there and there.says not in (Says.BACK, Says.THERE) else None


def _stands(page: ProposalPage) -> str:
    state, settled = page.heard.state, page.settled
    if settled:
        named = {
            State.ADOPTED: _("Agreed on %(day)s."),
            State.LEFT_OPEN: _("Left open on %(day)s."),
            State.DECIDED: _("Decided in a meeting on %(day)s."),
            State.WITHDRAWN: _("Withdrawn on %(day)s."),
        }
        return named[state] % {"day": _day(settled.on)}
    if state == State.IN_THE_WAY:
        return _("Something is in the way.")
    if page.room:
        days = {"day": _day(page.room.on), "until": _day(page.room.absent_until)}
        return _("Agreed in the room on %(day)s. Whoever was not there can say until %(until)s.") % days
    if page.answer_by:
        return _("Everybody can say something to it until %(day)s.") % {"day": _day(page.answer_by)}
    return _("It is being heard.") if state == State.BEING_HEARD else _("Proposed. Nobody else has been heard yet.")


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")


def proposal_page(seat: Seat, proposal: Proposal, *, at: datetime.datetime) -> ProposalPage:
    """Return the page of one proposal. A fixed number of queries."""
    agreement, given = proposal.agreement, given_of(proposal)
    newest = ProposalVersion.objects.select_related("by").get(proposal=proposal, version=proposal.version)
    letter = let_in_by(seat, at=at)
    return ProposalPage(
        partnership=seat.partnership.ref,
        ref=agreement.ref,
        number=proposal.number,
        version=proposal.version,
        matter=agreement.kind,
        kind=str(agreement.get_kind_display()),
        title=proposal.title,
        parts=words_of(agreement.kind, proposal.parts),
        question=the_edition().question(agreement.question) if agreement.kind == Kind.WHERE else None,
        sentence=sentence_of(seat, agreement.sentence),
        by=proposal.by.name,
        on=localdate(proposal.at),
        changed_by=newest.by.name,
        changed_on=localdate(newest.at),
        look_again=proposal.look_again,
        answer_by=proposal.answer_by,
        heard=heard(given, today=localdate(at)),
        mine=next((each for each in last_words(given.spoke) if each.who == seat.membership.pk), None),
        let_in_by=Membership.objects.get(pk=letter).name if letter else "",
        asked=_asked(proposal),
        room=_room(seat, proposal, at=at),
        settled=_settled(seat, proposal, at=at),
        may_settle=may_settle(seat, proposal),
        may_withdraw=may_withdraw(seat, proposal),
    )


def _asked(proposal: Proposal) -> tuple[Asked, ...]:
    rows = list(Clarifying.objects.filter(proposal=proposal).select_related("by"))
    said: dict[int, list[Asked]] = {}
    for row in rows:
        if row.answers_id:
            said.setdefault(row.answers_id, []).append(_one(row))
    return tuple(_one(row, said.get(row.pk, ())) for row in rows if not row.answers_id)


def _one(row: Clarifying, answers: Sequence[Asked] = ()) -> Asked:
    return Asked(row.pk, row.words, row.by.name, localdate(row.at), tuple(answers))


def _room(seat: Seat, proposal: Proposal, *, at: datetime.datetime) -> Room | None:
    rows = InTheRoom.objects.filter(proposal=proposal, version=proposal.version, undone_at=None)
    row = rows.select_related("by").first()
    if row is None:
        return None
    there = Voice.objects.filter(room=row).values_list("membership__name", flat=True)
    row.proposal = proposal
    may = may_undo_room(seat, row, at=at)
    return Room(row.on, tuple(there), row.who_was_there, row.absent_until, row.by.name, may)


def _settled(seat: Seat, proposal: Proposal, *, at: datetime.datetime) -> Settled | None:
    row = Settlement.objects.filter(proposal=proposal, undone_at=None).select_related("by").first()
    if row is None:
        return None
    row.proposal = proposal
    is_newest = not proposal.agreement.proposals.filter(number__gt=proposal.number).exists()
    by = row.by.name if row.by else ""
    return Settled(row.how, row.on, row.words, by, is_newest and may_undo(seat, row, at=at))


@dataclass(frozen=True, slots=True)
class SettlePage:
    """A page that asks one thing more before a proposal is heard online, left open, or decided in a meeting."""

    partnership: str
    ref: str
    number: int
    title: str
    heading: str
    line: str
    button: str
    objections: tuple[Spoke, ...]


def settle_page(seat: Seat, proposal: Proposal, how: str, *, at: datetime.datetime) -> SettlePage:
    """Return the page that asks what is in the way, which meeting decided, or (no way to settle) until when to ask."""
    judged = heard(given_of(proposal), today=localdate(at))
    heading, line, button = {
        How.LEFT_OPEN: (
            _("Leave it open"),
            _("Nothing is agreed. What was said stays here, and you can take it up again on any day."),
            _("Leave it open"),
        ),
        How.DECIDED: (
            _("Record what a meeting decided"),
            _("Its words stand from then on. The page says that a meeting decided, and what was said against it."),
            _("Record it"),
        ),
        "": (
            _("Ask everyone online"),
            _("It waits for them on their home page until the end of that day."),
            _("Ask everyone"),
        ),
    }[how]
    return SettlePage(
        partnership=seat.partnership.ref,
        ref=proposal.agreement.ref,
        number=proposal.number,
        title=proposal.title,
        heading=heading,
        line=line,
        button=button,
        objections=(*judged.in_the_way, *judged.objected_before) if how == How.DECIDED else (),
    )


@dataclass(frozen=True, slots=True)
class RoomPage:
    """The page on which organisers note who was in the room."""

    partnership: str
    ref: str
    number: int
    title: str
    parts: tuple[Words, ...]
    until: datetime.date


def room_page(seat: Seat, proposal: Proposal, *, until: datetime.date) -> RoomPage:
    """Return the page on which a room is noted; whoever was not there can say `until` a day."""
    agreement = proposal.agreement
    parts = words_of(agreement.kind, proposal.parts)
    return RoomPage(seat.partnership.ref, agreement.ref, proposal.number, proposal.title, parts, until)


def noted_before(proposal: Proposal) -> dict[str, object]:
    """Return what was noted of a room for the present words and undone since, to begin with; nothing where none was."""
    row = InTheRoom.objects.filter(proposal=proposal, version=proposal.version).order_by("-pk").first()
    if row is None:
        return {}
    voices = list(Voice.objects.filter(room=row).select_related("membership"))
    reservations = {f"reservation_{each.membership.ref}": each.words for each in voices}
    there = [each.membership.ref for each in voices]
    return {"on": row.on, "others": row.who_was_there, "there": there, **reservations}
