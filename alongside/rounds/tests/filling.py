"""Filling in a page of ours as a browser without JavaScript does: what stands in its fields, but for what is typed."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from alongside.rounds.models import Round
from alongside.rounds.sheets import Entry
from alongside.rounds.tests import steps
from tests.cast import Cast


class _Fields(HTMLParser):
    """The fields of one form, as they would be sent."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.inside, self.area = form, False, ""
        self.sent: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("id", "") == self.form
        name, kind = given.get("name", ""), given.get("type", "")
        if not self.inside or not name:
            return
        if tag == "textarea":
            self.area, self.sent[name] = name, ""
        elif tag == "input" and (kind not in ("radio", "checkbox") or "checked" in given):
            self.sent[name] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.sent[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            self.sent[self.area], self.area = self.sent[self.area].removeprefix("\n"), ""
        if tag == "form":
            self.inside = False


def fields(page: Any, form: str = "answers") -> dict[str, str]:
    """Return what the form of that id would send as it stands."""
    reader = _Fields(form)
    reader.feed(page.content.decode())
    return reader.sent


def press(client: Client, url: str, form: str = "answers", **typed: str | None) -> Any:
    """Open a page, type, and press. `words__working_power` is `working.power-words`; None leaves a field out."""
    sent = fields(client.get(url), form)
    for name, value in typed.items():
        sent |= {_named(name): value or ""}
        if value is None:
            del sent[_named(name)]
    return client.post(url, sent)


def _named(name: str) -> str:
    what, _, question = name.partition("__")
    return f"{question.replace('_', '.')}-{what}" if question else name.replace("_", "-")


def at(round: Round, name: str, *more: str) -> str:
    """Return the address of a page of a round."""
    return reverse(f"rounds:{name}", args=[round.partnership.ref, round.ref, *more])


def one(round: Round, question: str = steps.QUESTIONS[1]) -> str:
    """Return the address of the page with one question."""
    return at(round, "one", question)


def text(page: Any) -> str:
    """Return a page with every run of spaces as one."""
    return " ".join(page.content.decode().split())


def written(cast: Cast, round: Round, who: str = "nadia") -> dict[str, Entry]:
    """Return what somebody's drafts hold."""
    return dict(steps.book(cast, who, round).entries) if steps.held(cast, who) else {}
