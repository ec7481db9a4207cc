"""What every test may ask for: a database file of its own, a real server, a real browser.

- `server`: Alongside, served from a data folder of its own: `.url`, `.home`, `.log`, `.kill()`, `.stop()`.
- `start_server(**more)`: the same, as many times as wanted.
- `shared_server`: one for all the tests of a file, which each bring people of their own.
- `someone(js=True, width=1280, height=800)`: a person with a browser of their own, as a Playwright page whose
  addresses are relative to `server`. When the test ends it fails if any page asked another host for anything,
  broke the content security policy, or raised an error in a script.
- `page`: just `someone()`.
- `axe`: called with a page, asserts that axe finds nothing wrong with it.
- `postbox`: a mail server on this computer, which Alongside is set up to send by; see tests/kit/postbox.py.
- `cast`: the people of two invented partnerships, and a clock that stands still; see tests/cast.py.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests.kit import browsers, footing, servers
from tests.kit.postbox import Postbox

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request
    from pytest_django import Settings

    from tests.cast import Cast

PATIENCE = 10_000
"""Milliseconds a browser waits for what a test expects."""


class Someone(Protocol):
    """Makes a page for one more person, whose browser shares nothing with the others'."""

    def __call__(self, *, js: bool = True, width: int = 1280, height: int = 800, **context: Any) -> Page: ...


def pytest_sessionstart() -> None:
    """Collect the static files as they are now, once for all workers: pages are made with their hashed names."""
    if not footing.WORKER:
        from alongside.home import static_root
        from alongside.preparing import collect

        collect(static_root())


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Keep SQLite's test database in a file, as it is in life: in memory it has no WAL and one thread."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder made ready once, for copying."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    servers.prepare(home, {"ALONGSIDE_DATABASE": ""})
    return home


@pytest.fixture(scope="session")
def prepared_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a PostgreSQL database made ready once, for copying; empty on SQLite."""
    if not footing.POSTGRESQL:
        return ""
    address = _new_database()
    servers.prepare(tmp_path_factory.mktemp("migrating"), {"ALONGSIDE_DATABASE": address})
    return address.rpartition("/")[2]


@contextmanager
def _starting(prepared_home: Path, prepared_database: str, folder: Path) -> Iterator[Callable[..., servers.Server]]:
    """Start servers, each on a data folder (and on PostgreSQL a database) of its own; all stop at the end."""
    started: list[servers.Server] = []
    addresses: list[str] = []

    def start(*arguments: str, **more: str) -> servers.Server:
        home = folder / f"home-{len(started)}"
        shutil.copytree(prepared_home, home)
        if footing.POSTGRESQL and "ALONGSIDE_DATABASE" not in more:
            addresses.append(_new_database(prepared_database))
            more["ALONGSIDE_DATABASE"] = addresses[-1]
        server = servers.start(home, *arguments, more=more)
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()
    for address in addresses:
        _on_postgresql(f'DROP DATABASE "{address.rpartition("/")[2]}" WITH (FORCE)')


@pytest.fixture
def start_server(
    prepared_home: Path, prepared_database: str, tmp_path: Path
) -> Iterator[Callable[..., servers.Server]]:
    """Start real servers, as many times as wanted."""
    with _starting(prepared_home, prepared_database, tmp_path) as start:
        yield start


@pytest.fixture(scope="module")
def shared_server(
    prepared_home: Path, prepared_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[servers.Server]:
    """A real server for all the tests of a file; a file that makes it its `server` leaves it running, and says why."""
    with _starting(prepared_home, prepared_database, tmp_path_factory.mktemp("shared")) as start:
        yield start()


def _on_postgresql(statement: str) -> None:
    import psycopg

    address = os.environ["ALONGSIDE_DATABASE"].rpartition("/")[0] + "/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)


def _new_database(like: str = "template1") -> str:
    """Make a database that is a copy of the one called `like`, and return its address."""
    name = f"server_{secrets.token_hex(6)}"
    _on_postgresql(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return f"{os.environ['ALONGSIDE_DATABASE'].rpartition('/')[0]}/{name}"


@pytest.fixture
def server(start_server: Callable[..., servers.Server]) -> servers.Server:
    """A real server on a data folder of its own."""
    return start_server()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's browser, without a window, once per worker."""
    from playwright.sync_api import sync_playwright

    program = browsers.find()
    if program is None:
        pytest.fail(browsers.NONE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=browsers.arguments())
        yield browser
        browser.close()


@pytest.fixture
def someone(browser: Browser, server: servers.Server) -> Iterator[Someone]:
    """Bring people with browsers of their own; afterwards, fail on whatever their pages should not have done."""
    wrong: list[str] = []
    contexts = []

    def arrive(*, js: bool = True, width: int = 1280, height: int = 800, **context: Any) -> Page:
        options = {"base_url": server.url, "locale": "en-GB", **context}
        made = browser.new_context(java_script_enabled=js, viewport={"width": width, "height": height}, **options)
        contexts.append(made)
        made.set_default_timeout(PATIENCE)
        page = made.new_page()
        _watch(page, server.url, wrong)
        return page

    yield arrive
    for context in contexts:
        context.close()
    assert not wrong, wrong


def _watch(page: Page, home: str, wrong: list[str]) -> None:
    """Write into `wrong` what no page may do."""

    def asked(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:", "about:")):
            wrong.append(f"asked elsewhere: {request.url}")

    def said(message: ConsoleMessage) -> None:
        # a page answered with 404 or 422 is said as an error too, and is none
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            wrong.append(f"said in the console: {message.text}")

    page.on("request", asked)
    page.on("console", said)
    page.on("pageerror", lambda error: wrong.append(f"raised in a script: {error}"))


@pytest.fixture
def page(someone: Someone) -> Page:
    """Somebody at a desk, with JavaScript."""
    return someone()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that axe, with its WCAG 2.2 A and AA rules and best practices, finds nothing wrong with a page."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page: Page) -> None:
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast, with the clock stopped at 10:00 on 20 March 2026."""
    from django.utils import timezone

    from tests.cast import build

    made = build()
    monkeypatch.setattr(timezone, "now", lambda: made.at)
    return made


@pytest.fixture
def with_mail(settings: Settings) -> Settings:
    """Mail set up, to go by a server that is not there."""
    settings.MAIL, settings.MAIL_FROM = "smtp://127.0.0.1:9", "Alongside <alongside@example.org>"
    settings.PUBLIC_HOSTS = ["alongside.example.org"]
    settings.ADDRESS = "https://alongside.example.org"
    return settings


@pytest.fixture
def postbox(with_mail: Settings) -> Iterator[Postbox]:
    """A mail server, and mail set up to go by it."""
    box = Postbox()
    with_mail.MAIL = box.address
    yield box
    box.stop()
