"""Several people with one note open, in every order (C-03): nobody puts words over others they have not been shown."""

from __future__ import annotations

from typing import ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from alongside.journey.tests.talks import talked
from alongside.partnerships import texts
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from alongside.passing_on import commands
from alongside.passing_on.models import PassedOn
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
PEOPLE = ("amina", "tom", "nadia", "len")
WORDS = st.sampled_from(["", "With the minutes.", "By post."]) | st.text(alphabet="ab ", max_size=4)


class Note(RuleBasedStateMachine):
    """One note, and those who have it open: what each was shown last, and every version there was."""

    cast: ClassVar[Cast]
    seats: ClassVar[dict[str, Seat]]
    talk: ClassVar[str]

    @initialize()
    def open(self) -> None:
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.day = self.cast.at.date()
        self.passed = commands.keep_note(
            seat=self.seats["amina"], what="talk", about=self.talk, to="The board", on=self.day, at=self.cast.at
        )
        self.history = ["", ""]  # of versions 0 and 1
        self.seen = dict.fromkeys(PEOPLE, 1)

    def teardown(self) -> None:
        if hasattr(self, "inside"):
            said = self.passed.versions.order_by("version").values_list("version", "words")
            there = list(said)
            transaction.set_rollback(True)
            self.inside.__exit__(None, None, None)
            assert there == list(enumerate(self.history))[1:]

    @rule(who=st.sampled_from(PEOPLE), words=WORDS)
    def keep(self, who: str, words: str) -> None:
        row, seen = PassedOn.objects.get(pk=self.passed.pk), self.seen[who]
        seat, at = self.seats[who], self.cast.at
        try:
            new = commands.change_note(
                seat=seat, passed=row, seen=seen, to="The board", on=self.day, words=words, at=at
            )
        except Conflict as conflict:
            assert conflict.row.version == len(self.history) - 1
            self.seen[who] = conflict.row.version  # both are shown
            return
        if new:
            over = self.history[seen + 1 :]
            self.history.append(words)
            assert not over, f"{who} wrote over {over!r} without having seen it"
        assert self.history[-1] == words, "kept, it was said, and it is not"
        self.seen[who] = len(self.history) - 1

    @rule(who=st.sampled_from(PEOPLE))
    def load_again(self, who: str) -> None:
        self.seen[who] = PassedOn.objects.get(pk=self.passed.pk).version


def machine(cast: Cast) -> type[Note]:
    """The machine, with the people of this cast."""
    talk = talked(cast.seat("amina"), "purpose.beneficiaries", at=cast.at, noticed="This.").ref
    named = {name: cast.seat(name) for name in PEOPLE}
    return type("Here", (Note,), {"cast": cast, "seats": named, "talk": talk})


FEW = settings(
    max_examples=15, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


def test_no_words_of_a_note_disappear_unseen(cast: Cast) -> None:
    run_state_machine_as_test(machine(cast), settings=FEW)


def test_the_machine_finds_a_note_that_is_overwritten(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """It bites: without the version that was seen, it fails."""

    def careless(row: PassedOn, *, seen: int, **words: object) -> bool:
        return texts.replace(row, seen=row.version, **words)

    monkeypatch.setattr("alongside.passing_on.commands.noting.replace", careless)
    with pytest.raises(AssertionError, match="without having seen it"):
        run_state_machine_as_test(machine(cast), settings=settings(FEW, max_examples=60, phases=[Phase.generate]))
