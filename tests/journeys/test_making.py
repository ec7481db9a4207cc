"""Making sense of what was said, and one's words passed on only with one's yes: by mouse, on a phone, by keys alone.

On the phone there are no scripts: ticks, a choice and a button do the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from playwright.sync_api import expect

from tests.journeys.asking import Circle
from tests.journeys.keys import Keys
from tests.journeys.steps import PHONE, Fit, nobody_looks
from tests.kit import answered, peopled
from tests.kit.answered import POWER, SAID, UNSETTLED
from tests.kit.browsers import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Locator, Page

    from conftest import Someone
    from tests.kit.servers import Server

pytestmark = pytest.mark.journey
REST, NEW, OUT = "not gathered yet", "a new sentence", "left out"
ONE, TWO, BOTH = "Two speak first.", "Others wait.", "Two speak, others wait."
FIRST, SECOND = f"1: {ONE}", f"2: {TWO}"


class Hands(Protocol):
    """What somebody does on these pages, in whichever way they can."""

    @property
    def page(self) -> Page:
        """The page in front of them."""

    def put(self, of: str, to: str) -> None:
        """Put the first thing of one place into another."""

    def go(self, name: str) -> None:
        """Follow a link or press a button."""

    def write(self, name: str, words: str) -> None:
        """Write over what stands in a field."""

    def choose(self, group: str, name: str) -> None:
        """Choose one of several."""

    def press(self, name: str) -> None:
        """Open what opens on the same page."""


def place(page: Page, name: str) -> Locator:
    """One of the places where things lie."""
    return page.locator(f'[data-name="{name}"]')


@dataclass(frozen=True)
class Pressing:
    """Somebody who presses what they see."""

    page: Page

    def go(self, name: str) -> None:
        begins = re.compile("^" + re.escape(name).replace(":", " ?:", 1))
        link, button = self.page.get_by_role("link", name=begins), self.page.get_by_role("button", name=begins)
        with self.page.expect_navigation():
            link.or_(button).first.click()

    def write(self, name: str, words: str) -> None:
        self.page.get_by_label(name, exact=True).fill(words)

    def choose(self, group: str, name: str) -> None:
        self.page.get_by_role("group", name=group).get_by_label(name, exact=True).check()

    def press(self, name: str) -> None:
        self.page.locator("summary", has_text=name).first.click()


class Mouse(Pressing):
    """Somebody who drags."""

    def put(self, of: str, to: str) -> None:
        mouse, handle, aim = self.page.mouse, place(self.page, of).locator(".handle").first, place(self.page, to)
        handle.scroll_into_view_if_needed()
        x, y = middle(handle)
        mouse.move(x, y)
        mouse.down()
        tall = self.page.viewport_size["height"] if self.page.viewport_size else 0
        # held at an edge, the page goes on until the place is in sight
        if not 80 < top(aim) < tall - 120:
            above = top(aim) <= 80
            mouse.move(x, 2 if above else tall - 2, steps=5)
            wait_until(lambda: top(aim) > 80 if above else top(aim) < tall - 120)
            mouse.move(x, tall / 2)
        mouse.move(box(aim)["x"] + 50, top(aim) + 20, steps=5)
        expect(aim).to_have_class(re.compile(r"\bover\b"))
        with self.page.expect_navigation():
            mouse.up()


class Ticking(Pressing):
    """Somebody without scripts, who ticks where there are several, and else opens the one."""

    def put(self, of: str, to: str) -> None:
        here = place(self.page, of)
        boxes = here.locator("blockquote + .piece").get_by_role("checkbox")
        if boxes.count():
            boxes.first.check()
            form = here.locator("form[id^=with-]")
        else:
            here.locator("summary").first.click()
            form = here.locator("form").filter(has=self.page.get_by_label("Put it")).first
        label = {NEW: "in a new sentence", OUT: "out: leave it out"}.get(to, to)
        form.get_by_role("combobox").select_option(label=label)
        with self.page.expect_navigation():
            form.get_by_role("button", name="Move").click()


class Typing(Keys):
    """Somebody with a keyboard and nothing else, who picks up and puts down."""

    def put(self, of: str, to: str) -> None:
        lies = "document.activeElement.closest('[data-to]').dataset.name"
        self.to("Pick up")
        while self.page.evaluate(lies) != of:
            self.to("Pick up")
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("ArrowDown")
        while self.page.locator(".over").get_attribute("data-name") != to:
            self.page.keyboard.press("ArrowDown")
        expect(self.page.locator("[data-heard]")).to_have_text(f"Over {to}")
        self.enter()


def box(of: Locator) -> FloatRect:
    """Where something lies in the window."""
    there = of.bounding_box()
    assert there
    return there


def top(of: Locator) -> float:
    return box(of)["y"]


def middle(of: Locator) -> tuple[float, float]:
    there = box(of)
    return there["x"] + there["width"] / 2, there["y"] + there["height"] / 2


WAYS: dict[str, tuple[type[Mouse | Ticking | Typing], dict[str, Any]]] = {
    "mouse": (Mouse, {}),
    "phone without scripts": (Ticking, {**PHONE, "js": False}),
    "keys": (Typing, {}),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_group_makes_something_of_what_was_said_and_one_quote_leaves(
    someone: Someone, server: Server, fit: Fit, way: str
) -> None:
    kind, screen = WAYS[way]
    more = {"ALONGSIDE_DATABASE": server.database}
    here = Circle(someone, server, peopled.people(server.home, 5, more))
    answered.before(server.home, here.people, more)
    amina = kind(here.bring(0, **screen))
    fit = nobody_looks if screen else fit  # axe is a script itself
    gathers(amina, fit)
    merges_and_parts_again(amina, fit)
    name = asks(amina)
    author = kind(here.bring(0 if name == "Amina Yusuf" else int(name.split()[-1]), **screen))
    author.page.goto(re.sub(r"making/.*", "quotes/", amina.page.url))
    fit(author.page)
    author.go("Yes, with my name")
    expect(author.page.get_by_role("main")).to_contain_text("You said: Yes, with my name")
    only_that_leaves(amina, name, fit)


def gathers(amina: Hands, fit: Fit) -> None:
    """Two things under a sentence, one of them split off under another, and one left out."""
    amina.page.goto(f"{re.sub(r'/$', '', amina.page.url)}/questions/{POWER}/")
    amina.go("What do we make of it?")
    fit(amina.page)
    amina.go("Write a sentence")
    amina.write("Your sentence", ONE)
    amina.go("Keep")
    for _ in range(2):
        amina.put(REST, FIRST)
        expect(amina.page.locator(".said")).to_contain_text(f"Moved. Now here: {FIRST}")
    amina.put(FIRST, NEW)
    amina.write("Your sentence", TWO)
    amina.go("Keep")
    amina.put(REST, OUT)
    expect(place(amina.page, OUT).locator("blockquote")).to_have_count(1)
    for name in (FIRST, SECOND):
        expect(place(amina.page, name).locator("blockquote")).to_have_count(1)
    fit(amina.page)


def merges_and_parts_again(amina: Hands, fit: Fit) -> None:
    """Two sentences made one; that taken back; and the second marked as one to live with."""
    amina.go(f"Change it: {SECOND}")
    amina.go("See the two together")
    fit(amina.page)
    amina.write("Your sentence", BOTH)
    amina.go("Make them one")
    expect(place(amina.page, f"1: {BOTH}").locator("blockquote")).to_have_count(2)
    fit(amina.page)
    amina.go("Put it back")
    for name in (FIRST, SECOND):
        expect(place(amina.page, name).locator("blockquote")).to_have_count(1)
    amina.go(f"Change it: {SECOND}")
    amina.choose("What is it?", "To live with")
    amina.write("To live with: and the other good", "We keep to time.")
    amina.go("Keep")
    expect(place(amina.page, SECOND)).to_contain_text("We keep to time.")


def asks(amina: Hands) -> str:
    """Ask whose words lie under the first sentence whether they may be passed on; returns the name."""
    asking = place(amina.page, FIRST).get_by_text(re.compile("^Ask .* whether"))
    name = re.findall("Ask (.*) whether", asking.text_content() or "")[0]
    amina.page.reload()
    amina.press("Move")
    amina.go(f"Ask {name} whether")
    expect(place(amina.page, FIRST)).to_contain_text(f"{name} is asked whether")
    return str(name)


def only_that_leaves(amina: Hands, name: str, fit: Fit) -> None:
    """The note for others holds the sentences, those words once with the name, and no more."""
    amina.go("A note for others")
    fit(amina.page)
    note = amina.page.get_by_role("article")
    for words in (ONE, TWO, "We keep to time."):
        expect(note).to_contain_text(words)
    expect(note.locator("blockquote")).to_have_text([f"“{SAID}”"])
    expect(note.locator("bdi", has_text=name)).to_have_count(1)
    expect(note).not_to_contain_text(UNSETTLED)
