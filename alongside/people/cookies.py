"""The device's cookie: one for each partnership, so that nothing joins two of them.

Over https it is `__Host-` and Secure. Over plain http (loopback, or a hall's local network) browsers drop such
cookies, so there the same cookie goes without; a page says what that means.
"""

import re

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from alongside.people.secrets import SHAPE

DAYS = 400  # the longest that browsers keep a cookie
_NAME = re.compile(r"(?:__Host-)?at-([a-hj-km-np-z2-9]{12})")


def _name(request: HttpRequest, partnership: str) -> str:
    return ("__Host-at-" if request.is_secure() else "at-") + partnership


def secret_of(request: HttpRequest, partnership: str) -> str | None:
    """Return the secret this browser holds for `partnership`, or None."""
    secret = request.COOKIES.get(_name(request, partnership), "")
    return secret if re.fullmatch(SHAPE, secret) else None


def held_by(request: HttpRequest, partnership: str) -> str:
    """Return the secret of the device in hand, behind a door that it has opened."""
    return secret_of(request, partnership) or ""


def give(
    request: HttpRequest, response: HttpResponse, partnership: str, secret: str, *, seconds: int = DAYS * 24 * 3600
) -> None:
    """Hand this browser the secret by which it is known in `partnership`, for so long.

    Pages that were left open on it, perhaps by somebody else, can send nothing from now on: their forms are too old.
    """
    rotate_token(request)
    response.set_cookie(
        _name(request, partnership),
        secret,
        max_age=seconds,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def take(request: HttpRequest, response: HttpResponse, partnership: str) -> None:
    """Make this browser forget `partnership`, and let no page that was left open on it send anything."""
    rotate_token(request)
    response.delete_cookie(_name(request, partnership), samesite="Lax")


def partnerships_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Return (partnership's address, secret) for every such cookie that this browser holds."""
    secure = request.is_secure()
    return [
        (match[1], secret)
        for name, secret in request.COOKIES.items()
        if (match := _NAME.fullmatch(name)) and name.startswith("__Host-") == secure and re.fullmatch(SHAPE, secret)
    ]


def _letter(request: HttpRequest) -> str:
    return "__Host-letter" if request.is_secure() else "letter"


def letter_of(request: HttpRequest) -> str:
    """Return the secret with which this browser asked for a code by e-mail; empty where it has asked for none."""
    secret = request.COOKIES.get(_letter(request), "")
    return secret if re.fullmatch(SHAPE, secret) else ""


def give_letter(request: HttpRequest, response: HttpResponse, secret: str, *, seconds: int) -> None:
    """Have this browser remember that it asked for a code: the code works here and nowhere else."""
    secure = request.is_secure()
    response.set_cookie(_letter(request), secret, max_age=seconds, secure=secure, httponly=True, samesite="Lax")


def take_letter(request: HttpRequest, response: HttpResponse) -> None:
    """Have this browser forget that it asked for a code."""
    response.delete_cookie(_letter(request), samesite="Lax")
