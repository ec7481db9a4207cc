"""Putting aside: one asks, another of a different organisation agrees; no word is changed, and it can be put back."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Moment, Organisation
from alongside.rounds import commands
from alongside.rounds.models import WAITS_FOR_ANOTHER, Answer, Round, ShownUnnamed, SpokenFor, Withholding
from alongside.rounds.tests import steps
from alongside.rounds.withheld import wanted_in, withheld_in, words_of
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
POWER = steps.QUESTIONS[1]
WHY = "It is about one person"


@pytest.fixture
def round(cast: Cast) -> Round:
    """An opened round: Nadia said something with her name, somebody said something through Tom."""
    return steps.opened_with_words(cast)


def named(cast: Cast) -> int:
    return Answer.objects.get(membership=cast.member("nadia")).pk


def ask(cast: Cast, who: str, round: Round, said: int, *, back: bool = False, reason: str = WHY) -> bool:
    return commands.ask_aside(seat=cast.seat(who), round=round, said=said, back=back, reason=reason, at=cast.at)


def no_more(cast: Cast, who: str, round: Round, asking: int) -> bool:
    said = Withholding.objects.get(pk=asking).said
    return commands.ask_no_more(seat=cast.seat(who), round=round, said=said, asking=asking, at=cast.at)


def waiting() -> int:
    return Withholding.objects.waiting().get().pk


def agree(cast: Cast, who: str, round: Round, asking: int | None = None) -> Withholding:
    row = Withholding.objects.get(pk=asking or waiting())
    return commands.agree(seat=cast.seat(who), round=round, said=row.said, asking=row.pk, at=cast.at)


def leaves_carers(cast: Cast, who: str) -> None:
    """Let somebody come from Harbour Carers no longer, and be a resident."""
    seat, carers = cast.seat(who), Organisation.objects.get(name="Harbour Carers")
    partnerships.come_from_no_longer(seat=seat, origin=partnerships.Origin(carers), at=cast.at)
    partnerships.come_from(seat=seat, origin=partnerships.RESIDENT, at=cast.at)


def test_until_another_agrees_the_words_stay_with_the_asking_beside_them(cast: Cast, round: Round) -> None:
    said = named(cast)
    assert not ask(cast, "amina", round, said)
    assert withheld_in([round]) == {}
    assert not wanted_in([round])[said].back


def test_two_of_different_organisations_put_it_aside_and_no_word_is_changed(cast: Cast, round: Round) -> None:
    said, before = named(cast), list(Answer.objects.values())
    ask(cast, "amina", round, said)
    cast.later(days=1)
    agree(cast, "tom", round)
    mark = withheld_in([round])[said]
    assert (mark.on, mark.by, mark.reason) == (cast.at.date(), ("Amina Yusuf", "Tom Reed"), WHY)
    assert list(Answer.objects.values()) == before
    assert wanted_in([round]) == {}


@pytest.mark.parametrize("rows", [ShownUnnamed, SpokenFor])
def test_what_has_no_name_or_came_through_somebody_is_put_aside_the_same_way(
    cast: Cast, round: Round, rows: Any
) -> None:
    row = rows.objects.first()
    ask(cast, "amina", round, row.pk)
    agree(cast, "nadia", round)
    assert set(withheld_in([round])) == {row.pk}
    assert rows.objects.get(pk=row.pk).words == row.words


def test_whoever_asked_cannot_agree_nor_somebody_of_the_same_organisation(cast: Cast, round: Round) -> None:
    ask(cast, "amina", round, ShownUnnamed.objects.all()[0].pk)
    for who in ("amina", "len"):
        with pytest.raises(commands.NotYou):
            agree(cast, who, round)
    assert withheld_in([round]) == {}


def test_two_who_have_named_no_organisation_are_not_enough(cast: Cast, round: Round) -> None:
    ask(cast, "priya", round, ShownUnnamed.objects.all()[0].pk)
    with pytest.raises(commands.NotYou):
        agree(cast, "nadia", round)
    carers = Organisation.objects.get(name="Harbour Carers")
    partnerships.come_from(seat=cast.seat("nadia"), origin=partnerships.Origin(carers), at=cast.at)
    agree(cast, "nadia", round)
    assert len(withheld_in([round])) == 1


def test_where_the_first_came_from_is_what_it_was_when_they_asked(cast: Cast, round: Round) -> None:
    ask(cast, "amina", round, ShownUnnamed.objects.all()[0].pk)
    leaves_carers(cast, "amina")
    with pytest.raises(commands.NotYou):
        agree(cast, "len", round)


def test_whoever_came_from_the_same_organisation_while_it_was_asked_cannot_be_the_other(
    cast: Cast, round: Round
) -> None:
    cast.later(days=1)
    leaves_carers(cast, "amina")
    ask(cast, "amina", round, ShownUnnamed.objects.all()[0].pk)
    with pytest.raises(commands.NotYou):
        agree(cast, "len", round)
    agree(cast, "tom", round)
    assert len(withheld_in([round])) == 1


def also_from(cast: Cast, who: str, name: str) -> None:
    """Let somebody come from one more organisation."""
    partnerships.come_from(seat=cast.seat(who), origin=partnerships.Origin(new=name), at=cast.at)


@pytest.mark.parametrize(("amina", "tom"), [("", "Harbour Carers"), ("Eastport Council", ""), ("Dock", "Dock")])
def test_two_who_have_one_organisation_of_several_in_common_are_not_enough(
    cast: Cast, round: Round, amina: str, tom: str
) -> None:
    for who, name in (("amina", amina), ("tom", tom)):
        if name:
            also_from(cast, who, name)
    ask(cast, "amina", round, ShownUnnamed.objects.all()[0].pk)
    with pytest.raises(commands.NotYou):
        agree(cast, "tom", round)


def test_two_of_several_who_have_none_in_common_are_enough(cast: Cast, round: Round) -> None:
    also_from(cast, "amina", "Dock")
    also_from(cast, "tom", "Eastport School")
    ask(cast, "amina", round, ShownUnnamed.objects.all()[0].pk)
    row = agree(cast, "tom", round)
    assert (row.of, row.agreed_of) == (Organisation.objects.get(name="Harbour Carers"), row.agreed_of)
    assert row.agreed_of == Organisation.objects.get(name="Eastport Council")


def test_two_residents_of_whom_one_has_an_organisation_too_are_enough(cast: Cast, round: Round) -> None:
    also_from(cast, "priya", "Dock")
    ask(cast, "nadia", round, ShownUnnamed.objects.all()[0].pk)
    agree(cast, "priya", round)
    assert len(withheld_in([round])) == 1


def test_what_was_asked_of_other_words_is_not_agreed_to_nor_taken_back(cast: Cast, round: Round) -> None:
    ask(cast, "amina", round, named(cast))
    there: dict[str, Any] = {"round": round, "said": ShownUnnamed.objects.all()[0].pk, "asking": waiting()}
    with pytest.raises(commands.Changed):
        commands.agree(seat=cast.seat("tom"), at=cast.at, **there)
    assert not commands.ask_no_more(seat=cast.seat("amina"), at=cast.at, **there)


def test_what_was_done_by_a_clock_that_was_ahead_is_undone_like_any_other(cast: Cast, round: Round) -> None:
    said, right = named(cast), cast.at
    cast.later(days=365)
    ask(cast, "nadia", round, said)
    ask(cast, "nadia", round, said, back=True)
    cast.at = right
    assert ask(cast, "nadia", round, said)
    assert said in withheld_in([round])


@pytest.mark.parametrize("who", ["nadia", "tom"])
def test_what_is_ones_own_one_puts_aside_and_back_alone(cast: Cast, round: Round, who: str) -> None:
    said = named(cast) if who == "nadia" else SpokenFor.objects.get().pk
    assert ask(cast, who, round, said)
    assert withheld_in([round])[said].by == (cast.member(who).name,)
    assert ask(cast, who, round, said, back=True)
    assert withheld_in([round]) == {}


def test_what_others_put_aside_its_writer_does_not_put_back_alone(cast: Cast, round: Round) -> None:
    said = named(cast)
    ask(cast, "amina", round, said)
    agree(cast, "tom", round)
    assert not ask(cast, "nadia", round, said, back=True)
    assert said in withheld_in([round])
    agree(cast, "tom", round)
    assert withheld_in([round]) == {}


def test_what_its_writer_put_aside_others_put_back_only_by_two(cast: Cast, round: Round) -> None:
    said = named(cast)
    ask(cast, "nadia", round, said)
    assert not ask(cast, "amina", round, said, back=True)
    assert said in withheld_in([round])


def test_its_writer_need_not_wait_for_what_somebody_else_asked(cast: Cast, round: Round) -> None:
    said = named(cast)
    ask(cast, "amina", round, said)
    assert ask(cast, "nadia", round, said)
    assert withheld_in([round])[said].by == ("Nadia Brandt",)
    assert wanted_in([round]) == {}


def test_put_back_it_is_shown_again_and_can_be_put_aside_again(cast: Cast, round: Round) -> None:
    said = named(cast)
    for back in (False, True, False):
        ask(cast, "amina", round, said, back=back)
        agree(cast, "tom", round)
        assert (said in withheld_in([round])) is not back
    assert Withholding.objects.done().count() == 3


def test_asked_once_it_is_not_asked_again_while_it_waits(cast: Cast, round: Round) -> None:
    said = named(cast)
    ask(cast, "amina", round, said)
    with pytest.raises(commands.Changed):
        ask(cast, "tom", round, said)


def test_whoever_asked_takes_it_back_and_nobody_else_does(cast: Cast, round: Round) -> None:
    said = named(cast)
    ask(cast, "amina", round, said)
    asking = waiting()
    assert [no_more(cast, who, round, asking) for who in ("tom", "amina", "amina")] == [False, True, False]
    with pytest.raises(commands.Changed):
        agree(cast, "tom", round, asking)
    ask(cast, "tom", round, said)


def test_what_nobody_agreed_to_in_thirty_days_lapses(cast: Cast, round: Round) -> None:
    said = named(cast)
    ask(cast, "amina", round, said)
    asking = waiting()
    cast.at += WAITS_FOR_ANOTHER - datetime.timedelta(seconds=1)
    assert commands.lapse(at=cast.at) == 0
    assert said in wanted_in([round])
    cast.at += datetime.timedelta(seconds=1)
    assert commands.lapse(at=cast.at) == 1
    assert wanted_in([round]) == {}
    with pytest.raises(commands.Changed):
        agree(cast, "tom", round, asking)
    ask(cast, "tom", round, said, reason="Another reason")
    assert said in wanted_in([round])


def test_what_is_not_of_this_round_or_not_open_to_all_cannot_be_put_aside(cast: Cast, round: Round) -> None:
    other = steps.asked(cast, questions=["purpose.impact"])
    steps.answer(cast, "nadia", other, "purpose.impact", "Sealed still.")
    sealed = Answer.objects.get(round=other).pk
    for where, said in ((round, sealed), (other, sealed), (round, 12345), (round, 2**63)):
        with pytest.raises(commands.Changed):
            ask(cast, "amina", where, said)
    assert not Withholding.objects.exists()


def test_an_answer_without_words_cannot_be_put_aside(cast: Cast, round: Round) -> None:
    row = Answer.objects.get(membership=cast.member("nadia"))
    Answer.objects.filter(pk=row.pk).update(words="")
    assert words_of(round, row.pk) is None


def test_the_database_itself_refuses_one_alone_and_two_of_one_organisation(cast: Cast, round: Round) -> None:
    carers = Organisation.objects.get(name="Harbour Carers")
    amina, len_ = cast.member("amina"), cast.member("len")
    base = {"round": round, "said": 1, "back": False, "reason": WHY, "by": amina, "at": cast.at, "done_at": cast.at}
    for more in (
        {"of": carers},
        {"of": carers, "agreed_by": amina},
        {"of": carers, "agreed_by": len_, "agreed_of": carers},
        {"agreed_by": len_},
        {"alone": True, "agreed_by": len_, "agreed_of": carers},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Withholding.objects.create(**base, **more)
    Withholding.objects.create(**base, agreed_by=len_, agreed_of=carers)


def test_each_of_it_is_noted_without_a_word_of_what_was_said_or_why(cast: Cast, round: Round) -> None:
    said = named(cast)
    ask(cast, "amina", round, said)
    no_more(cast, "amina", round, waiting())
    for back in (False, True):
        ask(cast, "amina", round, said, back=back)
        agree(cast, "tom", round)
    kinds = ["asked_aside", "asked_no_more", "asked_aside", "put_aside", "asked_back", "put_back"]
    rows = list(Moment.objects.order_by("-pk").values_list("what", "about")[:6])[::-1]
    assert rows == [(kind, round.ref) for kind in kinds]


def test_many_put_aside_are_found_at_one_question(cast: Cast, round: Round, django_assert_num_queries: Any) -> None:
    for row in ShownUnnamed.objects.all():
        ask(cast, "amina", round, row.pk)
        agree(cast, "tom", round)
    with django_assert_num_queries(1):
        assert len(withheld_in([round])) == 5
