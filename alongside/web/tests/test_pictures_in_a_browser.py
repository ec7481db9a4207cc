"""Every picture of the pattern book in a browser: one of its two drawings is there, and nothing lies on anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

SEEN = """() => [...document.querySelectorAll('.spread')].filter(figure => figure.querySelector('svg')).map(figure => {
  const there = element => element.getClientRects().length > 0;
  const texts = [...figure.querySelectorAll('text, span, p, td, th')].filter(there).filter(one => !one.matches('.sr'));
  const labels = [...figure.querySelectorAll('.labels span')].filter(there);
  const marks = [...figure.querySelectorAll('.in-columns circle, .in-columns text')].filter(there);
  const over = (one, other) => {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    return a.left < b.right - .5 && b.left < a.right - .5 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
  };
  const pairs = list => list.flatMap((one, at) => list.slice(at + 1).map(other => [one, other]));
  return {
    small: figure.classList.contains('small'),
    columns: there(figure.querySelector('.in-columns')),
    rows: there(figure.querySelector('.in-rows')),
    least: Math.min(...texts.map(one => parseFloat(getComputedStyle(one).fontSize))),
    lines: Math.max(0, ...labels.map(one => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size;
    })),
    wide: labels.filter(one => one.scrollWidth > one.clientWidth + 1).length,
    collide: [...pairs(labels), ...pairs(marks)].filter(pair => over(...pair)).length,
  };
})"""


@pytest.mark.journey
@pytest.mark.parametrize("width", [320, 479, 480, 745, 768, 1280])
def test_every_picture_is_drawn_once_with_room_for_its_words(
    someone: Someone, axe: Callable[[Page], None], width: int
) -> None:
    page = someone(width=width)
    page.goto("/patterns/pictures/")
    found = page.evaluate(SEEN)
    assert len(found) > 20
    for one in found:
        assert one["columns"] is not one["rows"], one
        assert not (width < 480 and one["columns"]), one
        assert one["least"] >= 14, one
        assert one["lines"] <= 3, one
        assert one["collide"] == one["wide"] == 0, one
    assert any(one["columns"] for one in found) == (width >= 480)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    axe(page)
