"""What is taken away of what was passed on, and of somebody, and how it comes back."""

from __future__ import annotations

from django.test import Client

from alongside.people import commands as people
from alongside.rounds.models import Round
from alongside.rounds.sheets import NAMED
from alongside.rounds.tests import steps
from tests.access.objects import QUESTION, Things
from tests.access.undoing.shapes import Undone, Values, Worded
from tests.cast import Cast


def somebody_erased(cast: Cast, here: Things) -> tuple[Client, Values]:
    return cast.client("nadia"), {"answers": "remove"}


def somebody_gone_erased(cast: Cast, here: Things) -> tuple[Client, Values]:
    steps.answer(cast, "nadia", Round.objects.get(ref=here.values["round"]), QUESTION, "Said with a name.", how=NAMED)
    people.leave(seat=cast.seat("nadia"), at=cast.at)
    return cast.client("nadia"), {"answers": "keep"}


UNDONE = (
    Undone("passing_on:take_off", "passing_on:passed_on", "Put it back: The board"),
    Undone("passing_on:take_off_came", "passing_on:note", "Put it back: They asked"),
    Undone(
        "passing_on:note",
        "passing_on:note",
        "Keep the note",
        sends={"seen": "1", "to": "Nobody", "on": "20 March 2026", "words": ""},
        types={"to": "The board"},
    ),
)
WORDED = (
    Worded("passing_on:erase", "erase me", somebody_erased),
    Worded("passing_on:erase_gone", "erase me", somebody_gone_erased),
)
ONLY_GIVE: dict[str, Values] = {
    "passing_on:keep": {"to": "The council"},
    "passing_on:came_back": {"words": "They came.", "on": "20 March 2026"},
    "passing_on:put_back": {},
    "passing_on:put_back_came": {},
    "passing_on:save_partnership": {},
    "passing_on:save_held": {},
}
