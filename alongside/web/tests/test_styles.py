"""What a browser gets is put together whole, in order, and small enough."""

import re
from pathlib import Path

import brotli
import pytest

from alongside.web import styles

PARTS = styles.sources()
SHEETS = styles.SHEETS


def test_every_component_lies_in_a_layer_and_is_put_into_one_sheet() -> None:
    there = set((styles.ROOM / "css").rglob("*.css"))
    assert there == set(PARTS)
    assert len(PARTS) > 20
    assert sorted(part for sheet in SHEETS for part in styles.sources(sheet)) == sorted(PARTS)


def test_what_is_only_read_is_there() -> None:
    assert {part.stem for part in styles.sources(styles.READING)} == styles.ONLY_READ
    assert {part.stem for part in styles.sources(styles.LONG)} == styles.ONLY_LONG
    assert {part.stem for part in styles.sources(styles.BOARD)} == styles.ONLY_BOARD


@pytest.mark.parametrize("sheet", SHEETS)
def test_layers_are_declared_first_and_come_in_their_order(sheet: str) -> None:
    look = styles.assembled(sheet)
    assert look.startswith("@layer reset, tokens, base, layout, parts, pictures, rooms, last;")
    order = [styles.LAYERS.index(name) for name in re.findall(r"^@layer (\w+) {$", look, re.MULTILINE)]
    assert order == sorted(order)


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_stands_outside_a_layer(sheet: str) -> None:
    depth = 0
    outside = ""
    for character in styles.lean_style(styles.assembled(sheet)):
        depth += {"{": 1, "}": -1}.get(character, 0)
        outside += character if depth == 0 else ""
    assert set(re.findall(r"[^;}]+", outside)) <= {
        "@layer " + ",".join(styles.LAYERS),
        *(f"@layer {name}" for name in styles.LAYERS),
    }


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_nothing_of_a_component_is_lost(part: Path) -> None:
    """Every selector, property and value is there still, once space and comments are left out of both."""

    def bare(text: str) -> str:
        return re.sub(r"\s|;(?=\s*})", "", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))

    sheets = "".join(styles.products()[sheet] for sheet in SHEETS)
    assert bare(part.read_text(encoding="utf-8")) in bare(sheets)


TEMPLATES = {
    path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
    for folder in styles.ROOM.parent.glob("*/templates")
    for path in folder.rglob("*.html")
}


def shown_by(name: str) -> set[str]:
    """The template and all it includes; of the parts that are tags, each page may have every one."""
    text = TEMPLATES[name]
    return {name}.union(*(shown_by(each) for each in re.findall(r'{% (?:include|extends) "([^"]+)"', text)))


def is_light(name: str) -> bool:
    """Whether it is a page that has no more than the first sheet: some to write on ask for the second themselves."""
    return bool({"web/writing.html", "web/hand.html"} & shown_by(name)) and "{% look_to_read %}" not in TEMPLATES[name]


def test_every_page_to_read_has_both_sheets() -> None:
    frames = {"web/base.html", "web/writing.html", "web/hand.html"}
    read = [name for name in TEMPLATES if shown_by(name) & {"web/base.html", "web/plain.html"} and not is_light(name)]
    assert len(read) > 20
    short = {name for name in read if "{% look_to_read %}" not in "".join(map(TEMPLATES.__getitem__, shown_by(name)))}
    assert short - frames == set()


TAGS = {f"web/parts/{name}.html" for name in ("field", "attributes", "errors", "danger", "law")}


@pytest.mark.parametrize("page", sorted(filter(is_light, TEMPLATES)))
def test_a_page_to_write_on_needs_nothing_that_only_pages_to_read_have(page: str) -> None:
    text = " ".join(TEMPLATES[name] for name in shown_by(page) | TAGS)
    text = re.sub(r"{% block (?:body|main)_class %}([^{]*)", r'<main class="\1">', text)
    marks = " ".join(re.findall(r"<[a-z][^>]*", re.sub(r"{[%{].*?[%}]}", " ", text)))
    has = set(re.findall(r"[\w-]+", marks))
    bare = re.sub(r"/\*.*?\*/", "", styles.assembled(styles.READING), flags=re.DOTALL)
    selectors = [one.strip() for rule in re.findall(r"([^{};]+){", bare) for one in re.split(r",(?![^(]*\))", rule)]
    # a selector reaches the page if all it names is there: elements, classes, attributes; of `:has()` and the like too
    names = {one: set(re.findall(r"[a-z][\w-]*", re.sub(r"::?[\w-]+|=\S+", " ", one))) for one in selectors}
    assert {one for one, named in names.items() if one[0] != "@" and named <= has} == set()


