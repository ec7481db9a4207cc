"""A round's own page, the list of all, and what organisers do there: ask, give longer, close early, withdraw."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from alongside.rounds import commands
from alongside.rounds.models import Asking, Closing, Opens, OpenUnnamed, Round, Whom, Withdrawal
from alongside.rounds.pages import organising as pages
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS
NAMES = ("round", "sheet", "change", "preview", "ask", "discard", "day", "close", "withdraw")


def address(cast: Cast, name: str, round: Round | None = None) -> str:
    return reverse(f"rounds:{name}", args=[cast.harbour.ref, *([round.ref] if round else [])])


def raw(cast: Cast, name: str, round: Round | None = None, who: str = "nadia") -> str:
    answer = cast.client(who).get(address(cast, name, round))
    assert answer.status_code == 200
    return str(answer.content.decode())


def words(page: str) -> str:
    """The words of the page itself in one line, without their marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main")[0]))


def shown(cast: Cast, round: Round, who: str = "nadia", name: str = "round") -> str:
    return words(raw(cast, name, round, who))


def press(cast: Cast, name: str, round: Round, who: str = "amina", **sent: str) -> Any:
    return cast.client(who).post(address(cast, name, round), sent)


def test_what_is_only_prepared_is_there_for_organisers_alone(cast: Cast) -> None:
    round = steps.prepared(cast)
    for name in ("round", "sheet", "change", "preview", "discard"):
        assert cast.client("tom").get(address(cast, name, round)).status_code == 200, name
        for client in (cast.client("nadia"), cast.client("ruth"), cast.client()):
            assert client.get(address(cast, name, round)).status_code == 404, name
    assert "June questions" not in raw(cast, "rounds")
    assert "June questions" in raw(cast, "rounds", who="tom")


@pytest.mark.parametrize("name", NAMES)
def test_a_round_of_another_partnership_is_not_there(cast: Cast, name: str) -> None:
    round = steps.asked(cast)
    theirs = reverse(f"rounds:{name}", args=[cast.hill.ref, round.ref])
    for method in ("get", "post"):
        answer = getattr(cast.client("ruth"), method)(theirs)
        assert answer.status_code == 404 or (name in ("round", "sheet", "preview", "ask") and answer.status_code == 405)


@pytest.mark.parametrize("name", ["change", "preview", "ask", "discard", "day", "close", "withdraw"])
def test_a_member_does_none_of_it(cast: Cast, name: str) -> None:
    for round in (steps.asked(cast), steps.prepared(cast)):
        assert cast.client("nadia").get(address(cast, name, round)).status_code == 404
        assert press(cast, name, round, who="nadia").status_code == 404


def test_asked_now_everybody_may_answer(cast: Cast) -> None:
    round = steps.prepared(cast)
    assert "Prepared. Nobody is asked yet, and only organisers see this page." in shown(cast, round, "amina")
    answer = press(cast, "ask", round)
    assert (answer.status_code, answer["Location"]) == (302, address(cast, "round", round))
    assert Asking.objects.get().by == cast.member("amina")
    page = shown(cast, round)
    assert "Open for answers until the end of Friday 3 April 2026" in page
    assert "Words are shown with names." in page
    assert "Asked by Amina Yusuf" in page
    for who in ("Amina Yusuf", "Len Okafor", "Nadia Brandt", "Tom Reed"):
        assert who in page
    assert press(cast, "ask", round).status_code == 302
    assert Asking.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"days": -1}, "The day on which answers close is over."),
        ({"without_names": True}, "Fewer than eight of us are here now."),
        ({"whom": Whom.FEW}, "Nobody of those it asks is here now."),
    ],
    ids=["its day is over", "too few for no names", "nobody"],
)
def test_what_stands_in_the_way_of_asking_is_said(cast: Cast, said: dict[str, Any], sentence: str) -> None:
    answer = press(cast, "ask", steps.prepared(cast, **said))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Asking.objects.exists()


def test_what_is_asked_elsewhere_is_named_and_not_asked_twice(cast: Cast) -> None:
    steps.asked(cast, name="First questions", questions=[POWER])
    round = steps.prepared(cast)
    page = shown(cast, round, "amina")
    assert "One of these is asked now in “ First questions ”: Power, and being heard. Leave it out, or wait" in page
    assert "Ask now" not in page and "Change it" in page
    answer = press(cast, "ask", round)
    assert answer.status_code == 422
    assert "Some of these questions are asked elsewhere now." in answer.content.decode()
    assert not hasattr(Round.objects.get(pk=round.pk), "asking")


