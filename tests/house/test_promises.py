"""Every sentence of promise on a page is proved by a test (trust: words match), and none stands about unused."""

import re
from pathlib import Path

import pytest

from alongside.web.promises import all_promises

ROOT = Path(__file__).resolve().parents[2]
SHOWN = re.compile(r"{%\s*promise\s+[\"']([a-z0-9-]+)[\"']")
PROVED = re.compile(r"pytest\.mark\.promise\(([^)]*)\)")


def _found(pattern: re.Pattern[str], files: list[Path]) -> set[str]:
    found: set[str] = set()
    for file in files:
        for match in pattern.findall(file.read_text(encoding="utf-8")):
            found.update(re.findall(r"[a-z0-9-]+", match))
    return found


def _proved() -> set[str]:
    tests = [*ROOT.glob("tests/**/test_*.py"), *ROOT.glob("alongside/**/tests/test_*.py")]
    return _found(PROVED, [test for test in tests if test != Path(__file__)])


def _shown() -> set[str]:
    return _found(SHOWN, [*ROOT.glob("alongside/**/templates/**/*.html")])


def test_there_are_promises() -> None:
    assert all_promises()


@pytest.mark.parametrize("name", sorted(all_promises()))
def test_a_promise_is_shown_and_proved(name: str) -> None:
    assert name in _shown(), f"no page makes the promise {name!r}"
    assert name in _proved(), f"no test is marked as proving the promise {name!r}: {all_promises()[name]}"


def test_nothing_is_shown_or_proved_that_was_not_promised() -> None:
    assert _shown() | _proved() <= set(all_promises())


def test_no_page_promises_in_words_of_its_own() -> None:
    """A sentence that is a promise is written in the list, not in a template."""
    for file in ROOT.glob("alongside/**/templates/**/*.html"):
        words = file.read_text(encoding="utf-8")
        for sentence in all_promises().values():
            assert sentence not in words, f"{file.relative_to(ROOT)} spells out a promise: use its tag"
