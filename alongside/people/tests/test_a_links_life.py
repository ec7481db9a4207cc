"""The life of a personal link, in whatever order things happen to it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import integers

from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.people import commands, pages
from alongside.people.models import UNDO, PersonalLink
from alongside.people.secrets import new_secret
from tests.cast import Cast

pytestmark = [pytest.mark.data, pytest.mark.django_db]


class Life(RuleBasedStateMachine):
    """What happens, beside a plain model of what each link should do."""

    cast: Cast  # given by the test

    @initialize()
    def expect_somebody(self) -> None:
        self.secret = new_secret()
        wanted = [commands.Wanted("Priya", self.secret)]
        (self.who,) = commands.expect(seat=self._amina(), wanted=wanted, at=self.cast.at)
        self.theirs = {self.secret: self.cast.at + datetime.timedelta(days=14)}  # an organiser's: works until
        self.dead: set[str] = set()  # ended
        self.ended: dict[str, datetime.datetime] = {}  # those an organiser ended by hand, and when
        self.newest = self.secret
        self.own: str = ""
        self.own_ones: list[str] = []
        self.used: set[str] = set()
        self.gone = False
        self.arrived = False

    def _amina(self) -> Seat:
        return self.cast.seat("amina")

    def _seat(self) -> Seat:
        who = Membership.objects.get(pk=self.who.pk)
        return Seat(who, self.cast.harbour, False)

    def _works(self, secret: str) -> bool:
        if self.gone or secret in self.dead or (secret in self.own_ones and secret != self.own):
            return False
        return secret == self.own or secret in self.used or self.cast.at < self.theirs[secret]

    def _all(self) -> list[str]:
        """Return every link there was, in the order they were made: nothing here may hang on what is random in them."""
        return [*self.theirs, *self.own_ones]

    @rule()
    def a_scanner_looks(self) -> None:
        for secret in self._all():
            assert (pages.link_of(secret, at=self.cast.at) is not None) == self._works(secret)

    @rule()
    def everybody_presses(self) -> None:
        for secret in self._all():
            works, before = self._works(secret), Membership.objects.count()
            entered = commands.enter(link=secret, key=new_secret(), name="Priya", label="x", at=self.cast.at)
            assert (entered is not None) == works
            assert Membership.objects.count() == before  # it joins nobody to anything but that one place
            if entered:
                assert entered.membership.pk == self.who.pk
                assert entered.first is not self.arrived
                self.arrived = True
                self.used.add(secret)

    @rule()
    def two_press_at_once_with_one_key(self) -> None:
        secret, key = self._all()[0], new_secret()
        both = [commands.enter(link=secret, key=key, name="P", label="x", at=self.cast.at) for _ in range(2)]
        assert [one is not None for one in both] == [self._works(secret)] * 2
        if both[0] and both[1]:
            assert both[0].secret == both[1].secret
            self.arrived = True
            self.used.add(secret)

    @rule(days=integers(1, 9))
    def time_goes_by(self, days: int) -> None:
        self.cast.later(days=days)

    @precondition(lambda self: not self.gone)
    @rule()
    def an_organiser_makes_another(self) -> None:
        secret = new_secret()
        if any(self._works(each) for each in self.theirs):
            with pytest.raises(commands.StillWorks):
                commands.make_link(seat=self._amina(), who=self.who, secret=secret, at=self.cast.at)
            return
        commands.make_link(seat=self._amina(), who=self.who, secret=secret, at=self.cast.at)
        self.dead |= set(self.theirs)
        self.theirs[secret] = self.cast.at + datetime.timedelta(days=14)
        self.newest = secret

    @rule()
    def an_organiser_ends_it(self) -> None:
        for link in PersonalLink.objects.within(self._amina()).filter(membership=self.who):
            commands.end_link(seat=self._amina(), link=link, at=self.cast.at)
        self.ended |= dict.fromkeys(set(self.theirs) - self.dead, self.cast.at)
        self.dead |= set(self.theirs)

    @rule()
    def an_organiser_lets_the_newest_work_again(self) -> None:
        newest = PersonalLink.objects.within(self._amina()).filter(membership=self.who).latest("pk")
        done = commands.link_again(seat=self._amina(), link=newest, at=self.cast.at)
        secret = list(self.theirs)[-1]
        over = secret not in self.used and self.cast.at >= self.theirs[secret]
        fresh = secret in self.ended and self.cast.at - self.ended[secret] <= UNDO
        assert done == (secret in self.dead and fresh and secret == self.newest and not over)
        if done:
            self.dead.discard(secret)
            del self.ended[secret]

    @precondition(lambda self: self.arrived and not self.gone)
    @rule()
    def they_make_their_own(self) -> None:
        secret = new_secret()
        device = new_secret()
        known = commands.make_device(membership=self.who, secret=device, label="x", at=self.cast.at)
        seat = replace(self._seat(), device_id=known.pk)
        commands.make_own_link(seat=seat, secret=secret, device=device, at=self.cast.at)
        self.own = self.newest = secret
        self.own_ones.append(secret)
        self.dead |= set(self.theirs)

    @precondition(lambda self: not self.gone)
    @rule()
    def they_are_removed(self) -> None:
        partnerships.remove(seat=self._amina(), who=self.who, reason="", at=self.cast.at)
        self.gone = True

    @precondition(lambda self: self.gone)
    @rule()
    def they_are_let_back(self) -> None:
        partnerships.let_back(seat=self._amina(), who=self.who, at=self.cast.at)
        self.gone = False

    @invariant()
    def nobody_got_in_elsewhere_or_higher(self) -> None:
        if hasattr(self, "who"):
            assert not Membership.objects.get(pk=self.who.pk).organisings.exists()
            assert Membership.objects.get(pk=self.who.pk).partnership_id == self.cast.harbour.pk


def test_a_links_life(cast: Cast) -> None:
    from django.db import transaction

    class Here(Life):
        def __init__(self) -> None:
            self.at = cast.at
            self.cast = cast
            self.point = transaction.savepoint()
            super().__init__()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.point)
            cast.at = self.at

    quick: Any = settings(
        max_examples=25, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Here, settings=quick)
