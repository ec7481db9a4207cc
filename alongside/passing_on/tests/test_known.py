"""Whoever came in by a link that an organiser made reads nothing that was said before, and erases nobody."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from alongside.partnerships import commands as partnerships
from alongside.people.secrets import new_secret
from alongside.people.tests.pressing import link_on, words
from alongside.people.tests.test_known import by_organisers_link
from alongside.people.tests.test_links import enter
from alongside.rounds.models import TypedIn
from alongside.rounds.sheets import NAMED
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER = "purpose.vision", "working.power"
PLACE = "We have agreed, not much has changed"
WHY = "it is not known yet that it is yours"
ERASE = {"answers": "remove", "typed": "erase me"}


def at(cast: Cast, name: str) -> str:
    return reverse(f"passing_on:{name}", args=[cast.harbour.ref])


def said_before(cast: Cast) -> None:
    """Let Nadia send something with her name, and Tom type in something for her."""
    asked = steps.asked(cast, questions=(VISION, POWER))
    steps.answer(cast, "nadia", asked, VISION, "canary-sent", stance=2, how=NAMED, wishes=True)
    nadia, tom = cast.member("nadia"), cast.member("tom")
    TypedIn.objects.create(round=asked, membership=nadia, by=tom, question=POWER, words="canary-typed", stance=2)


def held(cast: Cast, client: Client) -> tuple[str, str]:
    """What is held about Nadia, as a page and as a file."""
    answer = client.post(at(cast, "save_held"))
    file = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return words(client.get(at(cast, "held"))), file.decode()


def test_place_tick_and_words_are_left_out_and_the_page_says_why(cast: Cast) -> None:
    said_before(cast)
    page, file = held(cast, by_organisers_link(cast))
    assert not any(each in page + file for each in ("canary", PLACE, "To be talked about"))
    assert WHY in page
    told = json.loads(file)
    assert told["answers_left_out"]
    assert [set(each) for each in told["answers"]] == [{"round", "question"}]
    assert [set(each) for each in told["typed_in"]] == [{"round", "question", "typed_in_by"}]


def test_on_the_device_there_was_all_of_it_stands(cast: Cast) -> None:
    said_before(cast)
    by_organisers_link(cast)
    page, file = held(cast, cast.client("nadia"))
    assert all(each in page and each in file for each in ("canary-sent", "canary-typed", PLACE))
    assert WHY not in page
    assert not json.loads(file)["answers_left_out"]


def test_nobody_is_erased_from_there_and_the_page_says_why_and_explains(cast: Cast) -> None:
    client = by_organisers_link(cast)
    page = words(client.get(at(cast, "erase")))
    assert WHY in page
    assert "What goes" in page
    assert 'name="typed"' not in page
    assert client.post(at(cast, "erase"), ERASE).status_code == 422
    assert cast.member("nadia").name == "Nadia Brandt"


def test_nobody_who_was_removed_is_erased_from_there(cast: Cast) -> None:
    client = by_organisers_link(cast)
    partnerships.remove(seat=cast.seat("amina"), who=cast.member("nadia"), reason="", at=cast.at)
    assert WHY in words(client.get(at(cast, "erase_gone")))
    assert client.post(at(cast, "erase_gone"), ERASE).status_code == 422
    assert cast.member("nadia").name == "Nadia Brandt"


def test_with_ones_own_link_both_can_be_done_there(cast: Cast) -> None:
    said_before(cast)
    client = by_organisers_link(cast)
    make = reverse("people:make_own_link", args=[cast.harbour.ref])
    enter(link_on(cast.client("nadia").post(make, {"key": new_secret(), "typed": "replace"})), client)
    page, file = held(cast, client)
    assert "canary-sent" in page and "canary-sent" in file
    assert client.post(at(cast, "erase"), ERASE).status_code == 302
