"""Keeping what somebody writes: sealed, by version, and in nobody else's sight. None of this leaves a Moment."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import BigIntegerField, BinaryField, CharField, IntegerField, QuerySet

from alongside.partnerships.prepared import Prepared, PreparedChange, PreparedRemoval, PreparedRows, told
from alongside.partnerships.seats import Seat
from alongside.people import sealing
from alongside.people.commands.keyring import Held, hold
from alongside.rounds.models import Answer, Draft, Kind, Round, Sent
from alongside.rounds.sheets import ME, Entry, Sheet, packed, unpacked

_OWNER, _ROUND = told("owner", BigIntegerField()), told("round", BigIntegerField())


@dataclass(frozen=True, slots=True)
class Typed:
    """What came from a page about one question, and the version that it stands on."""

    question: str
    seen: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of keeping: the version that stands now for each question kept, and what was not kept.

    `clashing` are those where other words stand than were seen; `sent` those that were sent without a name meanwhile.
    """

    versions: Mapping[str, int]
    clashing: tuple[Typed, ...] = ()
    sent: tuple[Typed, ...] = ()


@dataclass(frozen=True, slots=True)
class SoFar:
    """What somebody has sent in a round: with their name, by question; and the questions sent on without."""

    named: Mapping[str, Answer]
    unnamed: frozenset[str]

    def base(self, question: str) -> int:
        """Return the version of what was sent with a name; 0 where nothing was."""
        return self.named[question].version if question in self.named else 0


# asked by every form that keeps or sends
_SENT = Prepared(lambda: Sent.objects.filter(membership_id=_OWNER, round_id=_ROUND).values_list("question", flat=True))
_NAMED = Prepared(lambda: Answer.objects.filter(membership_id=_OWNER, round_id=_ROUND))


def so_far(seat: Seat, round: Round) -> SoFar:
    """Return what somebody has sent in a round until now."""
    sent = {*_SENT.every(owner=seat.membership.pk, round=round.pk)}
    named = {row.question: row for row in _NAMED.every(owner=seat.membership.pk, round=round.pk)} if sent else {}
    return SoFar(named, frozenset(sent - named.keys()))


@dataclass(frozen=True, slots=True)
class Place:
    """Whose words a draft holds: one's own, or those of somebody one types in for."""

    kind: str = Kind.OWN
    for_whom: str = ""
    sheet: int = 0


OWN = Place()


def first_version() -> int:
    """Return the version that a draft begins with: by chance, so that no page left open from before has seen it.

    Drafts go when they are sent. One that is begun after that must not have the version of the one that went.
    """
    return secrets.randbits(30) + 1


def about(draft: Draft, key_ref: str, round_ref: str) -> str:
    """Return what a draft's seal is bound to: to put it in another's place, or an older one back, breaks it."""
    return f"{key_ref} {round_ref} {draft.kind} {draft.for_whom} {draft.sheet} {draft.version}"


def opened(draft: Draft, key: Held, round: Round) -> dict[str, Entry]:
    """Return what a draft holds; raises sealing.Broken."""
    return unpacked(sealing.unseal(bytes(draft.sealed), key.key, about(draft, key.ref, round.ref)))


# asked by every page that shows a draft, and by every form that keeps one
_DRAFTS = Prepared(
    lambda: Draft.objects.filter(
        key__membership_id=_OWNER,
        round_id=_ROUND,
        for_whom=told("for_whom", CharField()),
        sheet=told("sheet", IntegerField()),
    )
)


def _this() -> QuerySet[Draft]:
    return Draft.objects.filter(pk=told("pk", BigIntegerField()))


_NEW = PreparedRows(Draft)
_CHANGED = PreparedChange(_this, version=told("version", IntegerField()), sealed=told("sealed", BinaryField()))
_GONE = PreparedRemoval(_this)


def drafts_of(keys: Sequence[Held], round: Round, place: Place) -> list[Draft]:
    """Return the drafts of one place: one's own are two, what may be sent and what is for nobody else."""
    kinds = (Kind.OWN, Kind.ME) if place.kind == Kind.OWN else (place.kind,)
    ours = {key.id for key in keys}
    rows = _DRAFTS.every(owner=keys[0].owner, round=round.pk, for_whom=place.for_whom, sheet=place.sheet)
    return [row for row in rows if row.key_id in ours and row.kind in kinds]


