"""A day that is past is asked about before it is kept, and a day by which nothing is said to be tried is too."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.learning import commands
from alongside.learning.models import Action, Line, Talk
from alongside.learning.tests.talks import at, begun, press, typed
from tests.cast import Cast

pytestmark = pytest.mark.django_db

PAST = "That day is past. Keep it?"
TICK = "Keep that day, though it is past"
WHAT = "Say what you will try as well."
LONG_AGO = datetime.date(2020, 1, 1)
both = pytest.mark.parametrize("kind", ["try", "again"])


@pytest.fixture
def talk(cast: Cast) -> Talk:
    return begun(cast.seat("amina"), at=cast.at)


def keep(client: Client, talk: Talk, kind: str, **words: str) -> Any:
    """Keep one line by itself, as the behaviour does."""
    url = reverse("learning:line", args=[talk.partnership.ref, talk.ref, kind])
    return client.post(url, {f"{kind}-{name}": value for name, value in words.items()})


def day(kind: str) -> datetime.date | None:
    row = Action.objects.first() if kind == "try" else Line.objects.filter(kind="again").first()
    return row.due if row else None


def sent(kind: str, due: str) -> dict[str, str]:
    """What is typed on the line of that kind, with this day."""
    return {f"{kind}_due": due, ("try_what" if kind == "try" else "again_words"): "Ask them"}


@both
def test_a_past_day_is_kept_only_once_it_is_ticked(cast: Cast, talk: Talk, kind: str) -> None:
    client, url = cast.client("nadia"), at(cast, talk)
    assert TICK not in client.get(url).content.decode()
    asked = press(client, url, noticed_words="This.", **sent(kind, "1 January 2020"))
    page = asked.content.decode()
    assert asked.status_code == 422
    assert day(kind) is None
    assert PAST in page
    assert TICK in page
    assert "1 January 2020" in page
    again = client.post(url, typed(asked))
    assert (again.status_code, day(kind)) == (422, None)
    kept = client.post(url, {**typed(asked), f"{kind}-past": "on"})
    assert (kept.status_code, day(kind)) == (302, LONG_AGO)


@both
def test_a_past_day_that_stands_already_is_not_asked_about_again(cast: Cast, talk: Talk, kind: str) -> None:
    client, url = cast.client("nadia"), at(cast, talk)
    asked = press(client, url, **sent(kind, "1 January 2020"))
    client.post(url, {**typed(asked), f"{kind}-past": "on"})
    assert press(client, url, noticed_words="This.").status_code == 302
    assert TICK not in client.get(url).content.decode()
    assert press(client, url, **sent(kind, "2 January 2020")).status_code == 422
    assert day(kind) == LONG_AGO


@both
def test_past_is_what_is_past_today_and_not_on_the_day_of_the_talk(cast: Cast, talk: Talk, kind: str) -> None:
    client, url = cast.client("nadia"), at(cast, talk)
    assert press(client, url, **sent(kind, "20 March 2026")).status_code == 302
    cast.later(days=9)
    assert press(client, url, noticed_words="This.").status_code == 302
    assert press(client, url, **sent(kind, "28 March 2026")).status_code == 422
    assert press(client, url, **sent(kind, "29 March 2026")).status_code == 302


@both
def test_a_line_kept_by_itself_is_asked_too(cast: Cast, talk: Talk, kind: str) -> None:
    words = {"what": "Ask them"} if kind == "try" else {}
    answer = keep(cast.client("nadia"), talk, kind, seen="0", due="1 January 2020", **words)
    assert (answer.status_code, answer.json()) == (422, {"error": PAST})
    assert day(kind) is None


def test_a_tick_that_was_not_asked_for_stands_outside_of_what_a_line_keeps_by_itself(cast: Cast, talk: Talk) -> None:
    page = press(cast.client("nadia"), at(cast, talk), **sent("again", "1 January 2020")).content.decode()
    line = page[page.index(f'<div data-keep="{at(cast, talk)}lines/again/"') : page.index('name="again-past"')]
    outside = line.rindex('<div class="field">')
    assert line[:outside].count("<div") == line[:outside].count("</div>")


def test_a_day_without_what_to_try_asks_for_it(cast: Cast, talk: Talk) -> None:
    client, url = cast.client("nadia"), at(cast, talk)
    asked = press(client, url, try_due="1 May 2026")
    assert asked.status_code == 422
    assert WHAT in asked.content.decode()
    assert "1 May 2026" in asked.content.decode()
    assert keep(client, talk, "try", seen="0", due="1 May 2026").json() == {"error": WHAT}
    assert not Action.objects.exists()
    assert client.post(url, typed(asked, try_what="Ask them")).status_code == 302
    assert day("try") == datetime.date(2026, 5, 1)


def test_a_day_without_what_to_try_that_stands_already_holds_nothing_up(cast: Cast, talk: Talk) -> None:
    due = datetime.date(2026, 5, 1)
    commands.keep_action(seat=cast.seat("amina"), talk=talk, seen=0, what="", due=due, at=cast.at)
    assert press(cast.client("nadia"), at(cast, talk), noticed_words="This.").status_code == 302


def test_two_who_typed_at_once_choose_a_past_day_without_being_asked_twice(cast: Cast, talk: Talk) -> None:
    url = at(cast, talk)
    his, hers = (cast.client(who).get(url) for who in ("tom", "amina"))
    cast.client("amina").post(url, typed(hers, again_due="15 May"))
    clash = cast.client("tom").post(url, {**typed(his, again_due="1 January 2020"), "again-past": "on"})
    assert clash.status_code == 409
    assert cast.client("tom").post(url, typed(clash, again_choice="yours")).status_code == 302
    assert day("again") == LONG_AGO
