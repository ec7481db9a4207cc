"""What people write, as a form takes it in."""

import time
import unicodedata

import pytest
from django import forms

from alongside.web.forms import Words, composed


class One(forms.Form):
    words = Words(limit=10)


class Several(forms.Form):
    words = Words(limit=10, lines=True, required=False)


def taken(form: type[forms.Form], words: str) -> str:
    bound = form({"words": words})
    assert bound.is_valid(), bound.errors
    return str(bound.cleaned_data["words"])


def refused(form: type[forms.Form], words: str) -> str:
    bound = form({"words": words})
    assert not bound.is_valid()
    assert bound["words"].value() == words, "the words must still be there"
    return str(bound.errors["words"][0])


def test_ends_are_trimmed_and_letters_are_put_together() -> None:
    assert taken(One, "  Zoe\u0308\t") == "Zo\u00eb"


def test_line_ends_are_one_kind() -> None:
    assert taken(Several, "a\r\nb\rc") == "a\nb\nc"


@pytest.mark.parametrize("words", ["a\0b", "a\x1bb", "\x07", "a\x7f"])
def test_control_characters_are_refused(words: str) -> None:
    assert "cannot be shown" in refused(One, words)
    assert "cannot be shown" in refused(Several, words)


def test_too_long_is_said_with_the_limit() -> None:
    assert refused(One, "x" * 11) == "That is longer than 10 letters. Please shorten it."
    assert taken(One, "x" * 10) == "x" * 10


def test_the_limit_counts_letters_as_they_are_kept() -> None:
    assert taken(One, "e\u0301" * 10) == "\u00e9" * 10


@pytest.mark.parametrize("words", ["", "   ", "\u200b\u200b", "\u202e", "\u00a0"])
def test_what_shows_nothing_is_nothing(words: str) -> None:
    assert refused(One, words) == "Please write something here."
    assert taken(Several, words) == ""


ENDS = pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2028", "\u2029", "\x85"])


@ENDS
def test_one_line_is_one_line(end: str) -> None:
    assert "one line" in refused(One, f"a{end}b")
    assert taken(One, f"{end}a{end}") == "a"


@ENDS
def test_where_there_are_several_every_end_of_a_line_is_the_same(end: str) -> None:
    assert taken(Several, f"a{end}b") == "a\nb"


@pytest.mark.parametrize("words", ["\U0001f469\u200d\U0001f469", "Ŵyn", "نادية", "李雷"])
def test_every_script_is_welcome(words: str) -> None:
    assert taken(One, words) == words


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\u0323\u0301", "\u0344\u0323", "\u0f73", "\u0f73\u0f71"])
@pytest.mark.parametrize("letter", ["", "s", "e", "\u00e9", "\uac00", "\u1e69"])
def test_marks_in_any_order_come_out_in_the_one_form(letter: str, marks: str) -> None:
    for words in (letter + marks, letter + marks * 3 + letter, letter + marks[:1] * 9 + marks[1:] * 9):
        assert composed(words) == unicodedata.normalize("NFC", words)


def test_a_tower_of_marks_in_the_wrong_order_holds_nobody_up() -> None:
    tower = "a" + "\u0301" * 50_000 + "\u0323" * 50_000
    began = time.process_time()
    assert "longer than" in refused(One, tower)
    assert time.process_time() - began < 5, "it takes a fraction of a second, or most of a minute"
