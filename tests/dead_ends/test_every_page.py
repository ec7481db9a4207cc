"""Every page of both examples, as each person who may walk in: every link leads somewhere, no page is a dead end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoDbBlocker

from alongside.demo.loading import NAMES
from alongside.demo.shapes import ROLES
from tests.dead_ends.reading import Node, faults, ids, links, read
from tests.kit.examples import MadeExample, make_examples

QUERIES = 10
"""So many ways of narrowing one page are looked at: days and themes would be without end."""
INVENTED = "invented"
pytestmark = pytest.mark.django_db


@dataclass
class Walk:
    """One person's walk from home to wherever links lead; what is wrong on the way."""

    client: Client
    example: MadeExample
    seen: dict[str, Node | None] = field(default_factory=dict)  # None: no page, but a file or a text
    wrong: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    waiting: list[tuple[str, str]] = field(default_factory=list)  # an address, and the page it stands on

    def go(self) -> None:
        """Look at every page there is."""
        self.waiting = [(self.example.home, "")]
        anchors: list[tuple[str, str, str]] = []
        while self.waiting:
            to, on = self.waiting.pop(0)
            path, anchor = urldefrag(to)
            if anchor:
                anchors.append((path, anchor, on))
            if path not in self.seen and self._is_new(path):
                self._look(path, on)
        for path, anchor, on in anchors:
            page = self.seen.get(path)
            if page is not None and anchor not in ids(page):
                self.wrong.append(f"{on} leads to {path}#{anchor}, and nothing there is called so.")

    def _is_new(self, path: str) -> bool:
        parts = urlsplit(path)
        if not parts.query:
            return True
        self.asked[parts.path] += 1
        return self.asked[parts.path] <= QUERIES

    def _look(self, path: str, on: str) -> None:
        answer = self.client.get(path, follow=True)
        self.seen[path] = None
        if answer.status_code != 200:
            self.wrong.append(f"{on} leads to {path}, which answers {answer.status_code}.")
            return
        if not answer.headers["Content-Type"].startswith("text/html") or "attachment" in answer.headers.get(
            "Content-Disposition", ""
        ):
            return
        page = self.seen[path] = read(answer.content.decode())
        self.wrong += [f"{path}: {fault}" for fault in (*faults(page), *self._unsaid(path, page))]
        here = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        self.waiting += [(to, path) for href in links(page) if (to := self._inside(urljoin(here, href)))]

    def _inside(self, to: str) -> str:
        parts = urlsplit(to)
        return to if not parts.scheme and not parts.netloc and parts.path.startswith("/") else ""

    def _unsaid(self, path: str, page: Node) -> Iterator[str]:
        if path.startswith("/p/") and INVENTED not in page.text:
            yield "It does not say that it is invented."


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, MadeExample]]:
    """Both examples, told once for all the walks."""
    from alongside.demo import commands
    from alongside.demo.models import CopyWanted, Example, ThrownAway
    from alongside.web.clock import now

    with django_db_blocker.unblock():
        examples = make_examples()
        yield examples
        for each in Example.objects.all():
            commands.throw_away(example=each, at=now())
        CopyWanted.objects.all().delete()
        ThrownAway.objects.all().delete()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", NAMES)
def test_no_page_of_an_example_is_a_dead_end(made: dict[str, MadeExample], name: str, role: str) -> None:
    client = Client()
    for cookie, secret in (made[name].visitor, *(each.cookies[role] for each in made.values())):
        client.cookies[cookie] = secret
    walk = Walk(client, made[name])
    walk.go()
    views = {resolve(urlsplit(path).path).view_name for path in walk.seen}
    assert {"journey:home", "journey:question", "learning:tries", "people:people", "front:help"} <= views
    assert len(walk.seen) > 60, sorted(walk.seen)
    assert not walk.wrong, "\n".join(sorted(set(walk.wrong)))