@pytest.mark.parametrize(
    ("written", "lean"),
    [
        ("a { color: red; }", "a{color:red}"),
        ("li :focus , a:hover { x: y }", "li :focus,a:hover{x:y}"),
        ("a { /* why; } */ b: calc(1px + 2px); }", "a{b:calc(1px + 2px)}"),
        ('a::before { content: "  { /* kept */ ; "; }', 'a::before{content:"  { /* kept */ ; "}'),
        ("@media (min-width: 3rem) and (print) {\n  a { b: c }\n}\n", "@media (min-width:3rem) and (print){a{b:c}}"),
        (":has(> .a) + .b > .c { margin: -1px auto }", ":has(> .a) + .b > .c{margin:-1px auto}"),
    ],
)
def test_space_and_comments_go_and_meaning_stays(written: str, lean: str) -> None:
    assert styles.lean_style(written) == lean


def test_a_lean_script_loses_only_comments_with_lines_to_themselves() -> None:
    script = '// why\n/* and\n why */\nconst a = "http://x"; // stays\n\n  if (a) {\n    b(`//c`);\n  }\n'
    assert styles.lean_script(script) == 'const a = "http://x"; // stays\nif (a) {\nb(`//c`);\n}\n'


@pytest.mark.parametrize("script", sorted((styles.ROOM / "js").glob("*.js")), ids=lambda script: script.stem)
def test_no_script_has_a_text_over_several_lines_which_leaning_would_change(script: Path) -> None:
    lines = [line for line in script.read_text(encoding="utf-8").splitlines() if not line.strip().startswith("//")]
    assert all(line.count("`") % 2 == 0 for line in lines)


@pytest.mark.parametrize("script", sorted((styles.ROOM / "js").glob("*.js")), ids=lambda script: script.stem)
def test_no_script_makes_markup_or_runs_text(script: Path) -> None:
    """Trusted Types would refuse it; so does this, before a browser is asked."""
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|parseFromString|\.style\b",
        script.read_text(encoding="utf-8"),
    )


def weight(*names: str) -> int:
    """Bytes on the wire, each file compressed by itself."""
    products = styles.products()
    return sum(len(brotli.compress(products[name].encode())) for name in names)


def test_what_every_page_has_to_look_right_weighs_no_more_than_four_kilobytes_and_a_half() -> None:
    assert weight(styles.LOOK) <= 4_500


def test_both_sheets_weigh_no_more_than_nine_kilobytes() -> None:
    assert weight(styles.LOOK, styles.READING) <= 9_000


def test_long_pages_have_two_kilobytes_of_their_own() -> None:
    assert weight(styles.LONG) <= 2_000


def test_the_board_has_a_kilobyte_of_its_own() -> None:
    assert weight(styles.BOARD) <= 1_000


def test_the_scripts_of_the_page_of_a_talk_weigh_no_more_than_four_kilobytes() -> None:
    assert weight("js/start.js", "js/clock.js", "js/keep.js", "js/copies.js") <= 4_000


def test_assembled_files_are_found_and_follow_their_sources(tmp_path: Path) -> None:
    styles.assemble_into(tmp_path)
    look = tmp_path / "look.css"
    assert look.read_text(encoding="utf-8") == styles.products()["look.css"]
    look.write_text("older", encoding="utf-8")
    styles.assemble_into(tmp_path)
    assert look.read_text(encoding="utf-8") == styles.products()["look.css"]


def test_the_finder_gives_files_and_knows_no_others() -> None:
    finder = styles.AssembledFinder()
    listed = {name for name, _storage in finder.list(None)}
    assert listed == set(styles.products())
    for name in listed:
        assert Path(finder.find(name)).read_text(encoding="utf-8") == styles.products()[name]
    assert finder.find("js/../styles.py") is None
    assert finder.find("js/") is None
    assert finder.find("look.js") is None
    assert finder.find("nothing.css", find_all=True) == []


def test_every_address_in_the_look_is_a_file_that_is_served() -> None:
    for address in re.findall(r'url\("([^"]+)"\)', "".join(map(styles.assembled, SHEETS))):
        assert (styles.ROOM / "static" / address).is_file()
