"""A hall without the internet: plain http on the local network, by one address and no other (L-03, L-08 small).

Another of this computer's own addresses stands in for the one it has in a hall.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable
from contextlib import closing
from urllib.parse import urlencode, urlsplit

import pytest

from tests.kit.servers import Server

ADDRESS = "127.0.0.2"
STARTING = {
    "name": "Harbour Wards Partnership",
    "place": "Eastport",
    "stage": "new",
    "person": "Amina Yusuf",
    "organisation": "Harbour Carers",
    "kind": "charity",
    "size": "small",
}
OTHERS = (
    "127.0.0.3",
    "127.0.0.2.example.org",
    "example.org",
    "evil.example:80",
    "127.0.0.2@evil.example",
    "0.0.0.0",  # noqa: S104
    "localhost.evil.example",
    ".127.0.0.2",
)
Answer = tuple[http.client.HTTPResponse, str]


class Visitor:
    """A browser in the hall: it keeps the cookies that it may keep over plain http, and sends them along."""

    def __init__(self, server: Server) -> None:
        self.server = urlsplit(server.url)
        self.cookies: dict[str, str] = {}
        self.given: list[str] = []

    def ask(self, path: str, form: dict[str, str] | None = None, host: str = "") -> Answer:
        """Ask for a page, or send a form; `host` is what the page is asked for by."""
        with closing(http.client.HTTPConnection(ADDRESS, self.server.port, timeout=20)) as connection:
            headers = {
                "Host": host or self.server.netloc,
                "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            }
            if form is not None:
                headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{headers['Host']}"}
            connection.request("GET" if form is None else "POST", path, urlencode(form or {}), headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self._keep(cookie)
        return answer, page

    def _keep(self, cookie: str) -> None:
        """Keep a cookie unless it is one that a browser drops where there is no https."""
        self.given.append(cookie)
        name, _, rest = cookie.partition("=")
        if "secure" not in rest.casefold() and not name.startswith(("__Host-", "__Secure-")):
            self.cookies[name] = rest.partition(";")[0]

    def fill(self, path: str, words: dict[str, str]) -> Answer:
        """Open a page, fill in its form, and send it."""
        _, page = self.ask(path)
        hidden = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))
        return self.ask(path, {**hidden, **words})


@pytest.fixture
def hall(start_server: Callable[..., Server]) -> Visitor:
    """Somebody in a hall, where Alongside is open by its address there."""
    return Visitor(start_server("--hall", "--address", ADDRESS))


def started(hall: Visitor) -> str:
    """Start a partnership there, and return the address of its home."""
    answer, page = hall.fill("/start/", STARTING)
    homes: set[str] = set(re.findall(r"/p/\w{12}/", answer.headers.get("Location", "") + page))
    assert len(homes) == 1
    return homes.pop()


def test_cookies_work_there_without_https(hall: Visitor) -> None:
    assert hall.server.hostname == ADDRESS
    home = started(hall)
    (device,) = [cookie for cookie in hall.given if cookie.startswith("at-")]
    assert "httponly" in device.casefold()
    assert "samesite=lax" in device.casefold()
    assert "domain" not in device.casefold()
    # none is one that a browser would drop
    names = {cookie.partition("=")[0] for cookie in hall.given}
    assert any(name.startswith("csrf") for name in names)
    assert names == hall.cookies.keys()
    inside, page = hall.ask(home)
    assert inside.status == 200
    assert "Harbour Wards Partnership" in page
    hall.cookies.clear()
    assert hall.ask(home)[0].status == 404


def test_by_any_other_name_it_does_not_answer(hall: Visitor) -> None:
    assert {host: hall.ask("/start/", host=host)[0].status for host in OTHERS} == dict.fromkeys(OTHERS, 400)
    assert hall.ask("/start/")[0].status == 200
    assert hall.ask("/", host=f"localhost:{hall.server.port}")[0].status == 200


def test_whoever_comes_in_is_told_that_somebody_could_listen(hall: Visitor) -> None:
    answer, _ = hall.fill(f"{started(hall)}people/rooms/", {"approved": "no", "hours": "3", "places": "20"})
    _, shown = hall.ask(answer.headers["Location"])
    (way_in,) = set(re.findall(rf"http://{ADDRESS}:\d+(/join/[\w-]+/)", shown))
    hall.cookies.clear()
    _, page = hall.ask(way_in)
    assert "Somebody with the skill could listen" in page
    _, at_home = hall.ask(way_in, host=f"localhost:{hall.server.port}")
    assert "Somebody with the skill could listen" in at_home  # what is shown there is the hall's address


def test_outside_of_a_hall_that_address_is_not_answered(server: Server) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", urlsplit(server.url).port, timeout=20)) as connection:
        connection.request("GET", "/", headers={"Host": ADDRESS})
        assert connection.getresponse().status == 400
