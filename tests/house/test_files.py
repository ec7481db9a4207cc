"""Every file of the house keeps its rules."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

from tests.house import rules

ROOT = Path(__file__).resolve().parents[2]
BINARY = {".woff2", ".png", ".jpg", ".ico", ".webp", ".pdf"}


@cache
def kept() -> tuple[Path, ...]:
    """Every file that git keeps, or would on the next commit."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for name in listed.splitlines() if (path := ROOT / name).is_file())


def ending(*suffixes: str, within: str = "") -> list[Path]:
    """The kept files with one of these endings, below the folder `within`; never none, or a rule holds nothing."""
    found = [path for path in kept() if path.suffix in suffixes and path.is_relative_to(ROOT / within)]
    assert found, suffixes
    return found


def faults(rule: Callable[[str], list[str]], files: Iterable[Path]) -> list[str]:
    """What `rule` finds in these files."""
    return [f"{path.relative_to(ROOT)}: {fault}" for path in files for fault in rule(path.read_text(encoding="utf-8"))]


def modules() -> list[Path]:
    return [path for path in ending(".py") if "migrations" not in path.parts]


def test_no_file_outgrows_a_sitting() -> None:
    assert faults(rules.long_file, [*modules(), *ending(".css", ".js", ".html", within="alongside")]) == []


def test_no_function_outgrows_a_screen() -> None:
    assert faults(rules.long_functions, modules()) == []


def test_every_module_opens_by_saying_what_lives_there() -> None:
    assert faults(rules.unsaid_module, modules()) == []


def test_nothing_says_too_much() -> None:
    assert faults(rules.says_too_much, [path for path in kept() if path.suffix not in BINARY]) == []


def test_no_template_holds_style_or_script() -> None:
    assert faults(rules.inline, ending(".html", within="alongside")) == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert faults(rules.elsewhere, ending(".html", ".css", ".js", within="alongside")) == []


def test_extends_comes_first() -> None:
    assert faults(rules.extends_late, ending(".html", within="alongside")) == []


def test_only_the_fabric_has_whole_pages() -> None:
    whole = [path for path in ending(".html", within="alongside") if "<html" in path.read_text(encoding="utf-8")]
    assert {path.relative_to(ROOT).parts[1] for path in whole} == {"web"}


def test_nothing_is_called_utils() -> None:
    vague = {"utils", "util", "helpers", "misc", "common"}
    assert [
        str(path.relative_to(ROOT)) for path in kept() if vague & {path.stem, *path.parts[:-1]} - set(ROOT.parts)
    ] == []


def test_requirements_are_hashed_and_hold_no_address() -> None:
    assert faults(rules.unhashed, ending(".txt", within="requirements")) == []


@pytest.mark.parametrize(("kind", "groups"), [("runtime", []), ("dev", ["dev"])])
def test_requirements_hold_everything_that_is_asked_for(kind: str, groups: list[str]) -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *asked["project"]["dependencies"],
        *(name for group in groups for name in asked["dependency-groups"][group]),
    ]
    exported = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
    names = {line.split("==")[0].casefold() for line in exported.splitlines() if "==" in line}
    missing = {re.split(r"[\[<>=~; ]", name)[0].casefold() for name in wanted} - names
    assert missing == set()


def test_the_lock_with_addresses_is_not_kept() -> None:
    assert ROOT / "uv.lock" not in kept()
