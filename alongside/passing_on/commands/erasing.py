"""Erasing somebody from all that a partnership keeps, and from a copy that is put back later.

What they typed for the group stays the group's, under nobody's name; what was counted stays as it was counted.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from random import Random

from django.db import models, transaction

from alongside.learning.models import Action, ActionVersion, QuoteAsking
from alongside.mail.models import Address, Code, Tally, WaitingLetter
from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import (
    Affiliation,
    Departure,
    Membership,
    NotNow,
    Parting,
    PartingVersion,
    Welcoming,
    note,
)
from alongside.partnerships.seats import Seat
from alongside.partnerships.sweeping import swept
from alongside.passing_on.exporting.written import rows
from alongside.people import commands as people
from alongside.people.models import Device, DraftKey, Erasure, Knock, PersonalLink, Wrap
from alongside.rounds.models import (
    ENOUGH,
    Answer,
    Asked,
    Draft,
    Kind,
    Picture,
    Returned,
    Round,
    Sent,
    ShownUnnamed,
    TypedIn,
    Withholding,
)

NAMED_IN_TRIES = (Action.people.through, ActionVersion.people.through)
ERASED_FROM: tuple[type[models.Model], ...] = (
    *(NotNow, Parting, PartingVersion, Welcoming),
    *NAMED_IN_TRIES,
    *(Address, Code, Tally, WaitingLetter),
    *(Membership, Affiliation, Departure, Device, PersonalLink, DraftKey, Wrap, Knock),
    QuoteAsking,
    *(Round, Answer, Asked, Draft, Returned, Sent, ShownUnnamed, TypedIn),
)
"""The tables of which no deleted row, and no earlier state of one, may be left."""
_copies: list[Callable[[], Iterable[str]]] = []


def keeps_copies(forget: Callable[[], Iterable[str]]) -> None:
    """Tell the sweep of a room above that keeps copies of words; called once, at start.

    `forget` takes out what is left of those whose words are gone, and returns the tables to be swept with the others.
    """
    _copies.append(forget)


@transaction.atomic
def erase(*, seat: Seat, keep_words: bool, as_last: bool = False, at: datetime.datetime, rng: Random) -> bool:
    """Leave, if the one in this seat has not, and be erased. False when they are. Raises as leaving does.

    With `keep_words` the words they sent with their name, in rounds that are counted, stay without it, where five and
    more sent theirs so.
    """
    partnerships.locked(seat.partnership)
    who = Membership.objects.select_related("partnership").get(pk=seat.membership.pk)
    if Erasure.objects.filter(membership=who).exists():
        return False
    if not who.departures.open().exists():
        people.leave(seat=seat, at=at, as_last=as_last)
    _erase(who, keep_words=keep_words, at=at, rng=rng)
    note(seat.partnership, who=who, what="erased", at=at)
    return True


def erase_again(*, using: str, at: datetime.datetime, rng: Random) -> int:
    """Erase from a copy that is put back whoever was erased since it was made; return how many were there.

    Their words go too: what they had chosen is not remembered.
    """
    with transaction.atomic(using=using):
        waiting = Erasure.objects.using(using).filter(membership=None)
        marks = {bytes(each) for each in waiting.values_list("tombstone", flat=True)}
        everybody = rows(Membership.objects.using(using).filter(erasure=None)) if marks else ()
        found = [who for who in everybody if people.is_marked(who, marks)]
        for who in found:
            _erase(who, keep_words=False, at=at, rng=rng)
        return len(found)


def _erase(who: Membership, *, keep_words: bool, at: datetime.datetime, rng: Random) -> None:
    """Erase somebody in the database that `who` was read from. A round that is being counted is waited for."""
    database = who._state.db
    rounds = Round.objects.using(database)
    list(rounds.filter(partnership=who.partnership_id).order_by("pk").select_for_update(no_key=True))
    _take_answers(who, keep_words=keep_words, rng=rng)
    TypedIn.objects.using(database).filter(membership=who).delete()
    Asked.objects.using(database).filter(membership=who).delete()
    Draft.objects.using(database).filter(kind=Kind.FOR, for_whom=who.ref).delete()
    rounds.filter(through=who).update(through=None, through_reach="")
    for named in NAMED_IN_TRIES:
        named._default_manager.using(database).filter(membership=who).delete()
    people.erase_person(who, at=at)


def _take_answers(who: Membership, *, keep_words: bool, rng: Random) -> None:
    """Take away what somebody sent with their name; that they sent it too, where it is not counted yet.

    That they sent something without a name stays, like for everybody, until answers close: it is needed for counting.
    """
    database = who._state.db
    for answer in Answer.objects.using(database).filter(membership=who).select_related("round__closing"):
        if not hasattr(answer.round, "closing"):
            sent = Sent.objects.using(database).filter(round=answer.round_id, question=answer.question)
            sent.filter(membership=who).delete()
        elif keep_words and _can_be_kept(answer):
            _keep_without_name(answer, rng)
        answer.delete()


def _can_be_kept(answer: Answer) -> bool:
    """Whether its words can stay without a name: among five and more, and where they were never put aside.

    Alone they would still be theirs; and under another key the mark would not be found.
    """
    database, of = answer._state.db, {"round": answer.round_id}
    among = Picture.objects.using(database).filter(**of, question=answer.question, unnamed__gte=ENOUGH)
    aside = Withholding.objects.using(database).filter(**of, said=answer.pk).done()
    return bool(answer.words) and among.exists() and not aside.exists()


def _keep_without_name(answer: Answer, rng: Random) -> None:
    """Put an answer's words among those without a name, and write all of these anew in an order of chance.

    So neither the place nor the moment of writing says which of them is new.
    """
    shown = ShownUnnamed.objects.using(answer._state.db)
    there = shown.filter(round=answer.round_id, question=answer.question)
    words = [*there, ShownUnnamed(round_id=answer.round_id, question=answer.question, words=answer.words)]
    rng.shuffle(words)
    there.delete()
    shown.bulk_create(words)


def sweep_erased() -> int:
    """Take what the database still holds of erased people out of its files; return of how many.

    Called outside any transaction; what cannot be done now is tried again.
    """
    unswept = list(Erasure.objects.filter(is_swept=False).exclude(membership=None).values_list("pk", flat=True))
    if not unswept or not swept([*ERASED_FROM, *(table for forget in _copies for table in forget())]):
        return 0
    with transaction.atomic():
        return Erasure.objects.filter(pk__in=unswept).update(is_swept=True)
