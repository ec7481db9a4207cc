"""Several people who make sense of what was said, in every order (C-03): nothing goes without being shown to somebody.

A machine lets two to five people load the page, move, split, merge, take off, put back and write, each in their own
time. It keeps its own book of what each was shown. Everything that was said is always somewhere, and once only in each
place; whoever moves a thing, or puts words over others, has seen where it lay and what they were.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from alongside.learning import commands
from alongside.learning.commands import Gone, Picked, Place, Sentence, TakenOff, gathering, sentences
from alongside.learning.models import Gathering, Insight, InsightEnd, InsightVersion, Piece, PieceVersion
from alongside.learning.pages.board import Board, board
from alongside.learning.table import id_of
from alongside.learning.tests.talks import finished
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]

PEOPLE = ("amina", "tom", "nadia", "len", "priya")
NUMBERS = st.integers(0, 4)


@dataclass
class Screen:
    """What stands on somebody's page, and every version that they have ever been shown."""

    now: Board
    pieces: set[tuple[str, int]] = field(default_factory=set)
    words: set[tuple[str, int]] = field(default_factory=set)


class Table(RuleBasedStateMachine):
    """One gathering of five lines, and several people who have it open."""

    cast: ClassVar[Cast]
    all_seats: ClassVar[dict[str, Seat]]
    made: ClassVar[Gathering]

    @initialize(number=st.integers(2, 5))
    def open(self, number: int) -> None:
        self.amiss = False
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.seats = [self.all_seats[name] for name in PEOPLE[:number]]
        for words in ("One.", "Two."):
            self._write(self.seats[0], words)
        now = self._board()
        self.all = set(now.cards)
        self.screens = [Screen(now) for _ in self.seats]
        for screen in self.screens:
            self._see(screen, now)

    def teardown(self) -> None:
        if not hasattr(self, "inside"):
            return
        try:
            if not self.amiss:
                self._all_is_somewhere()
        finally:
            transaction.set_rollback(True)
            self.inside.__exit__(None, None, None)

    def _board(self) -> Board:
        return board(self.seats[0], self.made, None)

    def _write(self, seat: Seat, words: str) -> Insight:
        return commands.write_sentence(seat=seat, gathering=self.made, says=Sentence(words), at=self.cast.at)

    def _see(self, screen: Screen, now: Board) -> None:
        screen.now = now
        screen.pieces |= {(name, card.seen) for name, card in now.cards.items()}
        screen.words |= {(each.ref, each.version) for each in now.sentences}

    def _all_is_somewhere(self) -> None:
        now = self._board()
        placed = [card.thing.id for each in (*now.sentences,) for card in each.cards]
        loose = [card.thing.id for card in (*now.table, *now.out)]
        assert {*placed, *loose} == self.all, "something that was said is nowhere"
        assert not set(placed) & set(loose), "something lies under a sentence and with the rest"
        assert len(loose) == len(set(loose)), "something lies twice with the rest"
        ended = set(InsightEnd.objects.filter(undone_at=None).values_list("insight__ref", flat=True))
        shown = {each.ref for each in now.sentences} | {each.ref for each in now.off}
        assert shown == set(Insight.objects.values_list("ref", flat=True)), "a sentence is shown nowhere"
        assert ended == {each.ref for each in now.off}
        for kind, of in ((PieceVersion, "piece"), (InsightVersion, "insight")):
            rows = kind.objects.order_by(of, "version").values_list(of, "version")
            for pk in {each[0] for each in rows}:
                versions = [version for row, version in rows if row == pk]
                assert versions == [*range(1, len(versions) + 1)], "a version is missing, or was written twice"

    def _person(self, number: int) -> tuple[Seat, Screen]:
        return self.seats[number % len(self.seats)], self.screens[number % len(self.seats)]

    def _move(self, seat: Seat, screen: Screen, names: list[str], to: Insight | Place, also: bool) -> None:
        before = {id_of(row): row.version for row in Piece.objects.filter(gathering=self.made)}
        lay = screen.now.under[names[0]] if names else ()
        out_of = Insight.objects.get(ref=lay[0].ref) if lay else None
        picked = [Picked(name, screen.now.cards[name].seen) for name in names]
        given: dict[str, Any] = {"out_of": out_of, "to": to, "also": also, "at": self.cast.at}
        try:
            commands.move(seat=seat, gathering=self.made, picked=picked, **given)
        except Gone:
            self._see(screen, self._board())
            return
        after = self._board()
        for name in names:
            was, now = before.get(name, 0), after.cards[name].seen
            self.amiss = now != was and (name, was) not in screen.pieces
            assert not self.amiss, "somebody moved what they had not seen where it lay"
            assert now in (was, was + 1)
        self._see(screen, after)

    @rule(number=NUMBERS, thing=NUMBERS, to=st.integers(0, 5), also=st.booleans())
    def move_one(self, number: int, thing: int, to: int, also: bool) -> None:
        seat, screen = self._person(number)
        names = sorted(self.all)
        self._move(seat, screen, [names[thing % len(names)]], self._place(screen, to), also)

    @rule(number=NUMBERS, sentence=NUMBERS)
    def split(self, number: int, sentence: int) -> None:
        seat, screen = self._person(number)
        if screen.now.sentences:
            cards = screen.now.sentences[sentence % len(screen.now.sentences)].cards
            if cards:
                self._move(seat, screen, [card.thing.id for card in cards[: len(cards) // 2 + 1]], Place.NEW, False)

    def _place(self, screen: Screen, to: int) -> Insight | Place:
        places: list[Any] = [*screen.now.sentences, *Place]
        there = places[to % len(places)]
        return there if isinstance(there, Place) else Insight.objects.get(ref=there.ref)

    @rule(number=NUMBERS, sentence=NUMBERS, words=st.sampled_from(["One.", "Three.", "Four."]))
    def change(self, number: int, sentence: int, words: str) -> None:
        seat, screen = self._person(number)
        if screen.now.sentences:
            shown = screen.now.sentences[sentence % len(screen.now.sentences)]
            row = Insight.objects.get(ref=shown.ref)
            given: dict[str, Any] = {"insight": row, "seen": shown.version, "says": Sentence(words)}
            self._words(screen, row, lambda: commands.keep_sentence(seat=seat, at=self.cast.at, **given))

    def _words(self, screen: Screen, row: Insight, act: Any) -> None:
        was = row.version
        with suppress(Conflict, TakenOff):
            act()
        row.refresh_from_db()
        self.amiss = row.version != was and (row.ref, was) not in screen.words
        assert not self.amiss, "somebody wrote over words that they had not seen"
        self._see(screen, self._board())

    @rule(number=NUMBERS, one=NUMBERS, two=NUMBERS)
    def merge(self, number: int, one: int, two: int) -> None:
        seat, screen = self._person(number)
        there = screen.now.sentences
        if len(there) > 1 and one % len(there) != two % len(there):
            a, b = there[one % len(there)], there[two % len(there)]
            first, into = (Insight.objects.get(ref=each.ref) for each in (a, b))
            given: dict[str, Any] = {"insight": first, "seen": a.version, "into": into, "into_seen": b.version}
            says = Sentence(f"{b.words} {a.words}"[:200])
            self._words(screen, into, lambda: commands.merge(seat=seat, says=says, at=self.cast.at, **given))

    @rule(number=NUMBERS, sentence=NUMBERS)
    def take_off(self, number: int, sentence: int) -> None:
        seat, screen = self._person(number)
        if screen.now.sentences:
            row = Insight.objects.get(ref=screen.now.sentences[sentence % len(screen.now.sentences)].ref)
            commands.take_off(seat=seat, insight=row, at=self.cast.at)

    @rule(number=NUMBERS, which=NUMBERS)
    def undo(self, number: int, which: int) -> None:
        seat, _ = self._person(number)
        off = self._board().off
        if off:
            row = Insight.objects.get(ref=off[which % len(off)].ref)
            commands.put_back(seat=seat, insight=row, at=self.cast.at)

    @rule(number=NUMBERS)
    def load_again(self, number: int) -> None:
        self._see(self._person(number)[1], self._board())


def machine(cast: Cast) -> type[RuleBasedStateMachine]:
    cast.add("Priya Shah", cast.harbour)
    seats = {name: cast.seat(name) for name in PEOPLE}
    question = "people.assets"
    for words in ("They know most.", "Nobody asked.", "Ask them."):
        finished(seats["amina"], at=cast.at, question=question, noticed=words, unsettled=f"Who? {words}")
    made = commands.begin_gathering(seat=seats["amina"], question=question, round=None, at=cast.at)
    return type("TableOfCast", (Table,), {"cast": cast, "all_seats": seats, "made": made})


def times(number: int, **more: Any) -> settings:
    checks = list(HealthCheck)
    return settings(max_examples=number, stateful_step_count=8, deadline=None, suppress_health_check=checks, **more)


def test_nothing_goes_without_being_shown(cast: Cast) -> None:
    run_state_machine_as_test(machine(cast), settings=times(300))


@pytest.mark.prove
def test_nothing_goes_without_being_shown_in_ten_thousand_orders(cast: Cast) -> None:
    run_state_machine_as_test(machine(cast), settings=times(10_000))


@pytest.mark.parametrize(("where", "found"), [(gathering, "had not seen where"), (sentences, "over words")])
def test_what_is_done_over_others_unseen_would_be_found(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, where: Any, found: str
) -> None:
    """The machine bites: with the guard taken away, it finds what went unseen."""
    careful = where.replace

    def careless(row: Any, *, seen: int, **more: Any) -> bool:
        row.refresh_from_db()
        return bool(careful(row, seen=row.version, **more))

    monkeypatch.setattr(where, "replace", careless)
    generate = times(300, database=None, phases=[Phase.generate], report_multiple_bugs=False)
    with pytest.raises(AssertionError, match=found):
        run_state_machine_as_test(machine(cast), settings=generate)
