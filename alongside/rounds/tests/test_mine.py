"""All that is one's own: seen by nobody else, opened by one's own devices alone, thrown away only for a word."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.people import commands as people
from alongside.people.secrets import new_secret
from alongside.rounds import commands
from alongside.rounds.models import Draft, Returned, Round
from alongside.rounds.sheets import AWAY, ME
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS


@pytest.fixture
def round(cast: Cast) -> Round:
    return steps.asked(cast)


def path(cast: Cast) -> str:
    return reverse("rounds:mine", args=[cast.harbour.ref])


def at(cast: Cast, name: str, round: Round, question: str = POWER) -> str:
    return reverse(f"rounds:{name}", args=[cast.harbour.ref, round.ref, question])


def page_of(cast: Cast, who: str = "nadia") -> str:
    return cast.client(who).get(path(cast)).content.decode()


def post(cast: Cast, name: str, round: Round, **sends: Any) -> int:
    return cast.client("nadia").post(at(cast, name, round), sends).status_code


@pytest.mark.promise("mine-alone")
def test_what_one_wrote_and_sent_is_there_for_oneself_alone(cast: Cast, round: Round) -> None:
    steps.write(cast, "nadia", round, ACTION, "Not sent.")
    steps.answer(cast, "nadia", round, VISION, "With my name.")
    steps.write(cast, "nadia", round, POWER, "For me.", how=ME)
    page = page_of(cast)
    assert "Nobody else can see this page." in page
    for words in ("For me.", "Only me", "With my name.", "Sent with your name", at(cast, "one", round, POWER)):
        assert words in page
    for who in ("amina", "tom", "len"):
        assert "For me." not in page_of(cast, who) and "There is nothing here now." in page_of(cast, who)
    assert cast.client("ruth").get(path(cast)).status_code == cast.client().get(path(cast)).status_code == 404


def test_what_was_not_sent_is_told_apart_and_can_be_copied_as_text(cast: Cast, round: Round) -> None:
    steps.write(cast, "nadia", round, VISION, "A draft.", stance=1, wishes=True)
    steps.write(cast, "nadia", round, ACTION, "Not now.", how=AWAY)
    page = page_of(cast)
    assert "Not sent" in page and "Put away" in page
    text = page[page.index("<pre") : page.index("</pre>")]
    for words in ("June questions", "A draft.", "We have talked, not agreed", "I would like us to talk", "Not now."):
        assert words in text


def test_after_the_close_drafts_are_there_with_the_day_they_go_and_what_was_sent_is_not(
    cast: Cast, round: Round
) -> None:
    steps.write(cast, "nadia", round, POWER, "Not sent.", how=ME)
    steps.answer(cast, "nadia", round, VISION, "Sent.")
    cast.later(days=14)
    before = page_of(cast)
    commands.count(round=round, at=cast.at, rng=Random(1))
    page = page_of(cast)
    assert page.split("csrf")[0] == before.split("csrf")[0]
    assert "Not sent." in page and "Sent.”" not in page.replace("Not sent.", "")
    assert "Answers have closed." in page and "Sunday 3 May 2026" in page
    assert at(cast, "one", round, POWER) not in page


def test_what_came_back_from_a_withdrawn_round_can_be_read_and_thrown_away(cast: Cast, round: Round) -> None:
    steps.answer(cast, "nadia", round, POWER, "It came back.")
    commands.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)
    page = page_of(cast)
    assert "It came back." in page and "Withdrawn." in page
    assert "It came back." in cast.client("nadia").get(at(cast, "let_go", round)).content.decode()
    assert post(cast, "let_go", round, typed="no") == 422
    assert "It came back." in page_of(cast)
    assert post(cast, "let_go", round, typed="throw away") == 302
    assert not Returned.objects.exists()
    assert post(cast, "let_go", round, typed="throw away") == 302
    assert cast.client("nadia").get(at(cast, "let_go", round)).status_code == 404


def test_a_draft_is_thrown_away_for_a_word_and_only_as_it_was_seen(cast: Cast, round: Round) -> None:
    seen = steps.write(cast, "nadia", round, POWER, "Thrown away.", how=ME)
    assert "Thrown away." in cast.client("nadia").get(at(cast, "throw_away", round)).content.decode()
    assert post(cast, "throw_away", round, seen=seen, typed="") == 422
    assert post(cast, "throw_away", round, seen=7, typed="throw away") == 302
    assert "Thrown away.”" in page_of(cast)
    assert post(cast, "throw_away", round, seen=seen, typed="Throw away") == 302
    assert "Thrown away.”" not in page_of(cast)
    assert post(cast, "throw_away", round, seen=seen, typed="throw away") == 302
    assert cast.client("nadia").get(at(cast, "throw_away", round)).status_code == 404


def test_what_was_put_away_is_put_back(cast: Cast, round: Round) -> None:
    seen = steps.write(cast, "nadia", round, POWER, "Not now.", how=AWAY)
    assert "Put it back" in page_of(cast)
    assert post(cast, "put_back", round, seen=seen) == post(cast, "put_back", round, seen=seen) == 302
    assert "Put it back" not in page_of(cast)
    assert steps.send(cast, "nadia", round) == commands.Receipt((POWER,), 0)


def test_what_is_typed_in_for_others_and_not_handed_in_is_there_too(cast: Cast, round: Round) -> None:
    place = commands.place_for(cast.member("len"))
    steps.keep_in(cast, "nadia", round, place, {POWER: "Len’s words."})
    page = page_of(cast)
    assert "Len’s words." in page and "<bdi>for Len Okafor</bdi>, not handed in" in page
    assert at(cast, "throw_away", round) not in page


def test_on_a_device_that_has_not_met_the_other_it_says_that_something_waits_and_shows_none(
    cast: Cast, round: Round
) -> None:
    steps.answer(cast, "nadia", round, VISION, "Both.")
    assert "waits on another device" not in page_of(cast)
    secret, client = new_secret(), cast.client()
    people.make_device(membership=cast.member("nadia"), secret=secret, label="Firefox on Windows", at=cast.at)
    client.cookies[f"at-{cast.harbour.ref}"] = secret
    page = client.get(path(cast)).content.decode()
    assert "waits on another device" not in page and "Both." in page
    steps.write(cast, "nadia", round, POWER, "On the phone.")
    page = client.get(path(cast)).content.decode()
    assert "waits on another device" in page and "On the phone." not in page
    commands.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)
    Draft.objects.all().delete()
    page = client.get(path(cast)).content.decode()
    assert "waits on another device" in page and "Both." not in page


def test_what_is_another_partnerships_or_of_no_round_is_not_there(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    steps.write(cast, "nadia", round, POWER, "Mine.")
    prepared = commands.prepare(seat=cast.seat("amina"), plan=steps.plan(cast), key="", at=cast.at)
    for name in ("throw_away", "let_go", "put_back"):
        for place in (
            at(cast, name, round, "role.change"),
            at(cast, name, prepared),
            reverse(f"rounds:{name}", args=[cast.hill.ref, round.ref, POWER]),
        ):
            assert client.post(place, {"typed": "throw away", "seen": "1"}).status_code == 404
        assert cast.client("ruth").post(at(cast, name, round), {"typed": "throw away"}).status_code == 404
        theirs = reverse(f"rounds:{name}", args=[cast.hill.ref, round.ref, POWER])
        assert cast.client("ruth").post(theirs, {"typed": "throw away"}).status_code == 404
    assert cast.client("len").get(at(cast, "throw_away", round)).status_code == 404
    cast.client("len").post(at(cast, "throw_away", round), {"typed": "throw away", "seen": "1"})
    assert "Mine.”" in page_of(cast)


def test_ones_own_page_leads_here(cast: Cast) -> None:
    page = cast.client("nadia").get(reverse("people:you", args=[cast.harbour.ref])).content.decode()
    assert f'<a href="{path(cast)}">What is yours: written and not sent</a>' in page


def test_looking_makes_no_key(cast: Cast, round: Round) -> None:
    page_of(cast)
    assert not steps.held(cast, "nadia")


def test_it_costs_the_same_however_many_rounds_there_were(cast: Cast, round: Round) -> None:
    counted = []
    for question in (POWER, "role.change"):
        here = round if question == POWER else steps.asked(cast, questions=[question])
        steps.write(cast, "nadia", here, question, "Mine.")
        client = cast.client("nadia")
        with CaptureQueriesContext(connection) as queries:
            client.get(path(cast))
        counted.append(len(queries))
    assert counted[0] == counted[1]
