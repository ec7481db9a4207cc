"""All that is one's own: what one has written and not sent, what is "only me", what came back, what has one's name."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.people.commands.keyring import Held, of_device
from alongside.rounds.commands import Book, Place, came_back
from alongside.rounds.models import Answer, Draft, Kind, Returned, Round, scale_of
from alongside.rounds.pages.answering import kept_until
from alongside.rounds.pages.organising import OPEN, state_of
from alongside.rounds.sheets import AWAY, ME, Entry, Sheet

DRAFT, ONLY_ME, AWAY_, BACK, SENT, TYPED = "draft", "only-me", "away", "back", "sent", "typed"
"""What one's own lines are: not sent, for nobody else, put away, come back, sent with one's name, typed for others."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of one's own. `seen` is its version; `other` what another device holds on it, to be chosen between.

    `where` says, of what was typed in for somebody else, for whom.
    """

    kind: str
    question: Question
    place: str
    words: str
    wishes: bool
    seen: int = 0
    other: str = ""
    where: str = ""

    @property
    def is_written(self) -> bool:
        """Whether it is one's own draft, of whatever kind."""
        return self.kind in (DRAFT, ONLY_ME, AWAY_)


@dataclass(frozen=True, slots=True)
class InRound:
    """What is one's own in one round. `until` is the day after which what was not sent goes; none while it is open."""

    ref: str
    name: str
    is_open: bool
    state: str
    until: datetime.date | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MinePage:
    """All of it, the newest round first; `text` to take away."""

    partnership: str
    rounds: tuple[InRound, ...]
    waits_elsewhere: bool
    text: str


@dataclass(frozen=True, slots=True)
class GonePage:
    """One thing that is about to be thrown away."""

    partnership: str
    name: str
    line: Line


@dataclass
class _Found:
    """The rows of one round, as they lie there."""

    drafts: list[Draft]
    returned: list[Returned]
    answers: list[Answer]


def mine_page(seat: Seat, secret: str, *, at: datetime.datetime) -> MinePage:
    """All that is one's own. A fixed number of queries."""
    keys = of_device(seat.device_id, secret)
    found, waits = _found(seat, keys, at=at)
    rounds = Round.objects.within(seat).asked().filter(pk__in=found.keys())
    names = dict(Membership.objects.within(seat).values_list("ref", "name"))
    shown = [
        _in_round(round, found[round.pk], keys, names, at=at)
        for round in rounds.select_related("asking", "closing", "opening", "withdrawal").prefetch_related("questions")
    ]
    full = tuple(each for each in shown if each.lines)
    return MinePage(seat.partnership.ref, full, waits, "\n\n".join(map(_as_text, full)))


def _found(seat: Seat, keys: Sequence[Held], *, at: datetime.datetime) -> tuple[dict[int, _Found], bool]:
    """Return by round what this device can open and what has one's name; and whether another holds more."""
    ours = {key.id for key in keys}
    found: dict[int, _Found] = defaultdict(lambda: _Found([], [], []))
    waits = False
    for draft in Draft.objects.filter(key__membership=seat.membership).order_by("key"):
        if draft.key_id in ours:
            found[draft.round_id].drafts.append(draft)
        waits |= draft.key_id not in ours
    back = set()
    for row in Returned.objects.filter(key__membership=seat.membership):
        back.add(row.round_id)
        if row.key_id in ours:
            found[row.round_id].returned.append(row)
    waits |= any(not found[round].returned for round in back)
    for answer in Answer.objects.of(seat).filter(round__in=Round.objects.open(at=at)):
        found[answer.round_id].answers.append(answer)
    return found, waits


def _in_round(
    round: Round, found: _Found, keys: Sequence[Held], names: Mapping[str, str], *, at: datetime.datetime
) -> InRound:
    state = state_of(round, at=at)
    order = {row.question: place for place, row in enumerate(round.questions.all())}
    own = [draft for draft in found.drafts if draft.kind in (Kind.OWN, Kind.ME)]
    lines = [*_own(round, keys, own)] if own else []
    lines += _lines(round, came_back(keys, round, found.returned), BACK)
    lines += _lines(round, {row.question: Entry(0, row.stance, row.words, row.wishes) for row in found.answers}, SENT)
    for place, rows in _typed(found.drafts).items():
        book = Book(keys, round, place, rows)
        lines += _lines(round, book.entries, TYPED, where=_where(place, names))
    return InRound(
        ref=round.ref,
        name=round.name,
        is_open=state == OPEN,
        state=state,
        until=None if state == OPEN else kept_until(round, at=at),
        lines=tuple(sorted(lines, key=lambda line: order[line.question.id])),
    )


def _typed(drafts: Iterable[Draft]) -> dict[Place, list[Draft]]:
    places: dict[Place, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.kind not in (Kind.OWN, Kind.ME):
            places[Place(draft.kind, draft.for_whom, draft.sheet)].append(draft)
    return places


def _where(place: Place, names: Mapping[str, str]) -> str:
    if place.kind == Kind.FOR:
        return _("for %(name)s") % {"name": names.get(place.for_whom, _("somebody"))}
    return _("from sheet %(n)d") % {"n": place.sheet} if place.kind == Kind.SHEET else _("said through you")


def _own(round: Round, keys: Sequence[Held], rows: Sequence[Draft] | None = None) -> Iterable[Line]:
    book = Book(keys, round, rows=rows)
    for question, entry in book.entries.items():
        kind = {ME: ONLY_ME, AWAY: AWAY_}.get(entry.how, DRAFT)
        other = book.elsewhere.get(question)
        yield from _lines(round, {question: entry}, kind, other=other.words if other else "")


def _lines(round: Round, sheet: Sheet, kind: str, *, other: str = "", where: str = "") -> list[Line]:
    scale, edition = scale_of(round.way), the_edition()
    return [
        Line(
            kind=kind,
            question=edition.question(question),
            place="" if entry.stance is None else scale.label(entry.stance),
            words=entry.words,
            wishes=entry.wishes,
            seen=entry.version,
            other=other,
            where=where,
        )
        for question, entry in sheet.items()
        if not entry.is_empty
    ]


def _as_text(round: InRound) -> str:
    """One round's own things as text, to take away."""
    parts = [round.name]
    for line in round.lines:
        said = [f"“{line.question.quoted}”", line.place, line.words, line.other]
        said.append(_("I would like us to talk about this") if line.wishes else "")
        parts.append("\n".join(each for each in said if each))
    return "\n\n".join(parts)


def gone_page(seat: Seat, round: Round, secret: str, question: str, *, back: bool) -> GonePage | None:
    """What is about to be thrown away: a draft of one's own, or with `back` what came back; or None."""
    keys = of_device(seat.device_id, secret)
    if back:
        entries = came_back(keys, round, Returned.objects.filter(round=round, key__in=[key.id for key in keys]))
        lines = _lines(round, entries, BACK)
    else:
        lines = [*_own(round, keys)] if keys else []
    there = next((line for line in lines if line.question.id == question), None)
    return GonePage(seat.partnership.ref, round.name, there) if there else None
