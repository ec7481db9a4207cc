"""Every write about ways in: beginning, devices, personal links, the room's code, and those who knock."""

from alongside.people.commands.beginning import Begun, begin
from alongside.people.commands.by_mail import (
    CameIn,
    NotKnown,
    ask_to_prove,
    come_in_by_code,
    come_in_by_letter,
    prove,
)
from alongside.people.commands.devices import device_again, end_device, make_device, sign_out
from alongside.people.commands.erasing import erase_person, fitting_nobody, is_marked, remember_erased
from alongside.people.commands.guesses import TooMany, try_code, try_start_code
from alongside.people.commands.keyring import forget_keyrings, leave
from alongside.people.commands.links import (
    Entered,
    StillWorks,
    TooLate,
    Wanted,
    bring_together,
    end_link,
    enter,
    expect,
    let_in_by_host,
    link_again,
    make_link,
    make_own_link,
)
from alongside.people.commands.rooms import (
    close_room,
    decline,
    join,
    knock,
    let_in,
    open_room,
    reopen_room,
)

__all__ = [
    "Begun",
    "CameIn",
    "Entered",
    "NotKnown",
    "StillWorks",
    "TooLate",
    "TooMany",
    "Wanted",
    "ask_to_prove",
    "begin",
    "bring_together",
    "close_room",
    "come_in_by_code",
    "come_in_by_letter",
    "decline",
    "device_again",
    "end_device",
    "end_link",
    "enter",
    "erase_person",
    "expect",
    "fitting_nobody",
    "forget_keyrings",
    "is_marked",
    "join",
    "knock",
    "leave",
    "let_in",
    "let_in_by_host",
    "link_again",
    "make_device",
    "make_link",
    "make_own_link",
    "open_room",
    "prove",
    "remember_erased",
    "reopen_room",
    "sign_out",
    "try_code",
    "try_start_code",
]
