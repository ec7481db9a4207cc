"""Questions suggested: fresh ones first, the same for the same chance."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.framework.loading import the_edition
from alongside.framework.suggesting import suggest, suggest_some

IDS = [question.id for question in the_edition().questions]
SOME_IDS = st.sets(st.sampled_from(IDS))


def chance(seed: int) -> Random:
    """The same chance for the same seed."""
    return Random(seed)


def test_the_first_time_it_is_whom_the_work_is_for() -> None:
    for seed in range(20):
        assert suggest(the_edition(), (), (), chance(seed)).id == "purpose.beneficiaries"


def test_the_first_time_it_is_the_next_one_if_that_was_set_aside() -> None:
    assert suggest(the_edition(), (), {"purpose.beneficiaries"}, chance(1)).id == "purpose.impact"


def test_the_last_fresh_question_is_the_one_suggested() -> None:
    for left in IDS:
        sat_with = set(IDS) - {left}
        assert suggest(the_edition(), sat_with, (), chance(3)).id == left


def test_when_all_were_sat_with_any_may_come_again() -> None:
    suggested = {suggest(the_edition(), IDS, (), chance(seed)).id for seed in range(300)}
    assert suggested == set(IDS)


def test_when_all_are_set_aside_nothing_is_left_out() -> None:
    suggested = {suggest(the_edition(), IDS, IDS, chance(seed)).id for seed in range(300)}
    assert suggested == set(IDS)


def test_ids_of_other_versions_of_the_questions_are_passed_over() -> None:
    question = suggest(the_edition(), {"purpose.gone"}, {"role.gone"}, chance(5))
    assert question.id in IDS


def test_different_chances_suggest_different_questions() -> None:
    suggested = {suggest(the_edition(), {IDS[0]}, (), chance(seed)).id for seed in range(300)}
    assert suggested == set(IDS[1:])


@settings(max_examples=50)
@given(sat_with=SOME_IDS, set_aside=SOME_IDS, seed=st.integers(0, 1000))
def test_what_was_set_aside_or_sat_with_comes_last(sat_with: set[str], set_aside: set[str], seed: int) -> None:
    suggested = suggest(the_edition(), sat_with, set_aside, chance(seed)).id
    if set(IDS) - set_aside:
        assert suggested not in set_aside
    if set(IDS) - set_aside - sat_with:
        assert suggested not in sat_with


@settings(max_examples=50)
@given(sat_with=SOME_IDS, set_aside=SOME_IDS, seed=st.integers(0, 1000))
def test_the_same_chance_gives_the_same_question(sat_with: set[str], set_aside: set[str], seed: int) -> None:
    # Sets iterate in no order that can be relied on, so the order of what is handed in must not matter.
    again = suggest(the_edition(), sorted(sat_with, reverse=True), sorted(set_aside), chance(seed))
    assert suggest(the_edition(), sat_with, set_aside, chance(seed)) == again


def test_several_come_from_several_themes_in_the_order_of_the_questions() -> None:
    for seed in range(20):
        some = suggest_some(the_edition(), 3, (), (), chance(seed))
        assert len({question.theme.id for question in some}) == 3
        assert [question.id for question in some] == sorted((each.id for each in some), key=IDS.index)


@settings(max_examples=50)
@given(asked=SOME_IDS, left_out=SOME_IDS, seed=st.integers(0, 1000))
def test_several_never_hold_what_is_left_out_and_hold_what_was_asked_last(
    asked: set[str], left_out: set[str], seed: int
) -> None:
    some = [question.id for question in suggest_some(the_edition(), 3, asked, left_out, chance(seed))]
    assert not left_out & {*some}
    assert len(some) == min(3, len(IDS) - len(left_out))
    assert len(set(some) - asked) == min(3, len(set(IDS) - left_out - asked))


@settings(max_examples=20)
@given(asked=SOME_IDS, seed=st.integers(0, 1000))
def test_the_same_chance_gives_the_same_several(asked: set[str], seed: int) -> None:
    some = suggest_some(the_edition(), 3, asked, (), chance(seed))
    assert some == suggest_some(the_edition(), 3, sorted(asked, reverse=True), (), chance(seed))
