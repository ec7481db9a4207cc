"""Whether mail is set up by whoever runs the server, and what is missing where it was meant to be.

All of it comes from the environment (see settings). Links in letters begin with the one address given there: never
with a name that a request brought along.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from alongside.mail.plain import one_line

PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Server:
    """The mail server that takes our letters. `tls`: from the first byte on; else it is asked for after a greeting."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: bool

    @property
    def is_here(self) -> bool:
        """Whether it runs on this computer: what is said to it passes over no network."""
        return self.host in {"127.0.0.1", "localhost", "::1"}


def is_set_up() -> bool:
    """Whether letters are sent from here. Where not, no page speaks of mail. In a hall they never are."""
    return bool(settings.MAIL) and not settings.HALL and not fault()


def fault() -> str:
    """Return the sentence that says what is missing or wrong; empty where all is there, or nothing was meant to be."""
    if not settings.MAIL and not settings.MAIL_FROM:
        return ""
    return _server_fault() or _from_fault() or _address_fault()


def _server_fault() -> str:
    try:
        parts = urlsplit(settings.MAIL)
        whole = parts.scheme in PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if whole:
        return ""
    return (
        "Mail is not set up: name the mail server, as in ALONGSIDE_MAIL=smtp://user:password@mail.example.org:587 "
        "(or smtps:// for port 465)."
    )


def _from_fault() -> str:
    try:
        validate_email(sender()[1])
    except ValidationError:
        return (
            "Mail is not set up: say from whom letters come, as in "
            'ALONGSIDE_MAIL_FROM="Alongside <alongside@example.org>".'
        )
    return ""


def _address_fault() -> str:
    parts = urlsplit(settings.ADDRESS)
    hosts = settings.LOOPBACK if parts.scheme == "http" else settings.PUBLIC_HOSTS if parts.scheme == "https" else ()
    name = parts.netloc.rpartition(":")[0] if parts.netloc.rpartition("]")[2].count(":") else parts.netloc
    if name in hosts and parts.path in {"", "/"} and not parts.query and not parts.fragment:
        return ""
    return (
        "Mail is not set up: name the address that links in letters begin with, as in "
        "ALONGSIDE_ADDRESS=https://alongside.example.org, and the same name in ALONGSIDE_HOSTS."
    )


def server() -> Server:
    """Return the mail server; called where mail is set up."""
    parts = urlsplit(settings.MAIL)
    return Server(
        host=parts.hostname or "",
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
    )


def sender() -> tuple[str, str]:
    """Return from whom letters come: a name, and an address."""
    name, address = parseaddr(settings.MAIL_FROM)
    return one_line(name), address


def link(path: str) -> str:
    """Return the whole address of `path`, as it stands in a letter."""
    return str(settings.ADDRESS).rstrip("/") + path


def domain() -> str:
    """Return the name of this server as its letters give it."""
    return urlsplit(settings.ADDRESS).hostname or "localhost"
