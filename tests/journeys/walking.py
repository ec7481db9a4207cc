"""Somebody who does what a guide says, step by step, in a browser: each verb of `do` is a method here.

`press` finds a button, a link or a line that opens by its words; names that go on after them count. `fill` and `choose`
find fields by their labels, `see` looks for words on the page, `save` for a file. `home`, `go` and `as` say where one
is, and `meanwhile` what others do between two steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from playwright.sync_api import Error, expect

from alongside.front.guides import Guide, Step

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.journeys.steps import Fit

PRESSED = ("button", "link")
NOT_HERE = "This is not on the page"
LATER = re.compile(r"^in (\d+) days$")


class NotAsSaid(AssertionError):
    """A step cannot be done as its guide says it."""


@dataclass
class Walk:
    """One who walks. `pages` are the browsers of all who take part; the walker's own is called "you".

    `places` leads from the names of places to their addresses; `others` does what others do.
    """

    pages: dict[str, Page]
    fit: Fit
    places: dict[str, str] = field(default_factory=dict)
    others: dict[str, Callable[[], None]] = field(default_factory=dict)
    who: str = "you"
    looked_at: set[str] = field(default_factory=set)

    VERBS: ClassVar = ("go", "home", "as", "meanwhile", "press", "fill", "choose", "tick", "save", "see")

    @property
    def page(self) -> Page:
        """The page that is looked at now."""
        return self.pages[self.who]

    def along(self, guide: Guide) -> None:
        """Walk a guide from its first step to its last."""
        for number, step in enumerate(guide.steps, 1):
            for action in step.do:
                self._act(guide, number, step, action)

    def _act(self, guide: Guide, number: int, step: Step, action: tuple[str, ...]) -> None:
        verb, *words = action
        try:
            getattr(self, "be" if verb == "as" else verb)(*words)
            self._look()
        except (Error, AssertionError) as wrong:
            said = f"{guide.name}, step {number}: {step.says.plain}\n  {verb} {words}, at {self.page.url}"
            raise NotAsSaid(f"{said}\n{str(wrong)[:600]}\n{self.page.locator('main').aria_snapshot()}") from wrong

    def _look(self) -> None:
        """Each kind of page is looked at once, whether it is fit for everybody."""
        kind = re.sub(r"/[a-z0-9]{12,}(?=/)", "/…", self.page.url)
        if kind not in self.looked_at:
            self.looked_at.add(kind)
            self.fit(self.page)

    # -- where one is

    def go(self, place: str) -> None:
        self.page.goto(self.places.get(place, place))

    def home(self) -> None:
        """The first page of the partnership that one is in."""
        found = re.match(r"(.*/p/\w+/)", self.page.url)
        self.page.goto(found[1] if found else self.places["home"])

    def be(self, who: str) -> None:
        self.who = who

    def meanwhile(self, what: str) -> None:
        self.others[what]()

    # -- what one does

    def press(self, name: str) -> None:
        found = self._pressable(name)
        if found.evaluate("it => it.matches('a:not([href^=\"#\"]), button[type=submit]')"):
            with self.page.expect_navigation():
                found.click()
        else:
            found.click()

    def _pressable(self, name: str) -> Locator:
        begins = re.compile(f"^{re.escape(name)}")
        ways = [self.page.get_by_role(role, name=name, exact=True) for role in PRESSED]  # type: ignore[arg-type]
        ways += [self.page.get_by_role(role, name=begins) for role in PRESSED]  # type: ignore[arg-type]
        ways += [self.page.locator("summary", has_text=begins)]
        for way in ways:
            if (seen := way.filter(visible=True)).count():
                return seen.first
        raise AssertionError(f"{NOT_HERE}: {name}")

    def fill(self, label: str, words: str) -> None:
        later = LATER.match(words)
        if later:
            words = f"{datetime.now(UTC) + timedelta(days=int(later[1])):%d %B %Y}"
        self.page.get_by_label(label, exact=True).filter(visible=True).first.fill(words)

    def choose(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).filter(visible=True).first.check()

    def tick(self, how_many: str, name: str) -> None:
        """Tick the first so many boxes, or all, whose names begin so."""
        boxes = self.page.get_by_role("checkbox", name=re.compile(f"^{re.escape(name)}")).all()
        for box in boxes if how_many == "all" else boxes[: int(how_many)]:
            box.check()

    def save(self, name: str) -> None:
        with self.page.expect_download():
            self._pressable(name).click()

    def see(self, words: str) -> None:
        expect(self.page.locator("body").get_by_text(words).filter(visible=True).first).to_be_visible()
