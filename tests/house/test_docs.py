"""What the documents say is so: variables, rooms, commands, links and words are looked up in the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps

from alongside.cli import COMMANDS, doors
from tests.house.test_files import ROOT, ending
from tests.house.test_rooms import rooms

DOCUMENTS = [path for path in ending(".md") if not path.is_relative_to(ROOT / "alongside")]
RELATIVE = re.compile(r"!?\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)")
MAKE = re.compile(r"`make ([a-z]+)|^    make ([a-z]+)|&& make ([a-z]+)", re.MULTILINE)
VARIABLE = re.compile(r"ALONGSIDE_[A-Z_]+[A-Z]")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def variables_in_code() -> set[str]:
    """Every environment variable that the code names, tests apart."""
    files = [path for path in ending(".py", within="alongside") if "tests" not in path.parts]
    return {name for path in files for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}


def test_every_environment_variable_is_explained() -> None:
    in_code = variables_in_code()
    assert len(in_code) > 5
    assert in_code == set(VARIABLE.findall(text_of("docs/deploy.md")))
    assert set(VARIABLE.findall(text_of("README.md"))) <= in_code


def test_every_room_is_in_the_picture_and_no_other() -> None:
    table = text_of("ARCHITECTURE.md").split("## Rooms")[1].split("Every room with tables")[0]
    drawn = {
        name for row in re.findall(r"^\| (`[a-z_]+`) \|", table, re.MULTILINE) for name in re.findall(r"[a-z_]+", row)
    }
    assert drawn == {room.name for room in rooms()}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_make_target_that_is_named_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    named = {name for found in MAKE.findall(path.read_text(encoding="utf-8")) for name in found if name}
    assert named <= targets


def test_the_two_commands_are_named_first() -> None:
    assert re.findall(r"^    make ([a-z]+)$", text_of("README.md"), re.MULTILINE) == ["run", "test"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_command_that_is_named_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    spans = [*re.findall(r"`([^`\n]+)`", text), *re.findall(r"^    (.+)$", text, re.MULTILINE)]
    named = {found[1] for span in spans if (found := re.match(r"(?:\S*/)?alongside ([a-z][a-z-]*)", span.strip()))}
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_relative_link_leads_to_a_file(path: Path) -> None:
    targets = [target for target, _ in RELATIVE.findall(path.read_text(encoding="utf-8"))]
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_decision_is_in_the_index_under_its_own_number() -> None:
    records = sorted(path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    numbers = [record[:4] for record in records]
    assert len(set(numbers)) == len(numbers)
    index = text_of("docs/decisions/README.md")
    assert re.findall(r"^\| \[\d+\]\(([^)]+)\)", index, re.MULTILINE) == records
    for record in records:
        title = text_of(f"docs/decisions/{record}").splitlines()[0]
        number, _, words = title.removeprefix("# ").partition(". ")
        assert int(number) == int(record[:4]), record
        assert f"| {words} |" in index, record


def test_every_word_of_the_glossary_is_in_the_code() -> None:
    rows = re.findall(r"^\| (`[^|]+`) \|", text_of("docs/glossary.md"), re.MULTILINE)
    words = {word for row in rows for word in re.findall(r"`([^`]+)`", row)}
    assert len(words) > 20
    code = "\n".join(path.read_text(encoding="utf-8") for path in ending(".py", within="alongside"))
    assert {word for word in words if not re.search(rf"\b{re.escape(word)}\b", code)} == set()


def test_every_table_has_its_word() -> None:
    """Versions and what only counts apart, each kind of row is a word that the glossary explains."""
    glossary = text_of("docs/glossary.md")
    ours = [model.__name__ for model in apps.get_models() if model.__module__.startswith("alongside.")]
    unsaid = {"Finish", "WrongCodes"}
    wordless = [name for name in ours if f"`{name}`" not in glossary and not name.endswith("Version")]
    assert set(wordless) == unsaid


def test_the_list_of_doors_is_up_to_date() -> None:
    told = "write it anew: .venv/bin/alongside doors > docs/doors.md"
    assert text_of("docs/doors.md") == doors.written(), told


def test_the_licence_is_whole_and_does_not_claim_the_quoted_words() -> None:
    lines = text_of("LICENSE").splitlines()
    assert lines[0].strip() == "GNU AFFERO GENERAL PUBLIC LICENSE"
    assert len(lines) == 661
    assert "**The licence does not cover the quoted words.**" in text_of("README.md")
