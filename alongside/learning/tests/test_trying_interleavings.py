"""Several people on one try, in every order (C-03): nobody's words, and nobody who is named, go without being shown.

Two to four people change what, who and what we would see, on its own page and in its talk, each in their own time. The
machine keeps its own book of who was shown which version.
"""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from alongside.learning import commands
from alongside.learning.commands import Plan, trying
from alongside.learning.models import Action
from alongside.learning.tests.talks import begun
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict, replace
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]

WHO = ("amina", "tom", "nadia", "len")
WHAT, SIGNS = st.sampled_from(["Ask.", "Ask twice.", "Ring them."]), st.sampled_from(["", "They come."])
PEOPLE = st.frozensets(st.sampled_from(WHO), max_size=2)


class Trying(RuleBasedStateMachine):
    """One try of a talk, and several people who have it open."""

    cast: ClassVar[Cast]
    seats: ClassVar[dict[str, Seat]]

    @initialize(what=WHAT, number=st.integers(2, 4))
    def open(self, what: str, number: int) -> None:
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.here, self.amiss = WHO[:number], False
        self.talk = begun(self.seats["amina"], at=self.cast.at)
        self.pk = commands.keep_action(seat=self.seats["amina"], talk=self.talk, seen=0, what=what, at=self.cast.at).pk
        self.history = [Plan(""), Plan(what)]
        self.seen = dict.fromkeys(self.here, 1)
        self.shown = {(who, 1) for who in self.here}

    def teardown(self) -> None:
        if not hasattr(self, "inside"):
            return
        try:
            if not self.amiss:
                versions = Action.objects.get(pk=self.pk).versions.order_by("version")
                assert [commands.plan_of(row) for row in versions] == self.history[1:], "every version is there, whole"
                assert commands.plan_of(Action.objects.get(pk=self.pk)) == self.history[-1], "the last one stands"
        finally:
            transaction.set_rollback(True)
            self.inside.__exit__(None, None, None)

    def _sent(self, who: str, plan: Plan, send: Any) -> None:
        try:
            row = send()
        except Conflict as conflict:
            assert plan != self.history[-1], "what stands there already was refused"
            self._show(who, conflict.row.version)
            return
        if row.version == len(self.history):
            self.amiss = (who, row.version - 1) not in self.shown
            assert not self.amiss, f"{who} wrote over {self.history[-1]} without having seen it"
            self.history.append(plan)
        assert self.history[-1] == plan, "kept, it was said, and it is not"
        self._show(who, row.version)

    def _show(self, who: str, version: int) -> None:
        self.seen[who] = version
        self.shown.add((who, version))

    @rule(number=st.integers(0, 3), what=WHAT, people=PEOPLE, signs=SIGNS)
    def change_on_its_page(self, number: int, what: str, people: frozenset[str], signs: str) -> None:
        who = self.here[number % len(self.here)]
        plan = Plan(what, frozenset(self.seats[name].membership.pk for name in people), signs=signs)
        action, seen = Action.objects.get(pk=self.pk), self.seen[who]
        send: dict[str, Any] = {
            "seat": self.seats[who],
            "action": action,
            "seen": seen,
            "plan": plan,
            "at": self.cast.at,
        }
        self._sent(who, plan, lambda: commands.change_try(**send))

    @rule(number=st.integers(0, 3), what=WHAT)
    def change_in_its_talk(self, number: int, what: str) -> None:
        """Who is named, and what we would see, stay as they stand: the talk asks for neither."""
        who, now = self.here[number % len(self.here)], self.history[-1]
        plan = Plan(what, now.people, signs=now.signs)
        send: dict[str, Any] = {
            "seat": self.seats[who],
            "talk": self.talk,
            "seen": self.seen[who],
            "what": what,
            "at": self.cast.at,
        }
        self._sent(who, plan, lambda: commands.keep_action(**send))

    @rule(number=st.integers(0, 3))
    def load_again(self, number: int) -> None:
        self._show(self.here[number % len(self.here)], len(self.history) - 1)


def machine(cast: Cast) -> type[RuleBasedStateMachine]:
    return type("TryOfCast", (Trying,), {"cast": cast, "seats": {name: cast.seat(name) for name in WHO}})


def times(number: int, **more: Any) -> settings:
    return settings(
        max_examples=number, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck), **more
    )


def test_nothing_of_a_try_disappears_without_being_shown(cast: Cast) -> None:
    run_state_machine_as_test(machine(cast), settings=times(60))


@pytest.mark.prove
def test_nothing_of_a_try_disappears_without_being_shown_in_five_thousand_orders(cast: Cast) -> None:
    run_state_machine_as_test(machine(cast), settings=times(5_000))


def test_people_put_over_others_unseen_would_be_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine bites: with people left out of what is compared, it finds that they were not kept, or overwritten."""

    def careless(row: Any, *, seen: int, many: Any = None, **words: Any) -> bool:
        put = replace(row, seen=row.version, **words)
        if many:
            row.people.set(many["people"])
        return put

    monkeypatch.setattr(trying, "replace", careless)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            machine(cast), settings=times(100, database=None, phases=[Phase.generate], report_multiple_bugs=False)
        )
