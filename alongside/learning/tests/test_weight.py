"""The page of a talk is light: what a phone must fetch before it can be read and written on."""

from __future__ import annotations

import datetime
import re

import brotli
import pytest
from django.urls import reverse

from alongside.learning.tests.talks import begun, finished, to_try
from alongside.web import styles
from tests.cast import Cast

pytestmark = pytest.mark.django_db

KILO = 1000
ALL, SCRIPTS = 14 * KILO, 5 * KILO


def small(text: str, quality: int = 11) -> int:
    """Bytes of what is compressed once and kept, as style and scripts are; a page is compressed in passing."""
    return len(brotli.compress(text.encode(), quality=quality))


def test_the_page_weighs_less_than_fourteen_kilobytes_with_all_it_needs(cast: Cast) -> None:
    seat = cast.seat("amina")
    for day, question in enumerate(("role.change", "role.landscape", "purpose.impact", "people.assets"), 1):
        to_try(seat, at=cast.at, who="Nadia", due=datetime.date(2026, 4, day), question=question)
    finished(seat, at=cast.at, standing="Older people living alone, and whoever looks after them.")
    talk = begun(seat, at=cast.later(days=30))
    page = cast.client("amina").get(reverse("learning:talk", args=[cast.harbour.ref, talk.ref])).content.decode()
    made = styles.products()
    names = {re.sub(r"\.[0-9a-f]{8,}(?=\.)", "", name) for name in re.findall(r"/static/(js/[^\"]+)", page)}
    assert names == {"js/start.js", "js/keep.js", "js/copies.js", "js/clock.js"}
    scripts = sum(small(made[name]) for name in names)
    assert scripts <= SCRIPTS
    assert small(page, quality=5) + small(made["look.css"]) + scripts <= ALL


def test_it_can_be_read_after_three_requests(cast: Cast) -> None:
    """The page, one style sheet, the typeface that it names; scripts are modules, which nothing waits for."""
    talk = begun(cast.seat("amina"), at=cast.at)
    page = cast.client("amina").get(reverse("learning:talk", args=[cast.harbour.ref, talk.ref])).content.decode()
    assert page.count('rel="stylesheet"') == 1
    assert "<img" not in page
    assert all('type="module"' in script for script in re.findall(r"<script[^>]*>", page))
