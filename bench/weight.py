"""How heavy a page is for a phone that has never been here: bytes as they travel, requests before it can be read."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from bench.line import Line
from bench.ours import well

TAKES = "br, gzip"


class Links(HTMLParser):
    """What a page asks for besides itself."""

    def __init__(self) -> None:
        super().__init__()
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self.others: list[str] = []
        self.holding_up = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        told = dict(attrs)
        if tag == "script" and told.get("src"):
            self.scripts.append(str(told["src"]))
            self.holding_up += told.get("type") != "module" and "defer" not in told
        elif tag == "link" and told.get("rel") == "stylesheet":
            self.styles.append(str(told["href"]))
        elif tag == "link" and str(told.get("href", "")).endswith(".js"):
            self.scripts.append(str(told["href"]))
        elif (tag == "link" and told.get("rel") == "icon") or (tag == "img" and told.get("src")):
            self.others.append(str(told.get("href") or told.get("src")))


@dataclass(frozen=True)
class Weight:
    """Bytes of a page's parts as they travel, and the requests that come before it can be read."""

    html: int
    css: int
    js: int
    rest: int
    before_reading: int

    @property
    def words(self) -> int:
        """HTML, CSS and JavaScript together."""
        return self.html + self.css + self.js

    @property
    def whole(self) -> int:
        """Everything, with the font."""
        return self.words + self.rest


def weigh(line: Line, path: str) -> Weight:
    """Weigh the page at `path` and all it asks for."""
    page = well(line.ask(path, Accept_Encoding=TAKES))
    assert page.headers["content-encoding"] == "gzip", "the page came as it is: it is to come compressed"
    links = Links()
    links.feed(gzip.decompress(page.body).decode())

    def size(addresses: list[str]) -> int:
        return sum(len(well(line.ask(address, Accept_Encoding=TAKES)).body) for address in set(addresses))

    styles = "".join(line.ask(address).body.decode() for address in links.styles)
    # of the faces only the first is fetched for English; a page with a ŵ on it fetches the other too
    fonts = [address for address in re.findall(r"url\(\"?([^)\"]+woff2)", styles) if "latin-ext" not in address]
    fonts = [address if address.startswith("/") else f"/static/{address}" for address in fonts]
    return Weight(
        html=len(page.body),
        css=size(links.styles),
        js=size(links.scripts),
        rest=size(fonts + links.others),
        before_reading=1 + len(links.styles) + links.holding_up,
    )
