"""Assembles what a browser gets: four style sheets from one file a component, and each behaviour without its comments.

`look.css` is all that a page to write on or to hold in the hand needs. Pages to read have `reading.css` after it,
the one on which things are moved about has `board.css` too, and those of an invented partnership have `invented.css`.
The sources lie in `web/css/<layer>/<component>.css` and `web/js/<behaviour>.js`; the folder of a style sheet is its
layer. Django's static files meet the result through `AssembledFinder`, so that there is no bundler and nothing to build
by hand.
"""

import atexit
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from os import utime
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

ROOM = Path(__file__).parent
LAYERS = ("reset", "tokens", "base", "layout", "parts", "pictures", "rooms", "last")
LOOK, READING, LONG, BOARD, INVENTED = SHEETS = "look.css", "reading.css", "long.css", "board.css", "invented.css"
ONLY_READ = {
    *("mast", "themes", "pager", "table", "qr", "beads", "spread"),
    *("cards", "doors", "facts", "framework", "front", "journey"),
    *("making", "opened", "sheet", "trying", "wall"),
}
"""The components that only pages to read have: the sheet of all others is light without them."""
ONLY_LONG = {"finding", "guide", "story", "year"}
"""Those that only long pages have beside them: a guide, what has happened, the year, what was found."""
ONLY_BOARD = {"board"}
ONLY_INVENTED = {"invented"}

_COMMENT_OR_STRING = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'""", re.DOTALL)
_STRING = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""", re.DOTALL)


def sources(sheet: str | None = None, room: Path = ROOM) -> list[Path]:
    """The components in the order they are put together: layer by layer, by name within one; of one sheet, or all."""
    there = [part for layer in LAYERS for part in sorted((room / "css" / layer).glob("*.css"))]
    return [part for part in there if sheet in (None, _sheet_of(part))]


def _sheet_of(part: Path) -> str:
    only = {BOARD: ONLY_BOARD, READING: ONLY_READ, LONG: ONLY_LONG, INVENTED: ONLY_INVENTED}
    return next((sheet for sheet, parts in only.items() if part.stem in parts), LOOK)


def assembled(sheet: str, room: Path = ROOM) -> str:
    """One whole sheet: the order of the layers, then each component in its own."""
    parts = [f"@layer {', '.join(LAYERS)};"]
    parts += [f"@layer {part.parent.name} {{\n{part.read_text(encoding='utf-8')}}}" for part in sources(sheet, room)]
    return "\n".join(parts) + "\n"


def lean_style(sheet: str) -> str:
    """The same style sheet without comments and without the space that only people need; strings stay as they are."""
    bare = _COMMENT_OR_STRING.sub(lambda found: found[0] if found[0][0] in "\"'" else " ", sheet)
    pieces = _STRING.split(bare)
    # every second piece is a string
    pieces[::2] = [_tightened(piece) for piece in pieces[::2]]
    return "".join(pieces).strip()


def _tightened(rules: str) -> str:
    tight = re.sub(r"\s+", " ", rules)
    tight = re.sub(r" ?([{};,]) ?", r"\1", tight)
    # after a colon no selector has a space; before one it may ("li :focus")
    tight = tight.replace(": ", ":")
    return tight.replace(";}", "}")


def lean_script(script: str) -> str:
    """The same module without indents, empty lines, and comments that have lines to themselves; no other is touched."""
    bare = re.sub(r"^[ \t]*/\*.*?\*/[ \t]*$", "", script, flags=re.DOTALL | re.MULTILINE)
    lines = (line.strip() for line in bare.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def names(room: Path = ROOM) -> list[str]:
    """The static names of what is assembled."""
    return [*SHEETS, *(f"js/{script.name}" for script in sorted((room / "js").glob("*.js")))]


def products(room: Path = ROOM) -> dict[str, str]:
    """Every assembled file by its static name."""
    sheets = {sheet: lean_style(assembled(sheet, room)) for sheet in SHEETS}
    scripts = {f"js/{script.name}": script for script in sorted((room / "js").glob("*.js"))}
    return {**sheets, **{name: lean_script(script.read_text(encoding="utf-8")) for name, script in scripts.items()}}


def _newest(room: Path) -> float:
    return max(file.stat().st_mtime for file in [*sources(room=room), *(room / "js").glob("*.js"), Path(__file__)])


@cache
def _folder() -> Path:
    """A folder of this process, gone with it: the installation may be read-only."""
    folder = tempfile.mkdtemp(prefix="alongside-look-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def assemble_into(folder: Path, room: Path = ROOM) -> None:
    """Write every product, dated as its newest source, unless that is what lies there already."""
    newest = _newest(room)
    look = folder / LOOK
    if look.exists() and look.stat().st_mtime == newest:
        return
    for name, text in products(room).items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        utime(target, (newest, newest))


class AssembledFinder(BaseFinder):
    """Finds the style sheets and the behaviours for Django's static files."""

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in names():
            return [] if find_all else None
        assemble_into(_folder())
        place = str(_folder() / path)
        return [place] if find_all else place

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        assemble_into(_folder())
        storage = FileSystemStorage(location=_folder())
        for name in names():
            if not matches_patterns(name, list(ignore_patterns or ())):
                yield name, storage
