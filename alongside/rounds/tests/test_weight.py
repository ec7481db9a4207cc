"""The page on which one answers is light, and 23 questions on one page are made quickly enough to be nothing."""

from __future__ import annotations

import re

import brotli
import pytest
from django.urls import reverse

from alongside.framework.loading import the_edition
from alongside.rounds.tests import steps
from alongside.web import styles
from tests.cast import Cast

pytestmark = pytest.mark.django_db
POWER = steps.QUESTIONS[1]
KILO = 1000
ALL, SCRIPTS = 14 * KILO, 5 * KILO


def small(text: str, quality: int = 11) -> int:
    """Bytes of what is compressed once and kept, as style and scripts are; a page is compressed in passing."""
    return len(brotli.compress(text.encode(), quality=quality))


@pytest.mark.parametrize("every", [False, True])
def test_the_page_weighs_less_than_fourteen_kilobytes_with_all_it_needs(cast: Cast, every: bool) -> None:
    steps.fill(cast)
    questions = [question.id for question in the_edition().questions] if every else list(steps.QUESTIONS)
    round = steps.asked(cast, without_names=True, questions=questions)
    steps.write(cast, "nadia", round, POWER, "The same two people speak first, each time.", stance=1)
    more = [] if every else [POWER]
    url = reverse("rounds:all" if every else "rounds:one", args=[cast.harbour.ref, round.ref, *more])
    page = cast.client("nadia").get(url).content.decode()
    made = styles.products()
    names = {re.sub(r"\.[0-9a-f]{8,}(?=\.)", "", name) for name in re.findall(r"/static/(js/[^\"]+)", page)}
    assert names == {"js/start.js", "js/keep.js", "js/copies.js"}
    scripts = sum(small(made[name]) for name in names)
    assert scripts <= SCRIPTS
    assert small(page, quality=5) + small(made["look.css"]) + scripts <= ALL


def test_it_can_be_read_after_three_requests(cast: Cast) -> None:
    """The page, the style sheet, the typeface that it names; scripts are modules, which nothing waits for."""
    round = steps.asked(cast)
    url = reverse("rounds:one", args=[cast.harbour.ref, round.ref, POWER])
    page = cast.client("nadia").get(url).content.decode()
    assert page.count('rel="stylesheet"') == 1
    assert "<img" not in page
    assert all('type="module"' in script for script in re.findall(r"<script[^>]*>", page))


def test_no_widget_is_made_for_any_question(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Django's widgets would take longer than all the rest."""
    from django.forms import Widget

    round = steps.asked(cast, questions=[question.id for question in the_edition().questions])
    client, url = cast.client("nadia"), reverse("rounds:all", args=[cast.harbour.ref, round.ref])
    monkeypatch.setattr(Widget, "render", lambda *given, **more: pytest.fail("a widget was drawn"))
    assert client.get(url).status_code == 200
