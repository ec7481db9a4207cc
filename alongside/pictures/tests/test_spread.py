"""The picture shows the numbers it was given, twice and in a table; nothing stands on anything else; it stays small."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.analysis.spread import Spread
from alongside.pictures.spread import Picture, Row, full, mini

LABELS = ("Not talked", "Talked", "Agreed", "Some of us", "All of us")
CANT_TELL = "I can’t tell"
SPREADS = st.builds(Spread, st.tuples(*[st.integers(0, 30)] * 5), st.integers(0, 30))
NOW = Spread((1, 3, 5, 4, 0), 2)


def row(spread: Spread | None, label: str = "June 2026") -> Row:
    return Row(label, spread, spread.placed + spread.apart if spread else 3)


def picture(*spreads: Spread | None, past: bool = False) -> Picture:
    rows = tuple(row(spread, f"Round {at}") for at, spread in enumerate(spreads))
    return full(LABELS, CANT_TELL, rows, "Where are we?", past=past)


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - of our own making


def stacks(svg: str) -> dict[str, tuple[int, int, int]]:
    """By its place from left to right: whole marks, small ones, and the number over them."""
    found = {}
    for stack in read(svg).findall("svg"):
        radii = [float(circle.get("r", "")) for circle in stack.findall("circle")]
        whole = sum(radius == 8 for radius in radii)
        found[stack.get("x", "")] = (whole, len(radii) - whole, int(stack.findtext("text") or 0))
    return found


PLACES = ("8%", "24%", "40%", "56%", "72%", "92%")


def counts(spread: Spread) -> tuple[int, ...]:
    return (*spread.steps, spread.apart)


@given(st.lists(SPREADS.filter(lambda one: any(counts(one))), min_size=1, max_size=3))
def test_the_table_the_columns_and_the_rows_hold_the_same_numbers(spreads: list[Spread]) -> None:
    shown = picture(*spreads)
    for at, spread in enumerate(spreads):
        table = tuple(place.tracks[at].people for place in shown.places)
        assert table == counts(spread)
        drawn = stacks(shown.rounds[at].svg)
        told = [int(many) for many in re.findall(r": (\d+)", read(shown.rounds[at].svg).findtext("title") or "")]
        assert tuple(told) == table
        for x, place, many in zip(PLACES, shown.places, table, strict=True):
            whole, small, number = drawn.get(x, (0, 0, 0))
            assert (whole, small, number) == (many // shown.each, int(many % shown.each > 0), many)
            track = place.tracks[at].svg
            assert track.count("<circle") == math.ceil(many / shown.each)


def test_a_place_where_nobody_is_has_no_drawing() -> None:
    shown = picture(NOW)
    assert [place.tracks[0].svg for place in shown.places if not place.tracks[0].people] == [""]
    assert "72%" not in stacks(shown.rounds[0].svg)


def test_rounds_before_are_rings_and_the_last_is_dots() -> None:
    kinds = [set(re.findall(r'class="(ring|dot)"', round.svg)) for round in picture(NOW, NOW, NOW).rounds]
    assert kinds == [{"ring"}, {"ring"}, {"dot"}]
    assert [re.findall(r'class="(\w+)"', track.svg) for track in picture(NOW, NOW).places[0].tracks] == [
        ["ring"],
        ["dot"],
    ]


def test_what_is_past_has_rings_alone_and_nothing_is_said_of_it() -> None:
    shown = picture(NOW, past=True)
    assert 'class="dot"' not in shown.rounds[0].svg
    assert shown.now is None
    assert picture(NOW).now is NOW


def test_no_more_than_three_rounds_stand_above_one_another() -> None:
    assert [round.label for round in picture(NOW, NOW, NOW, NOW).rounds] == ["Round 1", "Round 2", "Round 3"]


def test_a_round_that_too_few_answered_has_its_name_and_no_drawing() -> None:
    shown = picture(NOW, None, NOW)
    assert [bool(round.svg) for round in shown.rounds] == [True, False, True]
    assert [track.label for track in shown.places[0].tracks] == ["Round 0", "Round 2"]
    assert picture(None).known == ()
    assert picture(NOW, None).now is None


def test_rounds_on_another_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="one scale"):
        full(LABELS, CANT_TELL, (row(NOW), row(Spread((1, 2, 3, 1), 0))), "Where?")


def test_a_scale_of_four_places_fills_the_same_width() -> None:
    shown = full(("A", "B", "C", "D"), "E", (row(Spread((1, 2, 3, 1), 1)),), "Where?")
    assert list(stacks(shown.rounds[0].svg)) == ["10%", "30%", "50%", "70%", "92%"]


NARROWEST = 680
"""Below so many pixels the style sheet shows rows."""


@given(SPREADS.filter(lambda one: any(counts(one))))
def test_no_stack_reaches_into_the_next_place_or_over_the_edge(spread: Spread) -> None:
    drawn = read(picture(spread).rounds[0].svg)
    height = float(drawn.get("height", ""))
    edges = []
    for stack in drawn.findall("svg"):
        middle = float(stack.get("x", "").rstrip("%")) * NARROWEST / 100
        marks = [(float(one.get("cx", "")), float(one.get("cy", ""))) for one in stack.findall("circle")]
        top = float(stack.get("y", "")) + min(y for _x, y in marks) - 9
        assert top >= 18, "the number above it needs its room"
        assert float(stack.get("y", "")) + 9 <= height
        edges.append((middle + min(x for x, _y in marks) - 9, middle + max(x for x, _y in marks) + 9))
    assert all(left[1] < right[0] for left, right in pairwise(edges))
    assert edges[0][0] >= 0
    assert edges[-1][1] <= NARROWEST


def test_a_small_one_fits_beside_words_on_paper_too() -> None:
    """On paper it is 240 pixels wide."""
    shown = mini(LABELS, CANT_TELL, row(Spread((20, 20, 0, 0, 0), 0)), "Where?")
    drawn = read(shown.rounds[0].svg)
    assert shown.small
    assert float(drawn.get("height", "")) <= 80
    for stack in drawn.findall("svg"):
        assert max(abs(float(one.get("cx", ""))) + 5 for one in stack.findall("circle")) * 2 < 0.68 * 240 / 5
        assert stack.find("text") is None


def test_twenty_thousand_of_us_make_no_larger_a_drawing_than_forty() -> None:
    many = Spread((1904, 4551, 7150, 4201, 143), 2051)
    assert picture(many).each == 500
    assert len(picture(many).rounds[0].svg) < 1.2 * len(picture(Spread((4, 9, 14, 8, 2), 3)).rounds[0].svg)
    assert sum(len(place.tracks[0].svg) for place in picture(many).places) < 4000


def test_all_rounds_of_a_picture_have_dots_of_one_worth() -> None:
    assert picture(Spread((1, 2, 1, 1, 0), 0), Spread((100, 100, 0, 0, 0), 0)).each == 5


def test_a_stack_is_as_wide_as_the_tallest_of_all_rounds_makes_it() -> None:
    """So that as many of us are as high in one round as in another."""
    widest = [
        max(abs(float(x)) for x in re.findall(r'cx="([-\d.]+)"', round.svg))
        for round in picture(Spread((9, 0, 0, 0, 0)), Spread((3, 3, 3, 0, 0))).rounds
    ]
    assert widest == [20, 20]


def test_words_of_people_cannot_break_out_of_the_drawing() -> None:
    shown = full(('<script>"', *LABELS[1:]), "</title><b>", (row(NOW, "</svg><img src=x onerror=y>"),), "Where?")
    assert {one.tag for one in read(shown.rounds[0].svg).iter()} == {"svg", "title", "line", "circle", "text"}
    assert "</svg><img src=x onerror=y>" in (read(shown.rounds[0].svg).findtext("title") or "")


def test_the_drawing_is_named_and_has_no_style_and_no_colour_of_its_own() -> None:
    svg = picture(NOW).rounds[0].svg
    assert read(svg).get("role") == "img"
    assert read(svg)[0].tag == "title"
    assert not re.search(r"style=|<style|<script|fill=|stroke=|#|\bon\w+=", svg)


def test_the_same_numbers_make_the_same_picture() -> None:
    assert picture(NOW, NOW) == picture(NOW, NOW)
