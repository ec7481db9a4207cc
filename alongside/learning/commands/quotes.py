"""Asking the author of named words whether these may leave the partnership; what they say holds until they say anew."""

from __future__ import annotations

import datetime

from django.db import transaction

from alongside.learning.models import Leaves, QuoteAsking
from alongside.learning.quotable import quotable
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat
from alongside.people.known import is_known
from alongside.rounds.models import Answer, Round


class NotAsked(Exception):
    """These words are not to be asked for: nobody's here, put aside, or without a name."""


class NotKnown(Exception):
    """The device in hand is this person's on an organiser's word alone: it cannot say what is theirs to say."""


@transaction.atomic
def ask_quote(*, seat: Seat, round: Round, question: str, said: int, at: datetime.datetime) -> QuoteAsking:
    """Ask the author of some named words whether they may be passed on, once. Raises NotAsked."""
    Round.objects.select_for_update(no_key=True).get(pk=round.pk)  # two who press at once ask once
    answer = quotable(seat, round).filter(question=question, pk=said).first()
    if answer is None:
        raise NotAsked
    there = QuoteAsking.objects.filter(answer=answer).first()
    if there is not None:
        return there
    note(seat.partnership, who=seat.membership, what="quote-asked", at=at, about=round.ref)
    return QuoteAsking.objects.create(answer=answer, at=at, by=seat.membership)


@transaction.atomic
def say_leaves(*, seat: Seat, answer: Answer, leaves: Leaves, at: datetime.datetime) -> None:
    """Say whether one's own words may be passed on, and how. Raises NotAsked, NotKnown."""
    if not is_known(seat, at=at):
        raise NotKnown
    mine = QuoteAsking.objects.filter(answer=answer, answer__membership=seat.membership).first()
    if mine is None:
        raise NotAsked
    if mine.leaves == leaves:
        return
    mine.leaves, mine.said_at = leaves, at
    mine.save(update_fields=["leaves", "said_at"])
    note(seat.partnership, who=seat.membership, what="quote-answered", at=at, about=answer.round.ref)
