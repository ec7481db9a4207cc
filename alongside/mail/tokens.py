"""Links in letters that do one thing each: signed, bound to what they are for, over on a day.

What one names is a fresh reference of an address (`Address.ref`): who takes the address away, leaves or is erased ends
every such link. They let nobody in. The link that does is random and kept as a hash, see commands/codes.py.
"""

from __future__ import annotations

import datetime

from django.core.signing import BadSignature, Signer


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"alongside.mail.{purpose}", sep=".")


def make(purpose: str, what: str, *, until: datetime.datetime) -> str:
    """Return the token that stands for `what`, for this `purpose` only."""
    return _signer(purpose).sign(f"{what}.{int(until.timestamp())}")


def read(purpose: str, token: str, *, at: datetime.datetime) -> str | None:
    """Return what a token of this `purpose` stands for; None when it is another's, changed, or over."""
    try:
        what, _, until = _signer(purpose).unsign(token).rpartition(".")
    except BadSignature:
        return None
    return what if until.isdecimal() and at.timestamp() <= int(until) else None
