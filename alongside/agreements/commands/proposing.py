"""Proposing words for an agreement, amending them, and asking what they mean."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.timezone import localdate

from alongside.agreements.commands.refusals import HeardNow, TooLate
from alongside.agreements.commands.saying import Word, keep_voice
from alongside.agreements.models import (
    Agreement,
    Clarifying,
    Kind,
    Proposal,
    ProposalVersion,
    Says,
    Settlement,
)
from alongside.framework.agreements import the_kind
from alongside.partnerships.commands import locked
from alongside.partnerships.commands.once import mark
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import replace

FOR_NEW_WORDS = datetime.timedelta(days=7)
"""How long there is, at least, to say something to words that were changed while everybody is asked online."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a proposal: what it is called, its parts by their ids, and when we look again."""

    title: str
    parts: Mapping[str, str] = field(default_factory=dict)
    look_again: datetime.date | None = None

    def as_kept(self) -> dict[str, object]:
        """Return what is kept: no part that is empty."""
        parts = {name: words for name, words in self.parts.items() if words}
        return {"title": self.title, "parts": parts, "look_again": self.look_again}


@transaction.atomic
def propose(
    *,
    seat: Seat,
    kind: str,
    wording: Wording,
    question: str = "",
    sentence: str = "",
    again: Agreement | None = None,
    key: str = "",
    at: datetime.datetime,
) -> Proposal:
    """Propose words, to which whoever proposes them agrees. The same `key` proposes once.

    `again` is an agreement that is to say something else. Of a kind of which there is one, new words are for that one.
    Raises HeardNow where words for the same are proposed and not settled.
    """
    locked(seat.partnership)  # two at once get two numbers, and make one agreement
    pressed = mark(seat, key)
    there = Proposal.objects.within(seat).filter(key=pressed).first() if pressed else None
    if there:
        return there
    agreement = again or _the_one(seat, kind, question) or _begun(seat, kind, question, sentence, at)
    last = agreement.proposals.order_by("-number").first()
    if last and not last.settlements.filter(undone_at=None).exists():
        raise HeardNow(last)
    said, number = wording.as_kept(), last.number + 1 if last else 1
    made = Proposal.objects.create(
        agreement=agreement, number=number, version=1, at=at, by=seat.membership, key=pressed, **said
    )
    ProposalVersion.objects.create(proposal=made, version=1, at=at, by=seat.membership, **said)
    keep_voice(seat, made, seat.membership, Word(Says.AGREE), at=at)
    note(seat.partnership, who=seat.membership, what="proposed", at=at, about=agreement.ref)
    return made


def _the_one(seat: Seat, kind: str, question: str) -> Agreement | None:
    """Return the agreement that is there already, of a kind of which there is one, or of one to a question."""
    if the_kind(kind).named:
        return None
    of_kind = Agreement.objects.within(seat).filter(kind=kind)
    return (of_kind.filter(question=question) if kind == Kind.WHERE else of_kind).first()


def _begun(seat: Seat, kind: str, question: str, sentence: str, at: datetime.datetime) -> Agreement:
    return Agreement.objects.create(
        partnership=seat.partnership,
        kind=kind,
        question=question or the_kind(kind).question,
        sentence=sentence,
        begun_at=at,
        begun_by=seat.membership,
    )


@transaction.atomic
def amend(*, seat: Seat, proposal: Proposal, seen: int, wording: Wording, at: datetime.datetime) -> Proposal:
    """Put other words in the place of those that were `seen`. What was said before stands to the earlier words.

    Raises texts.Conflict when another version stands there, TooLate when it is settled.
    """
    locked(seat.partnership)
    proposal.refresh_from_db()
    if is_settled(proposal):
        raise TooLate
    if replace(proposal, seen=seen, **wording.as_kept()):
        if proposal.answer_by:
            proposal.answer_by = max(proposal.answer_by, localdate(at) + FOR_NEW_WORDS)
            proposal.save(update_fields=["answer_by"])
        more = {"answer_by": proposal.answer_by, "at": at, "by": seat.membership}
        ProposalVersion.objects.create(proposal=proposal, version=proposal.version, **wording.as_kept(), **more)
        note(seat.partnership, who=seat.membership, what="proposal-amended", at=at, about=proposal.agreement.ref)
    return proposal


def is_settled(proposal: Proposal) -> bool:
    """Whether a proposal is settled, and that was not undone."""
    return Settlement.objects.filter(proposal=proposal, undone_at=None).exists()


@transaction.atomic
def ask(*, seat: Seat, proposal: Proposal, words: str, key: str = "", at: datetime.datetime) -> Clarifying:
    """Ask what something in a proposal means. The same `key` asks once."""
    return _clarify(seat, proposal, words, None, key, at)


@transaction.atomic
def answer(*, seat: Seat, to: Clarifying, words: str, key: str = "", at: datetime.datetime) -> Clarifying:
    """Say something to a question that was asked. The same `key` says it once."""
    return _clarify(seat, to.proposal, words, to, key, at)


def _clarify(
    seat: Seat, proposal: Proposal, words: str, answers: Clarifying | None, key: str, at: datetime.datetime
) -> Clarifying:
    locked(seat.partnership)  # two presses of one button are one after another
    pressed = mark(seat, f"{key} {answers.pk if answers else ''}") if key else None
    there = Clarifying.objects.filter(proposal=proposal, key=pressed).first() if pressed else None
    if there:
        return there
    made = Clarifying.objects.create(
        proposal=proposal, answers=answers, words=words, at=at, by=seat.membership, key=pressed
    )
    what = "question-answered" if answers else "question-asked"
    note(seat.partnership, who=seat.membership, what=what, at=at, about=proposal.agreement.ref)
    return made
