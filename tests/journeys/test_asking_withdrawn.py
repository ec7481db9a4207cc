"""What was asked is withdrawn: what had a name goes back to its writer, and nothing says whether anything was sent.

Nine in each of two partnerships that differ in nothing but that: in one people have sent, in the other nobody has.
They are here, and asked, already, through the commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys import asking
from tests.journeys.asking import ACTION, POWER, VISION, Circle, begin, kept, on, part, say, send, thinks
from tests.journeys.steps import PHONE, Fit, follow, nobody_looks, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone
    from tests.kit.servers import Server

pytestmark = pytest.mark.journey


def test_what_is_withdrawn_goes_back_and_tells_nothing(someone: Someone, server: Server, fit: Fit) -> None:
    here, silent = asking.alike(someone, server)
    writer, reader = here.bring(1, **PHONE), here.bring(2, js=False)
    sends_some(writer)
    begin(reader, "All on one page")
    say(part(reader, 3), thinks("Person 2", ACTION))
    press(reader, "Keep")
    told = [withdraws(circle, look) for circle, look in ((here, fit), (silent, nobody_looks))]
    assert told[0] == told[1]
    assert asking.all_told(here.bring(3)) == asking.all_told(silent.bring(3))
    is_given_back(here, writer, fit)
    here.home(reader)
    follow(reader, "See what is yours")
    expect(reader.get_by_role("main")).to_contain_text(thinks("Person 2", ACTION))
    nothing_is_left(server)


def sends_some(page: Page) -> None:
    """Person 1 sends one with a name and one without, and leaves a third unsent."""
    begin(page, "All on one page")
    say(part(page, 1), thinks("Person 1", VISION), how="With my name", place="Some of us work that way")
    say(part(page, 2), thinks("Person 1", POWER))
    kept(page)
    on(page)
    send(page, "One answer went with your name.", "One answer went without your name.")
    follow(page, "Back to the questions")
    follow(page, "All on one page")
    say(part(page, 3), thinks("Person 1", ACTION))
    kept(page)


def withdraws(circle: Circle, fit: Fit) -> list[str]:
    """Amina, who has sent nothing, withdraws it; return all that she is told."""
    amina = circle.bring(0)
    told = [asking.read(amina)]
    follow(amina, "What it is, and who is asked")
    told.append(asking.read(amina))
    follow(amina, "Withdraw it")
    told.append(asking.read(amina))
    fit(amina)
    amina.get_by_label("Type “withdraw”").fill("Withdraw it")
    press(amina, "Withdraw it")
    expect(amina.get_by_role("main")).to_contain_text("Please type “withdraw”.")
    amina.get_by_label("Type “withdraw”").fill("withdraw")
    press(amina, "Withdraw it")
    expect(amina.get_by_role("main")).to_contain_text("Withdrawn by Amina Yusuf")
    fit(amina)
    told.append(asking.read(amina))
    return [*told, *asking.all_told(amina)]


def is_given_back(here: Circle, page: Page, fit: Fit) -> None:
    """Who had sent with a name has it again, alone; what went without one is gone, and the page says so."""
    here.home(page)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Withdrawn by Amina Yusuf")
    fit(page)
    follow(page, "See what is yours")
    expect(main).to_contain_text("It came back to you when this was withdrawn")
    for words in (thinks("Person 1", VISION), thinks("Person 1", ACTION), "Some of us work that way"):
        expect(main).to_contain_text(words)
    expect(main).not_to_contain_text(thinks("Person 1", POWER))
    fit(page)


def nothing_is_left(server: Server) -> None:
    """No table holds a word of what was sent or written, and none says who had."""
    for table in ("answer", "openunnamed", "sent", "picture", "shownunnamed"):
        assert asking.rows(server, f"SELECT id FROM rounds_{table}") == []  # noqa: S608 - names of our own tables
    assert asking.holding(server, " sees ") == set()
    assert len(asking.rows(server, "SELECT id FROM rounds_withdrawal")) == 2
    assert len(asking.rows(server, "SELECT id FROM rounds_returned")) == 1
