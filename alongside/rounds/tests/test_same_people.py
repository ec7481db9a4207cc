"""The same people, then and now: counted once, at the close, and only where nobody can make out a few by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from alongside.rounds import commands
from alongside.rounds.models import Answer, OpenUnnamed, Picture, Round, SamePeople, Way
from alongside.rounds.pages.opened import all_page, question_page
from alongside.rounds.tests import filling, steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
POWER = steps.QUESTIONS[1]
NINE = ("amina", "tom", "nadia", "len", "priya", "owen", "mary", "ade", "kit")


@pytest.fixture(autouse=True)
def _people(cast: Cast) -> None:
    """Twelve people."""
    steps.fill(cast, 12)


def counted(cast: Cast, places: Mapping[str, int], **more: Any) -> Round:
    """Ask a question; let these answer with their names; count it. It is three months later then."""
    round = steps.asked(cast, questions=[POWER], **more)
    for who, stance in places.items():
        steps.answer(cast, who, round, POWER, "" if stance else "Words", stance=stance, how="named")
    commands.close_early(seat=cast.seat("amina"), round=round, at=cast.at, rng=steps.chance())
    cast.later(days=90)
    return round


def all_in(people: tuple[str, ...], place: int) -> Mapping[str, int]:
    return dict.fromkeys(people, place)


def same() -> list[tuple[int, dict[int, tuple[int, int]]]]:
    """What is kept, in its order: of how many, and by place how many then and now."""
    return [
        (each.people, {row.stance: (row.then, row.now) for row in each.stances.all()})
        for each in SamePeople.objects.order_by("pk")
    ]


def test_those_who_chose_a_place_by_name_in_both_are_kept_as_numbers(cast: Cast) -> None:
    counted(cast, all_in(NINE, 1))
    counted(cast, {**all_in(NINE[:4], 3), **all_in(NINE[4:], 2)})
    assert same() == [(9, {1: (9, 0), 2: (0, 5), 3: (0, 4)})]


def test_the_first_has_nothing_to_stand_beside(cast: Cast) -> None:
    counted(cast, all_in(NINE, 1))
    assert same() == []


@pytest.mark.parametrize(("then", "now"), [(9, 8), (8, 9), (4, 9), (4, 4)])
def test_where_a_few_came_or_went_or_are_all_there_is_nothing_is_kept(cast: Cast, then: int, now: int) -> None:
    counted(cast, all_in(NINE[:then], 1))
    counted(cast, all_in(NINE[:now], 2))
    assert same() == []


def test_those_without_a_name_are_among_those_who_came_or_went(cast: Cast) -> None:
    counted(cast, all_in(NINE[:7], 1))
    round = steps.asked(cast, questions=[POWER], without_names=True)
    for who in NINE[:7]:
        steps.answer(cast, who, round, POWER, stance=2, how="named")
    for who in ("ade", "kit", "sam", "joan", "ravi"):
        steps.answer(cast, who, round, POWER, stance=4)
    commands.close_early(seat=cast.seat("amina"), round=round, at=cast.at, rng=steps.chance())
    assert same() == [(7, {1: (7, 0), 2: (0, 7)})]


def test_what_was_asked_in_another_way_is_not_beside_it(cast: Cast) -> None:
    counted(cast, all_in(NINE, 1), way=Way.PREPARE)
    counted(cast, all_in(NINE, 1), way=Way.REFLECT)
    assert same() == []


def test_it_stands_beside_the_last_and_no_other(cast: Cast) -> None:
    counted(cast, all_in(NINE, 0))
    counted(cast, all_in(NINE[:3], 1))
    counted(cast, all_in(NINE, 2))
    assert same() == []
    counted(cast, all_in(NINE, 3))
    assert same() == [(9, {2: (9, 0), 3: (0, 9)})]


def test_what_was_shown_with_the_one_before_is_counted_with_it(cast: Cast) -> None:
    """First six are the same, then eleven, and one of the six is not among them: they could be made out."""
    everybody = (*NINE, "sam", "joan")
    counted(cast, all_in(everybody[:6], 0))
    counted(cast, all_in(everybody, 1))
    assert [people for people, _ in same()] == [6]
    counted(cast, all_in((*everybody[1:],), 2))
    assert [people for people, _ in same()] == [6]
    counted(cast, all_in((*everybody[1:],), 3))
    assert [people for people, _ in same()] == [6, 10]


def test_where_a_cell_of_it_is_few_nothing_more_is_kept(cast: Cast) -> None:
    """Six were the same, of twelve. Now five of the six are, and five others: one of the six is alone in neither."""
    everybody = (*NINE, "sam", "joan", "ravi")
    counted(cast, all_in(everybody[:6], 0))
    counted(cast, all_in(everybody, 1))
    before = same()
    counted(cast, all_in((*everybody[:5], *everybody[7:]), 2))
    assert same() == before


def test_where_an_answer_was_erased_since_nothing_is_kept(cast: Cast) -> None:
    counted(cast, all_in((*NINE, "sam", "joan", "ravi"), 1))
    Answer.objects.filter(membership=cast.member("ravi")).delete()
    counted(cast, all_in(NINE[:7], 1))
    assert same() == []


def test_where_who_was_shown_before_is_not_known_any_more_nothing_is_kept(cast: Cast) -> None:
    everybody = (*NINE, "sam", "joan", "ravi")
    first = counted(cast, all_in(NINE[:7], 1))
    counted(cast, all_in(everybody, 2))
    assert len(same()) == 1
    Answer.objects.filter(round=first, membership=cast.member("amina")).delete()
    counted(cast, all_in(everybody, 3))
    assert len(same()) == 1


def test_a_hand_that_typed_some_in_does_not_make_out_the_others(cast: Cast) -> None:
    round = counted(cast, all_in(NINE, 1))
    typed = Answer.objects.filter(round=round, membership__in=[cast.member(who) for who in NINE[:5]])
    typed.update(typed_by=cast.member("ravi"))
    counted(cast, all_in(NINE, 2))
    assert same() == []


def test_where_sheets_were_typed_in_whoever_typed_them_does_not_make_out_the_rest(cast: Cast) -> None:
    """Seven are the same. Then there were six sheets and one more beside them, whom the hand could make out."""
    for batch in (None, 7):
        round = steps.asked(cast, questions=[POWER], without_names=True)
        for who in (*NINE[:7], "sam"):
            steps.answer(cast, who, round, POWER, stance=1, how="named")
        for _ in range(6):
            OpenUnnamed.objects.create(round=round, question=POWER, stance=3, batch=batch)
        commands.close_early(seat=cast.seat("amina"), round=round, at=cast.at, rng=steps.chance())
        assert Picture.objects.get(round=round).from_sheets is (batch is not None)
        cast.later(days=90)
        counted(cast, all_in(NINE[:7], 2))
        assert len(same()) == 1


def test_it_is_counted_once_and_nothing_that_comes_later_changes_it(cast: Cast) -> None:
    counted(cast, all_in(NINE, 1))
    round = counted(cast, all_in(NINE, 2))
    before = same()
    Answer.objects.filter(round=round).delete()
    commands.count_due(at=cast.at, rng=steps.chance())
    assert same() == before


def test_nothing_kept_says_who_they_were() -> None:
    fields = {field.name for field in SamePeople._meta.get_fields()}
    assert fields == {"id", "picture", "before", "people", "stances"}


def text(cast: Cast, round: Round) -> str:
    there = [("opened_question", POWER), ("opened_all",)]
    return "".join(cast.client("len").get(filling.at(round, *each)).content.decode() for each in there)


def test_of_an_opened_round_they_are_shown_as_they_were_kept(cast: Cast) -> None:
    first = counted(cast, all_in(NINE, 1))
    second = counted(cast, {**all_in(NINE[:4], 3), **all_in(NINE[4:], 2)})
    for round in (first, second):
        commands.open_together(seat=cast.seat("amina"), round=round, at=cast.at, rng=steps.chance())
    shown = text(cast, second)
    assert shown.count("The same 9 of us, then and now</h") == 2
    assert "“We have talked, not agreed”: 9 of us then, 0 now." in shown
    assert "“We have agreed, not much has changed”: 0 of us then, 5 now." in shown
    assert "The same" not in text(cast, first)


def test_while_the_one_before_is_not_open_to_all_nothing_of_it_is_shown(cast: Cast) -> None:
    first, _, third = (counted(cast, all_in(NINE, place)) for place in (1, 2, 3))
    for round in (first, third):
        commands.open_together(seat=cast.seat("amina"), round=round, at=cast.at, rng=steps.chance())
    assert len(same()) == 2
    assert "The same 9 of us" not in text(cast, third)


@pytest.mark.promise("same-people-hidden")
@pytest.mark.parametrize("then", [NINE[:8], NINE[:5], (*NINE[:4], "sam", "joan")])
def test_where_nothing_is_kept_every_reason_reads_the_same(cast: Cast, then: tuple[str, ...]) -> None:
    rounds = [counted(cast, all_in(then, 1)), counted(cast, all_in(NINE, 1))]
    for round in rounds:
        commands.open_together(seat=cast.seat("amina"), round=round, at=cast.at, rng=steps.chance())
    page = question_page(cast.seat("len"), Round.objects.opened().get(pk=rounds[1].pk), POWER)
    assert page and page.looked.same and page.looked.same.picture is None
    assert text(cast, rounds[1]).count("The same people, then and now, are not shown by themselves") == 2
    assert "The same people" not in text(cast, rounds[0])
    assert all_page(cast.seat("len"), Round.objects.opened().get(pk=rounds[1].pk)).questions[0].same
