"""What people do where everyone is asked first, by the words they see; and what the server then holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import expect

from alongside.framework.loading import the_edition
from tests.durability.people import opened
from tests.journeys.steps import Fit, follow, is_home, nobody_looks, press
from tests.kit import asked, servers

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from conftest import Someone
    from tests.kit.peopled import Peopled
    from tests.kit.servers import Server

NAME = "June questions"
VISION, POWER, ACTION = THREE = asked.QUESTIONS
WHERE, SEE, WISH = "Where are we with this?", "What do you see?", "I would like us to talk about this"
OWN = "What is yours: written and not sent"
KEPT = "Kept. Only you can see it."


@dataclass(frozen=True)
class Circle:
    """Those who are here already, made through the commands (tests/kit/peopled.py): 0 is Amina, who organises."""

    someone: Someone
    server: Server
    people: Peopled

    def bring(self, number: int, **screen: Any) -> Page:
        """Bring one of them, on a device of theirs, at home."""
        page = self.someone(**screen)
        name, _, value = self.people.cookie(number).partition("=")
        page.context.add_cookies([{"name": name, "value": value, "url": self.server.url}])
        self.home(page)
        return page

    def home(self, page: Page) -> None:
        """Go home."""
        page.goto(f"{self.server.url}/p/{self.people.partnership}/")
        is_home(page)


def alike(someone: Someone, server: Server) -> tuple[Circle, Circle]:
    """Two partnerships of nine, alike to the letter, each asked the three questions, words without names."""
    more = {"ALONGSIDE_DATABASE": server.database}
    first, second = asked.several(server.home, 9, 2, more)
    return Circle(someone, server, first.here), Circle(someone, server, second.here)


def thinks(who: str, question: str) -> str:
    """What somebody writes on a question."""
    return f"As {who} sees {question}."


def short(question: str) -> str:
    """What a question is called in a line."""
    return the_edition().question(question).short


# -- asking


def prepare(page: Page, names: str, which: str = "", *, fit: Fit = nobody_looks) -> None:
    """Prepare, from home: the three questions ticked, or the line that begins so. Ends on what was prepared."""
    follow(page, "Ask everyone first")
    fit(page)
    page.get_by_label("What shall it be called?").fill(NAME)
    page.get_by_label("Reflect: we look at how it has been").check()
    if which:
        page.get_by_role("radio", name=re.compile(f"^{which}")).check()
    else:
        page.get_by_label("Those I tick below").check()
        page.get_by_text("All the questions, to tick").click()
        for question in THREE:
            page.get_by_role("checkbox", name=the_edition().question(question).plain).check()
    page.get_by_label("Why you ask, if you like").fill("Before we plan the winter.")
    page.get_by_label(names, exact=True).check()
    press(page, "Look at it before anybody is asked")
    expect(page.get_by_role("main")).to_contain_text("Prepared. Nobody is asked yet")
    fit(page)


def ask(page: Page) -> None:
    """Ask what was prepared."""
    press(page, "Ask now")
    expect(page.get_by_role("main")).to_contain_text("Open for answers until")


# -- answering


def begin(page: Page, way: str, *, fit: Fit = nobody_looks) -> None:
    """Begin, from home: one question a page, or all on one."""
    follow(page, re.compile("^Answer"))
    fit(page)
    follow(page, way)
    fit(page)


def part(page: Page, number: int) -> Locator:
    """One question's part of the page that shows them all."""
    return page.get_by_role("region", name=re.compile(rf"^{number}\. "))


def say(here: Page | Locator, words: str = "", *, place: str = "", wishes: bool = False, how: str = "") -> None:
    """Answer one question, in as much as is said."""
    if words:
        here.get_by_label(SEE).fill(words)
    if place:
        here.get_by_label(place).check()
    if wishes:
        here.get_by_label(WISH).check()
    if how:
        here.get_by_text("· change").click()
        here.get_by_label(how).check()


def kept(page: Page) -> None:
    """Wait until the page says that all is kept; with scripts only."""
    status(page, KEPT)


