"""Two devices that had not met, and two windows: nothing that was written goes without having been shown."""

from __future__ import annotations

import pytest
from django.db import transaction

from alongside.people import commands as people
from alongside.people.commands import keyring
from alongside.people.models import Device
from alongside.people.secrets import new_secret
from alongside.rounds import commands
from alongside.rounds.models import Answer, Draft, Round
from alongside.rounds.sheets import AWAY, Entry
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, _ = steps.QUESTIONS


def other_device(
    cast: Cast, who: str, round: Round, question: str, words: str, place: commands.Place = commands.OWN
) -> tuple[keyring.Held, ...]:
    """Write on another device of theirs, which has a key of its own; return that key."""
    secret, first = new_secret(), cast.secret(who)
    people.make_device(membership=cast.member(who), secret=secret, label="Safari", at=cast.at)
    device = Device.objects.exclude(pk=cast.seat(who).device_id or 0).filter(membership=cast.member(who)).last()
    assert device and first != secret
    seat = cast.seat(who)
    elsewhere = type(seat)(seat.membership, seat.partnership, seat.is_organiser, device.pk)
    typed = [commands.Typed(question, 0, Entry(words=words))]
    commands.keep(seat=elsewhere, secret=secret, round=round, typed=typed, place=place)
    return keyring.of_device(device.pk, secret)


def meet(cast: Cast, who: str, keys: tuple[keyring.Held, ...]) -> None:
    """Let their first device hold these keys too."""
    device = Device.objects.get(pk=cast.seat(who).device_id or 0)
    keyring.hand_on(keys, device, cast.secret(who))


def typed(question: str, seen: int, words: str, **more: object) -> commands.Typed:
    return commands.Typed(question, seen, Entry(words=words, **more))  # type: ignore[arg-type]


def keep(cast: Cast, round: Round, each: commands.Typed) -> commands.Kept:
    return commands.keep(seat=cast.seat("nadia"), secret=cast.secret("nadia"), round=round, typed=[each])


def test_a_window_that_showed_only_one_of_two_texts_overwrites_neither(cast: Cast) -> None:
    round = steps.asked(cast)
    seen = steps.write(cast, "nadia", round, POWER, "On the phone.")
    meet(cast, "nadia", other_device(cast, "nadia", round, POWER, "On the laptop."))
    assert keep(cast, round, typed(POWER, seen, "On the phone, and more.")).clashing
    book = steps.book(cast, "nadia", round)
    assert (book.entries[POWER].words, book.elsewhere[POWER].words) == ("On the phone.", "On the laptop.")
    kept = keep(cast, round, typed(POWER, book.entries[POWER].version, "On both."))
    assert not kept.clashing
    book = steps.book(cast, "nadia", round)
    assert (book.entries[POWER].words, book.elsewhere) == ("On both.", {})


def test_of_three_texts_each_is_shown_before_it_goes(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.write(cast, "nadia", round, POWER, "One.")
    for words in ("Two.", "Three."):
        meet(cast, "nadia", other_device(cast, "nadia", round, POWER, words))
    shown = set()
    for _ in range(2):
        book = steps.book(cast, "nadia", round)
        shown |= {book.entries[POWER].words, book.elsewhere[POWER].words}
        keep(cast, round, typed(POWER, book.entries[POWER].version, "One."))
    assert shown == {"One.", "Two.", "Three."}
    assert not steps.book(cast, "nadia", round).elsewhere


def test_a_text_that_was_thrown_away_on_one_device_is_no_text_to_choose(cast: Cast) -> None:
    round = steps.asked(cast)
    seen = steps.write(cast, "nadia", round, POWER, "Thrown away.")
    commands.discard(seat=cast.seat("nadia"), secret=cast.secret("nadia"), round=round, question=POWER, seen=seen)
    meet(cast, "nadia", other_device(cast, "nadia", round, POWER, "On the laptop."))
    book = steps.book(cast, "nadia", round)
    assert (book.entries[POWER].words, book.elsewhere) == ("On the laptop.", {})
    assert keep(cast, round, typed(POWER, seen + 1, "A page from before.")).clashing


def test_two_texts_that_wait_to_be_chosen_between_are_not_sent(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.write(cast, "nadia", round, POWER, "On the phone.")
    meet(cast, "nadia", other_device(cast, "nadia", round, POWER, "On the laptop."))
    with pytest.raises(commands.Changed):
        steps.send(cast, "nadia", round)
    assert not Answer.objects.exists()


def test_what_was_written_elsewhere_on_what_went_without_a_name_holds_up_nothing(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    keys = other_device(cast, "nadia", round, POWER, "On the laptop.")
    steps.answer(cast, "nadia", round, POWER, "On the phone.")
    meet(cast, "nadia", keys)
    assert steps.answer(cast, "nadia", round, VISION, "Another.") == commands.Receipt((), 2)
    assert steps.book(cast, "nadia", round).entries[POWER].words == "On the laptop."


def test_a_change_stands_on_the_answer_as_it_is_sent_now(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.answer(cast, "nadia", round, POWER, "First.")
    assert keep(cast, round, typed(POWER, 0, "Not seen that it is sent.")).clashing
    seen = keep(cast, round, typed(POWER, 0, "A change.", base=1)).versions[POWER]
    Answer.objects.update(version=2)  # changed from another device
    assert keep(cast, round, typed(POWER, seen, "A change, and more.", base=1)).clashing
    assert keep(cast, round, typed(POWER, seen, "A change.", base=2)).versions == {POWER: seen + 1}
    assert steps.book(cast, "nadia", round).entries[POWER].base == 2


def test_what_was_put_away_is_no_reason_not_to_send_the_rest(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.write(cast, "nadia", round, POWER, "Not now.", how=AWAY)
    assert steps.answer(cast, "nadia", round, VISION, "This one.") == commands.Receipt((VISION,), 0)


def test_a_draft_that_was_deleted_meanwhile_is_not_said_to_be_kept(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.write(cast, "nadia", round, POWER, "One.")
    book = steps.book(cast, "nadia", round)
    Draft.objects.all().delete()
    book.put(POWER, Entry(words="Two."))
    with pytest.raises(Draft.DoesNotExist), transaction.atomic():
        book.write()
