"""The measure: words, sentences, syllables, and the published formula."""

from __future__ import annotations

import pytest

from tests.words.reading_age import SOMETHING, age, by_vowels, grade, sentences, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [("we", 1), ("change", 1), ("people", 2), ("idea", 3), ("agreed", 2), ("everybody’s", 4), ("it’s", 1), ("2026", 2)],
)
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(("word", "count"), [("organiser", 4), ("organisers", 4), ("unsettled", 3), ("blockages", 3)])
def test_a_word_that_the_dictionary_lacks_is_counted_by_its_vowels(word: str, count: int) -> None:
    assert by_vowels(word) == count
    assert syllables(word) == count


def test_what_is_known_only_later_is_one_word() -> None:
    assert words(f"Tell {SOMETHING} of {SOMETHING}’s day.") == ["Tell", SOMETHING, "of", f"{SOMETHING}’s", "day"]
    assert syllables(SOMETHING) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We meet. We talk.", ["We meet.", "We talk."]),
        ("“Did it help?” is what we ask. Then", ["“Did it help?” is what we ask.", "Then"]),
        ("Press “Send”. docs come later.", ["Press “Send”.", "docs come later."]),
        ("It is 3.5 or 10,000 words: too many!", ["It is 3.5 or 10,000 words: too many!"]),
        (" · ", []),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(text: str, said: list[str]) -> None:
    assert sentences(text) == said


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["The cat sat on the mat."], 0.39 * 6 + 11.8 * 1 - 15.59),
        (["We meet.", "We talk."], 0.39 * 2 + 11.8 * 1 - 15.59),
        (["Nobody answered the letter."], 0.39 * 4 + 11.8 * 8 / 4 - 15.59),
    ],
)
def test_the_grade_follows_the_published_formula(said: list[str], expected: float) -> None:
    assert grade(said) == pytest.approx(expected)
    assert age(" ".join(said)) == pytest.approx(expected + 5)
