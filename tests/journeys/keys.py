"""Somebody with a keyboard and nothing else; and what they do in more than one story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.journeys.steps import Code, is_home

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from conftest import Someone

MOST = 90
LOOK = """() => {
  const all = [...document.querySelectorAll('*')];
  const name = (stop) => {
    if (stop === document.body) return '';
    const words = stop.getAttribute('aria-label') ?? stop.labels?.[0]?.innerText ?? stop.innerText;
    return words.replace(/\\s+/g, ' ').replace(' :', ':').trim();
  };
  // the radios of a group are one stop
  const first = (stop) => (stop.form ?? document).querySelector(`[type="radio"][name="${stop.name}"]`);
  const place = (stop) => all.indexOf(stop.type === 'radio' ? first(stop) : stop);
"""
STOP = (
    LOOK
    + """
  const stop = document.activeElement;
  const label = stop.labels?.[0];
  const marked = [stop, label].filter(Boolean).some((each) => {
    const look = getComputedStyle(each);
    return (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== 'none';
  });
  const box = (label?.contains(stop) ? label : stop).getClientRects()[0] ?? stop.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const there = left < right && top < bottom && document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const seen = Boolean(there) && (stop.contains(there) || Boolean(label?.contains(there)));
  const group = stop.type === 'radio' ? first(stop).closest('fieldset').querySelector('legend').innerText : '';
  const isField = stop.matches('input, textarea');
  return { name: name(stop), group, place: place(stop), isPage: stop === document.body, isField, marked, seen };
}"""
)
SHOULD = (
    LOOK
    + """
  const kinds = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const can = (each) => !each.disabled && each.checkVisibility();
  return Object.fromEntries([...document.querySelectorAll(kinds)].filter(can).map((each) => [place(each), name(each)]));
}"""
)


@dataclass(frozen=True)
class Keys:
    """Somebody with a keyboard and nothing else."""

    page: Page

    def _stop(self) -> dict[str, Any]:
        """Return what has the focus. It must be seen to have it."""
        stop: dict[str, Any] = self.page.evaluate(STOP)
        if not stop["isPage"]:
            assert stop["marked"], f"{self.page.url}: the focus does not show on: {stop['name']}"
            assert stop["seen"], f"{self.page.url}: the focus is out of sight on: {stop['name']}"
        return stop

    def here(self) -> str:
        """Return the name of what has the focus; nothing for the page itself."""
        stop = self._stop()
        return "" if stop["isPage"] else str(stop["name"])

    def _on(self, key: str, name: str, wanted: Callable[[dict[str, Any]], bool]) -> None:
        """Go on until what has the focus is what is wanted."""
        passed: dict[str, None] = {}
        for _ in range(MOST):
            self.page.keyboard.press(key)
            stop = self._stop()
            if wanted(stop):
                return
            passed[stop["name"]] = None
        raise AssertionError(f"{self.page.url}: {name} cannot be reached from here, only {list(passed)}")

    def to(self, name: str, key: str = "Tab") -> None:
        """Go on until the thing of that name has the focus."""
        self._on(key, name, lambda stop: not stop["isPage"] and stop["name"].startswith(name))

    def write(self, name: str, words: str) -> None:
        """Go to a field, and write over what stands in it."""
        self._on("Tab", name, lambda stop: stop["isField"] and stop["name"].startswith(name))
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(words)

    def choose(self, group: str, name: str) -> None:
        """Go to a group of radios, and on by the arrow until the one of that name is chosen."""
        self._on("Tab", group, lambda stop: stop["group"].startswith(group))
        self.page.keyboard.press("Space")
        if not self.here().startswith(name):
            self.to(name, "ArrowDown")

    def tick(self, name: str) -> None:
        """Go to a box, and tick it with the space bar."""
        self.to(name)
        self.page.keyboard.press("Space")

    def press(self, name: str) -> None:
        """Go to what answers on the same page, and press it."""
        self.to(name)
        self.page.keyboard.press("Enter")

    def enter(self) -> None:
        """Press Enter where the focus is, and wait for the page that answers."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def go(self, name: str) -> None:
        """Go to a link or button, press Enter, and wait for the page that answers."""
        self.to(name)
        self.enter()

    def is_told(self, words: str) -> None:
        """Have been led, by the page itself, to what there is to put right or to choose."""
        told = self.page.locator(".summary")
        expect(told).to_be_focused()
        expect(told).to_contain_text(words)
        self.here()

    def skip(self) -> None:
        """Take the skip link, which is the first thing on every page, to the page's own words."""
        self.page.keyboard.press("Tab")
        assert self.here() == "Skip to the page"
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("main")).to_be_focused()

    def round(self, key: str = "Tab") -> list[str]:
        """Go once round the whole page; returns every stop. All that can be used is one, in the page's order."""
        places: list[int] = []
        names: list[str] = []
        should = self.page.evaluate(SHOULD)
        for _ in range(MOST + len(should)):
            self.page.keyboard.press(key)
            stop = self._stop()
            if stop["isPage"]:
                continue
            if stop["place"] in places:
                break
            places.append(stop["place"])
            names.append(stop["name"])
        assert stop["place"] == places[0], f"{self.page.url}: no way on, after {names}"
        missed = {name for place, name in should.items() if int(place) not in places}
        assert not missed, f"{self.page.url}: never reached: {missed}"
        start = places.index(min(places) if key == "Tab" else max(places))
        assert places[start:] + places[:start] == sorted(places, reverse=key != "Tab"), f"{self.page.url}: {names}"
        return names


def start(keys: Keys) -> str:
    """Start a partnership; returns the organiser's own link. Ends at home."""
    keys.page.goto("/")
    keys.go("Start a partnership")
    keys.write("What is your partnership called?", "Harbour Wards Partnership")
    keys.choose("Is it new?", "We are just starting")
    keys.write("What shall we call you?", "Amina Yusuf")
    keys.write("Which organisation do you come from?", "Harbour Carers")
    keys.enter()
    link = keys.page.get_by_role("region", name="Your own link").inner_text()
    keys.go("I have kept it: go on")
    is_home(keys.page)
    return link


def make_code(keys: Keys, *, approved: bool = False) -> Code:
    """Make a code for the room."""
    keys.go("People")
    keys.go("Make a code for the room")
    keys.choose("Who may come in?", "Whoever an organiser lets in" if approved else "Whoever has the code")
    keys.go("Make the code")
    scanned = keys.page.get_by_role("region", name="The link for the room").inner_text()
    return Code(keys.page.locator("p.code").inner_text(), scanned)


def type_code(keys: Keys, code: str) -> None:
    """Type a code at the front page."""
    keys.page.goto("/")
    keys.write("The code", code)
    keys.enter()


def say_name(keys: Keys, name: str) -> None:
    """Say what to be called: the one field."""
    keys.write("What shall we call you?", name)
    keys.enter()


def say_where(keys: Keys, where: str = "I come as a resident") -> None:
    """Choose where one comes from, and arrive at home."""
    keys.choose("Where do you come from?", where)
    keys.enter()
    is_home(keys.page)


def another(someone: Someone, code: Code, name: str, **screen: Any) -> Keys:
    """Bring one more person, who comes in by the room's code."""
    keys = Keys(someone(**screen))
    type_code(keys, code.aloud)
    say_name(keys, name)
    say_where(keys)
    return keys
