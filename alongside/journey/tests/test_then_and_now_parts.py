"""What is compared between two days: each part says what was there, what is, and what became of it."""

from __future__ import annotations

import datetime
from typing import cast as typed

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from alongside.agreements.tests.agreeing import agreed
from alongside.journey.pages import then_and_now as pages
from alongside.journey.pages.then_and_now.shapes import OfAll, OfQuestion, OfTheme
from alongside.journey.tests.talks import talked
from alongside.journey.tests.two_days import NINE, POWER, agreed_anew, day, opened, story
from alongside.learning.commands import (
    Plan,
    Sentence,
    Source,
    Told,
    begin_gathering,
    finish_talk,
    keep_sentence,
    record_outcome,
    say_try,
    take_off,
)
from alongside.learning.commands import write_sentence as write
from alongside.learning.models import Mark
from alongside.partnerships.commands import leave
from alongside.rounds import commands as rounds
from alongside.rounds.models import Way
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def page_of(cast: Cast, about: str, then: datetime.date, now: datetime.date | None = None) -> pages.Page:
    given = pages.Given(then.isoformat(), now.isoformat() if now else "")
    return pages.then_and_now(cast.seat("nadia"), about, given, today=localdate(cast.at))


def question(cast: Cast, then: datetime.date, now: datetime.date | None = None) -> OfQuestion:
    return typed(OfQuestion, page_of(cast, POWER, then, now).of)


def whole(cast: Cast, then: datetime.date, now: datetime.date | None = None) -> OfAll:
    return typed(OfAll, page_of(cast, "", then, now).of)


def test_where_we_were_stands_beside_where_we_are_word_by_word(cast: Cast) -> None:
    talked(cast.seat("amina"), POWER, at=cast.at, standing="Carers here.")
    then = cast.at.date()
    talked(cast.seat("amina"), POWER, at=cast.later(days=5), standing="Children here.")
    where = question(cast, then).where
    assert (where.said_then, where.said_now) == ("Carers here.", "Children here.")
    assert [run.kind for run in where.runs] == ["gone", "added", "same"]
    assert question(cast, then, then + datetime.timedelta(days=1)).where.changed is False


def test_a_talk_typed_in_later_was_not_shown_before(cast: Cast) -> None:
    held = cast.at.date()
    talk = talked(cast.seat("amina"), POWER, at=cast.at, finish=False, unsettled="This.")
    cast.later(days=3)
    finish_talk(seat=cast.seat("amina"), talk=talk, at=cast.at)
    assert question(cast, held).said.then == ()
    assert question(cast, held).unsettled.then is None
    assert [each.ref for each in question(cast, held).said.since] == [talk.ref]
    assert [each.ref for each in question(cast, cast.at.date()).said.then] == [talk.ref]


def test_everyone_then_stands_beside_everyone_now(cast: Cast) -> None:
    steps.fill(cast, 9)
    opened(cast, dict.fromkeys(NINE, 1), "June questions")
    then = cast.at.date()
    opened(cast, dict.fromkeys(NINE[:6], 3), "July questions")
    seen = question(cast, then).seen
    assert seen and seen.picture and seen.then
    assert (seen.then.name, seen.now.name) == ("June questions", "July questions")
    assert [each.people for each in seen.picture.rounds] == [9, 6]


def test_what_was_opened_later_does_not_count_for_then(cast: Cast) -> None:
    steps.fill(cast, 9)
    opened(cast, dict.fromkeys(NINE, 1), "June questions")
    round = steps.asked(cast, questions=[POWER], name="July questions")
    for who in NINE:
        steps.answer(cast, who, round, POWER, "", stance=3, how="named")
    closed = day(cast, days=21)
    rounds.count_due(at=cast.at, rng=steps.chance())
    cast.later(days=5)
    steps.opened(cast, round)
    before = question(cast, closed - datetime.timedelta(days=1), closed).seen
    assert before and before.now.name == "June questions"
    after = question(cast, closed).seen
    assert after and after.then and (after.then.name, after.now.name) == ("June questions", "July questions")


