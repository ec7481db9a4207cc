"""The page on which an organiser opens a round for everybody, and what is told of it afterwards."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from alongside.partnerships.models import Moment
from alongside.rounds import commands
from alongside.rounds.models import Opening, Opens, Whom
from alongside.rounds.pages.organising import CLOSED, OPENED
from alongside.rounds.pages.turns import told_of
from alongside.rounds.tests import filling, steps
from alongside.rounds.tests.test_round_view import address, press, raw, shown
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_it_says_what_opening_means_and_opens_for_the_typed_word(cast: Cast) -> None:
    round = steps.asked(cast)
    cast.later(days=15)
    page = shown(cast, round, "amina", "open")
    assert "From that moment everybody here can read it, you too. No press closes it again." in page
    assert "Not even to organisers" in page
    assert press(cast, "open", round, typed="yes").status_code == 422
    assert not Opening.objects.exists()
    answer = cast.client("amina").post(address(cast, "open", round), {"typed": " Open "}, follow=True)
    assert answer.redirect_chain == [(filling.at(round, "opened"), 302)]
    opening = Opening.objects.get()
    assert (opening.by, opening.at) == (cast.member("amina"), cast.at)
    assert Moment.objects.filter(what="opened", about=round.ref).get().who == cast.member("amina")
    assert "Everybody here can look now." in answer.content.decode()


@pytest.mark.parametrize("who", ["amina", "tom"])
def test_pressed_twice_or_by_two_it_is_opened_once_and_the_second_is_led_to_it(cast: Cast, who: str) -> None:
    round = steps.asked(cast)
    cast.later(days=15)
    press(cast, "open", round, typed="open")
    there = filling.at(round, "opened")
    assert cast.client(who).get(address(cast, "open", round))["Location"] == there
    answer = cast.client(who).post(address(cast, "open", round), {"typed": "open"}, follow=True)
    assert answer.redirect_chain == [(there, 302)]
    assert "It was open already. Everybody here can look." in answer.content.decode()
    assert Opening.objects.get().by == cast.member("amina")


def test_what_takes_answers_or_was_withdrawn_is_not_opened_and_one_is_told(cast: Cast) -> None:
    round = steps.asked(cast)
    for withdrawn in (False, True):
        if withdrawn:
            commands.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)
        assert cast.client("amina").get(address(cast, "open", round))["Location"] == address(cast, "round", round)
        answer = cast.client("amina").post(address(cast, "open", round), {"typed": "open"}, follow=True)
        assert "Nothing was opened. Only what has closed can be." in answer.content.decode()
    assert not Opening.objects.exists()
    assert cast.client("amina").get(address(cast, "open", steps.prepared(cast))).status_code == 404


def test_a_member_an_outsider_and_a_stranger_cannot_open_it(cast: Cast) -> None:
    round = steps.asked(cast)
    cast.later(days=15)
    for client in (cast.client("nadia"), cast.client("ruth"), cast.client()):
        for method in ("get", "post"):
            assert getattr(client, method)(address(cast, "open", round), {"typed": "open"}).status_code == 404
    assert cast.client("amina").put(address(cast, "open", round)).status_code == 405
    assert not Opening.objects.exists()


@pytest.mark.promise("opens-by-itself")
@pytest.mark.parametrize("counted", [True, False])
def test_it_says_on_what_day_it_would_open_by_itself_and_then_it_does(cast: Cast, counted: bool) -> None:
    round = steps.asked(cast)
    cast.at = round.closes_at
    if counted:
        commands.count_due(at=cast.at, rng=steps.chance())
    page = shown(cast, round, "amina", "open")
    assert "it opens by itself 30 days after its answers are counted. That would be Sunday 3 May 2026 ." in page
    commands.count_due(at=cast.at, rng=steps.chance())
    cast.later(days=29)
    commands.open_due(at=cast.at)
    cast.later(days=1)
    commands.open_due(at=cast.at)
    assert cast.at.date() == datetime.date(2026, 5, 3)
    assert Opening.objects.get().by is None
    assert "It opened by itself on Sunday 3 May 2026 ." in shown(cast, round)
    assert "June questions , opened by itself on Sunday 3 May 2026" in shown(cast, round, name="opened")


def test_before_the_day_of_the_meeting_it_says_what_people_were_told(cast: Cast) -> None:
    round = steps.asked(cast, meeting_on=datetime.date(2026, 4, 9))
    cast.at = round.closes_at
    told = "People were told that it is opened at the meeting on Thursday 9 April 2026 ."
    assert told in shown(cast, round, "amina", "open")
    cast.later(days=6)
    assert "People were told" not in shown(cast, round, "amina", "open")


def test_one_that_opens_at_the_close_names_no_day_by_itself(cast: Cast) -> None:
    round = steps.asked(cast, opens=Opens.CLOSE)
    cast.later(days=15)
    assert "by itself" not in shown(cast, round, "amina", "open")
    commands.count_due(at=cast.at, rng=steps.chance())
    commands.open_due(at=cast.at)
    assert "It opened on Saturday 4 April 2026 ." in shown(cast, round)


def test_the_page_of_a_closed_round_offers_it_to_organisers_and_that_of_an_opened_one_leads_everybody_there(
    cast: Cast,
) -> None:
    round = steps.asked(cast)
    assert address(cast, "open", round) not in raw(cast, "round", round, "amina")
    cast.later(days=15)
    assert address(cast, "open", round) in raw(cast, "round", round, "amina")
    assert address(cast, "open", round) not in raw(cast, "round", round)
    press(cast, "open", round, typed="open")
    for who in ("amina", "nadia"):
        page = raw(cast, "round", round, who)
        assert filling.at(round, "opened") in page and address(cast, "open", round) + '"' not in page
        assert "Amina Yusuf opened it with everybody on Saturday 4 April 2026 ." in shown(cast, round, who)
        assert filling.at(round, "opened") in raw(cast, "rounds", who=who)


def test_it_is_told_of_to_everybody_for_thirty_days_also_to_those_not_asked_and_those_who_came_later(
    cast: Cast,
) -> None:
    chosen = (cast.member("len"), cast.member("tom"))
    round = steps.asked(cast, whom=Whom.FEW, chosen=chosen, days=40)
    cast.at = round.closes_at
    assert [told.is_how for told in told_of(cast.seat("amina"), at=cast.at)] == [CLOSED]
    assert told_of(cast.seat("nadia"), at=cast.at) == ()
    cast.later(days=20)
    assert [told.is_how for told in told_of(cast.seat("len"), at=cast.at)] == [CLOSED]
    press(cast, "open", round, typed="open")
    cast.add("Priya Shah", cast.harbour)
    cast.later(days=29)
    for who in ("amina", "len", "nadia", "priya"):
        assert [told.is_how for told in told_of(cast.seat(who), at=cast.at)] == [OPENED], who
        assert cast.client(who).get(filling.at(round, "opened")).status_code == 200
    cast.later(days=1)
    assert told_of(cast.seat("len"), at=cast.at) == ()
    assert cast.client("priya").get(reverse("rounds:opened", args=[cast.harbour.ref, round.ref])).status_code == 200


def test_whoever_was_asked_is_told_where_it_can_be_seen_and_then_led_there(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.answer(cast, "nadia", round, steps.QUESTIONS[0], "Said.")
    assert "Home says when you can look." in shown(cast, round, name="sent")
    cast.later(days=15)
    assert "Home says when you can look." in shown(cast, round, name="begin")
    press(cast, "open", round, typed="open")
    page = raw(cast, "begin", round)
    assert "What was sent is open: everybody here can look." in page and filling.at(round, "opened") in page
