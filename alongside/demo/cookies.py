"""The cookie that says which copies are this browser's; it says nothing else, and lasts a day."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse

from alongside.people.secrets import SHAPE, new_secret

SECONDS = 24 * 3600


def _name(request: HttpRequest) -> str:
    return "__Host-example" if request.is_secure() else "example"


def secret_of(request: HttpRequest) -> str:
    """Return what this browser holds; empty where it has looked at no example."""
    secret = request.COOKIES.get(_name(request), "")
    return secret if re.fullmatch(SHAPE, secret) else ""


def secret_for(request: HttpRequest) -> str:
    """Return what this browser holds, or is to hold from now on."""
    return secret_of(request) or new_secret()


def give(request: HttpRequest, response: HttpResponse, secret: str) -> None:
    """Have this browser hold it for a day."""
    secure = request.is_secure()
    response.set_cookie(_name(request), secret, max_age=SECONDS, secure=secure, httponly=True, samesite="Lax")
