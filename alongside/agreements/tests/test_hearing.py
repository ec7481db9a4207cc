"""How a proposal was heard: pure, so tried with whatever people may say."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from alongside.agreements.hearing import HEARD, Body, Given, Heard, Spoke, State, heard, last_words
from alongside.agreements.models import How, Says

TODAY = datetime.date(2026, 3, 20)
CARERS, COUNCIL = Body(1, "Harbour Carers", "charity"), Body(2, "Eastport Council", "council")
AUTHOR, TOM, NADIA, LEN = 1, 2, 3, 4
HERE = {AUTHOR: (CARERS,), TOM: (COUNCIL,), NADIA: (None,), LEN: (CARERS,)}


def day(days: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=days)


def spoke(who: int, says: str, *, version: int = 1, of: tuple[Body | None, ...] | None = None, **more: object) -> Spoke:
    origins = HERE[who] if of is None else of
    return Spoke(who, f"Person {who}", version, says, TODAY, of=origins, **more)  # type: ignore[arg-type]


def judged(*spoken: Spoke, **more: object) -> Heard:
    of_here = more.pop("of_here", HERE)
    return heard(Given(1, AUTHOR, spoken, of_here, **more), today=TODAY)  # type: ignore[arg-type]


def test_an_author_alone_is_not_enough() -> None:
    assert not judged(spoke(AUTHOR, Says.AGREE)).may_be_adopted
    assert judged(spoke(AUTHOR, Says.AGREE), spoke(TOM, Says.LIVE)).may_be_adopted


def test_one_who_cannot_support_it_is_in_the_way_of_any_number() -> None:
    many = [replace(spoke(LEN, Says.AGREE), who=who) for who in range(10, 40)]
    found = judged(*many, spoke(NADIA, Says.CANNOT, words="It leaves carers alone."))
    assert (found.state, found.may_be_adopted) == (State.IN_THE_WAY, False)


def test_an_organisation_is_there_once_however_many_of_it_spoke() -> None:
    found = judged(spoke(AUTHOR, Says.AGREE), spoke(LEN, Says.LIVE), spoke(NADIA, Says.AGREE))
    assert [(each.name, each.is_residents, len(each.spoke)) for each in found.groups] == [
        ("Harbour Carers", False, 2),
        ("", True, 1),
    ]


def test_somebody_of_two_organisations_is_heard_of_both_and_whoever_has_not_said_of_none() -> None:
    found = judged(spoke(TOM, Says.AGREE, of=(CARERS, COUNCIL)), spoke(NADIA, Says.AGREE, of=()))
    assert [each.name for each in found.groups] == ["Eastport Council", "Harbour Carers", ""]
    assert found.unheard == ()
    assert found.unheard_kinds == "No resident has been heard."


def test_it_says_of_which_kinds_nobody_was_heard() -> None:
    assert judged(spoke(TOM, Says.AGREE)).unheard_kinds == (
        "Nobody from a charity or community group has been heard, and no resident."
    )
    assert judged(spoke(TOM, Says.AGREE)).unheard == ("Harbour Carers",)
    heard_all = judged(spoke(TOM, Says.AGREE), spoke(NADIA, Says.AGREE), spoke(LEN, Says.AGREE))
    assert (heard_all.unheard_kinds, heard_all.unheard) == ("", ())


def test_of_several_that_are_being_asked_each_has_its_day() -> None:
    asking = (spoke(TOM, Says.BACK, back_by=day(2)), spoke(LEN, Says.BACK, back_by=day(9)))
    assert judged(*asking, spoke(NADIA, Says.AGREE)).why_not == (
        "Organisations are being asked: Eastport Council until 22 March 2026; Harbour Carers until 29 March 2026."
    )
    unsaid = replace(asking[0], of=())
    assert "being asked: by " in judged(unsaid, spoke(NADIA, Says.AGREE)).why_not


def test_who_is_asking_at_home_is_waited_for_and_not_heard_yet() -> None:
    asking = spoke(TOM, Says.BACK, back_by=day(2))
    found = judged(asking, spoke(NADIA, Says.AGREE))
    assert found.waits == (asking,)
    assert found.why_not == "An organisation is being asked: Eastport Council until 22 March 2026."
    assert "Eastport Council" not in found.unheard
    assert found.groups[0].waits
    over = replace(asking, back_by=day(-1))
    found = judged(over, spoke(NADIA, Says.AGREE))
    assert (found.no_word, found.may_be_adopted) == ((over,), True)


@pytest.mark.parametrize("which", ["absent_until", "answer_by"])
def test_a_day_that_people_were_given_is_not_cut_short_unless_all_were_heard(which: str) -> None:
    some = [spoke(TOM, Says.AGREE), spoke(NADIA, Says.AGREE)]
    assert not judged(*some, **{which: TODAY}).may_be_adopted
    assert judged(*some, **{which: day(-1)}).may_be_adopted
    assert judged(*some, spoke(LEN, Says.LIVE), **{which: TODAY}).may_be_adopted


def test_an_objection_to_earlier_words_is_asked_about_until_a_day_given_for_these_is_over() -> None:
    before = spoke(NADIA, Says.CANNOT, version=0, words="It leaves carers alone.")
    assert "Person 3 could not" in judged(before, spoke(TOM, Says.AGREE)).why_not
    assert judged(before, spoke(TOM, Says.AGREE), answer_by=day(-1)).may_be_adopted
    assert judged(before, spoke(TOM, Says.AGREE), spoke(NADIA, Says.LIVE)).may_be_adopted


def test_what_is_typed_in_never_lifts_ones_own_word() -> None:
    own, typed = spoke(NADIA, Says.CANNOT, words="x"), spoke(NADIA, Says.THERE, typed_by="Amina")
    assert last_words([own, typed]) == last_words([typed, own]) == (own,)
    later = replace(own, says=Says.LIVE)
    assert last_words([own, typed, later]) == (later,)
    reserved = spoke(NADIA, Says.RESERVATION, words="Who pays?", typed_by="Amina")
    assert last_words([later, reserved]) == (reserved,)
    assert last_words([own, reserved]) == (own,)
    assert last_words([later, reserved, later]) == (later,)


@pytest.mark.parametrize(
    ("settled", "state"),
    [(How.ADOPTED, State.ADOPTED), (How.DECIDED, State.DECIDED), (How.WITHDRAWN, State.WITHDRAWN)],
)
def test_what_is_settled_says_so_whatever_was_said(settled: str, state: State) -> None:
    found = judged(spoke(NADIA, Says.CANNOT, words="x"), settled=settled)
    assert (found.state, found.state.is_settled, found.may_be_adopted) == (state, True, False)


people = st.sampled_from([AUTHOR, TOM, NADIA, LEN])
voices = st.lists(
    st.builds(
        lambda who, says, version, typed, ahead: spoke(
            who,
            says,
            version=version,
            words="x",
            typed_by="Amina" * typed,
            back_by=day(ahead) if says == Says.BACK else None,
        ),
        people,
        st.sampled_from(Says),
        st.integers(0, 1),
        st.booleans(),
        st.integers(-3, 3),
    ),
    max_size=12,
)
days = st.none() | st.integers(-3, 3).map(day)


@drawn(voices, days, days)
def test_whatever_is_said_nobody_is_overruled_lost_or_counted_twice(
    said: list[Spoke], absent: datetime.date | None, online: datetime.date | None
) -> None:
    found = judged(*said, absent_until=absent, answer_by=online)
    last = last_words(said)
    now = [each for each in last if each.version == 1]
    assert {each.who for each in last} == {each.who for each in said}
    assert len(last) == len({each.who for each in last})
    assert {each for group in found.groups for each in group.spoke} == set(now)
    assert set(found.earlier) == set(last) - set(now)
    if found.may_be_adopted:
        assert not any(each.says == Says.CANNOT for each in now)
        assert any(each.says in HEARD and each.who != AUTHOR for each in now)
        assert not found.waits
        assert all(each.back_by and each.back_by < TODAY for each in now if each.says == Says.BACK)
        others = {LEN, NADIA, TOM} - {each.who for each in now if each.says in HEARD}
        assert not others or not any(given and given >= TODAY for given in (absent, online))


@drawn(voices)
def test_more_who_agree_take_nothing_out_of_the_way(said: list[Spoke]) -> None:
    found = judged(*said, spoke(NADIA, Says.CANNOT, words="x"), *(spoke(each, Says.AGREE) for each in (TOM, LEN)))
    assert found.state == State.IN_THE_WAY
    assert not found.may_be_adopted
