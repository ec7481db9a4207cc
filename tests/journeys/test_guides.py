"""Every guide, walked from its first step to its last: in a browser on a real server, or in a shell."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from alongside.front.guides import MEETINGS, Sentence, guide
from tests.durability.people import opened
from tests.journeys import asking
from tests.journeys.asking import Circle
from tests.journeys.shell import Shell, copy
from tests.journeys.steps import Fit, follow, nobody_looks, press, say_name
from tests.journeys.walking import NotAsSaid, Walk
from tests.kit import answered, peopled, servers

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone
    from tests.kit.servers import Server

pytestmark = pytest.mark.journey
WITH_US = ("Tom", "Mary", "Joan", "Sal")


def test_an_organiser_who_does_what_the_three_pages_say_has_held_three_meetings(
    someone: Someone, server: Server, fit: Fit
) -> None:
    amina = someone(permissions=["clipboard-read", "clipboard-write"])
    walk = Walk({"you": amina, "somebody new": someone(width=320)}, fit)
    all_of_us = [walk.pages["somebody new"]]
    walk.others |= {
        "somebody scans the code": lambda: scans(amina, walk.pages["somebody new"]),
        "the others come in": lambda: all_of_us.extend(comes_in(amina, someone(), name) for name in WITH_US),
        "all answer, and the last day passes": lambda: all_answer(server, [amina, *all_of_us]),
    }
    for name in MEETINGS:
        walk.along(guide(name))


def scans(organiser: Page, page: Page) -> None:
    """Come by the code that hangs on the wall, as a phone would read it."""
    aloud = re.search(r"type\s+(\w{4} \w{4})", organiser.get_by_role("main").inner_text())
    assert aloud, "no code hangs on the wall"
    page.goto("/join/")
    page.get_by_label("The code").fill(aloud[1])
    press(page, "Go on")


def comes_in(organiser: Page, page: Page, name: str) -> Page:
    """Come in by the code, as a resident."""
    scans(organiser, page)
    say_name(page, name)
    page.get_by_label("I come as a resident").check()
    press(page, "Go on")  # who has talked already is told what was said, before home
    return page


def all_answer(server: Server, people: list[Page]) -> None:
    """Everybody answers two questions; then the last day is over."""
    for page in people:
        page.goto(re.sub(r"(/p/\w+/).*", r"\1", page.url))
        follow(page, re.compile("^Answer"))
        follow(page, "One question a page")
        for place in ("Some of us work that way", "We have talked, not agreed"):
            page.get_by_label(place).check()
            page.get_by_label(asking.SEE).fill("The same two people speak first.")
            press(page, "Keep, and go on")
        press(page, "Check and send")
        press(page, "Send my answers")
        expect(page.get_by_role("main")).to_contain_text("It is in. Thank you.")
    the_meeting_is_today(server)


def the_meeting_is_today(server: Server) -> None:
    """The last day passes, and the day of the meeting comes."""
    asking.end_the_day(server)
    with closing(opened(server)) as database:
        database.execute("UPDATE rounds_round SET meeting_on = CURRENT_DATE")
        database.commit()


def test_a_member_who_does_what_the_page_says_is_in_has_answered_and_looks(
    someone: Someone, server: Server, fit: Fit
) -> None:
    more = {"ALONGSIDE_DATABASE": server.database}
    here = Circle(someone, server, peopled.people(server.home, 9, more))
    amina = here.bring(0)
    round = asks(amina)
    walk = Walk({"you": someone()}, fit, places={"your link": a_link_for(here, amina, "Joan Tranter")})
    walk.others |= {
        "all answer, and the last day passes": lambda: others_answer(server, here, round),
        "it is opened": lambda: opens(here, amina),
    }
    walk.along(guide("being-asked"))


def asks(amina: Page) -> str:
    """Ask everybody three questions, with names; returns the round's reference."""
    asking.prepare(amina, "With names")
    asking.ask(amina)
    return str(re.findall(r"/rounds/(\w+)/", amina.url)[0])


def a_link_for(here: Circle, amina: Page, name: str) -> str:
    """A link for somebody who is to come in."""
    here.home(amina)
    follow(amina, "People")
    follow(amina, "Send links, or print cards")
    amina.get_by_label("Who is to come in?").fill(name)
    press(amina, "Make the links")
    found = re.search(r"http\S+/in/\S+", amina.get_by_role("main").inner_text())
    assert found, "no link was made"
    return found[0]


def others_answer(server: Server, here: Circle, round: str) -> None:
    """The others answer; then the last day is over."""
    answered.answers(server.home, here.people, round, 3, {"ALONGSIDE_DATABASE": server.database})
    asking.end_the_day(server)


def opens(here: Circle, amina: Page) -> None:
    """It is opened at the meeting."""
    here.home(amina)
    follow(amina, re.compile("^Open it together"))
    amina.get_by_label("Type “open”").fill("open")
    press(amina, "Open it together")


def test_whoever_types_what_the_page_says_runs_it_backs_it_up_and_puts_it_back(tmp_path: Path) -> None:
    home, disk = tmp_path / "home", tmp_path / "disk"
    disk.mkdir()
    more = {"ALONGSIDE_DATABASE": ""}
    servers.prepare(home, more)
    peopled.people(home, 2, more)
    shell = Shell(copy(tmp_path / "program"), home, disk)
    try:
        shell.along(guide("running-it"))
    finally:
        shell.stop()
    assert list((home / "backups").iterdir())


def test_a_step_that_names_what_is_not_there_is_told_in_its_own_words(someone: Someone) -> None:
    first = guide("first-meeting")
    step = replace(
        first.steps[0], says=Sentence("Press **Start a club**."), do=(("go", "/"), ("press", "Start a club"))
    )
    wrong = replace(first, sections=(replace(first.sections[0], steps=(step,)),))
    with pytest.raises(NotAsSaid, match=r"first-meeting, step 1: Press “Start a club”"):
        Walk({"you": someone()}, nobody_looks).along(wrong)


@pytest.mark.parametrize("name", MEETINGS)
def test_each_meeting_goes_on_one_side_of_paper(someone: Someone, name: str) -> None:
    page = someone()
    page.goto(f"/guide/{name}/")
    page.wait_for_load_state("networkidle")
    printed = page.pdf(format="A4", margin={"top": "15mm", "right": "15mm", "bottom": "15mm", "left": "15mm"})
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
