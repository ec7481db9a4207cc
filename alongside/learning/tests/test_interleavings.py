"""Several people on one page, in every order (C-03): no words disappear without being shown to somebody.

A machine lets two to five people load the page, type, choose, merge, and send things twice, each in their own time.
It keeps its own book of who was shown which version. Whoever puts words in the place of others must have seen them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from alongside.learning import commands
from alongside.learning.commands import TRY, Typed, keeping
from alongside.learning.models import Action, ActionVersion, Line, LineVersion, Talk
from alongside.learning.tests.talks import begun
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]

PEOPLE = ("amina", "tom", "nadia", "len", "priya")
KINDS = ("noticed", TRY)
WORDS = st.sampled_from(["", "Four of us.", "Five of us.", "Nobody knew.", "Ask them."]) | st.text(
    alphabet="abc ", max_size=6
)


@dataclass
class Screen:
    """What stands on somebody's page: for each line the version and the words; and what waits to be chosen."""

    seen: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    words: dict[str, str] = field(default_factory=lambda: dict.fromkeys(KINDS, ""))
    waiting: dict[str, str] = field(default_factory=dict)
    shown: set[tuple[str, int]] = field(default_factory=lambda: {(kind, 0) for kind in KINDS})
    last: Typed | None = None


class Page(RuleBasedStateMachine):
    """One talk, and several people who have it open."""

    cast: ClassVar[Cast]
    all_seats: ClassVar[dict[str, Seat]]

    @initialize(number=st.integers(2, 5))
    def open(self, number: int) -> None:
        self.amiss = False
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.seats = {name: self.all_seats[name] for name in PEOPLE[:number]}
        self.talk: Talk = begun(self.seats["amina"], at=self.cast.at)
        self.screens = {name: Screen() for name in self.seats}
        self.history: dict[str, list[str]] = {kind: [""] for kind in KINDS}

    def teardown(self) -> None:
        if not hasattr(self, "inside"):
            return
        try:
            if not self.amiss:
                self._every_version_is_there_and_the_last_one_stands()
        finally:
            transaction.set_rollback(True)
            self.inside.__exit__(None, None, None)

    def _who(self, number: int) -> str:
        return list(self.seats)[number % len(self.seats)]

    def _send(self, who: str, typed: Typed) -> None:
        screen = self.screens[who]
        screen.last = typed
        words = typed.words["what" if typed.kind == TRY else "words"]
        history = self.history[typed.kind]
        try:
            row = commands.keep_typed(seat=self.seats[who], talk=self.talk, typed=typed, at=self.cast.at)
        except Conflict as conflict:
            assert words != history[-1], "words that stand there already were refused"
            screen.waiting[typed.kind] = words
            self._show(who, typed.kind, conflict.row)
            return
        if row.version == len(history):
            replaced = (typed.kind, row.version - 1)
            self.amiss = replaced not in screen.shown
            assert not self.amiss, f"{who} wrote over {history[-1]!r} without having seen it"
            history.append(words)
        assert row.version == len(history) - 1, "a version more than one further, or one before"
        assert history[-1] == words, "kept, it was said, and it is not"
        screen.waiting.pop(typed.kind, None)
        screen.seen[typed.kind], screen.words[typed.kind] = row.version, words
        screen.shown.add((typed.kind, row.version))

    def _show(self, who: str, kind: str, row: Any) -> None:
        stands = self._words(row)
        assert stands == self.history[kind][row.version], "what is shown is not what was kept"
        self.screens[who].seen[kind] = row.version
        self.screens[who].shown.add((kind, row.version))

    @staticmethod
    def _words(row: Any) -> str:
        return str(row.what if isinstance(row, Action | ActionVersion) else row.words)

    def _typed(self, who: str, kind: str, words: str) -> Typed:
        named = {"what": words, "who": "", "due": None} if kind == TRY else {"words": words}
        return Typed(kind, self.screens[who].seen[kind], named)

    @rule(number=st.integers(0, 4), kind=st.sampled_from(KINDS), words=WORDS)
    def type_and_keep(self, number: int, kind: str, words: str) -> None:
        who = self._who(number)
        if kind not in self.screens[who].waiting:
            self._send(who, self._typed(who, kind, words))

    @rule(number=st.integers(0, 4), kind=st.sampled_from(KINDS))
    def load_again(self, number: int, kind: str) -> None:
        screen = self.screens[self._who(number)]
        rows = Action.objects.filter(talk=self.talk) if kind == TRY else Line.objects.filter(talk=self.talk, kind=kind)
        row = rows.first()
        if row is not None and kind not in screen.waiting:
            self._show(self._who(number), kind, row)
            screen.words[kind] = self._words(row)

    @precondition(lambda self: any(screen.waiting for screen in self.screens.values()))
    @rule(number=st.integers(0, 4), how=st.sampled_from(["yours", "theirs", "both"]))
    def choose(self, number: int, how: str) -> None:
        waiting = [(who, kind) for who, screen in self.screens.items() for kind in screen.waiting]
        who, kind = waiting[number % len(waiting)]
        mine = self.screens[who].waiting.pop(kind)
        theirs = self.history[kind][self.screens[who].seen[kind]]
        if how != "theirs":
            self._send(who, self._typed(who, kind, mine if how == "yours" else f"{mine} {theirs}"))

    @rule(number=st.integers(0, 4), times=st.integers(1, 4))
    def send_the_last_once_more(self, number: int, times: int) -> None:
        who = self._who(number)
        screen = self.screens[who]
        for _ in range(times):
            if screen.last is not None and screen.last.kind not in screen.waiting:
                self._send(who, screen.last)

    def _every_version_is_there_and_the_last_one_stands(self) -> None:
        lines = LineVersion.objects.filter(line__talk=self.talk).order_by("version")
        tries = ActionVersion.objects.filter(action__talk=self.talk).order_by("version")
        assert [(row.version, row.words) for row in lines] == list(enumerate(self.history["noticed"]))[1:]
        assert [(row.version, row.what) for row in tries] == list(enumerate(self.history[TRY]))[1:]
        line, action = Line.objects.filter(talk=self.talk).first(), Action.objects.filter(talk=self.talk).first()
        assert (line.words if line else "") == self.history["noticed"][-1]
        assert (action.what if action else "") == self.history[TRY][-1]


def machine(cast: Cast) -> type[RuleBasedStateMachine]:
    cast.add("Priya Shah", cast.harbour)
    return type("PageOfCast", (Page,), {"cast": cast, "all_seats": {name: cast.seat(name) for name in PEOPLE}})


def times(number: int, **more: Any) -> settings:
    return settings(
        max_examples=number,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        **more,
    )


def test_no_words_disappear_without_being_shown(cast: Cast) -> None:
    run_state_machine_as_test(machine(cast), settings=times(300))


@pytest.mark.prove
def test_no_words_disappear_without_being_shown_in_ten_thousand_orders(cast: Cast) -> None:
    run_state_machine_as_test(machine(cast), settings=times(10_000))


def test_words_put_over_others_unseen_would_be_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine bites: with the guard taken away, it finds somebody's words gone."""

    def careless(row: Any, *, seen: int, **words: Any) -> bool:
        if all(getattr(row, name) == value for name, value in words.items()):
            return False
        for name, value in {"version": row.version + 1, **words}.items():
            setattr(row, name, value)
        row.save()
        return True

    monkeypatch.setattr(keeping, "replace", careless)
    with pytest.raises(AssertionError, match="without having seen it"):
        run_state_machine_as_test(
            machine(cast), settings=times(300, database=None, phases=[Phase.generate], report_multiple_bugs=False)
        )
