"""What is held about one person: all of it that can be found, for them alone, on a page and as a file (P-15)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from alongside.people.tests.pressing import words
from alongside.rounds import commands as rounds
from alongside.rounds.commands.opening import open_together
from alongside.rounds.models import TypedIn
from alongside.rounds.sheets import NAMED, UNNAMED
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER = "purpose.vision", "working.power"


def page(cast: Cast, who: str = "nadia") -> str:
    answer = cast.client(who).get(reverse("passing_on:held", args=[cast.harbour.ref]))
    assert answer.status_code == 200
    return words(answer)


def saved(cast: Cast, who: str = "nadia") -> Any:
    answer = cast.client(who).post(reverse("passing_on:save_held", args=[cast.harbour.ref]))
    assert answer["Content-Disposition"] == 'attachment; filename="held-about-me.json"'
    return json.loads(b"".join(answer.streaming_content))  # type: ignore[attr-defined]


def test_the_page_says_who_one_is_and_where_one_is_in(cast: Cast) -> None:
    told = page(cast)
    assert "Nadia Brandt" in told
    assert "Firefox on Android" in told
    assert "a resident" in told
    assert "Tom Reed" not in told


def test_the_file_holds_the_same(cast: Cast) -> None:
    told = saved(cast)
    assert told["format"] == "alongside-held-about-you"
    assert told["you"][0]["name"] == "Nadia Brandt"
    assert told["devices"][0]["label"] == "Firefox on Android"
    assert told["came_from"][0]["organisation"] == "a resident"
    assert {each["what"] for each in told["moments"]} == {"arrived"}


@pytest.mark.parametrize("name", ["held", "save_held"])
def test_it_is_nobody_elses_and_no_other_site_can_ask_for_it(cast: Cast, name: str) -> None:
    place = reverse(f"passing_on:{name}", args=[cast.harbour.ref])
    method = "get" if name == "held" else "post"
    assert getattr(cast.client("ruth"), method)(place).status_code == 404
    assert getattr(cast.client(), method)(place).status_code == 404
    assert getattr(cast.client("nadia"), "post" if name == "held" else "get")(place).status_code == 405
    assert name == "held" or cast.client("nadia", csrf=True).post(place).status_code == 403


def test_what_is_not_sent_is_opened_where_this_device_opens_it(cast: Cast) -> None:
    asked = steps.asked(cast, questions=(VISION,))
    steps.write(cast, "nadia", asked, VISION, "canary-draft", stance=2)
    assert "canary-draft" in page(cast)
    (draft,) = saved(cast)["drafts"]
    assert (draft["words"], draft["place"]) == ("canary-draft", "We have agreed, not much has changed")
    assert "canary-draft" not in page(cast, "len")


def test_another_device_is_told_that_there_is_more(cast: Cast) -> None:
    asked = steps.asked(cast, questions=(VISION,))
    steps.write(cast, "nadia", asked, VISION, "canary-draft")
    cast.known(cast.member("nadia"))
    assert "on another device" in page(cast)
    assert "canary-draft" not in page(cast)
    assert saved(cast)["drafts_on_other_devices"]


@pytest.mark.promise("unnamed-not-found")
def test_what_was_sent_without_a_name_is_found_for_nobody(cast: Cast) -> None:
    names = steps.fill(cast, 9)
    asked = steps.asked(cast, questions=(VISION,), without_names=True)
    for who in names:
        steps.answer(cast, who, asked, VISION, f"canary-unnamed-{who}", how=UNNAMED)

    def nowhere() -> bool:
        return not any("canary" in page(cast, who) + json.dumps(saved(cast, who)) for who in names)

    assert nowhere()
    assert saved(cast)["sent"]
    cast.later(days=15)
    rounds.count_due(at=cast.at, rng=steps.chance())
    assert nowhere()
    open_together(seat=cast.seat("amina"), round=asked, at=cast.at, rng=steps.chance())
    assert nowhere()
    assert "sent" not in saved(cast)


def test_what_has_ones_name_is_there_but_between_the_close_and_the_opening(cast: Cast) -> None:
    asked = steps.asked(cast, questions=(VISION, POWER), name="June questions")
    steps.answer(cast, "nadia", asked, VISION, "canary-named", stance=1, how=NAMED, wishes=True)
    (answer,) = saved(cast)["answers"]
    assert (answer["words"], answer["wishes"]) == ("canary-named", True)
    cast.later(days=15)
    for _ in range(2):  # closed by the clock alone, and then counted
        assert "canary-named" not in page(cast)
        assert saved(cast)["not_opened_yet"] == ["June questions"]
        rounds.count_due(at=cast.at, rng=steps.chance())
    open_together(seat=cast.seat("amina"), round=asked, at=cast.at, rng=steps.chance())
    assert "canary-named" in page(cast)
    assert saved(cast)["not_opened_yet"] == []


def test_what_was_typed_in_for_one_says_by_whom(cast: Cast) -> None:
    asked = steps.asked(cast, questions=(VISION,))
    TypedIn.objects.create(
        round=asked, membership=cast.member("nadia"), by=cast.member("tom"), question=VISION, words="From paper."
    )
    (typed,) = saved(cast)["typed_in"]
    assert (typed["words"], typed["typed_in_by"]) == ("From paper.", "Tom Reed")


def test_what_others_wrote_about_one_is_theirs(cast: Cast) -> None:
    asked = steps.asked(cast, questions=(VISION,))
    steps.answer(cast, "len", asked, VISION, "canary: Nadia Brandt knows.", how=NAMED)
    assert "canary" not in page(cast)
    assert "Other people may have written about you: ask them." in page(cast)
