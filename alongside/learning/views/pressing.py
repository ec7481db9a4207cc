"""What goes along with a press: a key, so that a second one does nothing twice; and what a try comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.http import Http404, HttpRequest

from alongside.learning import commands, pages
from alongside.partnerships.seats import Seat
from alongside.people.secrets import SHAPE


def key_of(sent: str) -> str:
    """Return a key that a page of ours made; anything else is none."""
    return sent if re.fullmatch(SHAPE, sent) else ""


def source_in(request: HttpRequest, seat: Seat, kinds: Iterable[str]) -> commands.Source | None:
    """Return what a page says that a try comes from, if it says so; what is not here is not found."""
    kind = next((each for each in kinds if each in request.GET), "")
    try:
        return pages.source_of(seat, kind, request.GET[kind]) if kind else None
    except pages.NoSuchSource as none:
        raise Http404 from none
