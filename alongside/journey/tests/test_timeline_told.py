"""What has happened: each kind of thing is told as it was, and what was undone is not."""

from __future__ import annotations

import datetime

import pytest
from django.db import transaction

from alongside.agreements import commands as agreements
from alongside.agreements.models import How
from alongside.journey.tests.stories import POWER, WHO, agreed, entries, page_of, parts, says
from alongside.journey.tests.talks import talked, tried
from alongside.learning import commands as learning
from alongside.learning.commands import Plan, Source, Told
from alongside.learning.tests.makings import gathered, written
from alongside.partnerships import commands as partnerships
from alongside.people import commands as people
from alongside.rounds import commands as rounds
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_talk_is_one_entry_with_its_parts(cast: Cast) -> None:
    cast.later(days=40)
    talked(
        cast.seat("amina"),
        WHO,
        at=cast.at,
        noticed="Four of us named the same families.",
        standing="Carers at home.",
        unsettled="Whether families too.",
        what="Ask three carers",
        who="Nadia",
        due=datetime.date(2026, 6, 1),
        again=datetime.date(2026, 7, 1),
    )
    first = entries(cast)[0]
    assert first.says.text == "We talked about “Who it is for”."
    assert first.theme == "purpose"
    assert parts(first) == [
        "Where we are, for now: Carers at home.",
        "We noticed: Four of us named the same families.",
        "Not settled: Whether families too.",
        "We will try: Ask three carers (Nadia, by 1 June 2026)",
        "We look again: 1 July 2026",
    ]
    assert len(says(cast)) == 3


def test_a_talk_that_is_not_finished_is_not_told(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.later(days=9), finish=False, noticed="This.", what="Ask")
    assert len(says(cast)) == 2


def test_where_we_are_is_told_by_itself_only_where_no_talk_and_no_agreement_tells_it(cast: Cast) -> None:
    cast.later(days=9)
    agreements.record_standing(seat=cast.seat("amina"), question=WHO, words="Carers.", on=cast.at.date(), at=cast.at)
    assert says(cast)[0] == "We said where we are with “Who it is for”."
    assert parts(entries(cast)[0]) == ["For now: Carers."]
    talked(cast.seat("amina"), WHO, at=cast.later(days=1), standing="Carers and children.")
    assert len(says(cast)) == 4


def test_what_was_asked_and_opened_says_of_how_many_only_from_five_up(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, questions=[WHO])
    for who in ("amina", "tom", "nadia", "len", "priya"):
        steps.answer(cast, who, round, WHO, "This.")
    assert says(cast)[0] == "We asked everybody one question: June questions."
    assert not any("answered" in words for entry in entries(cast) for words in parts(entry))
    steps.opened(cast, round)
    assert says(cast)[0] == "We opened June questions."
    assert parts(entries(cast)[0]) == ["five of us answered.".capitalize()]
    few = steps.asked(cast, questions=[POWER], name="Two questions")
    steps.answer(cast, "amina", few, POWER, "This.")
    steps.opened(cast, few)
    assert says(cast)[0] == "We opened Two questions."
    assert parts(entries(cast)[0]) == []


def test_what_is_prepared_and_asked_of_nobody_is_not_told_and_what_was_withdrawn_says_so(cast: Cast) -> None:
    cast.later(days=9)
    steps.prepared(cast)
    assert len(says(cast)) == 2
    round = steps.asked(cast, questions=[WHO], name="Winter questions")
    rounds.withdraw(seat=cast.seat("amina"), round=round, at=cast.later(hours=1))
    assert says(cast)[0] == "We asked everybody one question: Winter questions."
    assert parts(entries(cast)[0])[-1] == "It was withdrawn before answers closed."


def test_what_was_agreed_changed_looked_at_and_let_go_is_told(cast: Cast) -> None:
    cast.later(days=20)
    agreed(cast)
    cast.later(days=20)
    agreed(cast, words="Carers can rest, every week.")
    agreement = cast.harbour.agreements.get()
    cast.later(days=20)
    agreements.still_holds(seat=cast.seat("amina"), agreement=agreement, look_again=None, at=cast.at)
    cast.later(days=20)
    agreements.let_go(seat=cast.seat("amina"), agreement=agreement, words="It is done.", at=cast.at)
    assert says(cast, what="agreed") == [
        "We let Our purpose go.",
        "We looked again at Our purpose. It still holds.",
        "We changed what we agreed: Our purpose.",
        "We agreed on this: Our purpose.",
    ]
    told = entries(cast, what="agreed")
    assert parts(told[0]) == ["Because: It is done."]
    assert parts(told[3]) == ["Carers can rest."]