def test_it_says_through_whom_one_can_speak_and_how_words_are_shown(cast: Cast) -> None:
    steps.fill(cast, 9)
    more: dict[str, Any] = {"through": cast.member("len"), "through_reach": "01632 960114", "words": "Before we meet."}
    page = shown(cast, steps.asked(cast, without_names=True, meeting_on=datetime.date(2026, 4, 9), **more))
    assert "tell Len Okafor : 01632 960114 . Len Okafor will know it is you" in page
    assert "Words are shown without names." in page
    assert "With nine people this will happen often." in page
    assert "opened together at the meeting on Thursday 9 April 2026" in page
    assert "Before we meet." in page


def test_somebody_who_joins_meanwhile_is_asked_too_and_a_chosen_few_stay_few(cast: Cast) -> None:
    everybody = steps.asked(cast, questions=[VISION])
    few = steps.asked(cast, questions=[POWER], whom=Whom.FEW, chosen=(cast.member("len"),))
    cast.add("Priya Shah", cast.harbour)
    assert "Priya Shah" in shown(cast, everybody)
    assert "Who is asked Len Okafor Asked by" in shown(cast, few)
    answer = reverse("rounds:begin", args=[cast.harbour.ref, few.ref])
    assert answer in raw(cast, "round", few, "len")
    assert answer not in raw(cast, "round", few, "nadia")


def test_longer_can_be_given_and_never_less(cast: Cast) -> None:
    round = steps.asked(cast, meeting_on=datetime.date(2026, 4, 9))
    for day, sentence in (("3 April", "no later than now"), ("1 April", "no later than now"), ("soon", "as a day")):
        answer = press(cast, "day", round, closes=day, meeting_on="9 April")
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert 'value="9 April"' in answer.content.decode()
    assert (
        "That is before answers close."
        in press(cast, "day", round, closes="10 April", meeting_on="9 April").content.decode()
    )
    assert press(cast, "day", round, who="tom", closes="10 April", meeting_on="16 April").status_code == 302
    now = Round.objects.get()
    assert (now.last_day, now.meeting_on) == (datetime.date(2026, 4, 10), datetime.date(2026, 4, 16))


@pytest.mark.parametrize(("name", "word", "mark"), [("close", "close", Closing), ("withdraw", "withdraw", Withdrawal)])
def test_what_no_press_undoes_wants_its_word(cast: Cast, name: str, word: str, mark: Any) -> None:
    round = steps.asked(cast)
    assert f"“{word}”" in raw(cast, name, round, "amina")
    assert press(cast, name, round, typed="yes").status_code == 422
    assert not mark.objects.exists()
    assert press(cast, name, round, typed=word).status_code == 302
    assert mark.objects.get().by == cast.member("amina")
    for again in (name, "day", "close", "withdraw"):
        assert cast.client("amina").get(address(cast, again, round)).status_code == 404
        assert press(cast, again, round, typed=word, closes="15 April").status_code == 404


def test_thrown_away_it_is_not_there(cast: Cast) -> None:
    round = steps.prepared(cast)
    answer = press(cast, "discard", round, typed="throw away")
    assert (answer.status_code, answer["Location"]) == (302, address(cast, "rounds"))
    assert not Round.objects.exists()
    assert cast.client("amina").get(address(cast, "round", round)).status_code == 404


def test_withdrawn_it_says_by_whom_and_when_and_what_became_of_what_was_sent(cast: Cast) -> None:
    steps.fill(cast, 9)
    round = steps.asked(cast, without_names=True)
    before = withdrawn_page(cast, round)
    other = steps.asked(cast, without_names=True)
    steps.answer(cast, "nadia", other, POWER, "Mine.", how="named")
    steps.answer(cast, "len", other, POWER, "Mine.")
    after = withdrawn_page(cast, other)
    assert before == after
    assert "Withdrawn by Tom Reed on Friday 20 March 2026 . It takes no answers." in before
    assert "it is yours again, as a draft that only you can read." in before
    assert "What was sent without a name is deleted, unread." in before


def withdrawn_page(cast: Cast, round: Round) -> str:
    commands.withdraw(seat=cast.seat("tom"), round=round, at=cast.at)
    return shown(cast, round)


@pytest.mark.promise("not-before-opened")
def test_until_it_is_opened_no_page_tells_anybody_what_was_sent_or_how_much(cast: Cast) -> None:
    """Open, closed and counted, each page is the same, letter for letter, whether others have sent or nobody has."""
    names = steps.fill(cast, 9)
    round = steps.asked(cast, without_names=True)
    quiet = _life(cast, round, [])
    busy = _life(cast, round, names[3:])
    assert len(quiet) == 3 * 2 * 4
    assert quiet == busy
    assert not [page for page in busy if "Said by" in page]
    assert [page for page in busy if "Answers are closed. They wait to be opened together at a meeting." in words(page)]


