"""Addresses as others type or scan them, and what is to be said of the network they are reached over."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from alongside.people.secrets import grouped


def _host(request: HttpRequest) -> str:
    return request.get_host().rpartition(":")[0] if ":" in request.get_host().rpartition("]")[2] else request.get_host()


def is_loopback(request: HttpRequest) -> bool:
    """Whether this request was made on the very computer that serves it, as far as its address says."""
    return _host(request) in settings.LOOPBACK


def only_here(request: HttpRequest) -> bool:
    """Whether an address shown now works on this computer only: nothing else can reach the server."""
    return is_loopback(request) and not settings.HALL


def is_overheard(request: HttpRequest) -> bool:
    """Whether somebody skilled on this network could listen: plain http over a network that others are on.

    In a hall also where the page is read at the server itself: the address it shows is the hall's.
    """
    return not request.is_secure() and not only_here(request)


def needs_start_code() -> bool:
    """Whether starting a partnership takes a code: on a server with public names, whatever name it is asked by.

    The name a request gives (loopback too) is the asker's to choose, so it cannot decide this.
    """
    return bool(settings.PUBLIC_HOSTS) and not settings.HALL


def start_code() -> str:
    """Return the code that starts a partnership; empty where whoever runs the server has set none."""
    return str(settings.START_CODE).strip()


def may_start() -> bool:
    """Whether anybody can start a partnership here at all: where it takes a code, there must be one."""
    return not needs_start_code() or bool(start_code())


def address(request: HttpRequest, path: str) -> str:
    """Return the whole address of `path` as others reach it: in a hall, also where the organiser sits at the server."""
    if settings.HALL and is_loopback(request):
        return f"http://{settings.HALL}:{request.get_port()}{path}"
    return request.build_absolute_uri(path)


def without_scheme(whole: str) -> str:
    """Return an address as it is read aloud or typed."""
    return whole.partition("://")[2].rstrip("/")


def way_in(request: HttpRequest, secret: str) -> str:
    """Return the whole address of a personal link."""
    return address(request, reverse("people:enter", args=[grouped(secret)]))
