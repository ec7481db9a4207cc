"""Every room has the same files, so that learning one is learning all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import alongside

HOUSE = Path(alongside.__file__).parent
ROOT = HOUSE.parent

EVERY_ROOM = {"__init__", "apps", "models", "permissions", "forms", "commands", "pages", "views", "urls"}
FOLDERS = {"tests", "templates", "templatetags", "migrations", "static", "locale", "__pycache__"}

# What a room has beside these, and only it. A new name is a decision: write down here what it is for.
ITS_OWN = {
    "agreements": {
        "given": "what is judged of proposals, gathered out of the tables",
        "hearing": "how a proposal was heard, judged without a query",
        "letters": "letters to whoever has said nothing to a proposal",
        "sentences": "where a room above says which sentence a proposal grew from",
    },
    "demo": {
        "belongings": "every row that leads to a partnership",
        "checking": "what is wrong with a story",
        "content": "the stories, as data",
        "cookies": "the cookie that says whose copy it is",
        "kinds": "which kinds of steps a story has",
        "loading": "a story, read from its files",
        "mast": "what every page of a copy says, and the door on the front page",
        "shapes": "what a story is",
        "switch": "whether there are examples on this server",
        "telling": "a story told through the real commands",
        "waking": "the bell for whoever makes copies",
    },
    "finding": {
        "asked": "what somebody typed, as words",
        "framework": "the framework's own words, looked through in memory",
        "engine": "what the database's own search is asked",
        "keeping": "the index, and the triggers that keep it right",
        "kinds": "the kinds of things one narrows by",
        "shown": "a piece of what was found",
        "sources": "the tables that words are found in, room by room",
    },
    "front": {
        "guides": "what the guides say, one file a guide, each step with what runs it",
        "mast": "the way back at the head of a page for anybody",
        "others": "what the pages for others say, one file a page",
    },
    "journey": {
        "beads": "strings of beads, drawn from talks",
        "everything": "all there is, in groups",
        "grows": "what comes forward, by what was done",
        "weekly": "the letter once a week",
        "put_away": "the cookie that says which lines of what is new a browser put away",
        "told": "where a room above says what else the story tells of",
        "mast": "the head of every page inside a partnership",
    },
    "learning": {
        "from_rounds": "talks begun from what was said in a round",
        "left_open": "what talks left open, for the next round",
        "made": "what a group made of what was said, for pages below",
        "quotable": "which words may be asked for, and which may leave",
        "table": "what lies on the table when a group makes sense",
        "prepared": "what was said while a partnership prepared",
        "proposed_from": "the sentences that proposals grow from",
    },
    "mail": {
        "errands": "letters that rooms above make as they go",
        "letters": "what a letter is, and how it is put together",
        "plain": "words as the head of a letter may hold them",
        "sealing": "what lies here for minutes and is nobody's to read",
        "sending": "handing letters to the mail server",
        "setup": "whether mail is set up, and what is missing",
        "tokens": "links that do one thing each",
        "waking": "the bell for whoever posts letters",
    },
    "partnerships": {
        "prepared": "questions to the database that are put together once",
        "refs": "the short reference of a partnership in its address",
        "seats": "a seat: what a door hands to a view",
        "sweeping": "deleted rows, out of the files of the database",
        "texts": "texts with versions, shared by the rooms above",
    },
    "passing_on": {
        "days": "days for a calendar",
        "exporting": "a partnership, and what is held about somebody, as data",
        "kinds": "what can be passed on: where it stands, and what it is called",
        "told": "what was passed on, as the story of what has happened tells it",
    },
    "people": {
        "addresses": "addresses as others type or scan them",
        "sealing": "seals that only somebody's own devices and link open",
        "mail_forms": "what may come in about e-mail",
        "known": "whether a device is its person's, or so on an organiser's word alone",
        "labels": "what a device is called",
        "offers": "where a room above says what a change among people sets off",
        "pasted": "names out of what an organiser pastes",
        "cookies": "the cookie a device is known by",
        "seating": "how a request's seat is found",
        "secrets": "random secrets and what is kept of them",
    },
    "rounds": {
        "sheets": "what a sealed draft holds",
        "aside": "which questions a room above has set aside",
        "reminded": "the cookie that says of which rounds a browser was reminded",
        "gatherings": "what a room above says the group made of it",
        "last_time": "where a room above says the group was",
        "withheld": "what was said and is put aside",
        "talks": "which talks of a room above came of a round",
        "unsettled": "what talks of a room above left open",
        "letters": "letters to those who are asked",
    },
    "web": {
        "checks": "the system check on doors",
        "clock": "what time it is, asked once, by views",
        "converters": "what may stand in an address",
        "doors": "who may come in",
        "failures": "the pages of what went wrong",
        "mast": "what every page's head shows",
        "patterns": "the pattern book",
        "policy": "the content security policy, put together once",
        "promises": "the sentences of promise, each with the test that proves it",
        "seen": "the sentences that are said of a picture",
        "traces": "what is told of a page that broke",
        "styles": "the style sheets put together",
        "css": "the parts of the style sheets",
        "js": "one behaviour a file",
    },
}
# Rooms below Django's floor have a form of their own.
WITHOUT_TABLES = {"framework", "analysis", "pictures", "tools", "cli"}


def rooms() -> list[Path]:
    return sorted(path for path in HOUSE.iterdir() if path.is_dir() and (path / "__init__.py").exists())


def test_every_room_has_only_the_files_of_a_room() -> None:
    strange = []
    for room in rooms():
        if room.name in WITHOUT_TABLES:
            continue
        allowed = EVERY_ROOM | FOLDERS | set(ITS_OWN.get(room.name, {}))
        strange += [f"{room.name}/{path.name}" for path in room.iterdir() if path.stem not in allowed]
    assert strange == []


def test_what_is_a_rooms_own_is_there() -> None:
    gone = [
        f"{room}/{name}"
        for room, names in ITS_OWN.items()
        for name in names
        if not (HOUSE / room / f"{name}.py").exists() and not (HOUSE / room / name).is_dir()
    ]
    assert gone == []


def test_every_room_is_placed_on_a_floor() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    assert contract["exhaustive"]
    placed = {name.strip(" ()") for floor in contract["layers"] for name in floor.split("|")}
    assert {room.name for room in rooms()} <= placed


def test_every_room_has_tests() -> None:
    bare = [room.name for room in rooms() if room.name != "cli" and not list(room.glob("tests/**/test_*.py"))]
    assert bare == []
