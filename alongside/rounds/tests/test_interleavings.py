"""One person, several windows on devices that have met and have not, in every order (C-03): nothing goes unseen.

A machine lets her load, type, choose between two texts, send, take back, and bring her devices together, each window in
its own time. It keeps its own book of which window was shown which words. Words that were kept go only where the window
that takes their place, or sends them, has shown them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from alongside.partnerships.seats import Seat
from alongside.people import commands as people
from alongside.people.commands import keyring
from alongside.people.models import Device
from alongside.people.secrets import hashed, new_secret
from alongside.rounds import commands
from alongside.rounds.commands import drafts
from alongside.rounds.models import Answer, Round
from alongside.rounds.sheets import Entry
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
POWER = steps.QUESTIONS[1]
WINDOWS = ("phone", "phone too", "laptop", "tablet")


@dataclass
class Window:
    """What stands in one window: versions, and all the words it has ever shown."""

    seat: Seat
    secret: str
    seen: int = 0
    base: int = 0
    sheet: int = 0  # the version of all drafts together, as a page that sends has it
    shown: set[str] = field(default_factory=set)


class Person(RuleBasedStateMachine):
    """One question, and one person's four windows on three devices."""

    cast: ClassVar[Cast]
    devices: ClassVar[dict[str, tuple[Seat, str]]]
    asked: ClassVar[Round]

    @initialize()
    def open(self) -> None:
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.words = count(1)
        self.windows = {name: Window(*self.devices[name.split()[0]]) for name in WINDOWS}

    def teardown(self) -> None:
        if hasattr(self, "inside"):
            transaction.set_rollback(True)
            self.inside.__exit__(None, None, None)

    def _texts(self, window: Window) -> set[str]:
        """Return the words that this window's device can open, and what is sent."""
        keys = keyring.of_device(window.seat.device_id, window.secret)
        book = drafts.Book(keys, self.asked) if keys else None
        entries = [*book.entries.values(), *book.elsewhere.values()] if book else []
        sent = Answer.objects.of(window.seat).values_list("words", flat=True)
        return {entry.words for entry in entries if entry.words} | set(sent)

    def _act(self, window: Window, act: Any) -> Any:
        before = self._texts(window)
        done = act()
        gone = before - self._texts(window)
        assert gone <= window.shown, f"{gone - window.shown} went without having been shown"
        return done

    @rule(name=st.sampled_from(WINDOWS))
    def load(self, name: str) -> None:
        window = self.windows[name]
        keys = keyring.of_device(window.seat.device_id, window.secret)
        book = drafts.Book(keys, self.asked) if keys else None
        answer = Answer.objects.of(window.seat).first()
        entry = book.entries.get(POWER) if book else None
        window.base = answer.version if answer else 0
        window.seen = entry.version if entry else 0
        window.sheet = book.version if book else 0
        stand = [entry, book.elsewhere.get(POWER) if book else None]
        window.shown |= {each.words for each in stand if each} | ({answer.words} if answer else set())

    @rule(name=st.sampled_from(WINDOWS), again=st.booleans())
    def type_and_keep(self, name: str, again: bool) -> None:
        window = self.windows[name]
        words = f"Words {next(self.words)}."
        typed = commands.Typed(POWER, window.seen, Entry(words=words, base=window.base))
        keep: Any = lambda: commands.keep(seat=window.seat, secret=window.secret, round=self.asked, typed=[typed])
        kept = self._act(window, keep)
        if kept.clashing:
            return
        window.seen = kept.versions[POWER]
        window.shown.add(words)
        assert words in self._texts(window), "kept, it was said, and it is not"
        if again:
            assert self._act(window, keep).versions == kept.versions

    @rule(name=st.sampled_from(WINDOWS))
    def send(self, name: str) -> None:
        window = self.windows[name]
        try:
            self._act(
                window,
                lambda: commands.send(
                    seat=window.seat, secret=window.secret, round=self.asked, seen=window.sheet, at=self.cast.at
                ),
            )
        except commands.Changed:
            return

    @rule(name=st.sampled_from(WINDOWS))
    def take_back(self, name: str) -> None:
        window = self.windows[name]
        try:
            self._act(
                window,
                lambda: commands.take_back(
                    seat=window.seat,
                    secret=window.secret,
                    round=self.asked,
                    question=POWER,
                    seen=window.base,
                    at=self.cast.at,
                ),
            )
        except commands.Changed:
            return

    @rule()
    def bring_the_devices_together(self) -> None:
        one, other = self.windows["phone"], self.windows["tablet"]
        for giver, taker in ((one, other), (other, one)):
            keys = keyring.of_device(giver.seat.device_id, giver.secret)
            keyring.hand_on(keys, Device.objects.get(pk=taker.seat.device_id or 0), taker.secret)


def machine(cast: Cast) -> type[RuleBasedStateMachine]:
    """Let Nadia have a phone and a laptop that have met, and a tablet that has not."""
    phone = cast.seat("nadia")
    with transaction.atomic():
        held = keyring.hold(phone.device_id, cast.secret("nadia"))
    devices = {"phone": (phone, cast.secret("nadia"))}
    for name in ("laptop", "tablet"):
        secret = new_secret()
        people.make_device(membership=phone.membership, secret=secret, label=name, at=cast.at)
        device = Device.objects.get(secret_hash=hashed(secret))
        devices[name] = (replace(phone, device_id=device.pk), secret)
        if name == "laptop":
            keyring.hand_on(held, device, secret)
    asked = steps.asked(cast, questions=[POWER])
    return type("Nadia", (Person,), {"cast": cast, "devices": devices, "asked": asked})


def times(number: int, **more: Any) -> settings:
    return settings(
        max_examples=number, stateful_step_count=9, deadline=None, suppress_health_check=list(HealthCheck), **more
    )


def test_no_words_go_without_having_been_shown(cast: Cast) -> None:
    run_state_machine_as_test(machine(cast), settings=times(300))


@pytest.mark.prove
def test_no_words_go_without_having_been_shown_in_ten_thousand_orders(cast: Cast) -> None:
    run_state_machine_as_test(machine(cast), settings=times(10_000))


def test_words_that_went_unseen_would_be_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine bites: with versions not looked at, it finds words gone."""
    real = drafts.keep

    def careless(*, seat: Seat, secret: str, round: Round, typed: list[commands.Typed]) -> commands.Kept:
        keys = keyring.of_device(seat.device_id, secret)
        there = drafts.Book(keys, round).entries.get(POWER) if keys else None
        now = there.version if there else 0
        return real(seat=seat, secret=secret, round=round, typed=[replace(each, seen=now) for each in typed])

    monkeypatch.setattr(commands, "keep", careless)
    with pytest.raises(AssertionError, match="without having been shown"):
        run_state_machine_as_test(
            machine(cast), settings=times(300, database=None, phases=[Phase.generate], report_multiple_bugs=False)
        )
