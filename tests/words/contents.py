"""The sentences of content files and of the guide: what is quoted, names of sources, addresses and ids left out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from alongside.web.promises import promise
from tests.words.reading_age import SOMETHING

# What is marked as somebody else's words, or says whose they are and where; what only code reads.
NOT_OURS = {"quoted", "box", "by", "authors", "credit", "sources", "link", "links", "url"}
NOT_OURS |= {"do", "command", "by_people", "walks"}
IDS = {"id", "theme", "themes", "tool", "question", "helps_with"}

LISTING = re.compile(r"^```.*?^```|^    .*?$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`[^`]*`")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
BETWEEN = re.compile(r"\n\s*\n|^\s*(?:[-*]|\d+\.|#+)\s|\s*\|\s*", re.MULTILINE)


def strings(value: object, key: str = "") -> Iterator[str]:
    """Yield every string below `value` that is ours; where a promise is named, the promise."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(inner, name) if name not in NOT_OURS else ()
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, key)
    elif isinstance(value, str) and key not in IDS:
        yield promise(value) if key == "promised" else value


def of_toml(text: str) -> list[str]:
    """What a content file says."""
    return list(strings(tomllib.loads(text)))


def of_markdown(text: str) -> list[str]:
    """The headings, paragraphs, points and cells of a document, without its code."""
    text = CODE.sub(SOMETHING, LISTING.sub("", text))
    return [part.replace("*", "") for part in BETWEEN.split(LINK.sub(r"\1", text))]
