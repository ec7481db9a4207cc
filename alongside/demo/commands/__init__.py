"""Every write about copies: wanting one, telling it, throwing it away. None leaves a Moment but those of its story."""

from alongside.demo.commands.making import let_in, make_wanted, secret_of
from alongside.demo.commands.throwing_away import throw_away, throw_away_due
from alongside.demo.commands.wanting import AT_ONCE, IN_AN_HOUR, LASTS, TooMany, want

__all__ = [
    "AT_ONCE",
    "IN_AN_HOUR",
    "LASTS",
    "TooMany",
    "let_in",
    "make_wanted",
    "secret_of",
    "throw_away",
    "throw_away_due",
    "want",
]
