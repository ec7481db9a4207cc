"""Whatever is written into any field, no page grows an element, an attribute or a script by it."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.test import Client

from alongside.learning import commands as learning
from alongside.learning.models import Action
from tests.access.matrix import ask
from tests.access.objects import readable, things
from tests.cast import Cast
from tests.hostile.fields import fill, free_words
from tests.hostile.payloads import ALL

pytestmark = pytest.mark.django_db
PLAIN = "Plain words, nothing else"


class Skeleton(HTMLParser):
    """What a page is made of: its elements and their attributes' names, without any words."""

    def __init__(self) -> None:
        super().__init__()
        self.bones: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bones.append((tag, *sorted(self._bone(name, value or "") for name, value in attrs)))

    @staticmethod
    def _bone(name: str, value: str) -> str:
        """An attribute's name; of one that leads somewhere, its scheme too."""
        if name not in ("href", "src", "action", "formaction", "data"):
            return name
        return f"{name} {urlsplit(value.strip()).scheme}"


def skeleton(page: str) -> list[tuple[str, ...]]:
    parser = Skeleton()
    parser.feed(page)
    parser.close()
    return parser.bones


@pytest.fixture
def pages(cast: Cast, with_mail: object) -> tuple[Client, list[str]]:
    """The organiser, and the paths of all pages where she can read what somebody wrote, with mail set up."""
    del with_mail
    here = things(cast, "amina", cast.harbour)
    tried, told = Action.objects.get(ref=here.values["action"]), learning.Told("partly", "yes", "Nine came", "To ask")
    learning.record_outcome(seat=cast.seat("amina"), action=tried, told=told, at=cast.at)
    return cast.client("amina"), readable(here)


def read(client: Client, path: str) -> str:
    answer = ask(client, "GET", path)
    assert answer.status_code == 200, path
    if not answer.headers["Content-Type"].startswith("text/html"):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        return ""
    return bytes(getattr(answer, "content", b"")).decode()


def test_every_field_of_words_is_reached(pages: tuple[Client, list[str]]) -> None:
    del pages
    there = {f"{model.__name__}.{field.name}" for model, field in free_words()}
    without_rows = {"Departure.reason", "SettingAside.reason"}  # held by tests of their own rooms
    without_rows |= {
        "Answer.words",
        "OpenUnnamed.words",
        "ShownUnnamed.words",
    }  # shown to their writer, or to nobody yet
    assert fill(lambda limit: PLAIN[:limit]) >= there - without_rows


def test_no_page_is_changed_by_what_somebody_wrote(pages: tuple[Client, list[str]]) -> None:
    client, paths = pages
    fill(lambda limit: PLAIN[:limit])
    bones = {path: skeleton(read(client, path)) for path in paths}
    for payload in ALL:
        fill(lambda limit, words=payload: words[:limit])  # type: ignore[misc]
        for path in paths:
            assert skeleton(read(client, path)) == bones[path], f"{payload!r} changes {path}"
