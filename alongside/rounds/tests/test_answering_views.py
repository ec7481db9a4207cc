"""The pages on which one answers: what is said first, writing on one page or on all, and who may."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.framework.loading import the_edition
from alongside.rounds import commands
from alongside.rounds.models import Draft, Round, Sent
from alongside.rounds.sheets import AWAY, ME, NAMED
from alongside.rounds.tests import steps
from alongside.rounds.tests.filling import at, fields, one, press, text, written
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS
FORM = "application/x-www-form-urlencoded"
ALL = [question.id for question in the_edition().questions]


@pytest.fixture
def round(cast: Cast) -> Round:
    """Nine are asked without names."""
    steps.fill(cast)
    return steps.asked(cast, without_names=True, words="So that everybody is heard.")


# -- what is said first


def test_one_is_told_who_will_see_what_before_one_begins(cast: Cast, round: Round) -> None:
    page = text(cast.client("nadia").get(at(round, "begin")))
    for words in (
        "So that everybody is heard.",
        "3 questions, about 9 minutes.",
        "Words are shown without names, unless you put yours.",
        "Answers close at the end of",
        "deleted unread",
        "There are 9 of us: your style or your story may still give you away.",
    ):
        assert words in page
    assert reverse("rounds:one", args=[round.partnership.ref, round.ref, VISION]) in page


def test_somebody_through_whom_one_can_speak_is_named_with_how_to_reach_them(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, through=cast.member("kit"), through_reach="01632 960155")
    page = text(cast.client("nadia").get(at(round, "begin")))
    assert "Kit Lowe" in page
    assert "01632 960155" in page
    assert "will know it is you" in page
    own = text(cast.client("kit").get(at(round, "begin")))
    assert "01632 960155" not in own
    assert f'People may tell you what they would rather not write: <a href="{at(round, "through")}">' in own


def test_what_cannot_be_promised_is_said_among_names_too(cast: Cast) -> None:
    page = text(cast.client("nadia").get(at(steps.asked(cast), "begin")))
    assert "whoever has the machine that this runs on could read" in page
    assert "The program reads your words as they pass through it." in page
    assert "could make up members" not in page


def test_withdrawn_it_says_so_and_until_when_what_is_ones_own_stays(cast: Cast, round: Round) -> None:
    steps.write(cast, "nadia", round, POWER, "Mine.")
    cast.later(days=1)
    commands.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)
    page = text(cast.client("nadia").get(at(round, "begin")))
    assert "<title>June questions: withdrawn" in page
    assert "It is deleted after <time" in page and "Monday 20 April 2026" in page


@pytest.mark.parametrize("name", ["begin", "all", "review", "sent"])
def test_looking_writes_nothing_and_asks_as_much_of_many_questions_as_of_few(cast: Cast, name: str) -> None:
    few, many = steps.asked(cast, questions=ALL[:2]), steps.asked(cast, questions=ALL[2:])
    steps.answer(cast, "nadia", few, ALL[0], "One.")
    steps.write(cast, "nadia", few, ALL[1], "Two.")
    for question in ALL[2:12]:
        steps.answer(cast, "nadia", many, question, "Words.")
    for question in ALL[12:]:
        steps.write(cast, "nadia", many, question, "Words.")
    client, asked = cast.client("nadia"), []
    for round in (few, many):
        before = list(Draft.objects.order_by("pk").values_list("version", "sealed"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(at(round, name)).status_code == 200
        assert list(Draft.objects.order_by("pk").values_list("version", "sealed")) == before
        asked.append(len(queries))
    assert asked[0] == asked[1] < 20


# -- writing


def test_what_is_written_is_kept_and_leads_to_the_next_question(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    answer = press(
        client,
        one(round),
        words__working_power=" The same two speak. ",
        stance__working_power="1",
        wishes__working_power="1",
        go="on",
    )
    assert (answer.status_code, answer["Location"]) == (302, one(round, ACTION))
    entry = written(cast, round)[POWER]
    assert (entry.words, entry.stance, entry.wishes, entry.how) == ("The same two speak.", 1, True, "")
    page = client.get(one(round))
    sent = fields(page)
    assert (sent[f"{POWER}-words"], sent[f"{POWER}-stance"], sent[f"{POWER}-wishes"]) == (
        "The same two speak.",
        "1",
        "1",
    )
    assert "Kept. Only you can see it." in text(page)
    assert press(client, one(round, ACTION), go="on")["Location"] == at(round, "review")


def test_a_place_can_be_cleared_without_scripts(cast: Cast, round: Round) -> None:
    steps.write(cast, "nadia", round, POWER, "Words.", stance=3)
    press(cast.client("nadia"), one(round), stance__working_power="none", go="on")
    assert written(cast, round)[POWER].stance is None


def test_a_question_that_is_passed_over_leaves_nothing_behind(cast: Cast, round: Round) -> None:
    for button in ({"go": "on"}, {"not_now": POWER}):
        press(cast.client("nadia"), one(round), **button)
    assert POWER not in written(cast, round)


def test_not_now_loses_no_words_and_they_can_be_put_back(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    press(client, one(round), words__working_power="Half a thought", not_now=POWER)
    assert (written(cast, round)[POWER].words, written(cast, round)[POWER].how) == ("Half a thought", AWAY)
    assert steps.send(cast, "nadia", round) == commands.Receipt((), 0)
    page = client.get(one(round))
    assert "You said “not now” here" in text(page)
    assert fields(page)[f"{POWER}-words"] == "Half a thought"
    press(client, one(round), go="on")
    assert written(cast, round)[POWER].how == ""


def test_not_now_on_what_is_only_for_oneself_leaves_it_so(cast: Cast, round: Round) -> None:
    steps.write(cast, "nadia", round, POWER, "For me.", how=ME)
    press(cast.client("nadia"), one(round), not_now=POWER)
    assert written(cast, round)[POWER].how == ME


@pytest.mark.parametrize(("sent", "how"), [("named", NAMED), ("me", ME), ("all", ""), ("unnamed", ""), ("away", "")])
def test_one_says_how_an_answer_is_shown(cast: Cast, round: Round, sent: str, how: str) -> None:
    press(cast.client("nadia"), one(round), words__working_power="Mine.", how__working_power=sent, go="on")
    assert written(cast, round)[POWER].how == how


def test_among_names_there_is_only_with_a_name_or_for_oneself(cast: Cast) -> None:
    named = steps.asked(cast)
    page = cast.client("nadia").get(one(named))
    assert 'value="named"' not in text(page)
    assert "Your words are shown with your name" in text(page)
    assert "your style or your story" not in text(page)
    press(cast.client("nadia"), one(named), words__working_power="Mine.", how__working_power="unnamed", go="on")
    assert written(cast, named)[POWER].how == ""


def test_all_stand_on_one_page_and_each_is_kept(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    answer = press(client, at(round, "all"), words__working_power="Power.", words__purpose_vision="Vision.", go="on")
    assert answer["Location"] == at(round, "review")
    assert {question: entry.words for question, entry in written(cast, round).items()} == {
        POWER: "Power.",
        VISION: "Vision.",
    }
    answer = press(client, at(round, "all"), words__learning_action="Act.", not_now=POWER)
    assert answer["Location"] == at(round, "all") + f"#{POWER}"
    assert [written(cast, round)[each].how for each in (VISION, POWER, ACTION)] == ["", AWAY, ""]


@pytest.mark.parametrize(
    ("button", "leads"), [("leave", "journey:home"), ("all", "rounds:all"), ("check", "rounds:review")]
)
def test_whichever_way_one_leaves_what_is_typed_is_kept_first(
    cast: Cast, round: Round, button: str, leads: str
) -> None:
    answer = press(cast.client("nadia"), one(round), words__working_power="On the way out.", go=button)
    refs = [round.partnership.ref] if button == "leave" else [round.partnership.ref, round.ref]
    assert answer["Location"] == reverse(leads, args=refs)
    assert written(cast, round)[POWER].words == "On the way out."


def test_enter_keeps_and_stays_where_it_is(cast: Cast, round: Round) -> None:
    assert press(cast.client("nadia"), one(round), words__working_power="Kept.")["Location"] == one(round)
    assert press(cast.client("nadia"), one(round) + "?check=1", go="on")["Location"] == at(round, "review")


@pytest.mark.parametrize("page", ["one", "all"])
def test_what_is_too_long_is_said_and_stays_in_its_field(cast: Cast, round: Round, page: str) -> None:
    url = one(round) if page == "one" else at(round, "all")
    answer = press(cast.client("nadia"), url, words__working_power="x" * 4001, stance__working_power="2", go="on")
    assert answer.status_code == 422
    assert "That is longer than 4000 letters. Please shorten it." in text(answer)
    sent = fields(answer)
    assert (sent[f"{POWER}-words"], sent[f"{POWER}-stance"]) == ("x" * 4001, "2")
    assert POWER not in written(cast, round)
    sent[f"{POWER}-words"] = "Shorter."
    assert cast.client("nadia").post(url, sent).status_code == 302
    assert written(cast, round)[POWER].words == "Shorter."


@pytest.mark.parametrize(
    "words",
    [
        "Ŵyn a ŷd.",
        "مرحبا بكم",
        "我们一起 👩🏽‍👧‍👦",
        "=SUM(A1)",
        "<script>alert(1)</script>",
        "one\n\n\ttwo",
        "\nbegins low",
    ],
)
def test_what_people_write_comes_back_as_they_wrote_it(cast: Cast, round: Round, words: str) -> None:
    client = cast.client("nadia")
    press(client, one(round), words__working_power=words, go="on")
    assert written(cast, round)[POWER].words == words.strip()
    for url in (one(round), at(round, "review")):
        assert "<script>alert" not in text(client.get(url))


@pytest.mark.parametrize("letter", ["字", "🌊"])
def test_all_of_them_as_long_as_may_be_are_kept_even_where_there_are_two_texts(cast: Cast, letter: str) -> None:
    steps.fill(cast)
    round, client = steps.asked(cast, without_names=True, questions=ALL), cast.client("nadia")
    before = fields(client.get(at(round, "all")))
    full = {f"{question}-words": letter * 4000 for question in ALL}
    assert client.post(at(round, "all"), urlencode(before | full), FORM).status_code == 302
    other = {f"{question}-words": "z" + letter * 3999 for question in ALL}
    both = client.post(at(round, "all"), urlencode(before | other), FORM)
    assert both.status_code == 409
    chosen = fields(both) | full | {f"{question}-choice": "both" for question in ALL}
    assert client.post(at(round, "all"), urlencode(chosen), FORM).status_code == 302
    assert all(entry.words == letter * 4000 for entry in written(cast, round).values())


# -- who may


@pytest.mark.parametrize("name", ["begin", "all", "one", "review", "sent"])
def test_only_those_who_are_asked_have_these_pages(cast: Cast, name: str) -> None:
    few = steps.asked(cast, whom="few", chosen=[cast.member("nadia")])
    prepared = commands.prepare(
        seat=cast.seat("amina"), plan=steps.plan(cast, questions=["role.change"]), key="", at=cast.at
    )
    more = (POWER,) if name == "one" else ()
    assert cast.client("nadia").get(at(few, name, *more)).status_code == 200
    for who in ("amina", "tom", "ruth", ""):
        assert cast.client(who).get(at(few, name, *more)).status_code == 404
    for who in ("amina", "nadia"):
        assert cast.client(who).get(at(prepared, name, *(["role.change"] if more else []))).status_code == 404
    assert cast.client("nadia").get(at(few, name, *more).replace(few.ref, "zzzzzzzzzzzz")).status_code == 404


def test_nobody_else_keeps_anything_and_there_are_no_other_questions(cast: Cast) -> None:
    few = steps.asked(cast, whom="few", chosen=[cast.member("nadia")])
    for who in ("tom", "ruth", ""):
        assert cast.client(who).post(at(few, "keep", POWER), {f"{POWER}-seen": "0"}).status_code == 404
        assert cast.client(who).post(one(few), {f"{POWER}-seen": "0", f"{POWER}-words": "x"}).status_code == 404
    assert cast.client("nadia").get(one(few, "role.change")).status_code == 404
    assert cast.client("nadia").get(at(few, "keep", POWER)).status_code == 405
    assert cast.client("nadia").post(at(few, "begin")).status_code == 405
    assert cast.client("nadia", csrf=True).post(at(few, "keep", POWER), {f"{POWER}-seen": "0"}).status_code == 403
    assert not Draft.objects.exists()
    assert not Sent.objects.exists()


def test_whether_others_have_sent_changes_nothing_that_one_sees(cast: Cast, round: Round) -> None:
    def seen() -> list[str]:
        import re

        client = cast.client("nadia")
        return [
            re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", client.get(at(round, name)).content.decode())
            for name in ("begin", "all", "review", "sent")
        ]

    before = seen()
    for who in ("amina", "tom", "len", "priya", "owen", "mary"):
        steps.answer(cast, who, round, POWER, "Words.", stance=1)
    assert seen() == before
