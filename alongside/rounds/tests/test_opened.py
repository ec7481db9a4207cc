"""What an opened round shows: never of fewer than five, the same to everybody, in the order to talk about it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from alongside.rounds import commands
from alongside.rounds.models import Answer, Picture, Round, ShownUnnamed, SpokenFor
from alongside.rounds.pages import opened as pages
from alongside.rounds.pages import words
from alongside.rounds.sheets import NAMED
from alongside.rounds.tests import filling, steps
from alongside.rounds.tests.test_round_view import words as said
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS
FRESH = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def look(cast: Cast, round: Round, who: str = "nadia", name: str = "opened", *more: str, query: str = "") -> str:
    answer = cast.client(who).get(filling.at(round, name, *more) + query)
    assert answer.status_code == 200
    return FRESH.sub("", answer.content.decode())


def everything(cast: Cast, round: Round, who: str = "nadia") -> str:
    """All that an opened round shows to one of us, and what leads there."""
    each = (look(cast, round, who, "opened_question", question) for question in round.question_ids)
    return "\n".join([look(cast, round, who), look(cast, round, who, "opened_all"), *each])


@contextmanager
def undone(cast: Cast) -> Iterator[None]:
    """Take back what happens inside, so that the next begins with the same rows and references."""
    began = cast.at
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cast.at = began


@pytest.fixture
def twelve(cast: Cast) -> list[str]:
    return steps.fill(cast, 12)


@pytest.mark.parametrize("without_names", [True, False], ids=["without names", "with names"])
def test_of_fewer_than_five_answers_no_page_shows_anything_and_of_five_it_is_shown(
    cast: Cast, twelve: list[str], *, without_names: bool
) -> None:
    """P-07: with none to four sent, every byte is the same. With names it is so of what has no words."""
    round = steps.asked(cast, questions=[POWER], without_names=without_names)
    seen = []
    for many in range(6):
        with undone(cast):
            for who in twelve[:many]:
                text = f"Canary of {who}." if without_names else ""
                steps.answer(cast, who, round, POWER, text, stance=1, wishes=True)
            seen.append(everything(cast, steps.opened(cast, round)))
    assert len(set(seen[:5])) == 1
    assert "Canary" not in seen[4] and 'class="dot"' not in seen[4]
    assert "There is no picture to look at" in seen[4] and "of us answered." not in seen[4]
    assert "5 of us answered." in seen[5] and "We have talked, not agreed: 5" in seen[5]
    assert ("Canary of nadia." in seen[5]) is without_names


def test_words_with_a_name_stand_however_few_they_are(cast: Cast) -> None:
    round = steps.asked(cast, questions=[POWER])
    steps.answer(cast, "len", round, POWER, "I stand by it.", stance=2)
    page = said(look(cast, steps.opened(cast, round), "nadia", "opened_question", POWER))
    assert "“I stand by it.” Len Okafor" in page
    assert "Fewer than five of us answered this, or nobody did, so there is no picture of it." in page


def test_four_without_a_name_change_nothing_in_what_is_shown_of_those_with_one(cast: Cast, twelve: list[str]) -> None:
    """P-08: what is shown less what was signed leaves nobody."""
    round = steps.asked(cast, questions=[POWER], without_names=True)
    seen = []
    for others in range(5):
        with undone(cast):
            for who in twelve[:6]:
                steps.answer(cast, who, round, POWER, f"Signed by {who}.", stance=2, how=NAMED)
            for who in twelve[6 : 6 + others]:
                steps.answer(cast, who, round, POWER, f"Canary of {who}.", stance=4)
            seen.append(re.sub(r"said-\d+", "", everything(cast, _in_one_order(steps.opened(cast, round)))))
    assert len(set(seen)) == 1
    assert "6 of us answered." in seen[4] and "Canary" not in seen[4]


def _in_one_order(round: Round) -> Round:
    """Give what was signed keys that do not differ from one time to the next."""
    for at, row in enumerate(Answer.objects.filter(round=round).order_by("membership")):
        Answer.objects.filter(pk=row.pk).update(id=at + 1)
    return round


def test_everybody_is_shown_the_same_whoever_they_are_and_whenever_they_look(cast: Cast, twelve: list[str]) -> None:
    """P-11: what is shown is of the round, and of nobody who looks."""
    round = steps.asked(cast, without_names=True, through=cast.member("len"), through_reach="01632 960114")
    for who in twelve[:7]:
        steps.answer(cast, who, round, POWER, f"Words of {who}.", stance=1, wishes=True)
    round = steps.opened(cast, round)
    cast.add("Zoe Hart", cast.harbour)
    seen = {}
    for days, who in ((0, "nadia"), (0, "amina"), (0, "len"), (0, "zoe"), (40, "tom")):
        cast.later(days=days)
        # the head of every page says who looks, and nothing else of them stands on any
        seen[who] = re.sub(r"<header class=\"mast.*?</header>", "", everything(cast, round, who), flags=re.DOTALL)
    assert len(set(seen.values())) == 1
    assert "Nadia" in look(cast, round, "nadia") and "Words of nadia." in seen["tom"]


def test_how_many_would_like_to_talk_of_it_stands_on_no_page(cast: Cast, twelve: list[str]) -> None:
    round, seen = steps.asked(cast, questions=[POWER]), set()
    for many in (0, 3, 9):
        with undone(cast):
            for at, who in enumerate(twelve[:9]):
                steps.answer(cast, who, round, POWER, stance=1, wishes=at < many)
            opened = steps.opened(cast, round)
            assert Picture.objects.get(round=opened).wishes == many
            seen.add(everything(cast, opened))
    assert len(seen) == 1


def test_what_most_wish_to_talk_about_comes_first_then_what_we_see_most_differently(
    cast: Cast, twelve: list[str]
) -> None:
    round = steps.asked(cast, questions=[VISION, "role.change", POWER, ACTION])
    for at, who in enumerate(twelve[:6]):
        steps.write(cast, who, round, VISION, stance=1)
        steps.write(cast, who, round, POWER, stance=4 * (at % 2))
        steps.write(cast, who, round, ACTION, stance=1, wishes=True)
        if at < 2:
            steps.write(cast, who, round, "role.change", stance=1, wishes=True)
        steps.send(cast, who, round)
    round = steps.opened(cast, round)
    order, page = (ACTION, POWER, VISION, "role.change"), look(cast, round)
    places = [page.index(filling.at(round, "opened_question", question) + '"') for question in order]
    assert places == sorted(places)
    assert page.index("Begin with this one") < places[1]
    assert "We see it in two quite different ways." in said(page)
    middle = look(cast, round, "nadia", "opened_question", POWER)
    assert f'href="{filling.at(round, "opened_question", ACTION)}"' in middle
    assert f'href="{filling.at(round, "opened_question", VISION)}"' in middle
    first, last = (look(cast, round, "nadia", "opened_question", question) for question in (order[0], order[-1]))
    assert "The one before" not in first and "The next one" in first
    assert "The next one" not in last and "The one before" in last


@pytest.mark.promise("order-of-chance")
def test_words_stand_by_their_keys_named_or_not_the_same_for_everybody(cast: Cast, twelve: list[str]) -> None:
    round = steps.asked(cast, questions=[POWER], without_names=True, through=cast.member("len"))
    for at, who in enumerate(twelve):
        steps.answer(cast, who, round, POWER, f"Words {at}.", how=NAMED if at % 2 else "")
    SpokenFor.objects.create(round=round, question=POWER, words="Told to Len.", through=cast.member("len"))
    round = steps.opened(cast, round)
    keys = {
        **dict(Answer.objects.values_list("pk", "words")),
        **dict(ShownUnnamed.objects.values_list("pk", "words")),
        **dict(SpokenFor.objects.values_list("pk", "words")),
    }
    assert len(keys) == 13
    page = look(cast, round, "nadia", "opened_question", POWER)
    shown = re.findall(r'<li id="said-(\d+)">\s*<blockquote[^>]*>“([^”]*)”', page)
    assert [(int(key), text) for key, text in shown] == sorted(keys.items())
    assert "“Told to Len.” through Len Okafor" in said(page)
    named = [text for _, text in shown if re.search(re.escape(f"“{text}”") + r" [A-Z][a-z]+ [A-Z][a-z]+", said(page))]
    assert {text for text in named if text.startswith("Words")} == {f"Words {at}." for at in range(1, 12, 2)}
    assert re.search(r'id="said-(\d+)">', look(cast, round, "nadia", "opened_all"))


def test_many_words_stand_on_several_pages_and_on_paper_as_many_as_on_one(cast: Cast, twelve: list[str]) -> None:
    round = steps.asked(cast, questions=[POWER], without_names=True)
    for who in twelve[:6]:
        steps.answer(cast, who, round, POWER, stance=1)
    round = steps.opened(cast, round)
    ShownUnnamed.objects.bulk_create(
        ShownUnnamed(id=at + 1, round=round, question=POWER, words=f"Voice {at}.") for at in range(120)
    )
    found = [
        re.findall(r"Voice \d+", look(cast, round, "nadia", "opened_question", POWER, query=query))
        for query in ("", "?page=2", "?page=3")
    ]
    assert [len(each) for each in found] == [words.AT_ONCE, words.AT_ONCE, 20]
    assert [voice for each in found for voice in each] == [f"Voice {at}" for at in range(120)]
    paper = look(cast, round, "nadia", "opened_all")
    assert len(re.findall(r"Voice \d+", paper)) == words.AT_ONCE
    assert filling.at(round, "opened_question", POWER) + "?page=2#said" in paper
    for query in ("?page=4", "?page=0", "?page=x"):
        assert cast.client("nadia").get(filling.at(round, "opened_question", POWER) + query).status_code == 404


def test_where_too_few_sent_without_a_name_it_says_kindly_what_one_can_do(cast: Cast, twelve: list[str]) -> None:
    plain = steps.asked(cast, questions=[VISION], without_names=True)
    led = steps.asked(
        cast, questions=[POWER], without_names=True, through=cast.member("len"), through_reach="01632 960114"
    )
    named = steps.asked(cast, questions=[ACTION])
    for round in (plain, led, named):
        for who in twelve[:4]:
            steps.answer(cast, who, round, round.question_ids[0], "Said.", stance=1)
    pages_of = {
        round.pk: said(look(cast, steps.opened(cast, round), "nadia", "opened_question", *round.question_ids))
        for round in (plain, led, named)
    }
    deleted = (
        "Nobody, or fewer than five of us, sent an answer without a name here. What was sent so is deleted, unread"
    )
    assert f"{deleted}. If yours was one: say it with your name, give it to somebody you trust" in pages_of[plain.pk]
    assert "give it to Len Okafor ( 01632 960114 ), or leave it." in pages_of[led.pk]
    assert "deleted" not in pages_of[named.pk] and pages_of[named.pk].count("“Said.”") == 4


def three_rounds(cast: Cast, twelve: list[str]) -> list[Round]:
    made: list[Round] = []
    for way in ("prepare", "reflect", "reflect", "reflect"):
        round = steps.asked(cast, questions=[POWER], way=way, name=f"Round {len(made)}", days=30)
        for who in twelve[: 5 + len(made)]:
            steps.answer(cast, who, round, POWER, stance=1)
        made.append(steps.opened(cast, round))
        cast.later(days=2)
    return made


def test_the_two_opened_rounds_before_it_stand_above_it_and_what_was_expected_by_itself(
    cast: Cast, twelve: list[str]
) -> None:
    expected, first, second, third = three_rounds(cast, twelve)
    page = said(look(cast, third, "nadia", "opened_question", POWER))
    months = [f"{round.last_day:%B %Y}: {5 + at} of us" for at, round in enumerate((expected, first, second, third))]
    assert [page.index(month) for month in months[1:]] == sorted(page.index(month) for month in months[1:])
    assert page.index("What we expected when we prepared") < page.index(months[0])
    assert "I have a hunch" in page
    early = said(look(cast, first, "nadia", "opened_question", POWER))
    assert months[1] in early and months[2] not in early and months[0] in early
    prepared = said(look(cast, expected, "nadia", "opened_question", POWER))
    assert "We have talked, not agreed" not in prepared and "What we expected" not in prepared
    assert "I have a hunch" in look(cast, third, "nadia", "opened_all")


def test_a_round_before_that_is_not_opened_or_of_too_few_tells_nothing(cast: Cast, twelve: list[str]) -> None:
    now = None
    for many in (3, 6, 6):
        round = steps.asked(cast, questions=[POWER], days=30)
        for who in twelve[:many]:
            steps.answer(cast, who, round, POWER, stance=1)
        cast.at = round.closes_at
        if now is None or Picture.objects.count() == 2:
            now = steps.opened(cast, round)
        else:
            commands.count_due(at=cast.at, rng=steps.chance())
            assert Picture.objects.count() == 2
        cast.later(days=2)
    assert now
    page = said(look(cast, now, "nadia", "opened_question", POWER))
    assert f"{now.last_day:%B %Y}: 6 of us" in page and "April 2026: too few of us answered this" in page
    assert "May 2026" not in page and "3 of us" not in page


def test_rounds_that_closed_in_one_month_are_told_apart_by_their_day(cast: Cast, twelve: list[str]) -> None:
    for days in (3, 4):
        round = steps.asked(cast, questions=[POWER], days=days)
        for who in twelve[:5]:
            steps.answer(cast, who, round, POWER, stance=1)
        round = steps.opened(cast, round)
    page = said(look(cast, round, "nadia", "opened_question", POWER))
    assert "23 March 2026: 5 of us" in page and "27 March 2026: 5 of us" in page


NAMES = ("opened", "opened_all", "opened_question")


def where(round: Round, name: str, question: str = POWER) -> str:
    return filling.at(round, name, *([question] if name == "opened_question" else []))


@pytest.mark.parametrize("name", NAMES)
def test_nobody_from_outside_looks_and_nothing_is_done_there(cast: Cast, name: str) -> None:
    round = steps.opened(cast, steps.asked(cast))
    for client in (cast.client("ruth"), cast.client()):
        assert client.get(where(round, name)).status_code == 404
    theirs = where(round, name).replace(cast.harbour.ref, cast.hill.ref)
    assert cast.client("ruth").get(theirs).status_code == 404
    assert cast.client("nadia").get(where(round, name).replace(round.ref, "zzzzzzzzzzzz")).status_code == 404
    assert cast.client("nadia").post(where(round, name)).status_code == 405


def test_a_question_that_was_not_asked_is_not_there(cast: Cast) -> None:
    round = steps.opened(cast, steps.asked(cast))
    for question in ("role.change", "nothing.such"):
        assert cast.client("nadia").get(where(round, "opened_question", question)).status_code == 404


@pytest.mark.promise("nobody-before")
@pytest.mark.parametrize("name", NAMES)
def test_before_it_is_opened_it_is_there_for_nobody(cast: Cast, twelve: list[str], name: str) -> None:
    round = steps.asked(cast)
    for who in twelve[:6]:
        steps.answer(cast, who, round, POWER, "Said.", stance=1)
    there, nowhere = where(round, name), where(round, name).replace(round.ref, "zzzzzzzzzzzz")
    for days in (0, 15, 20):
        cast.later(days=days)
        for who in ("amina", "tom", "nadia"):
            answer, none = (cast.client(who).get(path) for path in (there, nowhere))
            assert (answer.status_code, answer.content) == (404, none.content), (days, who)
        if days:
            commands.count_due(at=cast.at, rng=steps.chance())
    assert "no page showed any of this" in look(cast, steps.opened(cast, round)).lower()


def test_it_costs_the_same_however_many_were_asked_and_answered(
    cast: Cast, twelve: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = steps.opened(cast, steps.asked(cast, questions=[ACTION]))
    many = steps.asked(cast, days=20)
    for who in twelve:
        for question in steps.QUESTIONS:
            steps.write(cast, who, many, question, "Said.", stance=1)
        steps.send(cast, who, many)
    many, seat = steps.opened(cast, many), cast.seat("nadia")
    for ref, question in ((one.ref, ACTION), (many.ref, ACTION)):
        round = Round.objects.select_related("closing", "opening__by", "through").get(ref=ref)
        with django_assert_num_queries(3):
            pages.opened_page(seat, round)
        past = ref == many.ref  # rounds above it cost one query, however many there are
        with django_assert_num_queries(9 + past):
            assert pages.question_page(seat, round, question)
        with django_assert_num_queries(6 + past + len(round.question_ids)):
            pages.all_page(seat, round)


def test_the_pictures_can_be_copied_in_words_without_anything_that_was_said(cast: Cast, twelve: list[str]) -> None:
    round = steps.asked(cast, questions=[POWER, VISION])
    for who in twelve[:7]:
        steps.answer(cast, who, round, POWER, f"{who} says so.", stance=1, how=NAMED)
    page = pages.all_page(cast.seat("nadia"), steps.opened(cast, round))
    assert page.text.startswith(f"{round.name}, opened ")
    assert "We have talked, not agreed: 7 of us" in page.text
    assert "We see it much the same way." in page.text
    assert "Too few of us said where they think we are." in page.text
    for looked in page.questions:
        assert f"“{looked.question.quoted}”" in page.text
    assert "says so" not in page.text
    assert page.text.strip() in html.unescape(look(cast, round, name="opened_all"))
