"""What came of something we tried is said once, can be taken back, and what is not over comes back next time."""

from __future__ import annotations

import datetime

import pytest

from alongside.learning import commands, pages
from alongside.learning.commands import Told
from alongside.learning.models import Action, Outcome
from alongside.learning.tests.talks import begun, finished, to_try
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def say(cast: Cast, action: Action, happened: str, words: str = "", key: str = "") -> Outcome:
    told = Told(happened, "", words)
    return commands.record_outcome(seat=cast.seat("tom"), action=action, told=told, at=cast.at, key=key)


def open_tries(cast: Cast) -> list[str]:
    return [action.what for action in Action.objects.within(cast.seat("amina")).open()]


@pytest.mark.parametrize(("happened", "is_open"), [("yes", False), ("let-go", False), ("partly", True), ("no", True)])
def test_what_is_not_over_stays_open(cast: Cast, happened: str, is_open: bool) -> None:
    action = to_try(cast.seat("amina"), at=cast.at)
    say(cast, action, happened)
    assert bool(open_tries(cast)) is is_open


def test_said_twice_it_is_kept_once(cast: Cast) -> None:
    action = to_try(cast.seat("amina"), at=cast.at)
    first = say(cast, action, "yes", key="one")
    assert say(cast, action, "yes", key="one") == first
    assert say(cast, action, "yes", key="from another tab") == first
    assert Outcome.objects.count() == 1


def test_one_key_with_two_tries_keeps_what_is_said_of_each(cast: Cast) -> None:
    one = to_try(cast.seat("amina"), at=cast.at)
    cast.later(days=1)
    other = to_try(cast.seat("amina"), at=cast.at)
    assert one != other
    assert say(cast, one, "yes", key="same").action == one
    assert say(cast, other, "no", key="same").action == other


def test_said_again_on_another_day_it_is_said_again(cast: Cast) -> None:
    action = to_try(cast.seat("amina"), at=cast.at)
    say(cast, action, "no")
    cast.later(days=14)
    say(cast, action, "no")
    assert Outcome.objects.count() == 2


def test_taken_back_it_is_open_again_and_the_row_says_who(cast: Cast) -> None:
    action = to_try(cast.seat("amina"), at=cast.at)
    outcome = say(cast, action, "yes")
    for _ in range(2):
        commands.undo_outcome(seat=cast.seat("nadia"), outcome=outcome, at=cast.at)
    outcome.refresh_from_db()
    assert outcome.undone_by == cast.member("nadia")
    assert open_tries(cast) == ["Ask at the breakfast"]


def test_the_key_of_what_was_taken_back_says_nothing_again(cast: Cast) -> None:
    """A page loaded again after its form was sent does not undo the undoing."""
    action = to_try(cast.seat("amina"), at=cast.at)
    commands.undo_outcome(seat=cast.seat("tom"), outcome=say(cast, action, "yes", key="one"), at=cast.at)
    say(cast, action, "yes", key="one")
    assert open_tries(cast) == ["Ask at the breakfast"]


def test_soonest_comes_first_and_what_has_no_day_last(cast: Cast) -> None:
    seat = cast.seat("amina")
    for what, day, question in (
        ("without", None, "role.change"),
        ("later", datetime.date(2026, 6, 1), "role.landscape"),
        ("sooner", datetime.date(2026, 4, 1), "purpose.impact"),
    ):
        to_try(seat, at=cast.at, what=what, due=day, question=question)
    assert open_tries(cast) == ["sooner", "later", "without"]


def test_a_talk_opens_on_the_three_soonest_and_folds_the_others_away(cast: Cast) -> None:
    seat = cast.seat("amina")
    for day, question in enumerate(("role.change", "role.landscape", "purpose.impact", "people.assets"), 1):
        to_try(seat, at=cast.at, what=question, due=datetime.date(2026, 4, day), question=question)
    page = pages.talk_page(seat, begun(seat, at=cast.later(days=30)), key="")
    assert [tried.what for tried in page.tries] == ["role.change", "role.landscape", "purpose.impact"]
    assert [tried.what for tried in page.more_tries] == ["people.assets"]


def test_not_yet_is_put_by_until_the_next_talk(cast: Cast) -> None:
    seat = cast.seat("amina")
    action = to_try(seat, at=cast.at)
    cast.later(days=30)
    talk = begun(seat, at=cast.at, question="purpose.impact")
    cast.later(minutes=5)
    say(cast, action, "no")
    page = pages.talk_page(seat, talk, key="")
    assert page.tries == ()
    assert [tried.last.comes_back for tried in page.answered if tried.last] == [True]
    later = begun(seat, at=cast.later(days=30), question="purpose.impact")
    page = pages.talk_page(seat, later, key="")
    assert [tried.what for tried in page.tries] == ["Ask at the breakfast"]
    assert page.tries[0].last and page.tries[0].last.happened == "Not yet"
    assert page.answered == ()


def test_another_partnerships_tries_are_nowhere(cast: Cast) -> None:
    to_try(cast.seat("ruth"), at=cast.at)
    seat = cast.seat("amina")
    assert pages.tries_page(seat, today=cast.at.date()).tries == ()
    assert pages.talk_page(seat, begun(seat, at=cast.at), key="").tries == ()


def test_a_finished_talk_opens_on_its_lines_alone(cast: Cast) -> None:
    seat = cast.seat("amina")
    to_try(seat, at=cast.at, question="purpose.impact")
    talk = finished(seat, at=cast.later(days=1))
    page = pages.talk_page(seat, talk, key="")
    assert (page.tries, page.answered) == ((), ())
