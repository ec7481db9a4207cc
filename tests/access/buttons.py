"""The buttons of a page, as its reader has them: what each would send, and where to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client


@dataclass
class Button:
    """One button: what stands on it, where its form goes, and what that sends as it was shown."""

    words: str
    action: str
    sends: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    """Collects the buttons of every form that posts."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.buttons = path, list[Button]()
        self.action, self.sends, self.pressed = "", dict[str, str](), list[Button]()
        self.inside = ""  # the name of the textarea one is in
        self.button: Button | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form" and has.get("method") == "post":
            self.action, self.sends, self.pressed = has.get("action", self.path), {}, []
        elif tag == "input" and self.action and (has.get("type") not in ("radio", "checkbox") or "checked" in has):
            self.sends[has.get("name", "")] = has.get("value", "on")
        elif tag == "textarea":
            self.inside = has.get("name", "")
            self.sends[self.inside] = ""
        elif tag == "button" and self.action:
            self.button = Button("", self.action, {has["name"]: has.get("value", "")} if "name" in has else {})

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.sends[self.inside] += data
        elif self.button:
            self.button.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.sends[self.inside] = self.sends[self.inside].removeprefix("\n")  # as browsers do
            self.inside = ""
        elif tag == "button" and self.button:
            self.pressed, self.button = [*self.pressed, self.button], None
        elif tag == "form" and self.action:
            for one in self.pressed:
                one.sends = self.sends | one.sends
            self.buttons, self.action = self.buttons + self.pressed, ""


def buttons_on(page: str, path: str) -> list[Button]:
    """Return the buttons on `page`, which was found at `path`."""
    reader = _Reader(path)
    reader.feed(page)
    return reader.buttons


def press(client: Client, path: str, button: str, typed: Mapping[str, str]) -> None:
    """Press the one button at `path` whose words begin so, with what is typed into its form; it leads on."""
    (one,) = (each for each in buttons_on(client.get(path).content.decode(), path) if each.words.startswith(button))
    assert client.post(one.action, one.sends | dict(typed)).status_code == 302
