"""Why a command did nothing."""

from __future__ import annotations

from alongside.agreements.models import Proposal


class NotYours(Exception):
    """Somebody else may do this."""


class TooLate(Exception):
    """It is settled: nothing of it is changed, and nobody says anything more to it."""


class OtherWords(Exception):
    """The words have been changed since they were seen."""


class NotYet(Exception):
    """It may not be adopted now. `.why` says so in a sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class HeardNow(Exception):
    """Words for the same are proposed and not settled yet. `.proposal` is where: they can be amended there."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__("words for the same are being heard")
        self.proposal = proposal