def test_what_was_left_open_says_what_is_in_the_way_and_what_was_withdrawn_is_not_told(cast: Cast) -> None:
    for how, title in ((How.LEFT_OPEN, "A new lead"), (How.WITHDRAWN, "No lead"), (How.DECIDED, "A bid")):
        wording = agreements.Wording(title, {"words": "This."})
        proposal = agreements.propose(seat=cast.seat("amina"), kind="decision", wording=wording, at=cast.later(days=1))
        agreements.settle(seat=cast.seat("amina"), proposal=proposal, seen=1, how=how, words="The board.", at=cast.at)
    assert says(cast, what="agreed") == ["This was decided in a meeting: A bid.", "We left this open: A new lead."]
    assert parts(entries(cast, what="agreed")[1]) == ["This.", "In the way: The board."]


def test_what_was_proposed_from_a_sentence_of_ours_is_told_with_it(cast: Cast) -> None:
    insight = written(cast, gathered(cast), "We meet when carers cannot.")
    wording = agreements.Wording("How we begin", {"words": "In the evening"})
    agreements.propose(
        seat=cast.seat("amina"), kind="decision", wording=wording, sentence=insight.ref, at=cast.later(days=1)
    )
    assert says(cast)[0] == "From a sentence of ours we proposed: How we begin."
    assert parts(entries(cast)[0]) == ["The sentence: We meet when carers cannot."]


def test_what_we_tried_is_told_and_what_came_of_it_once_it_was_undone_no_more(cast: Cast) -> None:
    seat = cast.seat("amina")
    cast.later(days=9)
    action = learning.say_try(
        seat=seat, plan=Plan("Meet in the evening."), source=Source(question=WHO), on=cast.at.date(), at=cast.at
    )
    cast.later(days=20)
    told = Told("yes", "partly", "Four families came.", "Evenings matter.")
    outcome = learning.record_outcome(seat=seat, action=action, told=told, at=cast.at)
    assert says(cast)[:2] == ["We tried it: Meet in the evening.", "We said we would try: Meet in the evening."]
    assert parts(entries(cast)[0]) == ["It helped some. Four families came.", "We learned: Evenings matter."]
    learning.undo_outcome(seat=seat, outcome=outcome, at=cast.at)
    assert says(cast)[0] == "We said we would try: Meet in the evening."


def test_narrowed_to_what_we_tried_a_talk_tells_what_it_said_we_would_try(cast: Cast) -> None:
    cast.later(days=9)
    talk = talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.", what="Ask three carers")
    talked(cast.seat("amina"), POWER, at=cast.at, finish=False, what="Not yet said")
    learning.record_outcome(
        seat=cast.seat("amina"), action=tried(talk), told=Told("let-go", "", "", ""), at=cast.later(days=9)
    )
    assert says(cast, what="tried") == ["We let it go: Ask three carers.", "We said we would try: Ask three carers."]


def test_a_question_set_aside_and_taken_up_again_is_told(cast: Cast) -> None:
    seat = cast.seat("len")
    agreements.set_aside(seat=seat, question=WHO, reason="After the bid.", at=cast.later(days=9))
    agreements.bring_back(seat=seat, question=WHO, at=cast.later(days=9))
    assert says(cast)[:2] == ["We took “Who it is for” up again.", "We set “Who it is for” aside for now."]
    assert parts(entries(cast)[1]) == ["Because: After the bid."]


def test_who_left_was_removed_and_came_back_is_told_as_people_says_it(cast: Cast) -> None:
    partnerships.leave(seat=cast.seat("len"), at=cast.later(days=9))
    cast.later(days=9)
    partnerships.remove(seat=cast.seat("amina"), who=cast.member("nadia"), reason="Quiet words.", at=cast.at)
    told = says(cast, who="tom", what="people")
    assert told[:2] == ["Nadia Brandt was removed by Amina Yusuf.", "Len Okafor left."]
    assert "Quiet words." not in page_of(cast, who="tom").text


def test_of_somebody_erased_it_says_that_somebody_left_and_nothing_else(cast: Cast) -> None:
    who = cast.member("len")
    cast.later(days=9)
    with transaction.atomic():
        people.erase_person(who, at=cast.at)
    text = page_of(cast, who="tom").text
    assert "Len" not in text
    assert says(cast, who="tom")[0] == "Somebody left."
    assert text.count("Somebody") == 1
