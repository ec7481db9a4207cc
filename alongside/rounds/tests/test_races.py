"""Sending while somebody closes, and sending many times at once: each is in or is told that it is not, never both."""

from __future__ import annotations

import os
from collections.abc import Callable
from random import Random

import pytest
from django.db import IntegrityError, transaction

from alongside.partnerships.seats import Seat
from alongside.people import commands as people
from alongside.people.commands.keyring import of_device
from alongside.people.models import Device
from alongside.people.secrets import hashed, new_secret
from alongside.rounds import commands
from alongside.rounds.models import Answer, Closing, Draft, OpenUnnamed, Picture, Round, Sent, ShownUnnamed
from alongside.rounds.sheets import NAMED, Entry
from alongside.rounds.tests import steps
from tests.cast import Cast
from tests.kit.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
POWER = steps.QUESTIONS[1]
SIGNED = ("amina", "tom", "nadia")
TIMES = 20
MANY = int(os.environ.get("ALONGSIDE_MANY", "1000"))


class Hall:
    """Thirteen people who send while an organiser closes; three of them sign."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        names = steps.fill(cast, 12)
        cast.add("Lena Vogt", cast.harbour)
        self.names = [*names, "lena"]
        self.seats = {name: cast.seat(name) for name in self.names}

    def sending(self, name: str, round: Round) -> Callable[[], object]:
        """Return what sends somebody's draft, as a page made just now would."""
        seen = steps.book(self.cast, name, round).version
        seat, secret, at = self.seats[name], self.cast.secret(name), self.cast.at
        return lambda: commands.send(seat=seat, secret=secret, round=round, seen=seen, at=at)

    def once(self, number: int) -> tuple[int, int]:
        """Ask, write, and send while it closes; return how many were in and how many told that it was too late."""
        round = steps.asked(self.cast, without_names=True, questions=[POWER])
        for name in self.names:
            steps.write(self.cast, name, round, POWER, f"{name} {number}", how=NAMED if name in SIGNED else "")
        presses = [self.sending(name, round) for name in self.names]
        chance = Random(number)
        close = lambda: commands.close_early(seat=self.seats["amina"], round=round, at=self.cast.at, rng=chance)
        *told, closed = at_once([*presses, close])
        assert closed is True
        return self._look(round, dict(zip(self.names, told, strict=True)), number)

    def _look(self, round: Round, told: dict[str, object], number: int) -> tuple[int, int]:
        into = {name for name, each in told.items() if isinstance(each, commands.Receipt)}
        late = {name for name, each in told.items() if isinstance(each, commands.Closed)}
        assert into | late == set(self.names), told
        signed = {answer.words for answer in Answer.objects.filter(round=round)}
        assert signed == {f"{name} {number}" for name in into & set(SIGNED)}
        without = into - set(SIGNED)
        shown = set(ShownUnnamed.objects.filter(round=round).values_list("words", flat=True))
        assert shown == ({f"{name} {number}" for name in without} if len(without) >= 5 else set())
        assert Closing.objects.filter(round=round).count() == Picture.objects.filter(round=round).count() == 1
        assert not OpenUnnamed.objects.exists() and not Sent.objects.exists()
        kept = {name for name in self.names if POWER in steps.book(self.cast, name, round).entries}
        assert kept == late
        return len(into), len(late)


def test_what_is_sent_while_it_closes_is_in_or_is_told_and_never_both(cast: Cast) -> None:
    hall = Hall(cast)
    came = [hall.once(number) for number in range(TIMES)]
    assert sum(into for into, _ in came) + sum(late for _, late in came) == TIMES * 13


@pytest.mark.prove
def test_what_is_sent_while_it_closes_is_in_or_is_told_many_times(cast: Cast) -> None:
    hall = Hall(cast)
    came = [hall.once(number) for number in range(MANY)]
    assert min(sum(into for into, _ in came), sum(late for _, late in came)) > 0


@pytest.mark.parametrize("without_names", [True, False])
def test_pressed_twenty_times_at_once_it_is_sent_once(cast: Cast, without_names: bool) -> None:
    hall = Hall(cast)
    round = steps.asked(cast, without_names=without_names, questions=[POWER])
    steps.write(cast, "len", round, POWER, "Once.")
    press = hall.sending("len", round)
    got = at_once([press] * 14)
    assert all(isinstance(each, commands.Receipt) for each in got), got
    assert Sent.objects.count() == 1
    assert OpenUnnamed.objects.count() + Answer.objects.count() == 1


def other_device(cast: Cast, who: str) -> tuple[Seat, str]:
    """Let somebody in on a second device that has not met the first."""
    secret, seat = new_secret(), cast.seat(who)
    people.make_device(membership=seat.membership, secret=secret, label="Second", at=cast.at)
    device = Device.objects.get(secret_hash=hashed(secret))
    return Seat(seat.membership, seat.partnership, seat.is_organiser, device.pk), secret


def test_sent_from_two_devices_that_had_not_met_one_is_in_and_the_other_stays_a_draft(cast: Cast) -> None:
    hall = Hall(cast)
    round = steps.asked(cast, without_names=True, questions=[POWER])
    steps.write(cast, "len", round, POWER, "Here.")
    seat, secret = other_device(cast, "len")
    typed = [commands.Typed(POWER, 0, Entry(words="There."))]
    commands.keep(seat=seat, secret=secret, round=round, typed=typed)
    seen = commands.Book(of_device(seat.device_id, secret), round).version
    there = lambda: commands.send(seat=seat, secret=secret, round=round, seen=seen, at=cast.at)
    at_once([hall.sending("len", round), there])
    assert Sent.objects.count() == OpenUnnamed.objects.count() == 1
    assert Draft.objects.count() == 1


def test_the_database_itself_refuses_a_second_answer(cast: Cast) -> None:
    round = steps.asked(cast, questions=[POWER])
    who = cast.member("len")
    for rows in (Sent, Answer):
        rows._default_manager.create(round=round, membership=who, question=POWER)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._default_manager.create(round=round, membership=who, question=POWER)
