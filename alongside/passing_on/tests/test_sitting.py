"""Several questions in one sitting: the page of a finished talk goes on with the next one that was opened."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.framework.loading import the_edition
from alongside.learning.models import Talk
from alongside.learning.tests.talks import finished, opened, talked_of
from alongside.rounds.models import Round
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS


def done(cast: Cast, talk: Talk, who: str = "nadia") -> Any:
    return cast.client(who).get(reverse("passing_on:done", args=[cast.harbour.ref, talk.ref]))


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def round(cast: Cast) -> Round:
    """Three questions, opened."""
    return opened(cast)


def test_one_goes_on_with_each_question_until_none_is_left(cast: Cast, round: Round) -> None:
    talk, seen = talked_of(cast, round, POWER), [POWER]
    while found := done(cast, talk).context["page"].next:
        assert found.question.plain in text(done(cast, talk))
        url = reverse("learning:begin", args=[cast.harbour.ref, found.question.id])
        begun = cast.client("nadia").post(url, {"round": found.round})
        assert begun["Location"] == reverse("learning:talk", args=[cast.harbour.ref, Talk.objects.all()[0].ref])
        talk = talked_of(cast, round, found.question.id)
        seen.append(found.question.id)
    assert seen == [POWER, VISION, ACTION]
    assert "if there is time" not in text(done(cast, talk))


def test_it_leads_to_the_picture_and_to_all_that_was_asked(cast: Cast, round: Round) -> None:
    page = done(cast, talked_of(cast, round, POWER)).content.decode()
    assert reverse("rounds:opened_question", args=[cast.harbour.ref, round.ref, VISION]) in page
    assert f'href="{reverse("rounds:opened", args=[cast.harbour.ref, round.ref])}"' in page


def test_a_talk_of_its_own_goes_on_with_nothing(cast: Cast, round: Round) -> None:
    assert "if there is time" not in text(done(cast, finished(cast.seat("amina"), at=cast.at)))


def test_on_another_day_nothing_comes_next_and_in_the_text_never(cast: Cast, round: Round) -> None:
    talk = talked_of(cast, round, POWER)
    copied = cast.client("nadia").get(reverse("passing_on:text", args=[cast.harbour.ref, talk.ref]))
    assert the_edition().question(VISION).plain not in copied.content.decode()
    cast.later(days=1)
    assert done(cast, talk).context["page"].next is None


def test_it_costs_the_same_with_three_questions_and_with_all(cast: Cast) -> None:
    counted = []
    for questions in (steps.QUESTIONS, [question.id for question in the_edition().questions]):
        talk = talked_of(cast, opened(cast, questions=questions), POWER)
        with CaptureQueriesContext(connection) as captured:
            assert done(cast, talk).context["page"].next is not None
        counted.append(len(captured))
    assert counted[0] == counted[1]
