"""The loop by keyboard alone: gather, write, propose, say, agree, try, did it help, and read it as one thread."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from alongside.framework.loading import the_edition
from tests.journeys.asking import Circle
from tests.journeys.keys import Keys
from tests.journeys.steps import PHONE, Fit, nobody_looks
from tests.kit import answered, peopled
from tests.kit.answered import POWER, SAID

if TYPE_CHECKING:
    from conftest import Someone
    from tests.kit.servers import Server

pytestmark = pytest.mark.journey
SENTENCE, TITLE, RESERVATION = "The same few speak first.", "How we begin", "It leaves out who cannot come."


@pytest.mark.parametrize("screen", [{}, {**PHONE, "js": False}], ids=["desk", "phone without scripts"])
def test_from_what_was_said_to_what_came_of_it(
    someone: Someone, server: Server, fit: Fit, screen: dict[str, Any]
) -> None:
    fit = nobody_looks if screen else fit  # axe is a script itself
    more = {"ALONGSIDE_DATABASE": server.database}
    here = Circle(someone, server, peopled.people(server.home, 9, more))
    answered.before(server.home, here.people, more)
    amina, nadia = Keys(here.bring(0, **screen)), Keys(here.bring(2, **screen))
    gathers(amina, fit)
    proposes(amina, fit)
    has_a_reservation(nadia, fit)
    agrees(amina, fit)
    tries(amina, fit)
    reads_the_thread(amina, fit)


def gathers(amina: Keys, fit: Fit) -> None:
    """Go to the question, put what was said under a new sentence, and write it."""
    amina.go("Questions")
    amina.go(the_edition().question(POWER).short)
    amina.go("What do we make of it?")
    amina.round()
    amina.tick(f"Tick: {SAID}")
    amina.to("Put those ticked")
    amina.page.keyboard.type("in a new")
    amina.go("Move")
    fit(amina.page)
    amina.write("Your sentence", SENTENCE)
    amina.go("Keep")
    expect(amina.page.get_by_role("main")).to_contain_text(SENTENCE)


def proposes(amina: Keys, fit: Fit) -> None:
    """Propose something from the sentence, after a mistake that is said."""
    amina.go("Change it")
    amina.round()
    amina.go("Propose this")
    amina.round()
    amina.go("Propose it")
    amina.is_told("Please write")
    amina.write("What it is about, in a few words", TITLE)
    amina.write("What we decide", "Whoever spoke least begins.")
    amina.go("Propose it")
    fit(amina.page)


def has_a_reservation(nadia: Keys, fit: Fit) -> None:
    """Find it among all there is, and have a reservation, after forgetting to say which."""
    nadia.go("Everything Alongside can do")
    nadia.go("Agreements")
    nadia.go(TITLE)
    nadia.round()
    nadia.choose("What do you say to it?", "I have a reservation")
    nadia.go("Say it")
    fit(nadia.page)
    nadia.write("In your words", RESERVATION)
    nadia.go("Say it")
    expect(nadia.page.get_by_role("main")).to_contain_text(RESERVATION)
    fit(nadia.page)


def agrees(amina: Keys, fit: Fit) -> None:
    """Agree it, with the reservation beside."""
    amina.page.reload()
    amina.go("It is agreed")
    amina.go("See what is agreed")
    expect(amina.page.get_by_role("main")).to_contain_text(RESERVATION)
    amina.round()
    fit(amina.page)


def tries(amina: Keys, fit: Fit) -> None:
    """Say what will be tried today, and at once what came of it."""
    amina.go("Try something from this")
    amina.write("What will you try?", "Begin with residents")
    amina.write("By when, if you like", f"{datetime.now(UTC):%d %B %Y}")
    amina.go("Keep")
    fit(amina.page)
    amina.choose("Did it happen?", "Yes")
    amina.choose("Did it help?", "It helped some")
    amina.write("What did you learn, if you like", "A pause is enough.")
    amina.go("Keep")
    expect(amina.page.get_by_role("main")).to_contain_text("A pause is enough.")
    fit(amina.page)


def reads_the_thread(amina: Keys, fit: Fit) -> None:
    """Read it all, from what was said to what came of it."""
    amina.go("How it came about, and what came of it")
    main = amina.page.get_by_role("main")
    for words in (SAID, SENTENCE, TITLE, "Begin with residents", "A pause is enough."):
        expect(main).to_contain_text(words)
    amina.round()
    fit(amina.page)
