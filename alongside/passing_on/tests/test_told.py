"""The story of what has happened tells what was passed on and what came back, and no more once it is taken off."""

from __future__ import annotations

import pytest

from alongside.journey.pages.timeline import timeline
from alongside.journey.tests.talks import talked
from alongside.passing_on import commands
from alongside.passing_on.models import What
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WHO = "purpose.beneficiaries"


def told(cast: Cast, *, theme: str = "", what: str = "") -> list[str]:
    months = timeline(cast.seat("len"), today=cast.at.date(), theme=theme, what=what).months
    return [entry.text for month in months for entry in month.entries if "The board" in entry.text]


def test_what_was_passed_on_and_what_came_back_is_told_until_it_is_taken_off(cast: Cast) -> None:
    seat, talk = cast.seat("amina"), talked(cast.seat("amina"), WHO, at=cast.at, standing="Carers.").ref
    note = commands.keep_note(seat=seat, what=What.TALK, about=talk, to="The board", on=cast.at.date(), at=cast.at)
    cast.later(days=3)
    commands.keep_came_back(seat=seat, passed=note, words="They will come.", on=cast.at.date(), at=cast.at)
    assert told(cast) == [
        "23 March 2026: This came back from The board:\nThey will come.",
        "20 March 2026: This went to The board: The five lines.",
    ]
    assert told(cast, what="said") == told(cast, theme="purpose") == []
    commands.take_off(seat=seat, passed=note, at=cast.at)
    assert told(cast) == []