def _life(cast: Cast, round: Round, senders: list[str]) -> list[str]:
    """Every page about a round from its asking to its counting, for two who have sent nothing; all undone again."""
    began, told = cast.at, list[str]()
    with transaction.atomic():
        for at, name in enumerate(senders):
            how = "named" if at == 0 else ""
            steps.answer(cast, name, round, POWER, f"Said by {name}.", stance=1, wishes=True, how=how)
        assert OpenUnnamed.objects.count() == max(len(senders) - 1, 0)
        told += _told(cast, round)
        cast.later(days=15)
        told += _told(cast, round)
        assert commands.count_due(at=cast.at, rng=steps.chance()) == 1
        told += _told(cast, round)
        transaction.set_rollback(True)
    cast.at = began
    return told


def _told(cast: Cast, round: Round) -> list[str]:
    pages = [
        page
        for who in ("amina", "nadia")
        for page in (
            raw(cast, "round", round, who),
            raw(cast, "sheet", round, who),
            raw(cast, "rounds", who=who),
            cast.client(who).get(reverse("journey:home", args=[cast.harbour.ref])).content.decode(),
        )
    ]
    return [re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"', "", page) for page in pages]


def test_opened_at_the_close_it_says_so_and_waits(cast: Cast) -> None:
    round = steps.asked(cast, opens=Opens.CLOSE)
    assert "Then it is opened." in shown(cast, round)
    cast.later(days=15)
    assert "Answers are closed. They wait to be opened." in shown(cast, round)


def test_the_list_shows_every_round_newest_first_a_page_at_a_time(cast: Cast) -> None:
    for number in range(25):
        made = steps.asked(cast, name=f"Round {number}", questions=[VISION])
        commands.withdraw(seat=cast.seat("amina"), round=made, at=cast.later(minutes=1))
    page = raw(cast, "rounds")
    assert re.findall(r"<bdi>(Round \d+)</bdi>", page) == [f"Round {number}" for number in range(24, 4, -1)]
    assert 'href="?page=2"' in page
    second = cast.client("nadia").get(address(cast, "rounds") + "?page=2").content.decode()
    assert re.findall(r"<bdi>(Round \d+)</bdi>", second) == [f"Round {number}" for number in range(4, -1, -1)]
    for page_number in ("0", "-1", "x", "²", "99999"):
        assert cast.client("nadia").get(address(cast, "rounds") + f"?page={page_number}").status_code == 404


def test_a_round_costs_the_same_however_many_it_asks(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seat = cast.seat("amina")
    one = steps.asked(cast, questions=[VISION])
    commands.withdraw(seat=seat, round=one, at=cast.at)
    steps.fill(cast, 12)
    all_of_us = steps.asked(cast, questions=steps.QUESTIONS)
    for round in (one, all_of_us):
        found = Round.objects.select_related("asking__by", "closing", "opening", "withdrawal__by", "through").get(
            pk=round.pk
        )
        with django_assert_num_queries(2):
            pages.round_page(seat, found, at=cast.at)


def test_the_sheet_holds_every_question_with_its_places_the_law_and_whom_to_give_it_to(cast: Cast) -> None:
    steps.fill(cast, 9)
    round = steps.asked(cast, without_names=True, through=cast.member("len"), through_reach="01632 960114")
    page = shown(cast, round, name="sheet")
    order = [page.index(question.quoted.replace("'", "&#x27;")) for question in pages.questions_of(round)]
    assert order == sorted(order)
    assert page.count("We have talked, not agreed") == page.count("I would like us to talk about this") == 3
    assert page.count("I can’t tell from where I am") == 3
    assert "by Friday 3 April 2026 to Amina Yusuf , or to Tom Reed , or to anybody here whom you would rather" in page
    assert page.count("Where are we with this?") == 3
    for promise in (
        "once five have answered",
        "deleted unread",
        "nobody can change them",
        "Len Okafor will know it is you",
    ):
        assert promise in page
    assert page.count("Call 999") == 1
    assert "may be asked by law" in page and "Call 999" in page
    assert "tell Len Okafor : 01632 960114" in page
    assert "five or more" in page
    with_names = shown(cast, steps.prepared(cast, way="prepare"), "amina", "sheet")
    assert "I have a hunch" in with_names and "five or more" not in with_names


def test_a_look_beforehand_is_the_answering_page_with_nothing_that_keeps(cast: Cast) -> None:
    round = steps.prepared(cast, words="Before we meet.")
    look = raw(cast, "preview", round, "amina")
    assert "Nothing you write here is kept" in look and "Before we meet." in look
    assert look.count("<textarea") == 3
    assert "<form" not in look and "data-behaviour" not in look
    commands.ask(seat=cast.seat("amina"), round=round, at=cast.at, rng=steps.chance())
    answering = cast.client("nadia").get(reverse("rounds:all", args=[cast.harbour.ref, round.ref])).content.decode()
    fields = re.compile(r"<section.*</section>", re.DOTALL)
    beforehand, then = fields.search(look), fields.search(answering)
    assert beforehand and then
    assert beforehand[0] == then[0]
