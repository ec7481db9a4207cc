"""The strip of months shows the numbers it was given, twice and in its words; each kind by a shape of its own."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.pictures.months import MOST, SHAPES, Month, Strip, strip

KINDS = ("we talked", "we opened answers", "we agreed", "we tried something")
COUNTS = st.tuples(*[st.integers(0, 400)] * 4)


def month(at: int, counts: tuple[int, ...]) -> Month:
    return Month(f"M{at}", f"Month {at}", counts, f"told {counts}")


def drawn(*counts: tuple[int, ...]) -> Strip:
    return strip(KINDS, [month(at, each) for at, each in enumerate(counts)])


def marks(svg: str) -> list[str]:
    """The shapes in a drawing, in their order."""
    return re.findall(r'class="(dot|ring|diamond|square)"', svg)


def test_each_thing_is_one_mark_of_its_kind_where_there_are_few() -> None:
    shown = drawn((2, 1, 0, 1), (0, 0, 0, 0), (0, 0, 3, 0))
    assert shown.each == 1
    assert marks(shown.svg) == ["dot", "dot", "ring", "square", *["diamond"] * 3]
    assert [marks(row.svg) for row in shown.rows] == [["dot", "dot", "ring", "square"], [], ["diamond"] * 3]
    assert [key.label for key in shown.keys] == list(KINDS)
    assert [marks(key.svg) for key in shown.keys] == [[shape] for shape in SHAPES]


def test_a_month_without_anything_has_no_drawing_and_its_words() -> None:
    shown = drawn((0, 0, 0, 0))
    assert shown.rows[0].svg == ""
    assert shown.rows[0].month.told == "told (0, 0, 0, 0)"
    assert ElementTree.fromstring(shown.svg) is not None  # noqa: S314 - of our own making


def test_what_is_read_out_tells_every_month() -> None:
    title = ElementTree.fromstring(drawn((1, 0, 0, 0), (2, 0, 0, 0)).svg).find("title")  # noqa: S314 - our own
    assert title is not None
    assert title.text == "Month 0: told (1, 0, 0, 0); Month 1: told (2, 0, 0, 0)"


@given(st.lists(COUNTS, min_size=1, max_size=12))
def test_no_stack_grows_over_what_there_is_room_for_and_whole_marks_count_right(
    counts: list[tuple[int, int, int, int]],
) -> None:
    shown = drawn(*counts)
    for row, each in zip(shown.rows, counts, strict=True):
        found = marks(row.svg)
        assert len(found) <= MOST + len(KINDS)
        for shape, many in zip(SHAPES, each, strict=True):
            assert (found.count(shape) - 1) * shown.each < max(many, 1) <= max(found.count(shape) * shown.each, 1)


def test_what_people_wrote_is_no_markup() -> None:
    shown = strip(KINDS, [Month("<b>", "<b>", (1, 0, 0, 0), "<script>")])
    assert "<script>" not in shown.svg


@pytest.mark.parametrize(("kinds", "counts"), [(KINDS, (1, 2)), (("a", "b", "c", "d", "e"), (1, 1, 1, 1, 1))])
def test_each_kind_has_a_shape_and_each_month_a_number(kinds: tuple[str, ...], counts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="each kind"):
        strip(kinds, [month(0, counts)])
