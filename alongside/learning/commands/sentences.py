"""The sentences of a group's own: writing, changing, putting in order, making one of two, taking off, putting back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from alongside.learning.models import Gathering, Insight, InsightEnd, InsightVersion, Mark
from alongside.partnerships.commands.once import mark
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict, replace


class TakenOff(Exception):
    """The sentence does not stand any more: it was taken off, or made one with another."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence says: its words and what kind it is; one to live with has two goods."""

    words: str
    mark: str = Mark.MAKE
    other: str = ""


def alone_in(gathering: Gathering) -> None:
    """Let others wait who change something in the same gathering."""
    Gathering.objects.select_for_update(no_key=True).get(pk=gathering.pk)


def ends_in(gathering: Gathering) -> Mapping[int, int | None]:
    """Return of each sentence which one stands for it now: itself, the one it was merged into, or none."""
    rows = InsightEnd.objects.filter(insight__gathering=gathering, undone_at=None)
    into = dict(rows.values_list("insight", "into"))
    found: dict[int, int | None] = {}
    for pk in Insight.objects.filter(gathering=gathering).values_list("pk", flat=True):
        at: int | None = pk
        while at in into:
            at = into[at]
        found[pk] = at
    return found


def wordless(*, seat: Seat, gathering: Gathering, key: str | None, at: datetime.datetime) -> Insight:
    """Return a new sentence without words, the last; the same for the same key. Part of the command that makes it."""
    there = Insight.objects.filter(key=key, gathering=gathering).first() if key else None
    if there is not None:
        return there
    last = Insight.objects.filter(gathering=gathering).aggregate(last=Max("place"))["last"]
    made = Insight.objects.create(gathering=gathering, place=(last or 0) + 1, at=at, by=seat.membership, key=key)
    note(seat.partnership, who=seat.membership, what="sentence-begun", at=at, about=gathering.ref)
    return made


@transaction.atomic
def write_sentence(
    *, seat: Seat, gathering: Gathering, says: Sentence, key: str = "", at: datetime.datetime
) -> Insight:
    """Write a sentence that nothing is gathered under yet. The same key writes no second one."""
    alone_in(gathering)
    made = wordless(seat=seat, gathering=gathering, key=mark(seat, key), at=at)
    if made.version == 0:
        _say(seat, made, 0, says, at)
    return made


@transaction.atomic
def keep_sentence(*, seat: Seat, insight: Insight, seen: int, says: Sentence, at: datetime.datetime) -> Insight:
    """Put these words in the place of those that were seen. Raises Conflict, changing nothing; TakenOff."""
    held = _standing(insight)
    _say(seat, held, seen, says, at)
    return held


@transaction.atomic
def place_sentence(*, seat: Seat, insight: Insight, to: int, at: datetime.datetime) -> int:
    """Put a sentence at a place in the list, the first being 1; return at which it stands now."""
    held = _standing(insight)
    order = list(Insight.objects.filter(gathering=held.gathering).now())
    was = order.index(held)
    goes = min(max(to, 1), len(order)) - 1
    if was != goes:
        order.insert(goes, order.pop(was))
        for place, each in enumerate(order, 1):
            each.place = place
        Insight.objects.bulk_update(order, ["place"])
        note(seat.partnership, who=seat.membership, what="sentence-placed", at=at, about=held.gathering.ref)
    return goes + 1


@transaction.atomic
def merge(
    *,
    seat: Seat,
    insight: Insight,
    seen: int,
    into: Insight,
    into_seen: int,
    says: Sentence,
    at: datetime.datetime,
) -> Insight:
    """Make one sentence of two: `into` says it, and what lies under the other lies under it. Once, and can be undone.

    Raises Conflict where either says something else by now than was seen; TakenOff where one does not stand.
    """
    alone_in(insight.gathering)
    if InsightEnd.objects.filter(insight=insight, into=into, undone_at=None).exists():
        return into
    one, other = _standing(insight), _standing(into)
    if one.pk == other.pk:
        raise TakenOff
    if one.version != seen:
        raise Conflict(one)
    before = other.version
    _say(seat, other, into_seen, says, at)
    wrote = other.version if other.version > before else 0
    InsightEnd.objects.create(insight=one, into=other, wrote=wrote, at=at, by=seat.membership)
    note(seat.partnership, who=seat.membership, what="sentences-merged", at=at, about=one.gathering.ref)
    return other


@transaction.atomic
def take_off(*, seat: Seat, insight: Insight, at: datetime.datetime) -> None:
    """Take a sentence off, once. What lay under it alone is not gathered any more; it can be put back."""
    alone_in(insight.gathering)
    if InsightEnd.objects.filter(insight=insight, undone_at=None).exists():
        return
    InsightEnd.objects.create(insight=insight, at=at, by=seat.membership)
    note(seat.partnership, who=seat.membership, what="sentence-taken-off", at=at, about=insight.gathering.ref)


@transaction.atomic
def put_back(*, seat: Seat, insight: Insight, at: datetime.datetime) -> None:
    """Let a sentence stand again that was taken off or made one with another, with what lay under it.

    The words that came of making them one go back to what they were, unless somebody has changed them since.
    """
    alone_in(insight.gathering)
    ended = InsightEnd.objects.filter(insight=insight, undone_at=None).select_related("into").first()
    if ended is None:
        return
    ended.undone_at, ended.undone_by = at, seat.membership
    ended.save(update_fields=["undone_at", "undone_by"])
    into = ended.into
    if into is not None and ended.wrote and into.version == ended.wrote:
        before = InsightVersion.objects.filter(insight=into, version=ended.wrote - 1).first()
        says = Sentence(before.words, before.mark, before.other) if before else Sentence("")
        _say(seat, into, ended.wrote, says, at)
    note(seat.partnership, who=seat.membership, what="sentence-put-back", at=at, about=insight.gathering.ref)


def _standing(insight: Insight) -> Insight:
    """Return a sentence as it is now, others waiting; raises TakenOff where it does not stand."""
    alone_in(insight.gathering)
    held = Insight.objects.now().filter(pk=insight.pk).select_related("gathering").first()
    if held is None:
        raise TakenOff
    return held


def _say(seat: Seat, insight: Insight, seen: int, says: Sentence, at: datetime.datetime) -> None:
    other = says.other if says.mark == Mark.LIVE_WITH else ""
    if not replace(insight, seen=seen, words=says.words, mark=says.mark, other=other):
        return
    kept = InsightVersion(insight=insight, version=insight.version, at=at, by=seat.membership)
    kept.words, kept.mark, kept.other = says.words, says.mark, other
    kept.save()
    note(seat.partnership, who=seat.membership, what="sentence-kept", at=at, about=insight.gathering.ref)
