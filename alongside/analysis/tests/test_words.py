"""Two versions of a text, word by word: nothing of either is lost, and the change is read as people would read it."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.analysis.words import Run, compare

TEXT = st.text(max_size=120) | st.text(alphabet="ab .,\n人👩‍👧é\u0301", max_size=60)


@given(TEXT, TEXT)
def test_joined_again_it_is_the_old_and_the_new(old: str, new: str) -> None:
    runs = compare(old, new)
    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert "".join(run.text for run in runs if run.kind != "gone") == new


@given(TEXT, TEXT)
def test_no_run_is_empty_and_none_stands_beside_one_of_its_kind(old: str, new: str) -> None:
    runs = compare(old, new)
    assert all(run.text for run in runs)
    assert all(one.kind != other.kind for one, other in pairwise(runs))


@given(TEXT)
def test_the_same_twice_is_the_same(text: str) -> None:
    assert compare(text, text) == ((Run("same", text),) if text else ())


@given(TEXT.map(lambda text: "x" + text), TEXT.map(lambda text: "x" + text))
def test_no_run_begins_with_a_mark_that_hangs_on_the_letter_before(old: str, new: str) -> None:
    for run in compare(old, new):
        assert not unicodedata.category(run.text[0]).startswith("M"), run


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        (
            "Older people living alone.",
            "Older people, and whoever looks after them.",
            [
                ("same", "Older people"),
                ("gone", " living alone"),
                ("added", ", and whoever looks after them"),
                ("same", "."),
            ],
        ),
        ("We will ask.", "We will not ask.", [("same", "We will "), ("added", "not "), ("same", "ask.")]),
        ("a b c d", "a x y d", [("same", "a "), ("gone", "b c "), ("added", "x y "), ("same", "d")]),
        ("", "All of us.", [("added", "All of us.")]),
        ("All of us.", "", [("gone", "All of us.")]),
        ("我们一起", "我们不一起", [("same", "我们"), ("added", "不"), ("same", "一起")]),
        ("one\ntwo", "one\n\ntwo", [("same", "one"), ("gone", "\n"), ("added", "\n\n"), ("same", "two")]),
    ],
)
def test_a_change_is_read_as_people_would(old: str, new: str, runs: list[tuple[str, str]]) -> None:
    assert [tuple(run) for run in compare(old, new)] == runs


@pytest.mark.parametrize("new", ["👨 went", "👩🏽 went", "👩‍👧‍👦 went", "e\u0302 went"])
def test_what_people_see_as_one_letter_is_never_parted(new: str) -> None:
    for run in compare("👩 went", new):
        assert run.text in {"👩 ", new.removesuffix("went"), "went"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 1000, "a b " * 500),
        (". " * 1000, ", " * 1000),
        ("人" * 2000, "人口" * 1000),
        ("." * 2000, ".," * 99),
        (".," * 1000, ".,!" * 60),
    ],
)
def test_a_text_made_to_be_slow_is_not(old: str, new: str) -> None:
    """Seconds where a plain comparison takes minutes: the longest line there may be, said over and over."""
    began = time.process_time()
    compare(old, new)
    assert time.process_time() - began < 10
