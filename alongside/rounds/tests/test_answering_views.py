"""The pages on which one answers, and each answer kept by itself."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.framework.loading import the_edition
from alongside.rounds import commands
from alongside.rounds.models import Answer, Draft, Round, Sent
from alongside.rounds.sheets import AWAY, ME, NAMED, Entry
from alongside.rounds.tests import steps
from alongside.rounds.tests.filling import fields, press
from alongside.rounds.tests.test_drafts_meet import meet, other_device
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS
BYTES = (bytes, memoryview)
ALL = [question.id for question in the_edition().questions]


def at(round: Round, name: str, *more: str) -> str:
    return reverse(f"rounds:{name}", args=[round.partnership.ref, round.ref, *more])


def one(round: Round, question: str = POWER) -> str:
    return at(round, "one", question)


def written(cast: Cast, round: Round, who: str = "nadia") -> dict[str, Entry]:
    return dict(steps.book(cast, who, round).entries) if steps.held(cast, who) else {}


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def keep(cast: Cast, round: Round, question: str = POWER, *, who: str = "nadia", **said: str) -> Any:
    sent = {f"{question}-{name}": value for name, value in {"seen": "0", "base": "0", **said}.items()}
    return cast.client(who).post(at(round, "keep", question), sent, headers={"Accept": "application/json"})


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
        "Words are shown without names.",
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
    assert (entry.words, entry.stance, entry.wishes, entry.how, entry.version) == (
        "The same two speak.",
        1,
        True,
        "",
        1,
    )
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
    assert "Words are shown with names" in text(page)
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


# -- kept by itself


@pytest.mark.promise("kept-for-you", "sealed")
def test_it_is_kept_sealed_and_answered_with_its_version(cast: Cast, round: Round) -> None:
    for seen, words in enumerate(("The canary", "The canary sings.")):
        answer = keep(cast, round, seen=str(seen), words=words, stance="2", how="all")
        assert (answer.status_code, answer.json()) == (200, {"version": seen + 1})
    assert "no-store" in answer["Cache-Control"]
    assert written(cast, round)[POWER].words == "The canary sings."
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            assert not any(
                b"canary" in (bytes(cell) if isinstance(cell, BYTES) else str(cell).encode()) for cell in row
            )
    for who in ("amina", "tom"):
        for name in ("begin", "all", "review", "sent"):
            assert "canary" not in text(cast.client(who).get(at(round, name)))


def test_sent_again_until_it_is_answered_it_has_one_effect(cast: Cast, round: Round) -> None:
    for _ in range(5):
        assert keep(cast, round, words="Once.").json() == {"version": 1}


def test_other_words_than_were_seen_are_a_conflict_and_nothing_is_changed(cast: Cast, round: Round) -> None:
    keep(cast, round, words="In one window.")
    assert keep(cast, round, words="In another.").status_code == 409
    assert written(cast, round)[POWER].words == "In one window."


def test_what_cannot_be_kept_is_said_in_a_sentence(cast: Cast, round: Round) -> None:
    for words in ("x" * 4001, "bell\x07"):
        answer = keep(cast, round, words=words)
        assert (answer.status_code, answer.json()["error"][-1]) == (422, ".")


def test_what_went_without_a_name_takes_no_more_words(cast: Cast, round: Round) -> None:
    steps.answer(cast, "nadia", round, POWER, "Sent.")
    answer = keep(cast, round, words="And another thing.")
    assert (answer.status_code, answer.json()) == (422, {"error": "Not kept: this one was sent without your name."})
    page = text(cast.client("nadia").get(one(round)))
    assert "You have sent this one without your name." in page
    assert "textarea" not in page


@pytest.mark.promise("kept-when-closed", "stays-yours")
def test_after_the_close_words_are_kept_for_their_writer_alone_and_the_page_says_so(cast: Cast) -> None:
    round = steps.asked(cast, days=1)
    client = cast.client("nadia")
    form = fields(client.get(one(round)))
    cast.later(days=2)
    answer = keep(cast, round, words="Typed through the close.")
    assert answer.json() == {"version": 1, "kept": "Kept, for you alone: answers have closed, so this goes nowhere."}
    form |= {f"{POWER}-words": "Typed through the close, and sent.", f"{POWER}-seen": "1"}
    page = client.post(one(round), form, follow=True)
    assert "Answers have closed" in text(page)
    assert "Typed through the close, and sent." in text(page)
    assert "It is deleted after" in text(page)
    commands.count(round=round, at=cast.at, rng=Random(1))
    assert not Answer.objects.exists()
    for name in ("begin", "all", "review", "sent"):
        page = text(client.get(at(round, name)))
        assert "Typed through the close, and sent." in page
        assert "Typed through" not in text(cast.client("amina").get(at(round, name)))


# -- two texts


def test_two_windows_choose_and_nothing_else_is_lost(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    stale = fields(client.get(at(round, "all")))
    press(client, one(round), words__working_power="First window.", stance__working_power="1", go="on")
    stale |= {f"{POWER}-words": "Second window.", f"{POWER}-how": "named", f"{VISION}-words": "Vision.", "go": "on"}
    page = client.post(at(round, "all"), stale)
    assert page.status_code == 409
    for words in ("You wrote two things here", "First window.", "Second window.", "With my name"):
        assert words in text(page)
    assert written(cast, round)[VISION].words == "Vision."
    for choice, words, how in (("yours", "Second window.", NAMED), ("theirs", "First window.", "")):
        sent = fields(page) | {f"{POWER}-choice": choice, "go": "on"}
        answer = client.post(at(round, "all"), sent)
        if choice == "yours":
            assert answer.status_code == 302
            assert (written(cast, round)[POWER].words, written(cast, round)[POWER].how) == (words, how)
        else:  # the version has passed: it is asked again
            assert answer.status_code == 409


def test_both_written_together_go_no_further_than_either(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    stale = fields(client.get(one(round)))
    steps.write(cast, "nadia", round, POWER, "For me.", how=ME)
    page = client.post(one(round), stale | {f"{POWER}-words": "For all.", "go": "on"})
    sent = fields(page)
    assert (sent[f"{POWER}-words"], sent[f"{POWER}-how"]) == ("For all.\nFor me.", "me")
    client.post(one(round), sent | {f"{POWER}-choice": "both", f"{POWER}-words": "Together.", "go": "on"})
    assert (written(cast, round)[POWER].words, written(cast, round)[POWER].how) == ("Together.", ME)


def test_without_a_choice_it_is_asked_again_with_both_texts(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    stale = fields(client.get(one(round)))
    steps.write(cast, "nadia", round, POWER, "First.")
    page = client.post(one(round), stale | {f"{POWER}-words": "Second.", "go": "on"})
    page = client.post(one(round), fields(page) | {"go": "on"})
    assert page.status_code == 422
    for words in ("Choose one of the three.", "First.", "Second."):
        assert words in text(page)


def test_a_page_that_was_not_touched_asks_for_no_choice(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    steps.write(cast, "nadia", round, POWER, "First.")
    stale = fields(client.get(at(round, "all")))
    steps.write(cast, "nadia", round, POWER, "Changed since.", seen=1)
    assert client.post(at(round, "all"), stale | {"go": "on"}).status_code == 302
    assert written(cast, round)[POWER].words == "Changed since."


@pytest.mark.parametrize(("choice", "words"), [("yours", "Phone."), ("theirs", "Laptop."), ("both", "Phone.\nLaptop.")])
def test_two_devices_that_meet_show_both_and_one_is_chosen(cast: Cast, round: Round, choice: str, words: str) -> None:
    client = cast.client("nadia")
    steps.write(cast, "nadia", round, POWER, "Phone.")
    keys = other_device(cast, "nadia", round, POWER, "Laptop.")
    assert "waits on another device of yours" in text(client.get(at(round, "begin")))
    meet(cast, "nadia", keys)
    page = client.get(one(round))
    assert "waits on another device" not in text(page)
    assert "Keep what you wrote on the other device" in text(page)
    assert client.post(one(round), fields(page) | {f"{POWER}-choice": choice, "go": "on"}).status_code == 302
    book = steps.book(cast, "nadia", round)
    assert (book.entries[POWER].words, book.elsewhere) == (words, {})


def test_a_third_text_is_not_settled_by_a_page_that_did_not_show_it(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    stale = fields(client.get(one(round)))
    steps.write(cast, "nadia", round, POWER, "Phone.")
    meet(cast, "nadia", other_device(cast, "nadia", round, POWER, "Laptop."))
    page = client.post(one(round), stale | {f"{POWER}-words": "Old window.", "go": "on"})
    for words in ("Phone.", "Laptop.", "Old window."):
        assert words in text(page)


# -- what was sent with a name


def test_what_was_sent_with_a_name_is_changed_and_sent_again(cast: Cast) -> None:
    round = steps.asked(cast)
    client = cast.client("nadia")
    steps.answer(cast, "nadia", round, POWER, "First.", stance=1)
    page = client.get(one(round))
    assert "You have sent this with your name." in text(page)
    assert fields(page)[f"{POWER}-words"] == "First."
    assert press(client, one(round), go="on").status_code == 302
    assert POWER not in written(cast, round), "nothing was touched"
    press(client, one(round), words__working_power="Second.", go="on")
    assert Answer.objects.get().words == "First."
    steps.send(cast, "nadia", round)
    assert Answer.objects.values_list("words", "stance", "version").get() == ("Second.", 1, 2)


def test_a_change_that_another_device_was_quicker_with_is_chosen_between(cast: Cast) -> None:
    round = steps.asked(cast)
    client = cast.client("nadia")
    steps.answer(cast, "nadia", round, POWER, "First.")
    press(client, one(round), words__working_power="My change.", go="on")
    Answer.objects.update(words="Sent from the laptop.", version=2)
    page = client.get(one(round))
    for words in ("My change.", "Sent from the laptop.", "Keep what you have sent"):
        assert words in text(page)
    assert client.post(one(round), fields(page) | {f"{POWER}-choice": "yours", "go": "on"}).status_code == 302
    steps.send(cast, "nadia", round)
    assert Answer.objects.get().words == "My change."


# -- who may


@pytest.mark.parametrize("name", ["begin", "all", "one", "review", "save", "sent"])
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
        assert keep(cast, few, who=who, words="x").status_code == 404
        assert cast.client(who).post(one(few), {f"{POWER}-seen": "0", f"{POWER}-words": "x"}).status_code == 404
    assert keep(cast, few, "role.change", words="x").status_code == 404
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
