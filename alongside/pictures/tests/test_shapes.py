"""Marks are as many as they say, none on another; what goes into a drawing cannot get out of its place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alongside.pictures.shapes import Grid, Heap, Mark, each_for, element, words

GRID = Grid(8, 20, 5)


@pytest.mark.parametrize(
    ("people", "each"), [(0, 1), (1, 1), (40, 1), (41, 2), (80, 2), (81, 5), (200, 5), (201, 10), (20_000, 500)]
)
def test_a_mark_stands_for_one_of_us_until_we_are_too_many(people: int, each: int) -> None:
    assert each_for(people, most=40) == each


@given(st.integers(0, 10**9))
def test_so_many_people_never_need_more_marks_than_there_may_be(people: int) -> None:
    assert Heap(people, each_for(people, most=40)).marks <= 40


@given(st.integers(0, 400), st.integers(1, 20), st.integers(1, 9))
def test_marks_stacked_and_strung_add_up_and_none_touches_another(people: int, each: int, across: int) -> None:
    heap, grid = Heap(people, each), Grid(8, 20, across)
    for marks in (list(heap.stacked(grid)), list(heap.strung(grid))):
        whole = sum(mark.r == grid.r for mark in marks)
        assert whole == people // each
        assert len(marks) - whole == (people % each > 0)
        assert len({mark.y for mark in marks}) == grid.lines(heap.marks)
        assert all(apart_enough(one, other) for one, other in combinations(marks, 2))


def apart_enough(one: Mark, other: Mark) -> bool:
    return abs(one.x - other.x) >= 20 or abs(one.y - other.y) >= 20


@given(st.integers(0, 40))
def test_a_stack_is_no_wider_than_it_may_be_and_stands_in_the_middle(many: int) -> None:
    marks = list(Heap(many, 1).stacked(GRID.narrowed(many)))
    assert all(abs(mark.x) <= 40 for mark in marks)
    assert sum(mark.x for mark in marks) == 0


@pytest.mark.parametrize(("tallest", "across"), [(0, 2), (1, 2), (5, 3), (9, 3), (10, 4), (17, 5), (40, 5)])
def test_a_stack_is_about_as_wide_as_high_until_it_is_as_wide_as_it_may_be(tallest: int, across: int) -> None:
    assert GRID.narrowed(tallest).across == across


def texts() -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="￾￿"))


@given(texts(), texts())
@example('"><script x="', "</text><script>&amp;")
def test_words_and_attributes_stay_where_they_were_put(attribute: str, inside: str) -> None:
    read = ElementTree.fromstring(element("text", words(inside), class_=attribute))  # noqa: S314
    assert (read.get("class"), read.text or "") == (attribute, inside)
    assert list(children(read)) == []


def children(read: ElementTree.Element) -> Iterator[ElementTree.Element]:
    yield from read


def test_numbers_are_short_and_names_as_svg_has_them() -> None:
    assert element("line", x1=0.0, y1=7.5, stroke_width=1 / 3) == '<line x1="0" y1="7.5" stroke-width="0.33"/>'
