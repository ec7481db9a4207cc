"""The close: counted once, too few deleted unread, and nothing left that joins an answer to a person."""

from __future__ import annotations

from random import Random

import pytest

from alongside.people.commands.keyring import of_device
from alongside.people.sealing import open_returned
from alongside.rounds import commands
from alongside.rounds.commands.closing import returned_about
from alongside.rounds.models import (
    Answer,
    Closing,
    OpenUnnamed,
    Picture,
    Returned,
    Round,
    Sent,
    ShownUnnamed,
    Stances,
    TypedIn,
    Withdrawal,
)
from alongside.rounds.sheets import NAMED, unpacked
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS


def closed(cast: Cast, round: Round) -> None:
    cast.later(days=30)
    assert commands.count_due(at=cast.at, rng=Random(2)) == 1


def test_five_without_a_name_are_counted_and_their_words_shown(cast: Cast) -> None:
    names = steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    for at, name in enumerate(names[:5]):
        steps.answer(cast, name, round, POWER, f"From {at}.", stance=at % 2)
    closed(cast, round)
    picture = Picture.objects.get(round=round, question=POWER)
    assert (picture.people, picture.unnamed) == (5, 5)
    assert dict(picture.stances.values_list("stance", "people")) == {0: 3, 1: 2}
    assert set(ShownUnnamed.objects.values_list("words", flat=True)) == {f"From {at}." for at in range(5)}
    assert Closing.objects.get(round=round).people == 5


@pytest.mark.promise("too-few-deleted")
def test_four_without_a_name_are_deleted_unread(cast: Cast) -> None:
    names = steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    for name in names[:4]:
        steps.answer(cast, name, round, POWER, "Too few.", stance=1)
    closed(cast, round)
    picture = Picture.objects.get(round=round, question=POWER)
    assert (picture.people, picture.wishes, picture.unnamed, picture.stances.count()) == (0, 0, 0, 0)
    assert not ShownUnnamed.objects.exists()
    assert Closing.objects.get(round=round).people is None


def test_five_sheets_do_not_make_up_the_number_for_those_who_sent_themselves(cast: Cast) -> None:
    names = steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    for name in names[:4]:
        steps.answer(cast, name, round, POWER, f"From {name}.", stance=0)
    for number in range(5):
        OpenUnnamed.objects.create(
            round=round, question=POWER, words=f"Sheet {number}.", stance=4, batch=7, wishes=True
        )
    for number in range(4):
        OpenUnnamed.objects.create(round=round, question=VISION, words=f"Sheet {number}.", batch=7)
    for name in names[:5]:
        steps.answer(cast, name, round, VISION, f"From {name}.")
    closed(cast, round)
    shown: dict[str, set[str]] = {POWER: set(), VISION: set()}
    for row in ShownUnnamed.objects.all():
        shown[row.question].add(row.words.split()[0])
    assert shown == {POWER: {"Sheet"}, VISION: {"From"}}
    assert dict(Picture.objects.get(question=POWER).stances.values_list("stance", "people")) == {4: 5}


def test_one_sheet_among_anothers_five_is_not_shown(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    for _ in range(5):
        OpenUnnamed.objects.create(round=round, question=POWER, words="Made up.", stance=4, batch=7)
    OpenUnnamed.objects.create(round=round, question=POWER, words="Honest.", stance=0, batch=8)
    closed(cast, round)
    assert set(ShownUnnamed.objects.values_list("words", flat=True)) == {"Made up."}
    assert dict(Picture.objects.get(question=POWER).stances.values_list("stance", "people")) == {4: 5}


def test_a_place_beside_what_somebody_else_typed_in_is_not_given_away(cast: Cast) -> None:
    steps.fill(cast)
    with_names = steps.asked(cast, questions=[VISION])
    steps.answer(cast, "nadia", with_names, VISION, stance=0)
    for name in ("amina", "tom", "priya", "owen"):
        TypedIn.objects.create(
            round=with_names, membership=cast.member(name), by=cast.member("len"), question=VISION, stance=4
        )
    without = steps.asked(cast, without_names=True, questions=[POWER])
    steps.answer(cast, "nadia", without, POWER, "Signed.", stance=0, how=NAMED)
    for number in range(5):
        OpenUnnamed.objects.create(round=without, question=POWER, words=f"Sheet {number}.", stance=4, batch=7)
    cast.later(days=30)
    assert commands.count_due(at=cast.at, rng=Random(2)) == 2
    assert Picture.objects.count() == 2
    assert not Stances.objects.exists()


def test_five_on_paper_by_one_hand_are_spread_for_nobody_else_is_among_them(cast: Cast) -> None:
    names = steps.fill(cast)
    round = steps.asked(cast, questions=[VISION])
    for at, name in enumerate(names[1:6]):
        TypedIn.objects.create(
            round=round, membership=cast.member(name), by=cast.member("amina"), question=VISION, stance=at % 2
        )
    closed(cast, round)
    assert dict(Picture.objects.get(question=VISION).stances.values_list("stance", "people")) == {0: 3, 1: 2}


def test_nothing_is_left_that_joins_an_answer_to_a_person(cast: Cast) -> None:
    names = steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    for name in names[:6]:
        steps.answer(cast, name, round, POWER, f"From {name}.")
    before = set(OpenUnnamed.objects.values_list("pk", flat=True))
    closed(cast, round)
    assert not OpenUnnamed.objects.exists() and not Sent.objects.exists()
    assert not before & set(ShownUnnamed.objects.values_list("pk", flat=True))


def test_it_is_counted_once(cast: Cast) -> None:
    round = steps.asked(cast)
    closed(cast, round)
    assert not commands.count(round=round, at=cast.at, rng=Random(3))
    assert Closing.objects.count() == 1


def test_it_is_not_counted_before_its_day(cast: Cast) -> None:
    round = steps.asked(cast)
    assert not commands.count(round=round, at=cast.at, rng=Random(3))


def test_a_question_may_be_asked_again_once_it_is_counted(cast: Cast) -> None:
    first = steps.asked(cast)
    with pytest.raises(commands.Standing) as standing:
        steps.asked(cast, questions=[POWER])
    assert standing.value.questions == (POWER,)
    closed(cast, first)
    assert steps.asked(cast, questions=[POWER]).questions.filter(stands=True).count() == 1


@pytest.mark.promise("given-back")
def test_withdrawn_what_was_sent_with_a_name_goes_back_sealed_to_its_writer(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.answer(cast, "nadia", round, POWER, "Mine.", stance=2)
    assert commands.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)
    assert not commands.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)
    assert not Answer.objects.exists() and not Sent.objects.exists()
    (row,) = Returned.objects.select_related("key")
    assert b"Mine." not in bytes(row.sealed)
    (key,) = of_device(cast.seat("nadia").device_id, cast.secret("nadia"))
    sheet = unpacked(open_returned(bytes(row.sealed), key.key, returned_about(round.ref)))
    assert (sheet[POWER].words, sheet[POWER].stance) == ("Mine.", 2)
    assert Withdrawal.objects.get(round=round).by == cast.member("amina")
    assert steps.asked(cast, questions=[POWER]).questions.filter(stands=True).count() == 1
