"""The page of a talk, without JavaScript: every press keeps all that is on it, and nothing typed is lost."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.learning import commands
from alongside.learning.models import Action, Finish, Line, Outcome, Talk
from alongside.learning.tests.talks import QUESTION, at, begun, finished, lines, press, to_try, typed
from alongside.partnerships.models import Moment
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(cast: Cast) -> Talk:
    return begun(cast.seat("amina"), at=cast.at)


def test_it_shows_the_question_large_with_its_plain_line(cast: Cast, talk: Talk) -> None:
    page = cast.client("amina").get(at(cast, talk)).content.decode()
    assert "“Who are the intended beneficiaries of your work together?”" in page
    assert "Who should be better off because of what we do?" in page
    assert "Take two quiet minutes" in page
    assert "Call <strong>999</strong>" in page
    assert "may be asked by law" in page


@pytest.mark.promise("kept-for-all", "seen-by-all")
def test_what_is_kept_is_read_by_everybody_in_the_partnership_and_by_nobody_else(cast: Cast, talk: Talk) -> None:
    answer = press(cast.client("amina"), at(cast, talk), noticed_words="Four of us named the same families.")
    assert answer.status_code == 302
    for who in ("amina", "tom", "nadia", "len"):
        page = cast.client(who).get(at(cast, talk)).content.decode()
        assert "Four of us named the same families." in page
        assert "Kept. Everybody in the partnership can see these lines." in page
    for client in (cast.client("ruth"), cast.client()):
        assert client.get(at(cast, talk)).status_code == 404


def test_an_empty_page_does_not_say_that_it_is_kept(cast: Cast, talk: Talk) -> None:
    page = cast.client("amina").get(at(cast, talk)).content.decode()
    assert '<p class="kept" data-keep-status data-is="">' in page


def test_keep_stays_and_keeps_every_line(cast: Cast, talk: Talk) -> None:
    answer = press(
        cast.client("nadia"),
        at(cast, talk),
        noticed_words="Four.\r\nOr five.",
        standing_words="Older people.",
        unsettled_words="Whether.",
        try_what="Ask at the breakfast",
        try_who="Nadia",
        try_due="12 April",
        again_due="15/05/2026",
        again_words="when we meet",
        present_words="All of us",
    )
    assert (answer.status_code, answer["Location"]) == (302, at(cast, talk))
    assert lines(talk) == {
        "noticed": "Four.\nOr five.",
        "standing": "Older people.",
        "unsettled": "Whether.",
        "again": "when we meet",
        "present": "All of us",
    }
    action = Action.objects.get()
    assert (action.what, action.who, action.due) == ("Ask at the breakfast", "Nadia", datetime.date(2026, 4, 12))
    assert Line.objects.get(kind="again").due == datetime.date(2026, 5, 15)
    assert not Finish.objects.exists()
    page = cast.client("amina").get(at(cast, talk)).content.decode()
    assert 'value="12 April 2026"' in page
    assert 'value="15 May 2026"' in page


def test_keep_and_make_the_page_leads_to_the_page(cast: Cast, talk: Talk) -> None:
    url = at(cast, talk)
    client = cast.client("amina")
    sent = typed(client.get(url), noticed_words="Four.", finish="1")
    for _ in range(3):
        answer = client.post(url, sent)
        assert answer["Location"] == reverse("passing_on:done", args=[cast.harbour.ref, talk.ref])
    assert Finish.objects.count() == 1
    assert Line.objects.get().version == 1


def test_without_a_word_there_is_no_page_to_make(cast: Cast, talk: Talk) -> None:
    answer = press(cast.client("amina"), at(cast, talk), present_words="All of us", finish="1")
    assert answer.status_code == 422
    assert "Write something on at least one line." in answer.content.decode()
    assert lines(talk) == {"present": "All of us"}


@pytest.mark.parametrize("field", ["try_due", "again_due"])
def test_a_day_that_is_none_stays_as_it_was_typed_and_the_rest_is_kept(cast: Cast, talk: Talk, field: str) -> None:
    words = {"noticed_words": "Four.", "try_what": "Ask", "again_words": "when we meet", field: "<soon>"}
    answer = press(cast.client("amina"), at(cast, talk), finish="1", **words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "We could not read that as a day. Write it like 15 May 2026." in page
    assert 'value="&lt;soon&gt;"' in page
    assert "Ask" in page
    assert "when we meet" in page
    assert lines(talk)["noticed"] == "Four."
    assert not Finish.objects.exists()
    assert 'data-is="kept"' not in page


@pytest.mark.parametrize(
    ("field", "limit"), [("noticed_words", 2000), ("try_what", 2000), ("try_who", 160), ("present_words", 200)]
)
def test_too_much_is_said_in_a_sentence_and_nothing_is_cut(cast: Cast, talk: Talk, field: str, limit: int) -> None:
    url = at(cast, talk)
    long = "é" * (limit + 1)
    answer = press(cast.client("amina"), url, **{field: long})
    assert answer.status_code == 422
    assert f"That is longer than {limit} letters. Please shorten it." in answer.content.decode()
    assert long in answer.content.decode()
    assert press(cast.client("amina"), url, **{field: "é" * limit}).status_code == 302


def test_a_line_that_was_not_sent_is_not_touched(cast: Cast, talk: Talk) -> None:
    url = at(cast, talk)
    press(cast.client("amina"), url, noticed_words="Four.")
    cast.client("tom").post(url, {"noticed-words": ""})
    assert lines(talk) == {"noticed": "Four."}


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 40, "1.5", "٣"])
def test_a_version_that_is_no_number_counts_as_none_seen(cast: Cast, talk: Talk, seen: str) -> None:
    url = at(cast, talk)
    press(cast.client("amina"), url, noticed_words="Four.")
    answer = cast.client("tom").post(url, {"noticed-words": "Five.", "noticed-seen": seen})
    assert answer.status_code == 409
    assert lines(talk) == {"noticed": "Four."}


def test_where_we_are_stands_beneath_its_line_to_start_from(cast: Cast) -> None:
    finished(cast.seat("amina"), at=cast.at, standing="Older people.")
    cast.later(days=30)
    talk = begun(cast.seat("amina"), at=cast.at)
    page = cast.client("amina").get(at(cast, talk)).content.decode()
    assert "As it stands, from 20 March 2026:" in page
    answer = press(cast.client("amina"), at(cast, talk), noticed_words="Four.", start="standing")
    assert answer.status_code == 302
    assert lines(talk) == {"noticed": "Four.", "standing": "Older people."}
    assert "Start from these words" not in cast.client("amina").get(at(cast, talk)).content.decode()


def test_a_finished_talk_says_when_a_later_one_has_spoken(cast: Cast) -> None:
    old = finished(cast.seat("amina"), at=cast.at, standing="Older people.")
    finished(cast.seat("amina"), at=cast.later(days=30), standing="Everybody.")
    page = cast.client("amina").get(at(cast, old)).content.decode()
    assert "A later talk said this. What you change here changes this page only." in page
    assert "Start from these words" not in page


@pytest.fixture
def tried(cast: Cast) -> Action:
    action = to_try(cast.seat("amina"), at=cast.at, who="Nadia", due=datetime.date(2026, 4, 12))
    cast.later(days=30)
    return action


def test_it_opens_on_what_was_to_be_tried(cast: Cast, tried: Action) -> None:
    talk = begun(cast.seat("amina"), at=cast.at)
    page = cast.client("amina").get(at(cast, talk)).content.decode()
    assert page.index("Ask at the breakfast") < page.index('class="asked huge"')
    assert "by 12 April 2026" in page


def test_what_came_of_it_is_kept_with_the_lines_by_any_press(cast: Cast, tried: Action) -> None:
    talk = begun(cast.seat("amina"), at=cast.at)
    came = {
        f"came-{tried.ref}-{name}": words
        for name, words in {"happened": "yes", "helped": "partly", "words": "Two families came."}.items()
    }
    url = at(cast, talk)
    sent = typed(cast.client("amina").get(url), noticed_words="Four.", **came)
    for _ in range(3):
        assert cast.client("amina").post(url, sent).status_code == 302
    outcome = Outcome.objects.get()
    assert (outcome.happened, outcome.helped, outcome.words) == ("yes", "partly", "Two families came.")
    assert lines(talk) == {"noticed": "Four."}
    page = cast.client("tom").get(url).content.decode()
    assert "Yes. It helped some." in page
    assert "It comes back next time" not in page


def test_it_can_be_taken_back_and_the_lines_stay(cast: Cast, tried: Action) -> None:
    talk = begun(cast.seat("amina"), at=cast.at)
    url = at(cast, talk)
    press(cast.client("amina"), url, **{f"came-{tried.ref}-happened": "let-go"})
    outcome = Outcome.objects.get()
    press(cast.client("amina"), url, noticed_words="Four.", undo=str(outcome.pk))
    outcome.refresh_from_db()
    assert outcome.undone_at
    assert lines(talk) == {"noticed": "Four."}
    assert 'value="let-go"' in cast.client("amina").get(url).content.decode()


@pytest.mark.parametrize("undo", ["", "x", "9" * 30, "-1", "٣"])
def test_taking_back_nonsense_takes_back_nothing(cast: Cast, talk: Talk, undo: str) -> None:
    assert press(cast.client("amina"), at(cast, talk), undo=undo).status_code == 302


def test_what_another_partnership_said_cannot_be_taken_back_from_here(cast: Cast, talk: Talk) -> None:
    theirs = to_try(cast.seat("ruth"), at=cast.at)
    told = commands.Told("yes")
    outcome = commands.record_outcome(seat=cast.seat("ruth"), action=theirs, told=told, at=cast.at)
    came = {f"came-{theirs.ref}-happened": "let-go", f"came-{theirs.ref}-key": "x"}
    press(cast.client("amina"), at(cast, talk), undo=str(outcome.pk), **came)
    outcome.refresh_from_db()
    assert outcome.undone_at is None
    assert Outcome.objects.count() == 1


def test_helped_without_happened_is_asked_for_and_nothing_typed_is_lost(cast: Cast, tried: Action) -> None:
    talk = begun(cast.seat("amina"), at=cast.at)
    answer = press(
        cast.client("amina"), at(cast, talk), noticed_words="Four.", **{f"came-{tried.ref}-words": "Two families."}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Choose one." in page
    assert "Two families." in page
    assert lines(talk) == {"noticed": "Four."}


def test_what_did_not_happen_helped_nobody(cast: Cast, tried: Action) -> None:
    talk = begun(cast.seat("amina"), at=cast.at)
    came = {f"came-{tried.ref}-happened": "no", f"came-{tried.ref}-helped": "yes"}
    press(cast.client("amina"), at(cast, talk), **came)
    assert Outcome.objects.get().helped == ""
    assert "It comes back next time." in cast.client("amina").get(at(cast, talk)).content.decode()


FIVE = ("role.change", "role.landscape", "purpose.impact", "people.assets", "people.changes")


def test_more_than_three_are_folded_away_with_a_link_to_each(cast: Cast) -> None:
    for day, question in enumerate(FIVE, 1):
        to_try(cast.seat("amina"), at=cast.at, what=question, due=datetime.date(2026, 4, day), question=question)
    talk = begun(cast.seat("amina"), at=cast.later(days=30))
    page = cast.client("amina").get(at(cast, talk)).content.decode()
    asked, _, folded = page.partition("<details>")
    folded = folded.partition("</details>")[0]
    assert "<summary>and 2 more</summary>" in folded
    assert [what for what in FIVE if f">{what}<" in asked] == [*FIVE[:3]]
    assert [what for what in FIVE if f">{what}<" in folded] == [*FIVE[3:]]
    for action in Action.objects.filter(what__in=FIVE[3:]):
        assert f'href="{reverse("learning:outcome", args=[cast.harbour.ref, action.ref])}"' in folded
    assert reverse("learning:tries", args=[cast.harbour.ref]) in folded


def test_what_was_to_be_tried_can_be_passed_over(cast: Cast) -> None:
    to_try(cast.seat("amina"), at=cast.at)
    talk = begun(cast.seat("amina"), at=cast.later(days=30))
    page = cast.client("amina").get(at(cast, talk)).content.decode()
    assert page.index('href="#lines"') < page.index("Ask at the breakfast") < page.index('id="lines"')
    alone = begun(cast.seat("ruth"), at=cast.at)
    url = reverse("learning:talk", args=[cast.hill.ref, alone.ref])
    assert 'href="#lines"' not in cast.client("ruth").get(url).content.decode()


def test_its_queries_do_not_grow_with_what_was_to_be_tried(cast: Cast) -> None:
    seat, told = cast.seat("amina"), commands.Told("no")
    commands.record_outcome(seat=seat, action=to_try(seat, at=cast.at), told=told, at=cast.at)
    answered = to_try(seat, at=cast.at, question="role.change")
    later = begun(seat, at=cast.later(days=30))
    commands.record_outcome(seat=seat, action=answered, told=told, at=cast.at)
    counted = _queries(cast.client("amina"), at(cast, later))
    for number in range(60):
        talk = finished(seat, at=cast.at, question="purpose.impact", noticed=f"{number}")
        action = Action.objects.create(
            partnership=cast.harbour, talk=talk, on=talk.on, question=QUESTION, what=f"Try {number}", version=1
        )
        if number % 2:
            commands.record_outcome(seat=seat, action=action, told=told, at=cast.at)
    assert _queries(cast.client("amina"), at(cast, later)) == counted <= 11


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_a_talk_of_another_partnership_is_not_found_under_ones_own_address(cast: Cast) -> None:
    theirs = begun(cast.seat("ruth"), at=cast.at)
    url = at(cast, theirs)
    assert cast.client("amina").get(url).status_code == 404
    assert cast.client("amina").post(url, {"noticed-words": "x", "noticed-seen": "0"}).status_code == 404
    assert not Line.objects.exists()


def test_a_wrong_method_is_not_allowed_and_an_address_that_is_none_is_not_found(cast: Cast, talk: Talk) -> None:
    client = cast.client("amina")
    assert client.delete(at(cast, talk)).status_code == 405
    assert client.get(at(cast, talk).replace(talk.ref, "zzzzzzzzzzzz")).status_code == 404
    assert client.get(at(cast, talk).replace(talk.ref, "1")).status_code == 404


def test_getting_the_page_writes_nothing(cast: Cast, talk: Talk) -> None:
    before = (Moment.objects.count(), Line.objects.count(), Talk.objects.count())
    cast.client("amina").get(at(cast, talk))
    assert (Moment.objects.count(), Line.objects.count(), Talk.objects.count()) == before


def test_nothing_written_is_read_as_part_of_the_page(cast: Cast, talk: Talk) -> None:
    nasty = '"><script>alert(1)</script>{{ 7|add:7 }}'
    words = {f"{name}_words": nasty for name in ("noticed", "standing", "unsettled", "again", "present")}
    press(cast.client("amina"), at(cast, talk), try_what=nasty, try_who=nasty, finish="1", **words)
    for url in (at(cast, talk), reverse("passing_on:done", args=[cast.harbour.ref, talk.ref])):
        page = cast.client("tom").get(url).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "{{ 7|add:7 }}" in page
