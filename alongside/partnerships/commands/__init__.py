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
from alongside.partnerships.commands.parting import PartingWords, say_parting
from alongside.partnerships.commands.starting import Started, arrive, rename, start
from alongside.partnerships.commands.welcoming import (
    end_welcome,
    name_welcomer,
    not_now,
    offer_again,
    welcome_again,
)

__all__ = [
    "RESIDENT",
    "Origin",
    "PartingWords",
    "Refused",
    "Started",
    "arrive",
    "change_details",
    "come_back",
    "come_from",
    "come_from_no_longer",
    "end_welcome",
    "leave",
    "let_back",
    "locked",
    "make_organiser",
    "name_welcomer",
    "not_now",
    "offer_again",
    "organise_again",
    "remove",
    "rename",
    "say_parting",
    "start",
    "step_down",
    "unmake_organiser",
    "welcome_again",
]
