"""Which lines of what newly appeared this browser has put away: a cookie that holds their names, and nothing else."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse

from alongside.journey.grows import NEW_FOR, TABLE

NAME = "put-away"


def rows(request: HttpRequest) -> tuple[str, ...]:
    """Return what was put away in this browser, in this partnership."""
    said = re.findall("[a-z]+", request.COOKIES.get(NAME, ""))
    return tuple(row.after for row in TABLE if row.after and row.after in said)


def remember(request: HttpRequest, response: HttpResponse, partnership: str, after: str) -> None:
    """Let this browser know that it was put away, until it is no longer new; in this partnership alone."""
    response.set_cookie(
        NAME,
        "-".join(dict.fromkeys([*rows(request), after])),
        max_age=NEW_FOR,
        path=f"/p/{partnership}/",
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