def test_a_question_that_too_few_answered_has_no_picture_on_that_day(cast: Cast) -> None:
    steps.fill(cast, 9)
    opened(cast, dict.fromkeys(NINE[:4], 1), "June questions")
    then = cast.at.date()
    opened(cast, dict.fromkeys(NINE, 3), "July questions")
    seen = question(cast, then).seen
    assert seen and seen.then and seen.picture
    assert not seen.then.is_drawn
    assert [each.label for each in seen.picture.known] == [seen.picture.rounds[-1].label]
    opened(cast, dict.fromkeys(NINE[:4], 1), "August questions")
    few = question(cast, then).seen
    assert few and few.picture is None
    assert few.before is None


def test_preparing_and_reflecting_never_share_an_axis(cast: Cast) -> None:
    steps.fill(cast, 9)
    opened(cast, dict.fromkeys(NINE, 1), "Before we begin", way=Way.PREPARE)
    then = cast.at.date()
    opened(cast, dict.fromkeys(NINE, 3), "June questions")
    seen = question(cast, then).seen
    assert seen and seen.picture and seen.before
    assert (len(seen.picture.rounds), len(seen.before.rounds)) == (1, 1)
    assert [each.label for each in seen.picture.places] != [each.label for each in seen.before.places]
    assert seen.other_way and seen.same is None


def test_the_same_people_are_shown_only_as_the_close_kept_them(cast: Cast) -> None:
    steps.fill(cast, 12)
    first = cast.at.date()
    opened(cast, dict.fromkeys(NINE, 1), "June questions")
    then = cast.at.date()
    opened(cast, dict.fromkeys(NINE, 3), "July questions")
    kept = question(cast, then).seen
    assert kept and kept.same and kept.same.picture
    opened(cast, dict.fromkeys(NINE[:8], 2), "August questions")
    hidden = question(cast, then).seen
    assert hidden and hidden.same and hidden.same.picture is None
    alone = question(cast, first).seen
    assert alone and alone.same is None


def test_beside_a_picture_nobody_is_told_how_many_were_here(cast: Cast) -> None:
    told = story(cast)
    address = reverse("journey:then_and_now", args=[cast.harbour.ref])
    asked = {"about": POWER, "from": told.days[2].isoformat()}
    page = cast.client("nadia").get(address, asked).content.decode()
    assert "Some of us came or left between these days." in page
    assert "who were here then" not in page
    assert "Hazel" not in page


def test_each_agreement_stands_as_it_was_in_force_on_each_day(cast: Cast) -> None:
    amina = cast.seat("amina")
    made = agreed(amina, "decision", at=cast.at, parts={"words": "At the hall."}, question=POWER).agreement
    then = cast.at.date()
    cast.later(days=10)
    agreed_anew(cast, made, "At the library.")
    (one,) = question(cast, then).agreed
    assert (one.became, one.then and one.then.first, one.now and one.now.first) == (
        "other",
        "At the hall.",
        "At the library.",
    )
    (same,) = question(cast, then, then + datetime.timedelta(days=9)).agreed
    assert (same.became, same.now and same.now.first) == ("same", "At the hall.")


def test_what_was_not_settled_then_says_what_became_of_it(cast: Cast) -> None:
    amina = cast.seat("amina")
    talk = talked(amina, POWER, at=cast.at, unsettled="Who speaks.")
    gathering = begin_gathering(seat=amina, question=POWER, round=talk.round, at=cast.at)
    still, off = (
        write(seat=amina, gathering=gathering, says=Sentence(words, Mark.UNSETTLED), at=cast.at)
        for words in ("Who decides.", "Who pays.")
    )
    then = cast.at.date()
    cast.later(days=10)
    take_off(seat=amina, insight=off, at=cast.at)
    talked(amina, POWER, at=cast.at, unsettled="Who listens.")
    found = question(cast, then).unsettled
    assert (found.then and found.then.words, found.now and found.now.words) == ("Who speaks.", "Who listens.")
    assert {each.words: each.became for each in found.sentences} == {
        still.words: "It is still not settled.",
        off.words: "We took it off.",
    }


