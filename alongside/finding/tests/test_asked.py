"""What people type: words come out of it, and nothing that a search could take for anything else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from alongside.finding.asked import AT_MOST, Asked, read
from alongside.finding.engine import Narrowed, candidates
from alongside.finding.pages import find_page
from alongside.journey.tests.talks import talked
from tests.cast import Cast


@pytest.mark.parametrize(
    ("typed", "pieces", "beginning"),
    [
        ("meet", (("meet",),), True),
        ("meet ", (("meet",),), False),
        ("me", (("me",),), False),
        ("next meeting", (("next",), ("meeting",)), True),
        ('"next meeting"', (("next", "meeting"),), False),
        ("“next meeting” hall", (("next", "meeting"), ("hall",)), True),
        ('"next meeting', (("next",), ("meeting",)), True),
        ("don’t self-employed", (("don",), ("t",), ("self",), ("employed",)), True),
        (
            "words: NOT (x) OR y* ^z {a b}",
            (("words",), ("NOT",), ("x",), ("OR",), ("y",), ("z",), ("a",), ("b",)),
            False,
        ),
        ("1 2 3 4 5 6 7 8 999", tuple((str(each),) for each in range(1, 9)), False),
        ("…", (), False),
    ],
)
def test_what_is_typed_becomes_words(typed: str, pieces: tuple[tuple[str, ...], ...], beginning: bool) -> None:
    assert read(typed) == Asked(pieces, beginning)


@given(st.text(max_size=300))
def test_nothing_but_letters_digits_and_their_marks_comes_out(typed: str) -> None:
    words = [word for piece in read(typed).pieces for word in piece]
    assert len(words) <= AT_MOST
    assert not any(sign in word for word in words for sign in "\"'*:^(){}&|!<>\\ \x00\x02\x03")


@pytest.mark.django_db
@pytest.mark.data
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80) | st.text(alphabet="ab\"*:^()-+ NOTANDR{}'&|!<>\\%_1", max_size=40), st.booleans())
@example("' OR 1=1 --", False)
@example('a" OR place : "p2', True)
@example("words:* NEAR(a b, 2)", True)
@example("ª º ² ½ Ⅷ ﷺ", True)
@example("\u0301a हिन्दी", True)
def test_no_words_break_a_search(cast: Cast, typed: str, any_word: bool) -> None:
    candidates(cast.seat("amina"), read(typed), Narrowed(["line"], "purpose"), any_word=any_word, many=5)
    find_page(cast.seat("amina"), typed)


@pytest.mark.django_db
@pytest.mark.data
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_what_was_found_is_shown_as_it_was_written(cast: Cast, words: str) -> None:
    talked(cast.seat("amina"), "purpose.vision", at=cast.at, noticed=f"badger {words}")
    marked = candidates(cast.seat("amina"), read("badger"), Narrowed(), any_word=False, many=1)[0].marked
    assert marked.replace("\x02", "").replace("\x03", "").rstrip() == f"badger {words}".rstrip()
