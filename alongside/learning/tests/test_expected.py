"""What may be hard later: said while preparing, on the line of what is not settled, and marked as expected."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.learning import commands
from alongside.learning.forms import EXPECTED
from alongside.learning.models import Line, LineVersion, Talk
from alongside.learning.tests.talks import begun, finished, press, typed
from alongside.partnerships.models import Partnership, Stage
from tests.cast import Cast

pytestmark = pytest.mark.django_db

WORDS = "Each of us must ask at home first. Then we wait, and say so."
CHECKED = 'id="id_unsettled-expected" checked'


@pytest.fixture
def talk(cast: Cast) -> Talk:
    """A talk of a partnership that is just starting."""
    return begun(cast.seat("ruth"), at=cast.at)


def at(cast: Cast, talk: Talk) -> str:
    return reverse("learning:talk", args=[cast.hill.ref, talk.ref])


def test_a_partnership_that_prepares_can_say_that_something_may_be_hard_later(cast: Cast, talk: Talk) -> None:
    ruth, url = cast.client("ruth"), at(cast, talk)
    assert str(EXPECTED) in ruth.get(url).content.decode()
    assert press(ruth, url, unsettled_words=WORDS, unsettled_expected="on").status_code == 302
    line = Line.objects.get()
    assert (line.words, line.expected) == (WORDS, True)
    assert CHECKED in ruth.get(url).content.decode()


def test_one_that_reflects_is_not_asked(cast: Cast) -> None:
    talk = begun(cast.seat("amina"), at=cast.at)
    page = cast.client("amina").get(reverse("learning:talk", args=[cast.harbour.ref, talk.ref]))
    assert str(EXPECTED) not in page.content.decode()


def test_what_was_expected_stays_so_when_the_partnership_has_prepared(cast: Cast, talk: Talk) -> None:
    ruth, url = cast.client("ruth"), at(cast, talk)
    press(ruth, url, unsettled_words=WORDS, unsettled_expected="on")
    Partnership.objects.filter(pk=cast.hill.pk).update(stage=Stage.ESTABLISHED)
    assert CHECKED in ruth.get(url).content.decode()
    press(ruth, url, noticed_words="We each named others.")
    assert Line.objects.get(kind="unsettled").expected


def test_taking_the_tick_away_is_a_version_like_any_change(cast: Cast, talk: Talk) -> None:
    ruth, url = cast.client("ruth"), at(cast, talk)
    press(ruth, url, unsettled_words=WORDS, unsettled_expected="on")
    press(ruth, url, unsettled_expected="")
    assert not Line.objects.get().expected
    assert list(LineVersion.objects.values_list("version", "words", "expected")) == [
        (1, WORDS, True),
        (2, WORDS, False),
    ]


def test_two_who_differ_only_in_the_tick_see_both(cast: Cast, talk: Talk) -> None:
    cast.add("Sam Dale", cast.hill)
    ruth, sam, url = cast.client("ruth"), cast.client("sam"), at(cast, talk)
    hers, his = ruth.get(url), sam.get(url)
    ruth.post(url, typed(hers, unsettled_words=WORDS))
    both = sam.post(url, typed(his, unsettled_words=WORDS, unsettled_expected="on"))
    assert both.status_code == 409
    assert f'<p class="as-typed">{WORDS}\n{EXPECTED}</p>' in both.content.decode()
    assert f'<p class="as-typed">{WORDS}</p>' in both.content.decode()
    assert sam.post(url, typed(both, unsettled_choice="yours")).status_code == 302
    assert Line.objects.get().expected


def test_the_line_kept_by_itself_keeps_the_tick(cast: Cast, talk: Talk) -> None:
    url = reverse("learning:line", args=[cast.hill.ref, talk.ref, "unsettled"])
    sent = {"unsettled-words": WORDS, "unsettled-expected": "on", "unsettled-seen": "0"}
    assert cast.client("ruth").post(url, sent).json() == {"version": 1}
    assert Line.objects.get().expected


def test_the_finished_page_calls_it_by_what_it_is(cast: Cast) -> None:
    talk = finished(cast.seat("ruth"), at=cast.at, unsettled=WORDS)
    url = reverse("passing_on:done", args=[cast.hill.ref, talk.ref])
    assert "What is not settled" in cast.client("ruth").get(url).content.decode()
    commands.keep_line(
        seat=cast.seat("ruth"), talk=talk, kind="unsettled", seen=1, words=WORDS, expected=True, at=cast.at
    )
    page = cast.client("ruth").get(url).content.decode()
    assert "What may be hard, and what we shall do then" in page
    assert "What is not settled" not in page
    assert f'href="{reverse("journey:leaving_with", args=[cast.hill.ref])}"' in page
