"""The day is over: until it is opened, no page tells anybody what was sent, or how much, or whether anything was.

Nine in each of two partnerships that differ in nothing but that: in one six have sent, in the other nobody has.
They are here, and asked, already, through the commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys import asking
from tests.journeys.asking import ACTION, OWN, POWER, VISION, Circle, begin, kept, on, part, say, send, status, thinks
from tests.journeys.steps import PHONE, Fit, follow, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone
    from tests.kit.servers import Server

pytestmark = pytest.mark.journey
SENT = {1: (1, 2), 2: (1, 2), 3: (1, 2), 4: (1, 2), 5: (1,), 6: (3,)}
"""Who sends on which: five on the first, four on the second; the sixth puts their name to the third."""


def test_once_the_day_is_over_nobody_is_told_anything(someone: Someone, server: Server, fit: Fit) -> None:
    here, silent = asking.alike(someone, server)
    people = {number: here.bring(number, js=False, **PHONE) for number in SENT}
    for number, page in people.items():
        sends(page, number)
    late, writing = here.bring(7, js=False), here.bring(8, **PHONE)
    for number, page in ((7, late), (8, writing)):
        begin(page, "All on one page")
        say(part(page, 1), thinks(f"Person {number}", VISION))
    on(late)
    kept(writing)
    organisers = [circle.bring(0) for circle in (here, silent)]
    asking.end_the_day(server)
    told = [asking.all_told(amina) for amina in organisers]
    assert told[0] == told[1]
    sends_too_late(late, writing, fit)
    with asking.next_morning(server):
        counted(server)
        assert [asking.all_told(amina) for amina in organisers] == told
        assert asking.all_told(people[5]) == asking.all_told(silent.bring(5, js=False, **PHONE))
        assert asking.all_told(people[6]) == asking.all_told(silent.bring(6, js=False, **PHONE))
        drafts_stay(here, late, writing, fit)


def sends(page: Page, number: int) -> None:
    """Send without a name; the sixth with theirs."""
    begin(page, "All on one page")
    for at in SENT[number]:
        say(part(page, at), thinks(f"Person {number}", asking.THREE[at - 1]), how="With my name" * (number == 6))
    on(page)
    send(page)


def sends_too_late(late: Page, writing: Page, fit: Fit) -> None:
    """One presses too late; another goes on writing: both are told, and have their words."""
    press(late, "Send my answers")
    main = late.get_by_role("main")
    expect(main).to_contain_text("They closed before you pressed, so nothing was sent or changed.")
    expect(main).to_contain_text(thinks("Person 7", VISION))
    say(part(writing, 2), thinks("Person 8", POWER))
    status(writing, "Kept, for you alone: answers have closed, so this goes nowhere.")
    on(writing)
    main = writing.get_by_role("main")
    expect(main).to_contain_text("Answers have closed")
    for question in (VISION, POWER):
        expect(main).to_contain_text(thinks("Person 8", question))
    fit(writing)


def counted(server: Server) -> None:
    """What five sent is to be shown; what four sent is gone unread; and nothing says who had sent."""
    five = [(VISION, thinks(f"Person {number}", VISION)) for number in range(1, 6)]
    assert asking.rows(server, asking.SHOWN) == five
    assert asking.rows(server, asking.NAMED) == [("Person 6", ACTION, thinks("Person 6", ACTION))]
    assert asking.rows(server, f"{asking.COUNTED} WHERE people > 0") == [(ACTION, 1, 0), (VISION, 5, 5)]
    assert asking.holding(server, f"sees {POWER}") == set()
    for table in ("openunnamed", "sent"):
        assert asking.rows(server, f"SELECT id FROM rounds_{table}") == []  # noqa: S608 - names of our own tables


def drafts_stay(here: Circle, late: Page, writing: Page, fit: Fit) -> None:
    """What was not sent is its writer's still, and goes nowhere."""
    for page, person in ((late, "Person 7"), (writing, "Person 8")):
        here.home(page)
        follow(page, person)
        follow(page, OWN)
        expect(page.get_by_role("main")).to_contain_text(thinks(person, VISION))
        expect(page.get_by_role("main")).to_contain_text("Answers have closed.")
    fit(writing)
