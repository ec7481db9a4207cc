"""The thread of a try: what was said, what we made of it, what we tried, what came of it; and what of it may leave."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.agreements import commands as agreements
from alongside.journey.pages import thread as pages
from alongside.learning import commands
from alongside.learning.commands import Instead, Plan, Source, Told
from alongside.learning.models import Action, Gathering, Insight, Leaves, QuoteAsking
from alongside.learning.tests.makings import gathered, moved, said_by, written
from alongside.learning.tests.talks import to_try
from alongside.rounds import commands as rounds
from alongside.rounds.models import Answer
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WORDS = ("Nadia signs this.", "Said through Tom.", "says so without a name.")


def sentence(cast: Cast) -> tuple[Gathering, Insight]:
    """A sentence with everything that was said gathered under it."""
    gathering = gathered(cast)
    insight = written(cast, gathering, "We meet when carers cannot.")
    for words in WORDS:
        moved(cast, gathering, said_by(cast, gathering, words), insight)
    return gathering, insight


def tried(cast: Cast, insight: Insight | None = None, what: str = "Meet in the evening") -> Action:
    source = Source(question=insight.gathering.question, insight=insight) if insight else Source()
    seat = cast.seat("amina")
    return commands.say_try(seat=seat, plan=Plan(what), source=source, on=cast.at.date(), at=cast.at)


def page_of(cast: Cast, action: Action) -> pages.ThreadPage:
    return pages.thread_page(cast.seat("len"), pages.of(cast.seat("len")).get(pk=action.pk))


def at(cast: Cast, action: Action) -> str:
    return reverse("journey:thread", args=[cast.harbour.ref, action.ref])


def test_it_leads_from_what_was_said_to_what_came_of_it(cast: Cast) -> None:
    _gathering, insight = sentence(cast)
    action = tried(cast, insight)
    cast.later(days=20)
    told = Told("yes", "partly", "Four families came.", "Evenings matter.")
    commands.record_outcome(seat=cast.seat("tom"), action=action, told=told, at=cast.at)
    commands.say_try(
        seat=cast.seat("tom"), plan=Plan("Every month"), source=Source(grew_from=action), on=cast.at.date(), at=cast.at
    )
    page = cast.client("len").get(at(cast, action)).content.decode().split("<main")[1]
    order = ("Nadia signs this.", "We meet when carers cannot.", "Meet in the evening", "It happened.", "Four families")
    places = [page.rindex(words, 0, page.index("<aside")) for words in (*order, "Evenings matter.", "Every month")]
    assert places == sorted(places)


def test_without_a_question_of_its_own_it_has_that_of_the_sentence_its_agreement_grew_from(cast: Cast) -> None:
    gathering, insight = sentence(cast)
    seat = cast.seat("amina")
    wording = agreements.Wording("How we begin", {"words": "In the evening"})
    proposal = agreements.propose(seat=seat, kind="decision", wording=wording, sentence=insight.ref, at=cast.at)
    source = Source(agreement=proposal.agreement)
    action = commands.say_try(seat=seat, plan=Plan("Try it"), source=source, on=cast.at.date(), at=cast.at)
    page = cast.client("len").get(at(cast, action))
    assert "Nadia signs this." in page.content.decode()
    assert page_of(cast, action).question == gathering.question


def test_of_what_people_said_only_what_its_author_lets_go_is_copied(cast: Cast) -> None:
    gathering, insight = sentence(cast)
    action = tried(cast, insight)
    assert gathering.round
    signed = Answer.objects.get(round=gathering.round, words="Nadia signs this.")
    asking = QuoteAsking.objects.create(answer=signed, at=cast.at, by=cast.member("amina"))
    for leaves, copied in (
        ("", ()),
        (Leaves.NO, ()),
        (Leaves.UNNAMED, ("signs",)),
        (Leaves.NAMED, ("signs", "Brandt")),
    ):
        asking.leaves = leaves
        asking.save()
        text = page_of(cast, action).text
        assert [word for word in ("signs", "Brandt", "through", "Through", "without a name") if word in text] == [
            *copied
        ]
    shown = cast.client("len").get(at(cast, action)).content.decode()
    assert shown.count('<blockquote class="not-printed">') == 2, "what may not leave is on no print either"


def test_what_was_put_aside_or_erased_is_nowhere(cast: Cast) -> None:
    gathering, insight = sentence(cast)
    action = tried(cast, insight)
    assert gathering.round
    signed = Answer.objects.get(round=gathering.round, words="Nadia signs this.")
    rounds.ask_aside(
        seat=cast.seat("nadia"), round=gathering.round, said=signed.pk, back=False, reason="Badly put", at=cast.at
    )
    page = cast.client("len").get(at(cast, action)).content.decode()
    assert "Nadia signs this." not in page
    assert "Said through Tom." in page


def test_a_sentence_that_was_taken_off_is_not_said_any_more(cast: Cast) -> None:
    insight = written(cast, gathered(cast), "We meet when carers cannot.")
    action = tried(cast, insight)
    commands.take_off(seat=cast.seat("amina"), insight=insight, at=cast.at)
    assert "We meet when carers cannot." not in page_of(cast, action).text


def test_from_a_talk_it_begins_with_the_lines_of_the_talk(cast: Cast) -> None:
    action = to_try(cast.seat("amina"), at=cast.at)
    assert action.talk
    commands.keep_line(
        seat=cast.seat("amina"), talk=action.talk, kind="noticed", seen=0, words="Nobody asked.", at=cast.at
    )
    steps = page_of(cast, action).steps
    assert [(step.title, step.words[0]) for step in steps] == [
        ("What we noticed", "Nobody asked."),
        ("What we said we would try", "Ask at the breakfast"),
    ]


def test_changed_on_the_way_it_says_what_it_was_first(cast: Cast) -> None:
    action = tried(cast)
    cast.later(days=9)
    commands.record_outcome(
        seat=cast.seat("tom"),
        action=action,
        told=Told("changed"),
        at=cast.at,
        instead=Instead(1, "Meet on a Monday", datetime.date(2026, 5, 1)),
    )
    said = [step.words for step in page_of(cast, action).steps]
    assert said == [("Meet in the evening",), ("We changed it.", "Meet on a Monday", "by 1 May 2026")]


def test_what_was_taken_back_is_not_in_it(cast: Cast) -> None:
    action = tried(cast)
    told = Told("yes", words="It went well.")
    outcome = commands.record_outcome(seat=cast.seat("tom"), action=action, told=told, at=cast.at)
    commands.undo_outcome(seat=cast.seat("tom"), outcome=outcome, at=cast.at)
    assert "It went well." not in page_of(cast, action).text


def test_nobody_else_reads_it(cast: Cast) -> None:
    action = tried(cast)
    assert cast.client("ruth").get(at(cast, action)).status_code == 404
    assert cast.client().get(at(cast, action)).status_code == 404
    theirs = reverse("journey:thread", args=[cast.hill.ref, action.ref])
    assert cast.client("ruth").get(theirs).status_code == 404
    assert cast.client("len").post(at(cast, action)).status_code == 405
    assert cast.client("len").get(at(cast, action).replace(action.ref, "zzzzzzzzzzzz")).status_code == 404


def test_its_queries_do_not_grow_with_what_it_holds(cast: Cast) -> None:
    _gathering, insight = sentence(cast)
    action = tried(cast, insight)
    counted = []
    for number in range(3):
        cast.later(days=9)
        told = Told("partly", words=f"{number}")
        commands.record_outcome(seat=cast.seat("tom"), action=action, told=told, at=cast.at)
        grown = Plan(f"Then {number}")
        commands.say_try(
            seat=cast.seat("tom"), plan=grown, source=Source(grew_from=action), on=cast.at.date(), at=cast.at
        )
        with CaptureQueriesContext(connection) as captured:
            assert f"Then {number}" in cast.client("len").get(at(cast, action)).content.decode()
        counted.append(len(captured))
    assert len(set(counted)) == 1
