"""The weekly letter: for who wants it, on Monday mornings, titles and dates, never what anybody wrote."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest

from alongside.journey import weekly
from alongside.learning import commands as learning
from alongside.learning.models import LineKind
from alongside.mail import commands as mail
from alongside.mail.models import Errand
from alongside.rounds.tests import steps
from tests.cast import Cast
from tests.kit.postbox import Postbox

pytestmark = [pytest.mark.data, pytest.mark.django_db]
WORDS = "canary words that people wrote"
QUESTION = "purpose.vision"
LONDON = ZoneInfo("Europe/London")


def wants(cast: Cast, *names: str) -> None:
    for name in names:
        mail.keep_address(who=cast.member(name), email=f"{name}@example.org")
        mail.use_for(seat=cast.seat(name), ticks=["weekly"])


def monday(cast: Cast) -> int:
    """Let the next Monday morning come; return how many letters went."""
    weekly.queue_week(at=cast.at)
    cast.at = Errand.objects.get(kind=weekly.KIND).next_at
    return mail.post(at=cast.at)


def live(cast: Cast) -> None:
    """Let a partnership talk, propose, and be asked."""
    seat = cast.seat("amina")
    talk = learning.begin_talk(seat=seat, question=QUESTION, on=cast.at.date(), at=cast.at)
    learning.keep_line(seat=seat, talk=talk, kind=LineKind.NOTICED, seen=0, words=WORDS, at=cast.at)
    learning.finish_talk(seat=seat, talk=talk, at=cast.at)
    steps.asked(cast, words=WORDS)


def test_whoever_wants_it_gets_one_on_monday_morning(cast: Cast, postbox: Postbox) -> None:
    wants(cast, "nadia", "ruth")
    live(cast)
    assert monday(cast) == 1
    assert postbox.went_to == ["nadia@example.org"]
    assert cast.at.astimezone(LONDON).strftime("%a %H:%M") == "Mon 07:00"
    text = postbox.letters[0].get_content()
    assert "- You are asked: June questions, until" in text
    assert "- Talked about: " in text
    assert str(postbox.letters[0]["Subject"]) == "This week in Harbour Wards Partnership"


@pytest.mark.promise("weekly-titles")
def test_nothing_that_anybody_wrote_stands_in_it(cast: Cast, postbox: Postbox) -> None:
    wants(cast, "nadia")
    live(cast)
    monday(cast)
    assert "canary" not in postbox.letters[0].as_string()


def test_where_there_is_nothing_to_say_none_goes(cast: Cast, postbox: Postbox) -> None:
    wants(cast, "nadia", "ruth")
    assert monday(cast) == 0


def test_a_week_has_one_and_the_next_has_another(cast: Cast, postbox: Postbox) -> None:
    wants(cast, "nadia")
    live(cast)
    for _ in range(3):
        weekly.queue_week(at=cast.at)
    assert Errand.objects.filter(kind=weekly.KIND).count() == 1
    first = monday(cast), cast.at
    assert mail.post(at=cast.later(hours=1)) == 0
    second = monday(cast), cast.at
    assert (first[0], second[0]) == (1, 1)
    assert [at.astimezone(LONDON).hour for at in (first[1], second[1])] == [7, 7]  # the clocks change in between
    assert second[1].date() - first[1].date() == datetime.timedelta(days=7)


def test_what_waits_differs_from_one_to_another(cast: Cast, postbox: Postbox) -> None:
    wants(cast, "nadia", "len")
    steps.asked(cast, whom="few", chosen=[cast.member("nadia")])
    assert monday(cast) == 1
    assert postbox.went_to == ["nadia@example.org"]


def test_it_costs_the_same_queries_for_each_partnership_however_much_is_there(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    wants(cast, "nadia")
    for _ in range(3):
        live_again(cast)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        assert len(list(weekly.letters("", at=cast.at))) == 1


def live_again(cast: Cast) -> None:
    seat = cast.seat("amina")
    cast.later(days=1)
    talk = learning.begin_talk(seat=seat, question=QUESTION, on=cast.at.date(), at=cast.at)
    learning.keep_line(seat=seat, talk=talk, kind=LineKind.NOTICED, seen=0, words=WORDS, at=cast.at)
    learning.finish_talk(seat=seat, talk=talk, at=cast.at)
