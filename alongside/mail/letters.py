"""A letter: what stands in it, and how it is put together. Plain text first; nothing in it is fetched from anywhere."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, make_msgid
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from alongside.mail import setup, tokens
from alongside.mail.models import Address
from alongside.mail.plain import one_line

STOPS = datetime.timedelta(days=400)
"""How long the link that stops a kind of letter does so."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one person: to the address that `membership` has given for `tick`, or else to the address `to`.

    With a `tick` it is one of those that repeat, and says how to stop them.
    """

    subject: str
    text: str
    html: str = ""
    membership: int | None = None
    tick: str = ""
    to: str = ""


def write(name: str, subject: str, words: Mapping[str, Any], **to: Any) -> Letter:
    """Return the letter of the template mail/letters/NAME.txt; `to` is as Letter has it."""
    text = render_to_string(f"mail/letters/{name}.txt", dict(words))
    return Letter(subject=subject, text=text.strip() + "\n", **to)


def stop_path(address: Address, tick: str, *, at: datetime.datetime) -> str:
    """Return the path of the page that stops this kind of letter to this address, and does nothing else."""
    return reverse("mail:stop", args=[tick, tokens.make(f"stop-{tick}", address.ref, until=at + STOPS)])


def message(letter: Letter, to: str, *, at: datetime.datetime, stop: str = "") -> EmailMessage:
    """Return the letter as it goes to the mail server: each head is one line, whatever was put into it.

    `stop` is the path of the page that stops such letters.
    """
    made = EmailMessage(policy=SMTP)
    made["Subject"] = one_line(letter.subject)
    made["From"] = formataddr(setup.sender())
    made["To"] = to
    made["Date"] = format_datetime(at)
    made["Message-ID"] = make_msgid(domain=setup.domain())
    made["Auto-Submitted"] = "auto-generated"
    text, html = letter.text, letter.html
    if stop:
        made["List-Unsubscribe"] = f"<{setup.link(stop)}>"
        text = f"{text}\n--\nTo get no more letters like this one:\n{setup.link(stop)}\n"
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    return made
