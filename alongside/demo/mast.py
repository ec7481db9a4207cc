"""What pages of rooms below show of the examples: the head of every page in one, and the door on the front page."""

from __future__ import annotations

from django.http import HttpRequest

from alongside.demo import pages
from alongside.demo.commands import secret_of as device_of
from alongside.demo.cookies import secret_of
from alongside.demo.models import Example
from alongside.demo.shapes import ROLES
from alongside.demo.switch import are_on
from alongside.partnerships.pages import about_which
from alongside.people.cookies import held_by
from alongside.people.secrets import hashed
from alongside.web.mast import Examples, Invented


def invented(request: HttpRequest) -> Invented | None:
    """Return what says that the partnership of this page is an example; None where it is not."""
    partnership, membership = about_which(request)
    if partnership is None or not partnership.is_invented:
        return None
    example = Example.objects.filter(partnership=partnership).first()
    if example is None:
        return None
    is_theirs = are_on() and hashed(secret_of(request)) == bytes(example.visitor_hash)
    held = held_by(request, partnership.ref)
    mine = next((role for role in ROLES if held == device_of(example, role)), "")
    return pages.said_of(example, membership.name if membership else "", mine, is_theirs=is_theirs)


def examples(request: HttpRequest) -> Examples | None:
    """Return the door to the examples; None where there are none on this server."""
    if not are_on():
        return None
    secret = secret_of(request)
    return Examples(pages.url(), pages.opened_by(hashed(secret)) if secret else ())
