"""How far we agree is van der Eijk's A; what is said of it is true of each of us; the order tells of nobody's wish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.analysis.spread import Counted, Seen, Spread, agreement, in_words, order

SPREADS = st.lists(st.integers(0, 60), min_size=3, max_size=9).map(tuple).filter(any)


@pytest.mark.parametrize(
    ("steps", "published"),
    [
        ((30, 40, 210, 130, 530, 50, 10), 0.6113333),  # the example in the manual of agrmt
        ((24, 28, 32, 62, 135, 304, 416), 0.61),  # two parties placed on seven points, from van der Eijk's article
        ((16, 26, 82, 210, 293, 270, 103), 0.48),
        ((6, 8, 5, 3, 2), 0.31),  # the vignette of agrmt
        ((6, 8, 5, 3, 2, 0, 2), 0.39),
    ],
)
def test_agreement_is_what_was_published(steps: tuple[int, ...], published: float) -> None:
    digits = 7 if published == 0.6113333 else 2
    assert round(agreement(steps), digits) == published


@given(SPREADS)
def test_agreement_lies_between_minus_one_and_one(steps: tuple[int, ...]) -> None:
    assert -1 <= agreement(steps) <= 1


@given(SPREADS)
def test_agreement_is_the_same_from_either_end(steps: tuple[int, ...]) -> None:
    assert agreement(steps) == agreement(steps[::-1])


@given(SPREADS, st.integers(2, 1000))
def test_agreement_is_the_same_of_few_and_of_many(steps: tuple[int, ...], times: int) -> None:
    assert agreement(tuple(many * times for many in steps)) == agreement(steps)


@given(st.integers(3, 9), st.integers(0, 8), st.integers(1, 99))
def test_agreement_is_whole_where_all_are_in_one_place(places: int, at: int, many: int) -> None:
    steps = [0] * places
    steps[at % places] = many
    assert agreement(tuple(steps)) == 1


@given(st.integers(3, 9), st.integers(1, 99))
def test_agreement_is_none_where_each_place_has_as_many(places: int, many: int) -> None:
    assert agreement((many,) * places) == 0


@given(st.integers(3, 9), st.integers(1, 99))
def test_agreement_is_least_where_one_half_is_at_either_end(places: int, many: int) -> None:
    assert agreement((many, *(0,) * (places - 2), many)) == -1


@given(st.integers(4, 9), st.integers(1, 50))
def test_agreement_grows_as_the_ends_move_together(places: int, many: int) -> None:
    ends = (many, *(0,) * (places - 2), many)
    nearer = (0, many, *(0,) * (places - 3), many)
    assert agreement(nearer) > agreement(ends)


def test_where_nobody_is_on_the_scale_there_is_no_agreement_to_speak_of() -> None:
    with pytest.raises(ValueError, match="nobody"):
        agreement((0, 0, 0))


@pytest.mark.parametrize("wrong", [((1, 2), 0), ((1, -1, 2), 0), ((1, 1, 1), -1)])
def test_what_is_no_spread_is_refused(wrong: tuple[tuple[int, ...], int]) -> None:
    with pytest.raises(ValueError, match="three places"):
        Spread(*wrong)


@pytest.mark.parametrize(
    ("steps", "apart", "seen"),
    [
        ((0, 0, 0, 9, 0), 0, Seen.ALIKE),
        ((10, 4, 0, 0, 0), 1, Seen.ALIKE),
        ((5, 5, 0, 0, 0), 0, Seen.ALIKE),  # two neighbouring places, filled evenly: the threshold itself
        ((5, 5, 0, 0), 0, Seen.ALIKE),  # and on a scale of four
        ((0, 1, 13, 1, 0), 0, Seen.ALIKE),
        ((0, 1, 4, 1, 0), 0, Seen.ALIKE),
        ((0, 2, 7, 2, 0), 0, Seen.CLOSE),  # agreement just under it
        ((1, 0, 3, 11, 0), 0, Seen.CLOSE),  # agreement enough, but one of us is far from the others
        ((39, 0, 0, 0, 1), 0, Seen.CLOSE),
        ((2, 0, 0, 0, 13), 0, Seen.CLOSE),
        ((3, 3, 2, 0, 0), 0, Seen.CLOSE),  # three quarters: the threshold itself
        ((3, 3, 3, 0, 0), 0, Seen.DIFFERENT),
        ((1, 3, 5, 4, 0), 2, Seen.DIFFERENT),
        ((3, 3, 3, 3, 3), 0, Seen.DIFFERENT),  # agreement is 0: as different as can be without two camps
        ((4, 3, 1, 3, 4), 0, Seen.TWO_WAYS),
        ((7, 1, 0, 1, 6), 0, Seen.TWO_WAYS),
        ((6, 0, 0, 5), 0, Seen.TWO_WAYS),
        ((1, 2, 1, 1, 0), 5, Seen.UNTOLD),
        ((2, 1, 2, 0, 0), 4, Seen.DIFFERENT),
        ((0, 0, 0, 0, 0), 9, Seen.UNTOLD),
        ((0, 4, 0, 0, 0), 2, Seen.UNTOLD),  # one more can't tell of six, but nothing is said of four
        ((0, 5, 0, 0, 0), 2, Seen.ALIKE),
    ],
)
def test_what_is_said_of_a_spread(steps: tuple[int, ...], apart: int, seen: Seen) -> None:
    assert in_words(Spread(steps, apart)) is seen


@given(SPREADS)
def test_that_we_see_it_alike_is_never_said_over_the_head_of_somebody_far_away(steps: tuple[int, ...]) -> None:
    there = [at for at, many in enumerate(steps) if many]
    if in_words(Spread(steps)) is Seen.ALIKE:
        assert there[-1] - there[0] <= 2


@given(SPREADS)
def test_what_is_said_is_the_same_from_either_end(steps: tuple[int, ...]) -> None:
    assert in_words(Spread(steps)) is in_words(Spread(steps[::-1]))


ALIKE, APART = Spread((9, 0, 0)), Spread((5, 0, 4))


def test_what_most_wish_to_talk_about_comes_first_then_what_we_differ_on() -> None:
    given_ = [
        Counted("alike", 9, 2, ALIKE),
        Counted("apart", 9, 2, APART),
        Counted("wished", 9, 3, ALIKE),
        Counted("nobody on the scale", 9, 2, Spread((0, 0, 0), 9)),
        Counted("without a spread", 9, 2, None),
        Counted("apart too", 9, 2, APART),
    ]
    assert order(given_) == ("wished", "apart", "apart too", "alike", "nobody on the scale", "without a spread")


def test_what_fewer_than_five_answered_comes_last_as_the_framework_has_it_whatever_was_wished() -> None:
    given_ = [Counted("a", 4, 0, None), Counted("b", 4, 4, None), Counted("c", 5, 0, ALIKE), Counted("d", 3, 1, None)]
    assert order(given_) == ("c", "a", "b", "d")


COUNTED = st.builds(Counted, st.uuids().map(str), st.integers(0, 9), st.integers(0, 9), st.none())


@given(st.lists(COUNTED, max_size=12), st.data())
def test_wishes_of_few_change_nothing(given_: list[Counted], data: st.DataObject) -> None:
    others = [
        Counted(each.question, each.people, data.draw(st.integers(0, 9)) if each.people < 5 else each.wishes, None)
        for each in given_
    ]
    assert order(others) == order(given_)
    assert sorted(order(given_)) == sorted(each.question for each in given_)
