"""Home tells whose turn it is, what one has sent oneself, and what waits; and reminds once, without a trace."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from alongside.journey.tests.talks import talked
from alongside.rounds import commands
from alongside.rounds.models import Asking, Closing, Opens, Round, Whom
from alongside.rounds.pages.turns import MOST, told_of
from alongside.rounds.sheets import AWAY, ME
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS


def home(cast: Cast, who: str = "nadia", client: Client | None = None) -> str:
    answer = (client or cast.client(who)).get(reverse("journey:home", args=[cast.harbour.ref]))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1].split("</main")[0]))


def told(cast: Cast, who: str = "nadia") -> list[str]:
    return [each.is_how for each in told_of(cast.seat(who), at=cast.at)]


@pytest.fixture(params=["first day", "later"])
def any_home(request: Any, cast: Cast) -> Cast:
    """The cast, before anything was talked about and after."""
    if request.param == "later":
        talked(cast.seat("amina"), "role.change", at=cast.at - datetime.timedelta(days=3), standing="So far.")
    return cast


def test_it_is_ones_turn_until_one_has_sent(any_home: Cast) -> None:
    cast = any_home
    round = steps.asked(cast)
    page = home(cast)
    assert "Your turn June questions : about 9 minutes, until Friday 3 April" in page
    assert "What you write stays yours until you send it." in page
    assert (
        f'href="{reverse("rounds:begin", args=[cast.harbour.ref, round.ref])}"'
        in cast.client("nadia").get(reverse("journey:home", args=[cast.harbour.ref])).content.decode()
    )
    steps.answer(cast, "nadia", round, POWER, "Mine.")
    page = home(cast)
    assert "Your turn" not in page
    assert "You have sent some of it. What you left can still be answered until Friday 3 April." in page
    for question in (VISION, ACTION):
        steps.answer(cast, "nadia", round, question, "Mine.")
    assert "June questions You have sent your answers They close on Friday 3 April." in home(cast)


def test_the_round_that_closes_first_comes_first_and_the_other_is_told_beneath(any_home: Cast) -> None:
    steps.asked(any_home, name="Later questions", days=20, questions=[VISION])
    steps.asked(any_home, name="Sooner questions", days=10, questions=[POWER])
    page = home(any_home)
    assert "Your turn Sooner questions : about 3 minutes" in page
    assert "Later questions Your turn: about 3 minutes, until Thursday 9 April." in page


def test_what_is_only_for_oneself_or_put_away_is_not_asked_for(any_home: Cast) -> None:
    cast = any_home
    round = steps.asked(cast)
    for question, how in ((VISION, ME), (ACTION, AWAY)):
        steps.write(cast, "nadia", round, question, "Mine.", how=how)
    assert "Your turn June questions" in home(cast)
    seen = steps.write(cast, "nadia", round, POWER, "For later.", how=AWAY)
    cast.later(days=13)
    page = home(cast)
    assert "June questions All that you wrote stays with you. Answers close on Friday 3 April." in page
    assert "Your turn" not in page and "sent" not in page
    steps.write(cast, "nadia", round, POWER, "Now.", seen=seen)
    steps.send(cast, "nadia", round)
    assert "June questions You have sent your answers They close on Friday 3 April." in home(cast)


def test_whoever_others_may_speak_through_is_told_whether_asked_or_not(any_home: Cast) -> None:
    cast = any_home
    few: dict[str, Any] = {"whom": Whom.FEW, "chosen": (cast.member("len"), cast.member("amina"))}
    for more in ({}, few):
        questions = [VISION] if more else [POWER]
        round = steps.asked(cast, through=cast.member("nadia"), through_reach="Here", questions=questions, **more)
        link = reverse("rounds:through", args=[cast.harbour.ref, round.ref])
        pages = {
            who: cast.client(who).get(reverse("journey:home", args=[cast.harbour.ref])).content.decode()
            for who in ("nadia", "tom", "len")
        }
        assert [link in page for page in pages.values()] == [True, False, False]
        assert "People may tell you what they would rather not write:" in home(cast)


def test_what_others_send_changes_nothing_on_ones_home(any_home: Cast) -> None:
    cast = any_home
    round = steps.asked(cast)
    before = {who: home(cast, who) for who in ("nadia", "amina")}
    steps.answer(cast, "len", round, POWER, "Mine.")
    steps.answer(cast, "tom", round, POWER, "Mine.")
    assert {who: home(cast, who) for who in ("nadia", "amina")} == before


def test_whoever_is_not_asked_is_not_told_and_an_organiser_is_told_that_it_is_open(any_home: Cast) -> None:
    steps.asked(any_home, whom=Whom.FEW, chosen=(any_home.member("len"),))
    assert "June questions" not in home(any_home, "nadia")
    assert "Open for answers until Friday 3 April. It does not ask you." in home(any_home, "tom")
    assert "Your turn" in home(any_home, "len")


def test_what_is_only_prepared_is_told_to_organisers(any_home: Cast) -> None:
    steps.prepared(any_home)
    assert "June questions" not in home(any_home, "nadia")
    assert "June questions Prepared. Nobody is asked yet." in home(any_home, "amina")


@pytest.mark.parametrize("counted", [False, True], ids=["not counted yet", "counted"])
def test_once_closed_it_waits_for_the_meeting_whether_it_is_counted_or_not(any_home: Cast, counted: bool) -> None:
    cast = any_home
    round = steps.asked(cast, meeting_on=datetime.date(2026, 4, 9))
    steps.answer(cast, "nadia", round, POWER, "Mine.")
    cast.later(days=15)
    if counted:
        commands.count_due(at=cast.at, rng=steps.chance())
        assert Closing.objects.exists()
    said = "June questions Answers are closed We open them together on Thursday 9 April. Any organiser can do it."
    for who in ("nadia", "len"):
        assert said in home(cast, who)
    assert "together on Thursday 9 April" in home(cast, "amina") or "meeting on Thursday 9 April" in home(cast, "amina")
    cast.later(days=30)
    assert told(cast) == ["closed"]


def test_withdrawn_is_told_for_fourteen_days_to_all_who_were_asked(any_home: Cast) -> None:
    cast = any_home
    round = steps.asked(cast, whom=Whom.FEW, chosen=(cast.member("nadia"), cast.member("len")))
    steps.answer(cast, "nadia", round, POWER, "Mine.")
    commands.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)
    for who in ("nadia", "len"):
        page = home(cast, who)
        assert "Withdrawn by Amina Yusuf on Friday 20 March." in page
        assert "See what is yours" in page
        assert "If you had sent something" not in page
    assert "Withdrawn" not in home(cast, "tom")
    cast.later(days=13, hours=23)
    assert told(cast) == ["withdrawn"]
    cast.later(hours=1)
    assert told(cast) == []


def test_what_waits_for_one_comes_first_then_what_is_open_then_closed_then_withdrawn(cast: Cast) -> None:
    gone = steps.asked(cast, name="Gone", questions=[VISION], days=2)
    commands.withdraw(seat=cast.seat("amina"), round=gone, at=cast.at)
    steps.asked(cast, name="Over", questions=[VISION], days=3)
    sent = steps.asked(cast, name="Sent", questions=[POWER], days=8)
    steps.answer(cast, "nadia", sent, POWER, "Mine.")
    steps.asked(cast, name="Mine", questions=[ACTION], days=9)
    steps.asked(cast, name="Mine too", questions=["role.change"], days=10)
    cast.later(days=4)
    page = home(cast)
    assert "Your turn Mine :" in page
    places = [page.index(f"{name} {said}") for name, said in BENEATH]
    assert places == sorted(places)


BENEATH = (
    ("Mine too", "Your turn:"),
    ("Sent", "You have sent"),
    ("Over", "Answers are closed"),
    ("Gone", "Withdrawn by"),
)


def test_what_is_over_pushes_nothing_out_that_waits_for_one(cast: Cast) -> None:
    steps.asked(cast, name="Mine", questions=[ACTION])
    for _ in range(MOST):
        gone = steps.asked(cast, questions=[VISION])
        cast.later(minutes=1)
        commands.withdraw(seat=cast.seat("amina"), round=gone, at=cast.at)
    assert "Your turn Mine :" in home(cast)


def test_a_talk_of_today_goes_on_and_one_of_another_day_waits(cast: Cast) -> None:
    steps.asked(cast)
    talked(cast.seat("amina"), "role.change", at=cast.at, noticed="We began.", finish=False)
    page = home(cast)
    assert "Carry on with this talk" in page and "June questions Your turn: about 9 minutes" in page
    cast.later(days=1)
    page = home(cast)
    assert page.index("Your turn June questions") < page.index("Begun, not finished yet")
    assert "Carry on with this talk" in page


def test_an_organiser_has_the_second_door_and_a_member_has_not(any_home: Cast) -> None:
    assert "Ask everyone first" in home(any_home, "amina")
    assert "Ask everyone first" not in home(any_home, "nadia")
    assert "Asked of everybody" not in home(any_home, "nadia")


def test_home_tells_of_rounds_at_the_cost_of_one_query_however_many_there_are(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number, question in enumerate((VISION, POWER, ACTION, "role.change", "people.assets")):
        round = steps.asked(cast, name=f"Round {number}", questions=[question], days=3 + number)
        steps.answer(cast, "nadia", round, question, "Mine.")
    commands.withdraw(seat=cast.seat("tom"), round=round, at=cast.at)
    cast.later(days=5)
    commands.count_due(at=cast.at, rng=steps.chance())
    for _ in range(20):
        steps.prepared(cast)
    for who in ("nadia", "amina"):
        seat = cast.seat(who)
        with django_assert_num_queries(1):
            told_of(seat, at=cast.at)


def test_nothing_of_another_partnership_is_told(cast: Cast) -> None:
    plan = steps.plan(cast)
    made = commands.prepare(seat=cast.seat("ruth"), plan=plan, key="", at=cast.at)
    commands.ask(seat=cast.seat("ruth"), round=made, at=cast.at, rng=steps.chance())
    assert told(cast, "amina") == []


REMINDER = "You have sent nothing yet; that is all right too."


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, as they stand."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model.__module__.startswith("alongside.")
    }


@pytest.mark.promise("reminded-once")
def test_whoever_has_sent_nothing_is_reminded_once_on_each_device_and_no_row_says_so(
    any_home: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    cast = any_home
    round = steps.asked(cast)
    steps.answer(cast, "len", round, POWER, "Mine.")
    phone, laptop, sender = cast.client("nadia"), cast.client("nadia"), cast.client("len")
    cast.later(days=12, hours=-1)
    assert REMINDER not in home(cast, client=phone)
    cast.later(hours=1)
    before = everything()
    assert f"Answers to June questions close at the end of Friday 3 April. {REMINDER}" in home(cast, client=phone)
    assert REMINDER not in home(cast, client=phone)
    assert REMINDER in home(cast, client=laptop)
    assert REMINDER not in home(cast, client=sender)
    assert everything() == before
    assert not caplog.records
    cookie = phone.cookies["reminded"]
    assert (cookie.value, cookie["path"]) == (round.ref, f"/p/{cast.harbour.ref}/")
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    for client in (cast.client("amina"), cast.client("tom")):
        assert "nadia" not in home(cast, client=client).casefold()


def test_open_for_less_than_four_days_the_reminder_comes_half_way(cast: Cast) -> None:
    round = steps.asked(cast, days=2)
    cast.later(hours=23)
    assert REMINDER not in home(cast)
    cast.later(hours=1)
    assert REMINDER in home(cast)
    assert Asking.objects.get(round=round).at == cast.at - datetime.timedelta(hours=24)


def test_two_rounds_are_reminded_of_one_after_the_other_and_neither_twice(cast: Cast) -> None:
    steps.asked(cast, name="First", questions=[VISION], days=1)
    steps.asked(cast, name="Second", questions=[POWER], days=1)
    cast.later(hours=20)
    client = cast.client("nadia")
    said = [re.findall(r"Answers to (\w+) close", home(cast, client=client)) for _ in range(4)]
    assert said == [["First"], ["Second"], [], []]


@pytest.mark.parametrize("value", ["x" * 9000, "; ' --", "zzzzzzzzzzzz" * 40])
def test_a_cookie_that_is_not_ours_does_no_harm(cast: Cast, value: str) -> None:
    steps.asked(cast, days=1)
    cast.later(hours=20)
    client = cast.client("nadia")
    client.cookies["reminded"] = value
    assert REMINDER in home(cast, client=client)


def test_opened_at_the_close_it_waits_to_be_opened(cast: Cast) -> None:
    steps.asked(cast, opens=Opens.CLOSE)
    cast.later(days=15)
    assert "Answers are closed Everybody sees soon what was said." in home(cast, "amina")
    assert Round.objects.count() == 1
