"""The page that prepares a round: what it offers, what it refuses and hands back, and two who change one."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.urls import reverse

from alongside.framework.loading import the_edition
from alongside.rounds import commands
from alongside.rounds.models import Asking, Opens, Round, Way, Whom
from alongside.rounds.pages import preparing as pages
from alongside.rounds.pages.said import minutes, often_too_few
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS
KEY = "k" * 43
UNTICKED: dict[str, Any] = {"picked-working": []}


def address(cast: Cast, round: Round | None = None) -> str:
    if round:
        return reverse("rounds:change", args=[cast.harbour.ref, round.ref])
    return reverse("rounds:prepare", args=[cast.harbour.ref])


def shown(cast: Cast, round: Round | None = None, who: str = "amina") -> str:
    answer = cast.client(who).get(address(cast, round))
    assert answer.status_code == 200
    return str(answer.content.decode())


def said(**more: Any) -> dict[str, Any]:
    return {
        "key": KEY,
        "name": "March questions",
        "way": "reflect",
        "which": "picked",
        "picked-working": [POWER],
        "closes": "3 April",
        "opens": "meeting",
        "whom": "everybody",
        **more,
    }


def press(cast: Cast, round: Round | None = None, who: str = "amina", **more: Any) -> Any:
    return cast.client(who).post(address(cast, round), said(**more))


def test_it_prepares_a_round_that_nobody_is_asked_yet(cast: Cast) -> None:
    answer = press(cast, words="Before we meet.", meeting_on="9 April")
    made = Round.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("rounds:round", args=[cast.harbour.ref, made.ref]))
    plan = commands.plan_of(made)
    assert (plan.name, plan.words, plan.questions, plan.way) == (
        "March questions",
        "Before we meet.",
        (POWER,),
        "reflect",
    )
    assert (plan.opens, plan.meeting_on, plan.whom) == (Opens.MEETING, datetime.date(2026, 4, 9), Whom.EVERYBODY)
    assert not Asking.objects.exists()


def test_answers_close_at_the_end_of_the_day_where_people_are(cast: Cast) -> None:
    press(cast)
    made = Round.objects.get()
    # 3 April lies in summer time, so its end is 23:00 in UTC
    assert made.closes_at == datetime.datetime(2026, 4, 3, 23, tzinfo=datetime.UTC)
    assert made.last_day == datetime.date(2026, 4, 3)


def test_pressed_twice_it_prepares_one(cast: Cast) -> None:
    assert press(cast)["Location"] == press(cast)["Location"]
    assert Round.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("nadia", 404), ("ruth", 404), ("", 404), ("tom", 200)])
def test_only_organisers_see_it(cast: Cast, who: str, status: int) -> None:
    assert cast.client(who).get(address(cast)).status_code == status
    if status == 404:
        assert press(cast, who=who).status_code == 404


def test_other_methods_are_refused(cast: Cast) -> None:
    assert cast.client("amina").delete(address(cast)).status_code == 405


def test_it_begins_with_what_most_would_choose(cast: Cast) -> None:
    page = shown(cast)
    assert 'value="March questions"' in page
    assert 'value="3 April 2026"' in page
    for name, value in (("way", "reflect"), ("which", "three"), ("opens", "meeting"), ("whom", "everybody")):
        assert re.search(rf'name="{name}" value="{value}" id="\w+" checked', page), name


def test_a_new_partnership_prepares(cast: Cast) -> None:
    choices = pages.choices(cast.seat("ruth"), rng=steps.chance(), today=cast.at.date())
    assert pages.fresh(cast.seat("ruth"), choices, today=cast.at.date())["way"] == Way.PREPARE


def test_three_are_suggested_and_none_that_stands_in_another_round_or_is_set_aside(cast: Cast) -> None:
    edition = the_edition()
    asked = [each.id for each in edition.questions][:12]
    steps.asked(cast, questions=asked)
    aside = [each.id for each in edition.questions][12:20]
    for question in aside:
        cast.client("tom").post(reverse("agreements:set_aside", args=[cast.harbour.ref, question]), {})
    choices = pages.choices(cast.seat("amina"), rng=steps.chance(), today=cast.at.date())
    assert [each.id for each in choices.three] == [each.id for each in edition.questions][20:]
    page = shown(cast)
    assert "(asked now, in “June questions”)" in page
    assert "(not for us now)" in page


def test_where_nothing_can_be_suggested_one_ticks(cast: Cast) -> None:
    steps.asked(cast, questions=[each.id for each in the_edition().questions])
    assert 'value="three"' not in shown(cast)


@pytest.mark.parametrize(("which", "many"), [("purpose", 5), ("role", 3), ("all", 23)])
def test_a_theme_or_all_can_be_chosen(cast: Cast, which: str, many: int) -> None:
    press(cast, which=which)
    assert Round.objects.get().questions.count() == many


def test_the_three_are_those_that_the_page_showed(cast: Cast) -> None:
    press(cast, **UNTICKED, which="three", three=f"{ACTION} {VISION} {POWER}")
    assert commands.plan_of(Round.objects.get()).questions == (VISION, POWER, ACTION)


@pytest.mark.parametrize("three", ["purpose.nothing", " ".join([VISION, POWER, ACTION, "role.change"]), "x y z", ""])
def test_three_that_no_page_showed_are_not_taken(cast: Cast, three: str) -> None:
    press(cast, **UNTICKED, which="three", three=three)
    shown_today = pages.choices(cast.seat("amina"), rng=steps.chance(), today=cast.at.date())
    assert len(commands.plan_of(Round.objects.get()).questions) == len(shown_today.three) == 3


def test_a_chosen_few_are_asked(cast: Cast) -> None:
    chosen = [cast.member("nadia").ref, cast.member("len").ref]
    press(cast, whom="few", chosen=chosen)
    assert {who.name for who in Round.objects.get().people()} == {"Nadia Brandt", "Len Okafor"}


def test_somebody_to_speak_through_is_kept_with_how_they_are_reached(cast: Cast) -> None:
    press(cast, through=cast.member("len").ref, through_reach="01632 960114")
    made = Round.objects.get()
    assert (made.through, made.through_reach) == (cast.member("len"), "01632 960114")


def test_somebody_of_another_partnership_can_be_neither_chosen_nor_spoken_through(cast: Cast) -> None:
    ruth = cast.member("ruth").ref
    assert press(cast, whom="few", chosen=[ruth]).status_code == 422
    assert press(cast, through=ruth, through_reach="x").status_code == 422
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Please write a name."),
        ({"name": "x" * 81}, "That is longer than 80 letters."),
        ({"way": "sideways"}, "Please choose one."),
        ({"which": "everything"}, "Please choose one."),
        ({"picked-working": []}, "Please tick at least one question below"),
        ({"which": "three"}, "You ticked questions below."),
        ({"chosen": "nadia"}, "You ticked people below."),
        ({"picked-working": ["working.nothing"]}, "Select a valid choice"),
        ({"words": "x" * 1001}, "That is longer than 1000 letters."),
        ({"closes": ""}, "Please write a day."),
        ({"closes": "soon"}, "We could not read that as a day."),
        ({"closes": "19 March 2026"}, "That day is over."),
        ({"closes": "3 April 2062"}, "Please choose a day within a year."),
        ({"meeting_on": "2 April 2026"}, "That is before answers close."),
        ({"opens": ""}, "Please choose one."),
        ({"whom": ""}, "Please choose one."),
        ({"whom": "few"}, "Please tick who is asked."),
        ({"through_reach": "x" * 201}, "That is longer than 200 letters."),
        ({"key": "short"}, "This page is too old."),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_and_everything_handed_back(cast: Cast, wrong: dict[str, Any], sentence: str) -> None:
    wrong = {name: cast.member(value).ref if name == "chosen" else value for name, value in wrong.items()}
    answer = press(cast, **{"words": "Kept on this page.", "meeting_on": "9 April", **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    for name, value in said(words="Kept on this page.", meeting_on="9 April").items():
        if name not in wrong and name in ("name", "closes", "meeting_on"):
            assert f'name="{name}" value="{value}"' in page
    assert "words" in wrong or "Kept on this page." in page
    assert "picked-working" in wrong or re.search(rf'value="{POWER}" id="[\w-]+" checked', page)
    assert not Round.objects.exists()


def test_who_speaks_for_others_must_be_reachable(cast: Cast) -> None:
    answer = press(cast, through=cast.member("len").ref)
    assert answer.status_code == 422
    assert "Please write how they are reached." in answer.content.decode()


def test_under_eight_it_says_why_there_are_names_and_what_through_someone_is(cast: Cast) -> None:
    steps.fill(cast, 7)
    page = shown(cast)
    assert 'name="names"' not in page
    assert "Fewer than eight of us are here" in page
    assert "tell it to a person you all trust" in page
    press(cast, names="unnamed")
    assert Round.objects.get().without_names is False


def test_from_eight_how_words_are_shown_is_asked_and_nothing_is_chosen_beforehand(cast: Cast) -> None:
    steps.fill(cast, 9)
    page = shown(cast)
    assert not re.search(r'name="names" value="\w+" id="\w+" checked', page)
    assert "what they sent there is deleted unread: words and all. With nine people this will happen often." in page
    assert "Please choose one." in press(cast).content.decode()
    press(cast, names="unnamed")
    assert Round.objects.get().without_names is True


def test_a_chosen_few_answer_with_names(cast: Cast) -> None:
    steps.fill(cast, 9)
    chosen = [cast.member("nadia").ref]
    assert "Where only some of us are asked" in press(cast, whom="few", chosen=chosen, names="unnamed").content.decode()
    assert press(cast, whom="few", chosen=chosen).status_code == 302
    assert Round.objects.get().without_names is False


@pytest.mark.parametrize(("many", "words"), [(7, ""), (8, "eight"), (9, "nine"), (12, "twelve"), (13, ""), (40, "")])
def test_how_often_too_few_will_send_is_said_of_small_groups(many: int, words: str) -> None:
    assert often_too_few(many) == (f"With {words} people this will happen often." if words else "")


@pytest.mark.parametrize(
    ("many", "words"),
    [(1, "3 minutes"), (3, "9 minutes"), (19, "57 minutes"), (20, "an hour"), (23, "an hour and 10 minutes")],
)
def test_minutes_are_said_in_words(many: int, words: str) -> None:
    assert minutes(many) == f"about {words}"


def test_a_prepared_round_is_changed(cast: Cast) -> None:
    press(cast)
    made = Round.objects.get()
    page = shown(cast, made)
    assert re.search(rf'value="{POWER}" id="[\w-]+" checked', page)
    assert 'name="seen" value="1"' in page
    answer = press(cast, made, seen=1, name="Spring questions", which="role", closes="10 April")
    assert answer.status_code == 302
    now = Round.objects.get()
    assert (now.name, now.version, now.questions.count(), now.last_day.day) == ("Spring questions", 2, 3, 10)


def test_who_was_slower_sees_both_and_chooses_for_each(cast: Cast) -> None:
    press(cast)
    made = Round.objects.get()
    press(cast, made, who="tom", seen=1, name="Toms name", words="Toms words.")
    answer = press(cast, made, seen=1, name="Aminas name", words="Aminas words.", which="role")
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Toms name", "Aminas name", "Toms words.", "Aminas words.", "Which questions"):
        assert words in page
    assert 'name="choice_name"' in page and 'name="choice_words"' in page and 'name="choice_questions"' in page
    assert 'name="choice_closes"' not in page
    assert 'name="seen" value="2"' in page
    answer = press(
        cast,
        made,
        seen=2,
        name="Aminas name",
        words="Both words.",
        which="role",
        choice_name="theirs",
        choice_words="yours",
    )
    assert answer.status_code == 302
    plan = commands.plan_of(Round.objects.get())
    assert (plan.name, plan.words, len(plan.questions)) == ("Toms name", "Both words.", 3)


def test_who_is_asked_and_how_words_are_shown_are_chosen_together(cast: Cast) -> None:
    steps.fill(cast, 9)
    press(cast, names="unnamed")
    made = Round.objects.get()
    press(cast, made, who="tom", seen=1, whom="few", chosen=[cast.member("len").ref], names="named")
    assert press(cast, made, seen=1, names="unnamed", name="Other").status_code == 409
    answer = press(cast, made, seen=2, names="unnamed", name="Other", choice_who="theirs")
    assert answer.status_code == 302
    plan = commands.plan_of(Round.objects.get())
    assert (plan.name, plan.whom, plan.without_names) == ("Other", Whom.FEW, False)


def test_every_part_of_a_plan_can_be_chosen_between() -> None:
    named = [name for names in pages.PARTS.values() for name in names]
    assert sorted(named) == sorted(commands.Plan.__dataclass_fields__)


def test_once_asked_it_is_no_longer_there_to_be_changed(cast: Cast) -> None:
    round = steps.asked(cast)
    assert cast.client("amina").get(address(cast, round)).status_code == 404
    assert press(cast, round, seen=1).status_code == 404
