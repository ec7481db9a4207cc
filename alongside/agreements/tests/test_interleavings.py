"""Two to five people change, answer and settle one proposal in every order (C-03): no words go unseen.

Each has a page in hand, as old as it is. The machine keeps its own book: which version each has seen, and what stands.
"""

from __future__ import annotations

import datetime
from contextlib import suppress
from itertools import count
from typing import ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from alongside.agreements import commands
from alongside.agreements.given import given_of
from alongside.agreements.hearing import heard
from alongside.agreements.models import How, Proposal, Says, Settlement
from alongside.agreements.tests.process import proposed
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
PEOPLE = ("amina", "tom", "nadia", "len", "priya")
who = st.sampled_from(PEOPLE)


class Together(RuleBasedStateMachine):
    """One proposal, and five people with a page of it each."""

    cast: ClassVar[Cast]

    @initialize()
    def open(self) -> None:
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.words = count(1)
        self.proposal = proposed(self.cast)
        self.seen = dict.fromkeys(PEOPLE, 1)
        self.shown = {name: {self._stands()} for name in PEOPLE}
        self.said: dict[str, tuple[int, str]] = {"amina": (1, Says.AGREE)}

    def teardown(self) -> None:
        if hasattr(self, "inside"):
            transaction.set_rollback(True)
            self.inside.__exit__(None, None, None)

    def _stands(self) -> str:
        self.proposal.refresh_from_db()
        return str(self.proposal.parts["words"])

    @rule(name=who)
    def load(self, name: str) -> None:
        self.shown[name].add(self._stands())
        self.seen[name] = self.proposal.version

    @rule(name=who)
    def amend(self, name: str) -> None:
        before, version = self._stands(), self.proposal.version
        wording = commands.Wording("Our purpose", {"words": f"Words {next(self.words)} by {name}"})
        seat = self.cast.seat(name)
        try:
            commands.amend(seat=seat, proposal=self.proposal, seen=self.seen[name], wording=wording, at=self.cast.at)
        except Conflict:
            assert self.seen[name] != version
            self.load(name)
        except commands.TooLate:
            assert commands.is_settled(self.proposal)
        else:
            assert before in self.shown[name], "words went that whoever changed them had not seen"
            assert self.proposal.version == version + 1
            self.load(name)

    @rule(name=who, what=st.sampled_from([Says.AGREE, Says.LIVE, Says.CANNOT]))
    def say(self, name: str, what: Says) -> None:
        seat, word = self.cast.seat(name), commands.Word(what, "It would do harm." * (what == Says.CANNOT))
        try:
            commands.say(seat=seat, proposal=self.proposal, seen=self.seen[name], word=word, at=self.cast.at)
        except commands.OtherWords:
            assert self._stands() not in self.shown[name] or self.seen[name] != self.proposal.version
        except commands.TooLate:
            assert commands.is_settled(self.proposal)
        else:
            assert self._stands() in self.shown[name], "somebody spoke to words that they had not seen"
            self.said[name] = (self.proposal.version, what)

    @rule(name=st.sampled_from(PEOPLE[:2]))
    def adopt(self, name: str) -> None:
        seat, seen = self.cast.seat(name), self.seen[name]
        was_settled = commands.is_settled(self.proposal)  # then it stays as it was settled first
        with suppress(commands.OtherWords, commands.NotYet, commands.TooLate):
            commands.settle(seat=seat, proposal=self.proposal, seen=seen, how=How.ADOPTED, at=self.cast.at)
            now = [what for version, what in self.said.values() if version == self.proposal.version]
            assert Says.CANNOT not in now
            assert was_settled or self._stands() in self.shown[name]

    @rule(name=st.sampled_from(PEOPLE[:2]))
    def undo(self, name: str) -> None:
        for settled in Settlement.objects.filter(proposal=self.proposal, undone_at=None):
            assert commands.undo_settlement(seat=self.cast.seat(name), settled=settled, at=self.cast.at)

    @invariant()
    def every_wording_is_kept_and_every_last_word_counts(self) -> None:
        if not hasattr(self, "inside"):
            return
        self.proposal.refresh_from_db()
        versions = list(self.proposal.versions.values_list("version", flat=True))
        assert versions == list(range(1, self.proposal.version + 1))
        found = heard(given_of(self.proposal), today=self.cast.at.date())
        spoken = {each for group in found.groups for each in group.spoke}
        now = {
            self.cast.member(name).pk: what
            for name, (version, what) in self.said.items()
            if version == self.proposal.version
        }
        assert {each.who: each.says for each in spoken} == now


@pytest.mark.parametrize("cases", [60, pytest.param(2000, marks=pytest.mark.prove)])
def test_nothing_goes_unseen_in_whatever_order_they_act(cast: Cast, cases: int) -> None:
    cast.add("Priya Shah", cast.harbour)
    Together.cast = cast
    run_state_machine_as_test(
        Together,
        settings=settings(
            max_examples=cases,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink] if cases > 60 else [Phase.generate],
        ),
    )


def test_words_that_went_unseen_would_be_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine bites: where it is not looked at which version was seen, it finds words gone."""
    real = commands.amend

    def careless(
        *, seat: Seat, proposal: Proposal, seen: int, wording: commands.Wording, at: datetime.datetime
    ) -> None:
        real(seat=seat, proposal=proposal, seen=proposal.version, wording=wording, at=at)

    monkeypatch.setattr(commands, "amend", careless)
    cast.add("Priya Shah", cast.harbour)
    Together.cast = cast
    with pytest.raises(AssertionError, match="had not seen"):
        run_state_machine_as_test(
            Together,
            settings=settings(
                max_examples=60,
                stateful_step_count=12,
                deadline=None,
                database=None,
                report_multiple_bugs=False,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.generate],
            ),
        )