def status(page: Page, words: str) -> None:
    """Wait until the line that says whether it is kept says this."""
    expect(page.locator("[data-keep-status]")).to_contain_text(words)


def told(page: Page, words: str) -> None:
    """Be told this, once, at the head of the page."""
    expect(page.locator(".said")).to_contain_text(words)


def on(page: Page) -> None:
    """Keep, and go on."""
    press(page, "Keep, and go on")


def send(page: Page, *told: str, fit: Fit = nobody_looks) -> None:
    """Look through it, send it, and be told what is in."""
    expect(page.get_by_role("heading", name="Check your answers, then send")).to_be_visible()
    fit(page)
    press(page, "Send my answers")
    main = page.get_by_role("main")
    expect(main).to_contain_text("It is in. Thank you.")
    for sentence in told:
        expect(main).to_contain_text(sentence)
    fit(page)


def read(page: Page) -> str:
    """Return all that a page says, shown or hidden, without the address that is each partnership's own."""
    told = page.get_by_role("main").text_content() or ""
    return re.sub(r"/p/\w+/rounds/\w+/", "/", " ".join(told.split()))


def all_told(page: Page) -> list[str]:
    """Return what somebody is told, from home on, on every page of it, once it takes no answers any more."""
    page.goto(re.sub(r"(/p/\w+/).*", r"\1", page.url))
    told = [read(page)]
    follow(page, re.compile(f"^Look {NAME}$|^See what is asked"))
    there = page.url
    for at in ("", "answer/", "answer/all/", "review/", "sent/", "sheet/", "type-in/", "../", "../../mine/"):
        page.goto(there + at)
        told.append(f"{at}: {page.title()}: {read(page)}")
    return told


# -- what the server holds


def rows(server: Server, question: str) -> list[tuple[Any, ...]]:
    """Ask the server's database, past the server; the rows in order."""
    with closing(opened(server)) as database:
        return sorted(tuple(row) for row in database.execute(question).fetchall())


def holding(server: Server, what: str) -> set[str]:
    """Return the tables in which something stands, as words or as a number."""
    listing = "SELECT name FROM sqlite_master WHERE type = 'table'"
    if server.database:
        listing = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    tables = [name for (name,) in rows(server, listing)]
    with closing(opened(server)) as database:
        return {
            name
            for name in tables
            for row in database.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - names of our own tables
            if any(what in str(value) for value in row)
        }


NAMED = """SELECT member.name, answer.question, answer.words FROM rounds_answer answer
JOIN partnerships_membership member ON member.id = answer.membership_id"""
UNNAMED = "SELECT question, words FROM rounds_openunnamed"
SHOWN = "SELECT question, words FROM rounds_shownunnamed"
COUNTED = "SELECT question, people, unnamed FROM rounds_picture"


def nothing_joins(server: Server) -> None:
    """Assert that what was sent without a name stands nowhere else, and that nothing leads from it or to it."""
    with closing(opened(server)) as database:
        columns = {each[0] for each in database.execute("SELECT * FROM rounds_openunnamed").description}
    assert columns <= {"id", "round_id", "question", "stance", "words", "wishes", "on_paper", "batch"}
    for number, words in rows(server, "SELECT id, words FROM rounds_openunnamed"):
        assert holding(server, str(number)) == {"rounds_openunnamed"}
        assert not words or holding(server, words) == {"rounds_openunnamed"}


# -- the day is over


def end_the_day(server: Server) -> None:
    """Let the day be over on which answers close: for every round, at once."""
    with closing(opened(server)) as database:
        database.execute("UPDATE rounds_round SET closes_at = made_at")
        database.commit()


@contextmanager
def next_morning(server: Server) -> Iterator[Server]:
    """Stop the server and start it again where it was; answers that are due are counted before it serves."""
    server.stop()
    port = urlsplit(server.url).port or 0
    again = servers.start(server.home, port=port, more={"ALONGSIDE_DATABASE": server.database})
    try:
        yield again
    finally:
        again.stop()