class Book:
    """One's drafts in one round, opened: read, changed in memory, and written back with their seals renewed.

    Where two devices had not met, a second key may hold other words on the same question: those are in `elsewhere`
    until their writer has chosen. Meanwhile what stands has a version that no page has seen which showed only one.
    `rows` are the drafts of this place, where they are at hand.
    """

    def __init__(
        self, keys: Sequence[Held], round: Round, place: Place = OWN, rows: Iterable[Draft] | None = None
    ) -> None:
        self.round, self.place = round, place
        self.key, *_ = keys
        self._keys = {key.id: key for key in keys}
        self.entries: dict[str, Entry] = {}
        self.elsewhere: dict[str, Entry] = {}
        self._rows: dict[tuple[int, str], Draft] = {}
        self._held: dict[tuple[int, str], dict[str, Entry]] = {}
        self._changed: set[tuple[int, str]] = set()
        there = drafts_of(keys, round, place) if rows is None else rows
        for row in sorted(there, key=lambda row: (row.key_id != self.key.id, row.key_id)):
            at = (row.key_id, row.kind)
            self._rows[at], self._held[at] = row, opened(row, self._keys[row.key_id], round)
            for question, entry in self._held[at].items():
                self._meet(at, question, entry)

    def _meet(self, at: tuple[int, str], question: str, entry: Entry) -> None:
        mine = self.entries.get(question)
        if mine is None:
            self.entries[question] = entry
        elif not entry.is_empty and not mine.says_the_same(entry) and question not in self.elsewhere:
            self.entries[question] = replace(entry if mine.is_empty else mine, version=mine.version + entry.version + 1)
            if not mine.is_empty:
                self.elsewhere[question] = entry

    @property
    def version(self) -> int:
        """What grows with every change: what a page of all of it was made from."""
        return sum(row.version for row in self._rows.values())

    def put(self, question: str, entry: Entry | None) -> None:
        """Let `entry` stand for a question, or nothing; this settles what `elsewhere` shows."""
        shown = [each for each in (self.entries.pop(question, None), self.elsewhere.pop(question, None)) if each]
        for at, held in self._held.items():
            there = held.get(question)
            if there and (there.is_empty or any(there.says_the_same(each) for each in shown)):
                del held[question]
                self._changed.add(at)
        if entry is None:
            return
        self.entries[question] = entry
        own = self.place.kind == Kind.OWN
        at = (self.key.id, Kind.ME if own and entry.how == ME else self.place.kind)
        self._held.setdefault(at, {})[question] = entry
        self._changed.add(at)

    def write(self) -> None:
        """Write what was changed, sealed anew; a draft with nothing in it goes."""
        for at in self._changed:
            row = self._rows.get(at)
            if not self._held[at]:
                if row:
                    _GONE(pk=row.pk)
                    del self._rows[at]
                continue
            self._rows[at] = self._sealed(at, row)
        self._changed.clear()

    def _sealed(self, at: tuple[int, str], row: Draft | None) -> Draft:
        place = self.place
        draft = row or Draft(
            key_id=at[0],
            round=self.round,
            kind=at[1],
            for_whom=place.for_whom,
            sheet=place.sheet,
            version=first_version(),
        )
        draft.version += 1
        key = self._keys[at[0]]
        draft.sealed = sealing.seal(packed(self._held[at]), key.key, about(draft, key.ref, self.round.ref))
        if row is None:
            _NEW.add(draft)
        elif not _CHANGED(pk=draft.pk, version=draft.version, sealed=draft.sealed):
            raise Draft.DoesNotExist
        return draft


@transaction.atomic
def keep(*, seat: Seat, secret: str, round: Round, typed: Sequence[Typed], place: Place = OWN) -> Kept:
    """Keep what was typed, each on the version that was seen. Whether the round is open makes no difference.

    The same words sent twice are kept once. What is to change a sent answer stands on that answer as it is now.
    `secret` is what the device's cookie holds.
    """
    book = Book(hold(seat.device_id, secret), round, place)
    sent = so_far(seat, round) if place.kind == Kind.OWN else SoFar({}, frozenset())
    versions: dict[str, int] = {}
    clashing: list[Typed] = []
    late: list[Typed] = []
    for each in typed:
        base = sent.base(each.question)
        now = book.entries.get(each.question, Entry(base=base))
        if each.question in sent.unnamed:
            late += [each] * (not each.entry.is_empty)
        elif each.question not in book.elsewhere and now.base == base and now.says_the_same(each.entry):
            versions[each.question] = now.version
        elif each.seen != now.version or each.entry.base != base:
            clashing.append(each)
        else:
            version = now.version + 1 if each.question in book.entries else first_version()
            versions[each.question] = version
            book.put(each.question, replace(each.entry, version=version))
    book.write()
    return Kept(versions, tuple(clashing), tuple(late))


@transaction.atomic
def discard(*, seat: Seat, secret: str, round: Round, question: str, seen: int) -> bool:
    """Take away what one wrote on a question. False when it has changed since it was seen, or is gone.

    An empty entry stays, so that a page left open elsewhere does not take its version for a newer one.
    """
    book = Book(hold(seat.device_id, secret), round)
    entry = book.entries.get(question)
    if entry is None or entry.version != seen:
        return False
    book.put(question, Entry(version=entry.version + 1, base=entry.base))
    book.write()
    return True


def sheet_of(keys: Sequence[Held], round: Round, place: Place = OWN) -> Sheet:
    """Return what these keys hold of a round, for a page; nothing without a key."""
    return Book(keys, round, place).entries if keys else {}
