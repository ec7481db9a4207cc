"""Which rounds this browser has been reminded of: a cookie that holds their refs, and nothing else anywhere.

So a reminder comes once on each device, no row and no log says to whom it came, and nobody can be shown a list.
"""

from __future__ import annotations

import datetime
import re

from django.http import HttpRequest, HttpResponse

from alongside.web.converters import Ref

NAME = "reminded"
MOST = 10


def of_rounds(request: HttpRequest) -> tuple[str, ...]:
    """Return the refs of the rounds that this browser was reminded of, in this partnership."""
    return tuple(re.findall(Ref.regex, request.COOKIES.get(NAME, ""))[:MOST])


def remember(
    request: HttpRequest, response: HttpResponse, partnership: str, round: str, *, until: datetime.datetime
) -> None:
    """Let this browser know that it was reminded of `round`, until that has closed; in this partnership alone."""
    response.set_cookie(
        NAME,
        "-".join([round, *of_rounds(request)][:MOST]),
        expires=until,
        path=f"/p/{partnership}/",
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
