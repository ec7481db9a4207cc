"""Looking through what is written, sending it, taking it back; and the page that says it is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import pytest

from alongside.partnerships.seats import Seat
from alongside.rounds import commands, last_time
from alongside.rounds.models import Answer, OpenUnnamed, Picture, Round, Sent, ShownUnnamed, Stances
from alongside.rounds.sheets import AWAY, ME, NAMED
from alongside.rounds.tests import steps
from alongside.rounds.tests.filling import at, fields, text, written
from alongside.rounds.tests.test_drafts_meet import meet, other_device
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS
UNDONE = "After sending, nobody can change this or take it out, not even you."


def press(cast: Cast, round: Round, who: str = "nadia") -> Any:
    client = cast.client(who)
    return client.post(at(round, "review"), fields(client.get(at(round, "review")), ""), follow=True)


@pytest.fixture
def round(cast: Cast) -> Round:
    """Nine are asked without names."""
    steps.fill(cast)
    return steps.asked(cast, without_names=True)


def test_each_answer_stands_there_with_what_becomes_of_it(cast: Cast) -> None:
    steps.fill(cast)
    five = (*steps.QUESTIONS, "role.change", "people.assets")
    round = steps.asked(cast, without_names=True, questions=five)
    steps.write(cast, "nadia", round, VISION, "Without.", stance=1, wishes=True)
    steps.write(cast, "nadia", round, POWER, "Signed.", how=NAMED)
    steps.write(cast, "nadia", round, ACTION, "For me.", how=ME)
    steps.write(cast, "nadia", round, "role.change", "Another day.", how=AWAY)
    page = text(cast.client("nadia").get(at(round, "review")))
    places = [
        page.index(words)
        for words in (
            "“Without.”",
            "Goes without your name",
            "“Signed.”",
            "Goes with your name",
            "“For me.”",
            "Only for you: it is sent to nobody",
            "“Another day.”",
            "Not now: it goes nowhere",
            "Left empty. That is fine.",
            "One answer goes without your name.",
            "One answer goes with your name.",
            UNDONE,
            "Send my answers",
        )
    ]
    assert places == sorted(places)
    assert "We have talked, not agreed" in page


@pytest.mark.promise("name-off", "cannot-undo", "no-copy")
def test_without_a_name_it_is_sent_once_and_nothing_brings_it_back(cast: Cast, round: Round) -> None:
    steps.write(cast, "nadia", round, POWER, "The canary.", stance=1)
    client = cast.client("nadia")
    assert UNDONE in text(client.get(at(round, "review")))
    page = text(press(cast, round))
    assert "It is in. Thank you." in page
    assert "One answer went without your name." in page
    (row,) = OpenUnnamed.objects.all()
    assert row.words == "The canary."
    assert {field.name for field in OpenUnnamed._meta.get_fields()}.isdisjoint(
        {"membership", "by", "at", "key", "draft"}
    )
    for name in ("begin", "all", "review", "sent"):
        assert "canary" not in text(client.get(at(round, name)))
    assert "canary" not in text(client.post(at(round, "save")))
    assert "canary" not in text(client.get(at(round, "one", POWER)))
    steps.write(cast, "nadia", round, VISION, "Another.")
    press(cast, round)
    client.post(at(round, "take_back", POWER), {"seen": "1"})
    assert OpenUnnamed.objects.filter(question=POWER).get().words == "The canary."


def test_among_names_nothing_is_said_of_what_cannot_be_undone(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.write(cast, "nadia", round, POWER, "Mine.")
    page = text(cast.client("nadia").get(at(round, "review")))
    assert UNDONE not in page
    assert "give you away" not in page
    assert "One answer goes with your name." in page


@pytest.mark.promise("can-change")
def test_with_a_name_it_is_changed_and_taken_back_until_the_close(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.write(cast, "nadia", round, POWER, "Mine.", stance=2)
    page = press(cast, round)
    assert "One answer went with your name." in text(page)
    assert "“Mine.”" in text(page)
    client = cast.client("nadia")
    steps.write(cast, "nadia", round, POWER, "Mine, changed.", base=1)
    assert "this change of it goes with your name" in text(client.get(at(round, "review")))
    press(cast, round)
    assert Answer.objects.get().words == "Mine, changed."
    back = client.post(at(round, "take_back", POWER), {"seen": "1"}, follow=True)
    assert "it was not taken back" in text(back)
    back = client.post(at(round, "take_back", POWER), {"seen": "2"}, follow=True)
    assert "Taken back. It is a draft again, and only you can see it." in text(back)
    assert not Answer.objects.exists()
    assert not Sent.objects.exists()
    assert fields(back)[f"{POWER}-words"] == "Mine, changed."
    press(cast, round)
    cast.later(days=20)
    refused = client.post(at(round, "take_back", POWER), {"seen": "1"})
    assert refused.status_code == 409
    assert "They closed before you pressed, so nothing was sent or changed." in text(refused)
    assert Answer.objects.get().words == "Mine, changed."


def test_pressed_again_it_says_the_same_and_sends_nothing_twice(cast: Cast, round: Round) -> None:
    steps.write(cast, "nadia", round, POWER, "Once.")
    client = cast.client("nadia")
    form = fields(client.get(at(round, "review")), "")
    pages = [text(client.post(at(round, "review"), form, follow=True)) for _ in range(3)]
    assert len(set(pages)) == 1
    assert OpenUnnamed.objects.count() == 1


def test_what_was_written_meanwhile_is_not_sent_unseen(cast: Cast, round: Round) -> None:
    steps.write(cast, "nadia", round, POWER, "Seen.")
    client = cast.client("nadia")
    form = fields(client.get(at(round, "review")), "")
    steps.write(cast, "nadia", round, VISION, "Not seen.")
    page = client.post(at(round, "review"), form)
    assert page.status_code == 409
    assert "nothing was sent from this one" in text(page)
    assert "Not seen." in text(page)
    assert not Sent.objects.exists()
    assert client.post(at(round, "review"), fields(page, "")).status_code == 302
    assert Sent.objects.count() == 2


def test_after_the_close_nothing_is_sent_and_the_page_says_so(cast: Cast, round: Round) -> None:
    steps.write(cast, "nadia", round, POWER, "Too late.")
    client = cast.client("nadia")
    form = fields(client.get(at(round, "review")), "")
    cast.later(days=20)
    page = client.post(at(round, "review"), form)
    assert page.status_code == 409
    assert "They closed before you pressed, so nothing was sent or changed." in text(page)
    assert "Too late." in text(page)
    assert not Sent.objects.exists()


def test_two_texts_on_one_question_are_chosen_between_before_anything_goes(cast: Cast, round: Round) -> None:
    steps.write(cast, "nadia", round, POWER, "Phone.")
    meet(cast, "nadia", other_device(cast, "nadia", round, POWER, "Laptop."))
    page = cast.client("nadia").get(at(round, "review"))
    assert "You wrote two things here. Choose one first." in text(page)
    assert "Send my answers" not in text(page)
    assert cast.client("nadia").post(at(round, "review"), {"seen": "2"}).status_code == 409


def test_with_nothing_written_there_is_nothing_to_press(cast: Cast, round: Round) -> None:
    page = cast.client("nadia").get(at(round, "review"))
    assert "There is nothing to send" in text(page)
    assert fields(page, "") == {}
    assert "You have sent nothing yet" in text(press(cast, round))


def test_a_copy_goes_to_its_writer_and_to_nobody_else(cast: Cast, round: Round) -> None:
    steps.write(cast, "nadia", round, POWER, "=1+1", stance=1, wishes=True)
    steps.write(cast, "nadia", round, VISION, "For me.", how=ME)
    answer: Any = cast.client("nadia").post(at(round, "save"))
    assert answer["Content-Disposition"] == 'attachment; filename="my-answers.txt"'
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    copy = answer.content.decode()
    for words in ("June questions", "=1+1", "We have talked, not agreed", "(Without my name)", "(Only for me)"):
        assert words in copy
    for who in ("amina", "tom"):
        assert cast.client(who).post(at(round, "save")).content.decode() == "June questions\n"


def test_a_copy_is_given_at_a_press_and_to_no_link(cast: Cast) -> None:
    few = steps.asked(cast, whom="few", chosen=[cast.member("nadia")])
    prepared = steps.prepared(cast, questions=["role.change"])
    assert cast.client("nadia").get(at(few, "save")).status_code == 405
    assert cast.client("nadia", csrf=True).post(at(few, "save")).status_code == 403
    for who in ("amina", "tom", "ruth", ""):
        assert cast.client(who).post(at(few, "save")).status_code == 404
    assert cast.client("nadia").post(at(prepared, "save")).status_code == 404
    assert cast.client("nadia").post(at(few, "save").replace(few.ref, "zzzzzzzzzzzz")).status_code == 404
    steps.write(cast, "nadia", few, POWER, "Mine.")
    for page in ("review", "closed"):
        if page == "closed":
            cast.later(days=20)
        shown = cast.client("nadia").get(at(few, "review"))
        assert b"Save as text" in shown.content
        assert b"Mine." in cast.client("nadia").post(at(few, "save"), fields(shown, "")).content


def test_once_one_has_sent_one_sees_where_the_group_was_and_not_before(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stood(seat: Seat, questions: Sequence[str]) -> Mapping[str, last_time.LastTime]:
        return {
            question: last_time.LastTime(f"We were here with {question}.", cast.at.date()) for question in questions
        }

    monkeypatch.setattr(last_time, "_finders", [stood])
    round = steps.asked(cast)
    client = cast.client("nadia")
    for name in ("begin", "all", "review", "sent"):
        assert "We were here" not in text(client.get(at(round, name)))
    steps.write(cast, "nadia", round, POWER, "Mine.")
    page = text(press(cast, round))
    assert "Where we were last time" in page
    assert f"We were here with {POWER}." in page
    assert f"We were here with {VISION}." not in page
    assert "You left 2 questions empty. You can still answer them until answers close." in page


def test_what_is_only_for_oneself_or_put_away_is_not_asked_for(cast: Cast, round: Round) -> None:
    steps.write(cast, "nadia", round, VISION, "For me.", how=ME)
    steps.write(cast, "nadia", round, ACTION, "Another day.", how=AWAY)
    steps.answer(cast, "nadia", round, POWER, "Sent.")
    page = text(cast.client("nadia").get(at(round, "sent")))
    assert "not sent" not in page and "empty" not in page and "the questions" not in page
    steps.write(cast, "nadia", round, ACTION, "Today.", seen=written(cast, round)[ACTION].version)
    page = text(cast.client("nadia").get(at(round, "sent")))
    assert "One answer is written and not sent. You can send it until answers close." in page
    assert "empty" not in page


def test_a_copy_is_offered_before_one_sends_and_only_where_there_is_something_to_send(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    assert "Keep a copy" not in text(client.get(at(round, "review")))
    steps.write(cast, "nadia", round, POWER, "Mine.")
    page = text(client.get(at(round, "review")))
    assert page.index("Alongside keeps no copy for you.") < page.index("Keep a copy first:") < page.index("Send my")


def test_nobody_sends_or_takes_back_for_another(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.answer(cast, "nadia", round, POWER, "Mine.")
    for who, status in (("amina", 302), ("tom", 302), ("ruth", 404), ("", 404)):
        assert cast.client(who).post(at(round, "take_back", POWER), {"seen": "1"}).status_code == status
        assert cast.client(who).post(at(round, "review"), {"seen": "1"}).status_code == status
    assert Answer.objects.get().words == "Mine."
    assert cast.client("nadia").get(at(round, "take_back", POWER)).status_code == 405
    assert cast.client("nadia").post(at(round, "take_back", "role.change"), {"seen": "1"}).status_code == 404
    assert cast.client("nadia", csrf=True).post(at(round, "review"), {"seen": "1"}).status_code == 403


def test_a_receipt_names_nothing_of_what_went_without_a_name_to_others(cast: Cast, round: Round) -> None:
    steps.answer(cast, "nadia", round, POWER, "Words.")
    assert commands.receipt(cast.seat("nadia"), round) == commands.Receipt((), 1)
    for who in ("amina", "tom"):
        assert "You have sent nothing yet" in text(cast.client(who).get(at(round, "sent")))


@pytest.mark.promise("spread", "marked")
@pytest.mark.parametrize(("many", "spread"), [(4, {}), (5, {1: 5})])
def test_a_place_is_counted_among_five_or_more_and_parts_from_the_words(
    cast: Cast, round: Round, many: int, spread: dict[int, int]
) -> None:
    for who in ("amina", "tom", "nadia", "len", "priya")[:many]:
        steps.answer(cast, who, round, POWER, f"Words of {who}.", stance=1)
    cast.later(days=20)
    commands.count(round=round, at=cast.at, rng=Random(1))
    assert dict(Stances.objects.values_list("stance", "people")) == spread
    assert ShownUnnamed.objects.count() == (5 if spread else 0)
    assert "stance" not in {field.name for field in ShownUnnamed._meta.get_fields()}
    assert {field.name for field in Stances._meta.get_fields()} == {"id", "picture", "stance", "people"}


@pytest.mark.promise("ticks")
def test_ticks_are_counted_together_and_stand_beside_no_name_and_no_words(cast: Cast, round: Round) -> None:
    people = ("amina", "tom", "nadia", "len", "priya")
    for who in people:
        steps.answer(cast, who, round, POWER, f"Words of {who}.", wishes=who != "len")
        steps.answer(cast, who, round, VISION, f"With the name of {who}.", how=NAMED, wishes=who == "len")
    cast.later(days=20)
    commands.count(round=round, at=cast.at, rng=Random(1))
    assert dict(Picture.objects.values_list("question", "wishes")) == {POWER: 4, VISION: 1, ACTION: 0}
    assert "wishes" not in {field.name for field in ShownUnnamed._meta.get_fields()}
