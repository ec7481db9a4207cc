"""A small server that keeps one line as js/keep.js wants it kept, and that can be told to misbehave."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

from django.conf import settings
from django.template import engines

from alongside.web import styles

PAGE = """{% extends "web/base.html" %}{% block title %}A line{% endblock %}
{% block behaviours %}{% behaviours "keep" %}{% endblock %}
{% block main %}<h1>A line</h1>
<form method="post" action="/whole/" novalidate {% keeping whose=whose %}>
  <input type="hidden" name="csrfmiddlewaretoken" value="token">
  <div class="field" data-keep="/line/">
    <input type="hidden" name="seen" value="{{ version }}" data-seen>
    <label for="words">What we noticed</label>
    <textarea id="words" name="words">
{{ words }}</textarea>
  </div>
  <button type="submit">Keep, and make the page</button>
  {% include "web/parts/kept.html" %}
</form>{% endblock %}"""

GIVEN = {
    "portal": (200, "text/html", "<h1>Welcome to the hospital wifi</h1>"),
    "redirect": (302, "text/html", ""),
    "502": (502, "text/html", "<h1>Bad gateway</h1>"),
    "413": (413, "text/html", "<h1>Too much</h1>"),
    "403": (403, "text/html", "<h1>Not you</h1>"),
    "422": (422, "application/json", '{"error": "That is too long."}'),
}


@dataclass
class Keeper:
    """One line with its versions, and how the server behaves: "works", a key of GIVEN, or "cut", "lost", "held"."""

    words: str = ""
    version: int = 0
    manner: str = "works"
    whose: str = "amina"
    address: str = ""
    versions: list[str] = field(default_factory=list)
    conflicts: int = 0
    whole: list[dict[str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    release: threading.Event = field(default_factory=threading.Event)

    def keep(self, words: str, seen: int) -> int:
        """Keep the words and return a status, as the real one does."""
        with self.lock:
            if words == self.words:
                return 200
            if seen != self.version:
                self.conflicts += 1
                return 409
            self.words, self.version = words, self.version + 1
            self.versions.append(words)
            return 200


class Handler(BaseHTTPRequestHandler):
    """What the server says; `keeper` and `products` are set on a class of its own for each."""

    keeper: Keeper
    products: dict[str, str]

    def do_GET(self) -> None:
        name = re.sub(r"\.[0-9a-f]{12}\.", ".", self.path.removeprefix("/static/"))
        if name in self.products:
            self.give(200, "text/javascript" if name.endswith("js") else "text/css", self.products[name])
        elif self.path == "/":
            page = engines["django"].from_string(PAGE)
            told = {"words": self.keeper.words, "version": self.keeper.version, "whose": self.keeper.whose}
            self.give(200, "text/html", str(page.render(told)))
        else:
            self.give(404, "text/plain", "")

    def do_POST(self) -> None:
        sent = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True))
        if self.path == "/whole/":
            self.keeper.whole.append(sent)
            self.give(200, "text/html", "<!doctype html><title>Whole</title>Kept whole")
            return
        manner = self.keeper.manner
        if manner == "held":
            self.keeper.release.wait(10)
        if manner in GIVEN:
            self.give(*GIVEN[manner])
        elif manner != "cut":
            self.keep(sent, answer=manner != "lost")

    def keep(self, sent: dict[str, str], *, answer: bool) -> None:
        status = self.keeper.keep(sent["words"].replace("\r\n", "\n"), int(sent["seen"]))
        if answer:
            self.give(status, "application/json", json.dumps({"version": self.keeper.version}))

    def give(self, status: int, kind: str, text: str) -> None:
        directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        body = text.encode()
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere/")
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header(
            "Content-Security-Policy", "; ".join(f"{name} {' '.join(of)}" for name, of in directives.items())
        )
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def serving(keeper: Keeper) -> Iterator[Keeper]:
    """Serve the keeper's page on a free port, given as `keeper.address`."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), type("Its", (Handler,), {"keeper": keeper, "products": styles.products()})
    )
    keeper.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield keeper
    finally:
        keeper.release.set()
        server.shutdown()
        server.server_close()
        thread.join()
