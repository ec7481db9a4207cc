"""Every write about who belongs: starting a partnership, arriving, organising, leaving, and its own details."""

from alongside.partnerships.commands.belonging import (
    Refused,
    come_back,
    leave,
    let_back,
    make_organiser,
    organise_again,
    remove,
    step_down,
    unmake_organiser,
)
from alongside.partnerships.commands.details import change_details
from alongside.partnerships.commands.lock import locked
from alongside.partnerships.commands.origins import RESIDENT, Origin, come_from, come_from_no_longer
from alongside.partnerships.commands.starting import Started, arrive, rename, start

__all__ = [
    "RESIDENT",
    "Origin",
    "Refused",
    "Started",
    "arrive",
    "change_details",
    "come_back",
    "come_from",
    "come_from_no_longer",
    "leave",
    "let_back",
    "locked",
    "make_organiser",
    "organise_again",
    "remove",
    "rename",
    "start",
    "step_down",
    "unmake_organiser",
]
