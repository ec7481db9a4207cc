"""What is said of a picture is a sentence a person would say, and the picture on a page is heard once."""

from __future__ import annotations

import re

import pytest
from django.template import engines

from alongside.analysis.spread import Seen, Spread
from alongside.pictures.spread import Picture, Row, full, mini
from alongside.web.seen import SENTENCES, sentences

LABELS = ("Not <talked>", "Talked", "Agreed", "Some of us", "All of us")
NOW = Spread((1, 3, 5, 4, 0), 2)


def shown(picture: Picture, template: str = "{% picture it %}") -> str:
    return str(engines["django"].from_string(template).render({"it": picture}))


def whole(*rows: Row) -> Picture:
    return full(LABELS, "I can’t tell", rows, "Where are we with this?")


JUNE = Row("June 2026", NOW, 15)


def test_every_way_of_seeing_has_its_sentence_but_the_one_that_cannot_be_told() -> None:
    assert {Seen.UNTOLD, *SENTENCES} == set(Seen)


@pytest.mark.parametrize(
    ("spread", "said"),
    [
        (None, ()),
        (Spread((0, 9, 0), 0), ("We see it much the same way.",)),
        (Spread((0, 9, 0), 1), ("We see it much the same way.",)),
        (
            Spread((0, 9, 0), 2),
            (
                "We see it much the same way.",
                "Two of us can’t tell from where they are. What would they need to see?",
            ),
        ),
        (Spread((1, 1, 2), 10), ("Ten of us can’t tell from where they are. What would they need to see?",)),
        (Spread((1, 1, 2), 11), ("11 of us can’t tell from where they are. What would they need to see?",)),
        (Spread((0, 0, 0), 9), ("None of us can tell from where we are. What would we need to see?",)),
    ],
)
def test_what_is_said(spread: Spread | None, said: tuple[str, ...]) -> None:
    assert sentences(spread) == said


def test_a_whole_picture_has_its_words_and_the_same_numbers_in_a_table() -> None:
    picture = whole(Row("December 2025", Spread((6, 4, 2, 1, 0), 1), 14), JUNE)
    page = shown(picture)
    assert "We see it in different ways." in page
    assert "Two of us can’t tell" in page
    assert re.search(r"<strong>June 2026:</strong> 15 of us\s*</p>", page)
    assert re.findall(r'scope="col">(.*?)<', page) == ["December 2025", "June 2026"]
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', page)
    numbers = [[int(cell) for cell in re.findall(r"<td>(\d+)</td>", cells)] for _label, cells in rows]
    assert numbers == [[track.people for track in place.tracks] for place in picture.places]
    assert [sum(column) for column in zip(*numbers, strict=True)] == [14, 15]


def test_what_is_drawn_twice_is_named_once_in_each_drawing() -> None:
    page = shown(whole(JUNE))
    assert page.count('role="img"') == page.count("<title>") == 1
    assert re.search(r'<div class="labels" aria-hidden="true">', page)
    tracks = re.findall(r'<svg class="dot"[^>]*width[^>]*>', page)
    assert len(tracks) == 5
    assert all('aria-hidden="true"' in track for track in tracks)
    assert "nobody" in page


def test_words_of_the_scale_are_escaped_wherever_they_stand() -> None:
    page = shown(whole(JUNE))
    assert "Not <talked>" not in page
    assert page.count("Not &lt;talked&gt;") == 4


def test_a_round_of_too_few_says_so_and_stands_in_no_table() -> None:
    page = shown(whole(Row("March 2026", None, 4), JUNE))
    assert "<strong>March 2026:</strong> too few of us answered this" in page
    assert '<th scope="col">March' not in page
    assert "4 of us" not in page
    alone = shown(whole(Row("March 2026", None, 4)))
    assert "<svg" not in alone
    assert "<table" not in alone


def test_a_dot_that_is_more_than_one_of_us_says_so() -> None:
    assert "One dot is 10 of us; a small one is fewer." in shown(whole(Row("June", Spread((400, 0, 0, 0, 0)), 400)))
    assert "One dot" not in shown(whole(JUNE))


def test_a_small_one_has_neither_words_nor_table() -> None:
    small = mini(LABELS, "I can’t tell", JUNE, "Where are we with this?")
    page = shown(small)
    assert "<table" not in page
    assert "We see it" not in page
    said = shown(small, "{% seen it as said %}{% for one in said %}{{ one }} {% endfor %}")
    assert said.startswith("We see it in different ways. Two of us")
    assert "Too few of us answered this." in shown(mini(LABELS, "I can’t tell", Row("June", None, 4), "Where?"))
