"""Every write about mail: addresses, codes, and letters."""

from alongside.mail.commands.addresses import (
    Taken,
    forget,
    forget_gone,
    keep_address,
    remove_address,
    stop,
    tell_the_one_before,
    use_for,
)
from alongside.mail.commands.codes import (
    LIVES,
    Asked,
    Tried,
    ask_in,
    ask_proof,
    look_at_link,
    tidy_codes,
    try_code,
    try_link,
)
from alongside.mail.commands.posting import post, tidy_letters
from alongside.mail.commands.queue import LASTS, drop_errand, queue, queue_errand
from alongside.mail.commands.tallies import TooMany, count_invitation

__all__ = [
    "LASTS",
    "LIVES",
    "Asked",
    "Taken",
    "TooMany",
    "Tried",
    "ask_in",
    "ask_proof",
    "count_invitation",
    "drop_errand",
    "forget",
    "forget_gone",
    "keep_address",
    "look_at_link",
    "post",
    "queue",
    "queue_errand",
    "remove_address",
    "stop",
    "tell_the_one_before",
    "tidy_codes",
    "tidy_letters",
    "try_code",
    "try_link",
    "use_for",
]