def test_who_came_and_who_left_is_told_of_the_whole(cast: Cast) -> None:
    then = cast.at.date()
    cast.later(days=3)
    cast.add("Priya Shah", cast.harbour)
    leave(seat=cast.seat("tom"), at=cast.at)
    people = whole(cast, then).people
    assert (people.then, people.now) == (4, 4)
    assert (people.came.names, people.left.names) == (("Priya Shah",), ("Tom Reed",))
    assert people.gone_organisations == ("Eastport Council",)


def test_a_theme_tells_first_where_something_changed(cast: Cast) -> None:
    then = cast.at.date()
    talked(cast.seat("amina"), POWER, at=cast.later(days=3), standing="Carers.")
    theme = typed(OfTheme, page_of(cast, "working", then).of)
    assert [each.asked.id for each in theme.questions] == [POWER]
    assert POWER not in [each.id for each in theme.same]
    assert len(theme.same) == 5


def test_what_we_tried_between_was_said_or_came_out_between(cast: Cast) -> None:
    seat, source = cast.seat("amina"), Source(question=POWER)
    old, told = (
        say_try(seat=seat, plan=Plan(what), source=source, on=cast.at.date(), at=cast.at)
        for what in ("Old, and nothing came of it.", "Old, and it came out since.")
    )
    then = cast.at.date()
    cast.later(days=5)
    record_outcome(seat=seat, action=told, told=Told("yes", "yes", "Four came.", ""), at=cast.at)
    talked(seat, POWER, at=cast.at, what="New.")
    between = question(cast, then).tries.tried
    assert [(each.what, each.came) for each in between] == [("New.", ""), (told.what, "It happened. It helped.")]
    assert old.what not in [each.what for each in whole(cast, then).tries.tried]


def test_what_is_marked_not_settled_later_was_not_so_then(cast: Cast) -> None:
    amina = cast.seat("amina")
    talk = talked(amina, POWER, at=cast.at, noticed="This.")
    gathering = begin_gathering(seat=amina, question=POWER, round=talk.round, at=cast.at)
    made = write(seat=amina, gathering=gathering, says=Sentence("We decide late."), at=cast.at)
    then = cast.at.date()
    cast.later(days=5)
    keep_sentence(
        seat=amina, insight=made, seen=made.version, says=Sentence("We decide late.", Mark.UNSETTLED), at=cast.at
    )
    assert question(cast, then).unsettled.sentences == ()
    assert [each.words for each in question(cast, cast.at.date()).unsettled.sentences] == ["We decide late."]


def test_a_theme_tells_of_its_questions_only_what_was_shown_by_the_later_day(cast: Cast) -> None:
    steps.fill(cast, 9)
    then = cast.at.date()
    early = day(cast, days=3)
    talked(cast.seat("amina"), POWER, at=cast.later(days=3), standing="Carers.")
    opened(cast, dict.fromkeys(NINE, 1))
    assert typed(OfTheme, page_of(cast, "working", then, early).of).questions == ()
    talked(cast.seat("amina"), POWER, at=cast.later(days=3), standing="Children.")
    by_day = cast.at.date() - datetime.timedelta(days=1)
    (found,) = typed(OfTheme, page_of(cast, "working", then, by_day).of).questions
    assert (found.where.said_now, found.talked, found.opened) == (
        "Carers.",
        early + datetime.timedelta(days=3),
        by_day - datetime.timedelta(days=2),
    )


def test_the_text_names_nobody_and_holds_nothing_that_one_person_said(cast: Cast) -> None:
    told = story(cast)
    text = page_of(cast, "", told.days[0]).text
    assert "1 of the 9 who were here then is not here now." in text
    assert "Ivy House" in text
    for name in ("Hazel", "Kit", "Amina"):
        assert name not in text
