"""docs/guide is what the guides of the product say, and every picture of theirs is there and is used."""

from __future__ import annotations

from alongside.front import guides
from docs import write_guides
from tests.house.test_files import ROOT

PICTURES = ROOT / "alongside/front/static/front"
HEAVIEST = 60_000
MOST = 8


def shown() -> list[guides.Picture]:
    """Every picture of a guide."""
    every = (guides.guide(name) for name in guides.NAMES)
    return [section.picture for guide in every for section in guide.sections if section.picture]


def size(name: str) -> tuple[int, int]:
    """The width and height that a WebP file says it has: each less one, in three bytes (RFC 9649, section 2.7)."""
    head = (PICTURES / name).read_bytes()[:30]
    assert head[8:16] == b"WEBPVP8X", name
    return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1


def test_the_documents_are_what_the_product_says() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in write_guides.FOLDER.glob("*.md")}
    assert there == write_guides.written(), "write them anew: .venv/bin/python -m docs.write_guides"


def test_every_picture_is_used_and_light() -> None:
    files = {path.name: path.stat().st_size for path in PICTURES.iterdir()}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    used = {picture.file for picture in shown()} | {name for name in files if f"static/front/{name}" in readme}
    assert set(files) == used
    assert len(files) <= MOST
    assert {name: weight for name, weight in files.items() if weight > HEAVIEST} == {}


def test_a_picture_is_as_large_as_the_page_says() -> None:
    assert {picture.file: (picture.width, picture.height) for picture in shown()} == {
        picture.file: size(picture.file) for picture in shown()
    }
