"""A page as somebody meets it: where it leads, what stands in it, and what is wrong with it as a place to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HOLDS = frozenset(
    [
        "section",
        "article",
        "details",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
        "tr",
        "figure",
        "form",
        "p",
        "summary",
        "button",
        "a",
    ]
)
"""What is there to hold something: empty, it is a box with nothing in it."""
SEEN = frozenset(["img", "svg", "input", "select", "textarea", "video", "canvas", "hr"])
"""What is something to see without any text."""
PAPER = "blanks"
"""The class of headings that have room under them to write on, on paper."""
FOOT = ("Help", "Who sees what", "Privacy", "If someone is in danger")
UNFILLED = ("{{", "{%", "{#", "%(", "__proxy__", "<django", "datetime.")
"""What a template or a sentence leaves that was not filled in."""


@dataclass
class Node:
    """One element, with what is in it in its order."""

    tag: str
    attributes: dict[str, str]
    within: list[Node | str] = field(default_factory=list)

    def every(self, *tags: str) -> Iterator[Node]:
        """Yield each element below this one, in order; of these tags where some are named."""
        for each in self.within:
            if isinstance(each, Node):
                if not tags or each.tag in tags:
                    yield each
                yield from each.every(*tags)

    @property
    def text(self) -> str:
        """All that it says, spoken names of drawings with it."""
        said = [each if isinstance(each, str) else each.text for each in self.within if _is_read(each)]
        return " ".join(" ".join([self.attributes.get("aria-label", ""), *said]).split())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to read or to see."""
        return not self.text and self.tag not in SEEN and not any(each.tag in SEEN for each in self.every())


def _is_read(each: Node | str) -> bool:
    return isinstance(each, str) or each.tag not in ("script", "style", "template")


class _Maker(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.top = Node("", {})
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].within.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].within.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].tag == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].within.append(data)


def read(html: str) -> Node:
    """Return the page as a tree."""
    maker = _Maker()
    maker.feed(html)
    maker.close()
    return maker.top


def links(page: Node) -> tuple[str, ...]:
    """Return where it leads, each once, in its order."""
    return tuple(dict.fromkeys(each.attributes["href"] for each in page.every("a") if "href" in each.attributes))


def ids(page: Node) -> frozenset[str]:
    """Return what can be led to within it."""
    return frozenset(each.attributes["id"] for each in page.every() if "id" in each.attributes)


def faults(page: Node) -> tuple[str, ...]:
    """Return what is wrong with it, a sentence each."""
    return (*_heads(page), *_ways_on(page), *_empty(page), *_lonely_headings(page), *_help(page), *_unfilled(page))


def _heads(page: Node) -> Iterator[str]:
    count = sum(1 for _ in page.every("h1"))
    if count != 1:
        yield f"It has {count} great headings."


def _ways_on(page: Node) -> Iterator[str]:
    """A page that one can only leave by its head or foot is a dead end."""
    main = next(page.every("main"), None)
    if main is None:
        yield "It has no main part."
        return
    leads = any(not each.attributes.get("href", "#").startswith("#") for each in main.every("a"))
    if not leads and not any(True for _ in main.every("button")):
        yield "Nothing in it leads on."


def _empty(page: Node) -> Iterator[str]:
    for each in page.every(*HOLDS, *HEADINGS):
        if each.is_empty and not _is_filled_later(each):
            yield f"There is nothing in <{each.tag} {_said(each)}>."
        elif each.tag == "details" and all(
            not isinstance(inner, Node) or inner.tag == "summary" or inner.is_empty for inner in each.within
        ):
            yield f"Nothing is folded away under “{each.text}”."


def _is_filled_later(node: Node) -> bool:
    """Whether a behaviour says something there: it is empty until then, and takes no place."""
    return node.attributes.get("role") == "status" or "aria-live" in node.attributes or "hidden" in node.attributes


def _lonely_headings(page: Node) -> Iterator[str]:
    """Of two headings that follow each other with nothing between, the first may only be the greater one."""
    before: Node | None = None
    main = next(page.every("main"), page)
    for each in _stream(main):
        if isinstance(each, Node) and each.tag in HEADINGS:
            if before is not None and each.tag <= before.tag:
                yield f"Nothing stands under “{before.text}”."
            before = each
        else:
            before = None
    if before is not None:
        yield f"Nothing stands under “{before.text}”."


def _stream(node: Node) -> Iterator[Node | str]:
    """Yield headings, whole, and everything else that is to be read or seen, in order."""
    for each in node.within:
        if isinstance(each, str):
            if each.strip():
                yield each
        elif each.tag in HEADINGS or (each.tag in SEEN and each.attributes.get("type") != "hidden"):
            yield each
        elif PAPER in each.attributes.get("class", "").split():
            yield each.text
        elif _is_read(each):
            yield from _stream(each)


def _help(page: Node) -> Iterator[str]:
    foot = next((each for each in page.every("nav") if each.attributes.get("aria-label") == "Help"), None)
    found = tuple(each.text for each in foot.every("a"))[: len(FOOT)] if foot else ()
    if found != FOOT:
        yield f"Its foot offers {', '.join(found) or 'no help'}."


def _unfilled(page: Node) -> Iterator[str]:
    text = page.text
    yield from (f"“{mark}” was left unfilled." for mark in UNFILLED if mark in text)
    for each in page.every("a"):
        if each.attributes.get("href", "x") in ("", "#", "None"):
            yield f"“{each.text}” leads nowhere."


def _said(node: Node) -> str:
    return " ".join(f"{name}={value}" for name, value in node.attributes.items() if name in ("class", "id"))
