"""What is agreed stands where it is lived with: the purpose at the head of home, an answer at its question."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from alongside.agreements import commands
from alongside.agreements.models import Kind
from alongside.agreements.pages.due import purpose_and_due
from alongside.agreements.tests.agreeing import agreed, proposed
from alongside.journey.tests.talks import talked
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WHO = "purpose.beneficiaries"
LEAD = "working.lead"


def shown(cast: Cast, name: str = "journey:home", who: str = "nadia", **about: str) -> str:
    answer = cast.client(who).get(reverse(name, kwargs={"partnership": cast.harbour.ref, **about}))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def where(cast: Cast, words: str) -> None:
    """Agree on where we are with a question, as its proposal does when it is adopted."""
    proposal = agreed(cast.seat("amina"), Kind.WHERE, at=cast.at, parts={"words": words}, question=WHO)
    ref, on = proposal.agreement.ref, cast.at.date()
    commands.record_standing(seat=cast.seat("amina"), question=WHO, words=words, on=on, at=cast.at, agreement=ref)


def test_the_purpose_stands_at_the_head_of_home_in_its_words_once_it_is_agreed(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.")
    proposed(cast.seat("amina"), at=cast.at)
    assert "Older people in Eastport can stay" not in shown(cast)
    agreed(cast.seat("ruth"), at=cast.at)
    assert 'class="purpose"' not in shown(cast)


def test_the_purpose_leads_to_its_page_and_goes_when_it_is_let_go(cast: Cast) -> None:
    purpose = agreed(cast.seat("amina"), at=cast.at).agreement
    page = shown(cast)
    assert page.index("Older people in Eastport can stay") < page.index("<h1")
    assert reverse("agreements:agreement", args=[cast.harbour.ref, purpose.ref]) in page
    commands.let_go(seat=cast.seat("amina"), agreement=purpose, words="", at=cast.at)
    assert 'class="purpose"' not in shown(cast)
    assert purpose_and_due(cast.seat("amina"), cast.at.date()) == (None, ())


def test_a_question_says_that_where_we_are_is_agreed(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, standing="Carers.")
    page = shown(cast, "journey:question", question=WHO)
    assert reverse("agreements:propose", args=[cast.harbour.ref, "where"]) + f"?question={WHO}" in page
    cast.later(days=2)
    where(cast, "Carers and children.")
    page = shown(cast, "journey:question", question=WHO)
    assert "Agreed online on 22 March 2026." in page
    assert "In other words than these." not in page
    assert "Agree on this" not in page
    assert "We agreed on these words." in shown(cast, "journey:where_we_are", question=WHO)


def test_a_question_says_where_the_agreed_words_are_others(cast: Cast) -> None:
    where(cast, "Carers and children.")
    talked(cast.seat("amina"), WHO, at=cast.later(days=1), standing="Everybody.")
    page = shown(cast, "journey:question", question=WHO)
    assert "Agreed online on 20 March 2026. In other words than these." in page
    assert "Agree on this" in page


def test_what_answers_a_question_is_listed_there_and_nowhere_else(cast: Cast) -> None:
    agreed(cast.seat("amina"), Kind.LEAD, at=cast.at, title="The winter group", question=LEAD)
    assert "The winter group" in shown(cast, "journey:question", question=LEAD)
    assert "The winter group" not in shown(cast, "journey:question", question=WHO)
    agreed(cast.seat("ruth"), Kind.LEAD, at=cast.at, title="The lambing group", question=LEAD)
    assert "The lambing group" not in shown(cast, "journey:question", question=LEAD)
