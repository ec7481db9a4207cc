"""A page's text becomes the sentences that somebody reads, in all the ways it may go."""

from __future__ import annotations

import pytest

from tests.words.marked import BREAK, CLOSE, MOST_WAYS, NEXT, OPEN, paragraphs
from tests.words.reading_age import SOMETHING


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<p>It is <strong>here</strong>.</p><p>Look.</p>", [("It is here.",), ("Look.",)]),
        ("<p class='long words here'>One &amp; two&nbsp;lines.</p>", [("One & two lines.",)]),
        ("<p>One.<br>Two</p>", [("One.",), ("Two",)]),
        ("<p><a>People</a> <a>Questions</a> are links.</p>", [("People",), ("Questions are links.",)]),
        ("<p>Press <a>this</a>, or <a>that</a>.</p>", [("Press this, or that.",)]),
        ("<p>See <svg><title>an arrow</title></svg>here. <!-- why --></p>", [("See here.",)]),
        ("<p>They say <q>we are <b>accountable</b></q> there.</p>", [(f"They say {SOMETHING} there.",)]),
        ("<p>The file <code>docs/a.md</code> or b/c.html says.</p>", [(f"The file {SOMETHING} or {SOMETHING} says.",)]),
        (f"<p>Some question{SOMETHING}.</p>", [("Some question.",)]),
        (f"One.{BREAK}Two.", [("One.",), ("Two.",)]),
        ('<p aria-label="Read this out">Look.</p>', [("Look.",), ("Read this out",)]),
    ],
)
def test_a_page_is_cut_into_what_stands_together(text: str, told: list[tuple[str, ...]]) -> None:
    assert list(paragraphs(text)) == told


def test_a_sentence_is_told_in_each_way_it_may_go() -> None:
    text = f"<p>Ask {OPEN}an organiser{NEXT}<b>anybody</b>{CLOSE}{OPEN} today{NEXT}{CLOSE}.</p>"
    assert list(paragraphs(text)) == [
        ("Ask an organiser today.", "Ask an organiser.", "Ask anybody today.", "Ask anybody.")
    ]


def test_where_whole_paragraphs_may_stand_each_is_its_own() -> None:
    text = f"<div>{OPEN}<p>It is open.</p>{NEXT}<p>It is closed.</p>{CLOSE}</div>"
    assert list(paragraphs(text)) == [("It is open.",), ("It is closed.",)]


def test_of_very_many_ways_each_end_is_told_still() -> None:
    fork = f"{OPEN}a{NEXT}b{NEXT}c{CLOSE} "
    (told,) = paragraphs(f"<p>{fork * 9}end.</p>")
    assert len(told) <= MOST_WAYS
    assert {sentence.split()[8] for sentence in told} == {"a", "b", "c"}
