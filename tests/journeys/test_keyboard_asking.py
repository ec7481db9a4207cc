"""Asking everyone by keyboard alone, at a desk and at 320 px without scripts: prepare, ask, longer, close, withdraw."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.journeys.keys import Keys, another, make_code, start
from tests.journeys.steps import PHONE, Fit, nobody_looks

if TYPE_CHECKING:
    from conftest import Someone

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("screen", [{}, {**PHONE, "js": False}], ids=["desk", "phone without scripts"])
def test_everyone_is_asked_given_longer_and_told_that_it_is_closed(
    someone: Someone, fit: Fit, screen: dict[str, Any]
) -> None:
    if screen:
        fit = nobody_looks  # axe is a script itself
    amina = Keys(someone(**screen))
    start(amina)
    nadia = another(someone, make_code(amina), "Nadia", **screen)
    prepare(amina, fit)
    ask(amina, fit)
    told(nadia, "Your turn")
    fit(nadia.page)
    give_longer(amina, fit)
    amina.go("Close it early")
    fit(amina.page)
    amina.write("Type “", "close")
    amina.enter()
    expect(amina.page.get_by_role("main")).to_contain_text("They wait to be opened together")
    fit(amina.page)
    told(nadia, "Answers are closed")
    nadia.round()


def prepare(amina: Keys, fit: Fit) -> None:
    """Prepare a round, after a mistake that is said and handed back."""
    amina.go("Ask everyone")
    fit(amina.page)
    amina.go("Ask everyone first")
    fit(amina.page)
    amina.round()
    amina.choose("Which questions?", "Suggested")
    amina.write("Why you ask", "Before we meet.")
    amina.write("Answers close at the end of", "soonish")
    amina.enter()
    amina.is_told("We could not read that as a day.")
    fit(amina.page)
    expect(amina.page.get_by_label("Why you ask, if you like")).to_have_value("Before we meet.")
    amina.write("Answers close at the end of", "tomorrow")
    amina.enter()
    expect(amina.page.get_by_role("main")).to_contain_text("Nobody is asked yet")
    fit(amina.page)
    amina.round()


def ask(amina: Keys, fit: Fit) -> None:
    """Look at it beforehand, and ask."""
    amina.go("See it as those who answer")
    fit(amina.page)
    amina.round()
    amina.go("Go back")
    amina.go("Ask now")
    expect(amina.page.get_by_role("main")).to_contain_text("Open for answers until the end of")
    fit(amina.page)
    amina.round()
    amina.go("On paper")
    fit(amina.page)
    amina.page.go_back()


def give_longer(amina: Keys, fit: Fit) -> None:
    """Move the day."""
    amina.go("Give people longer")
    fit(amina.page)
    amina.write("Answers close at the end of", "today")
    amina.enter()
    amina.is_told("A day can only be moved later.")
    amina.write("Answers close at the end of", "next week")
    amina.enter()
    amina.is_told("We could not read that as a day.")
    fit(amina.page)
    day = datetime.now(UTC) + timedelta(days=20)
    amina.write("Answers close at the end of", f"{day:%d %B %Y}")
    amina.enter()
    expect(amina.page.get_by_role("main")).to_contain_text(f"{day.day} {day:%B %Y}")


def told(keys: Keys, words: str) -> None:
    """Come home, and be told this."""
    keys.go("Harbour Wards Partnership")
    expect(keys.page.get_by_role("main")).to_contain_text(words)


def test_a_round_is_thrown_away_and_another_withdrawn_and_all_are_told(someone: Someone, fit: Fit) -> None:
    amina = Keys(someone())
    start(amina)
    nadia = another(someone, make_code(amina), "Nadia", **PHONE)
    for name in ("First", "Second"):
        amina.go("Ask everyone")
        amina.go("Ask everyone first")
        amina.write("What shall it be called?", f"{name} questions")
        amina.enter()
    amina.go("Throw it away")
    fit(amina.page)
    amina.write("Type “", "throw away")
    amina.enter()
    expect(amina.page.get_by_role("main")).not_to_contain_text("Second questions")
    amina.go("First questions")
    amina.go("Ask now")
    amina.go("Withdraw it")
    fit(amina.page)
    amina.write("Type “", "withdraw")
    amina.enter()
    fit(amina.page)
    told(nadia, "Withdrawn by Amina Yusuf")
    fit(nadia.page)
    nadia.go("Look First questions")
    expect(nadia.page.get_by_role("main")).to_contain_text("It takes no answers.")
    nadia.round()
