"""All 23 questions, with names, asked of twelve: given longer, on paper, and closed early by whoever means it.

The twelve are here already, made through the commands.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from alongside.framework.loading import the_edition
from tests.journeys import asking
from tests.journeys.asking import NAME, SEE, Circle, begin, on, part, say, send, thinks
from tests.journeys.steps import PHONE, Fit, follow, press
from tests.kit import peopled

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone
    from tests.kit.servers import Server

pytestmark = pytest.mark.journey
QUESTIONS = tuple(question.id for question in the_edition().questions)
SOME = (1, 5, 23)
"""The numbers of the questions that most write on."""
EACH: dict[str, tuple[int, ...]] = {f"Person {number}": SOME for number in range(3, 12)}
EACH |= {"Person 1": tuple(range(1, 24)), "Person 2": (1, 2)}
"""Who writes on which."""
LATER = datetime.now(UTC).date() + timedelta(days=30)


def test_twelve_answer_all_questions_with_their_names(someone: Someone, server: Server, fit: Fit) -> None:
    here = Circle(someone, server, peopled.people(server.home, 12, {"ALONGSIDE_DATABASE": server.database}))
    amina, tom = here.bring(0), here.bring(3, js=False, **PHONE)
    asking.prepare(amina, "With names", "All 23", fit=fit)
    follow(amina, "See it as those who answer")
    fit(amina)
    is_not_asked_yet(tom)
    follow(amina, "Go back")
    asking.ask(amina)
    prints(amina, fit)
    question_by_question(here.bring(1))
    begins_so_and_goes_on_on_one_page(here.bring(2, js=False, **PHONE))
    here.home(tom)
    on_one_page(tom, "Person 3")
    gives_longer(amina, fit)
    here.home(tom)
    expect(tom.get_by_role("main")).to_contain_text(
        f"What you left can still be answered until {LATER:%A} {LATER.day} {LATER:%B}."
    )
    for number in range(4, 12):
        on_one_page(here.bring(number, js=number % 2 == 0, **(PHONE if number % 3 else {})), f"Person {number}")
    everything_is_in(server)
    closes(amina, fit)
    for page in (amina, tom):
        here.home(page)
        tells_nothing(page)
    counted(server)


def is_not_asked_yet(page: Page) -> None:
    """What is only prepared is nowhere for whoever does not organise."""
    page.reload()
    expect(page.get_by_role("main")).not_to_contain_text(NAME)
    expect(page.get_by_role("link", name="Answer")).to_have_count(0)


def prints(amina: Page, fit: Fit) -> None:
    """Amina prints the sheet: every question, and the place for a name."""
    follow(amina, "On paper")
    fit(amina)
    main = amina.get_by_role("main")
    expect(main.get_by_role("heading", level=2)).to_have_count(23)
    expect(main).to_contain_text("Your name:")
    assert amina.pdf(format="A4").startswith(b"%PDF")
    follow(amina, NAME)


def question_by_question(page: Page) -> None:
    """One answers all 23, a question a page, and sends them."""
    begin(page, "One question a page")
    for question in QUESTIONS:
        say(page, thinks("Person 1", question))
        on(page)
    send(page, "23 answers went with your name.")


def begins_so_and_goes_on_on_one_page(page: Page) -> None:
    """Another begins so, without scripts, and goes on with all on one page, where the first words stand."""
    begin(page, "One question a page")
    say(page, thinks("Person 2", QUESTIONS[0]))
    press(page, "All on one page")
    expect(part(page, 1).get_by_label(SEE)).to_have_value(thinks("Person 2", QUESTIONS[0]))
    say(part(page, 2), thinks("Person 2", QUESTIONS[1]))
    say(part(page, 4), "Only for me.", how="Only me")
    press(page, "Keep")
    on(page)
    send(page, "2 answers went with your name.")


def on_one_page(page: Page, who: str) -> None:
    """The others answer some, all on one page."""
    begin(page, "All on one page")
    for number in EACH[who]:
        say(part(page, number), thinks(who, QUESTIONS[number - 1]), place="Some of us work that way")
    on(page)
    send(page, "3 answers went with your name.")


def gives_longer(amina: Page, fit: Fit) -> None:
    """Amina gives people longer; an earlier day is refused."""
    follow(amina, "Give people longer")
    fit(amina)
    amina.get_by_label("Answers close at the end of").fill("1 January 2020")
    press(amina, "Move the day")
    fit(amina)
    amina.get_by_label("Answers close at the end of").fill(f"{LATER.day} {LATER:%B %Y}")
    press(amina, "Move the day")
    asking.told(amina, "Moved. Everybody has longer.")
    fit(amina)


def closes(amina: Page, fit: Fit) -> None:
    """Amina closes it early; another word than the one that is asked for closes nothing."""
    follow(amina, "Close it early")
    fit(amina)
    amina.get_by_label("Type “close”").fill("yes")
    press(amina, "Close it now")
    expect(amina.get_by_role("main")).to_contain_text("Please type “close”.")
    fit(amina)
    amina.get_by_label("Type “close”").fill("Close")
    press(amina, "Close it now")
    expect(amina.get_by_role("main")).to_contain_text("Answers are closed.")
    fit(amina)


def tells_nothing(page: Page) -> None:
    """From home on, whatever is said of it: that it is closed, and no word or number of what was sent."""
    main = page.get_by_role("main")
    expect(main).to_contain_text("Answers are closed")
    expect(main).not_to_contain_text("As Person")
    follow(page, re.compile(f"^Look {NAME}$|^See what is asked"))
    expect(main).not_to_contain_text("As Person")
    expect(main).to_contain_text("no page shows what was sent, or how much")
    for answering in ("answer/", "answer/all/", "review/", "sent/"):
        there = page.url
        page.goto(there + answering)
        expect(main).to_contain_text("Answers have closed")
        expect(main).not_to_contain_text("As Person")
        page.goto(there)


def sent() -> list[tuple[str, str, str]]:
    """Everything that is in."""
    said = ((who, QUESTIONS[number - 1]) for who, numbers in EACH.items() for number in numbers)
    return sorted((who, question, thinks(who, question)) for who, question in said)


def everything_is_in(server: Server) -> None:
    """All of it is in, each with its name, and nothing without."""
    assert asking.rows(server, asking.NAMED) == sent()
    assert asking.rows(server, asking.UNNAMED) == []
    assert asking.holding(server, "Only for me.") == set()


def counted(server: Server) -> None:
    """Closed, every question is counted, all words are there, and nothing says any more who has sent."""
    assert asking.rows(server, asking.NAMED) == sent()
    many = {question: sum(each == question for _, each, _ in sent()) for question in QUESTIONS}
    assert asking.rows(server, asking.COUNTED) == sorted((question, people, 0) for question, people in many.items())
    assert asking.rows(server, "SELECT people FROM rounds_closing") == [(11,)]
    assert asking.rows(server, "SELECT id FROM rounds_sent") == []
