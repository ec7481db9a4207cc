"""The whole loop, twice, by four people: lines, a round, a sentence, an agreement, a try, did it help, the next round.

With scripts at a desk, and without them on a phone. What five others answer is sent through the commands.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from alongside.framework.loading import the_edition
from tests.journeys import asking
from tests.journeys.asking import Circle
from tests.journeys.steps import PHONE, Fit, follow, nobody_looks, press
from tests.kit import answered, peopled
from tests.kit.answered import POWER, SAID

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone
    from tests.kit.servers import Server

pytestmark = pytest.mark.journey
SCREENS = {"desk": {}, "phone without scripts": {**PHONE, "js": False}}
SENTENCE = {1: "The same few speak first.", 2: "More of us speak now, and some still wait."}
RESERVATION, TITLE = "It leaves out who cannot come.", "How we begin"


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_the_whole_loop_goes_round_twice(someone: Someone, server: Server, fit: Fit, screen: dict[str, Any]) -> None:
    fit = nobody_looks if screen else fit  # axe is a script itself
    more = {"ALONGSIDE_DATABASE": server.database}
    here = Circle(someone, server, peopled.people(server.home, 9, more))
    amina, tom, nadia, mary = (here.bring(number, **screen) for number in range(4))
    for turn, name in ((1, "June questions"), (2, "Autumn questions")):
        round = asks(amina, name, turn)
        answered.answers(server.home, here.people, round, turn, more)
        asking.end_the_day(server)
        opens(here, amina)
        follow(amina, "Begin with this one")
        talks(amina, fit)
        sentence = gathers(amina, SENTENCE[turn], fit)
        proposal = proposes(amina, sentence, turn, fit)
        hears(amina, tom, nadia, mary, proposal, fit)
        agreement = agrees(amina, fit)
        tries(tom, agreement, turn, fit)
        tells(nadia, turn, fit)
        here.home(amina)
        fit(amina)
    thread(mary, fit)
    compares(mary, agreement, fit)


def asks(amina: Page, name: str, turn: int) -> str:
    """Ask everybody: the second time, what talks left open. Returns the round's reference."""
    follow(amina, "Ask everyone first")
    amina.get_by_label("What shall it be called?").fill(name)
    amina.get_by_label("Reflect: we look at how it has been").check()
    if turn == 1:
        amina.get_by_label("Those I tick below").check()
        amina.get_by_text("All the questions, to tick").click()
        for question in asking.THREE:
            amina.get_by_role("checkbox", name=the_edition().question(question).plain).check()
    else:
        left = amina.get_by_role("group", name="Begin where your talks left off")
        expect(left).to_contain_text("Who decides when we do not agree.")
    amina.get_by_label("With names", exact=True).check()
    press(amina, "Look at it before anybody is asked")
    asking.ask(amina)
    return str(re.findall(r"/rounds/(\w+)/", amina.url)[0])


def opens(here: Circle, amina: Page) -> None:
    """Open it together, at the meeting."""
    here.home(amina)
    follow(amina, re.compile("^Open it together"))
    amina.get_by_label("Type “open”").fill("open")
    press(amina, "Open it together")


def talks(amina: Page, fit: Fit) -> None:
    """Talk about it, and keep lines of it."""
    press(amina, "Talk about this one")
    amina.get_by_label("What we noticed").fill("Some wait to be asked.")
    amina.get_by_label("What is not settled").fill("Who decides when we do not agree.")
    press(amina, "Keep, and make the page")
    fit(amina)


def gathers(amina: Page, words: str, fit: Fit) -> str:
    """Put two things that were said under one sentence, and write it. Returns the address of the sentence."""
    amina.goto(re.sub(r"(/p/\w+/).*", rf"\1questions/{POWER}/", amina.url))
    press(amina, "What do we make of it?")
    fit(amina)
    table = amina.locator("#table")
    expect(table).to_contain_text(SAID)
    for box in table.get_by_role("checkbox", name=re.compile(f"^Tick: {re.escape(SAID)}")).all()[:2]:
        box.check()
    table.get_by_label("Put those ticked").select_option(label="in a new sentence")
    with amina.expect_navigation():
        table.locator("form[id^=with-]").get_by_role("button", name="Move").click()
    fit(amina)
    amina.get_by_label("Your sentence").fill(words)
    press(amina, "Keep")
    expect(amina.get_by_role("main")).to_contain_text(words)
    fit(amina)
    follow(amina, re.compile(f"^Change it.*{re.escape(words)}"))
    return amina.url


def proposes(amina: Page, sentence: str, turn: int, fit: Fit) -> str:
    """Propose an agreement from the sentence, or other words for the one there is. Returns the proposal's address."""
    if turn == 1:
        amina.goto(sentence)
        follow(amina, "Propose this")
        amina.get_by_label("What it is about, in a few words").fill(TITLE)
    else:
        amina.goto(re.sub(r"(/p/\w+/).*", r"\1agreements/", amina.url))
        follow(amina, TITLE)
        follow(amina, "Change it")
    fit(amina)
    amina.get_by_label("What we decide").fill(f"Whoever spoke least begins, the {turn}. time.")
    press(amina, "Propose it")
    expect(amina.get_by_role("heading", level=1)).to_have_text(TITLE)
    fit(amina)
    return amina.url


def hears(amina: Page, tom: Page, nadia: Page, mary: Page, proposal: str, fit: Fit) -> None:
    """One agrees, one has a reservation, one takes it back: until her organisation says, it cannot be agreed."""
    by = datetime.now(UTC) + timedelta(days=5)
    says(tom, proposal, "I agree")
    says(nadia, proposal, "I have a reservation", words=RESERVATION)
    fit(nadia)
    says(mary, proposal, "I must take this back to my organisation", day=f"{by:%d %B %Y}")
    fit(mary)
    amina.reload()
    expect(amina.get_by_role("main")).to_contain_text("It cannot be agreed yet.")
    expect(amina.get_by_role("button", name="It is agreed")).to_have_count(0)
    mary.goto(proposal)
    mary.get_by_text("Say what your organisation says").click()
    says(mary, "", "I can live with it")
    amina.reload()
    expect(amina.get_by_role("main")).to_contain_text(RESERVATION)


def says(page: Page, proposal: str, what: str, *, words: str = "", day: str = "") -> None:
    """Say something to a proposal, with one's name."""
    if proposal:
        page.goto(proposal)
    page.get_by_label(what, exact=True).check()
    if words:
        page.get_by_label("In your words").fill(words)
    if day:
        page.get_by_label("Only if you take it back: by when you hear").fill(day)
    press(page, "Say it")
    expect(page.get_by_role("region", name="What you said")).to_contain_text(what)


def agrees(amina: Page, fit: Fit) -> str:
    """Agree it: the reservation is kept beside. Returns the address of the agreement."""
    press(amina, "It is agreed")
    fit(amina)
    follow(amina, re.compile("^See what is agreed"))
    expect(amina.get_by_role("main")).to_contain_text(RESERVATION)
    fit(amina)
    return amina.url


def tries(tom: Page, agreement: str, turn: int, fit: Fit) -> None:
    """Say what will be tried, from the agreement, by two of us, today."""
    tom.goto(agreement)
    follow(tom, "Try something from this")
    tom.get_by_label("What will you try?").fill(f"Begin with residents, the {turn}. time")
    tom.get_by_label("By when, if you like").fill(f"{datetime.now(UTC):%d %B %Y}")
    tom.get_by_label("What would you see, if you like").fill("Two speak who never spoke.")
    fit(tom)
    press(tom, "Keep")
    expect(tom.get_by_role("main")).to_contain_text("Begin with residents")
    fit(tom)


def tells(nadia: Page, turn: int, fit: Fit) -> None:
    """Say on the day what came of it: whether it helped, and whom, and what was learned."""
    nadia.goto(re.sub(r"(/p/\w+/).*", r"\1tries/", nadia.url))
    fit(nadia)
    follow(nadia, re.compile(f"^Begin with residents, the {turn}"))
    nadia.get_by_label("Yes", exact=True).check()
    nadia.get_by_label("It helped some").check()
    nadia.get_by_label("Whom did it help, and whom not?").fill("Those who wait; not those on the phone.")
    nadia.get_by_label("What did you learn, if you like").fill("A pause is enough.")
    press(nadia, "Keep")
    expect(nadia.get_by_role("main")).to_contain_text("A pause is enough.")
    fit(nadia)


def thread(mary: Page, fit: Fit) -> None:
    """Read it all as one thread, from what was said to what came of it."""
    mary.goto(re.sub(r"(/p/\w+/).*", r"\1tries/?which=happened", mary.url))
    follow(mary, "It happened")
    follow(mary, re.compile("^Begin with residents, the 1"))
    follow(mary, "How it came about, and what came of it")
    main = mary.get_by_role("main")
    for words in (SENTENCE[1], TITLE, "Begin with residents, the 1. time", "A pause is enough."):
        expect(main).to_contain_text(words)
    fit(mary)


def compares(mary: Page, agreement: str, fit: Fit) -> None:
    """See what changed from the first words to the second, and print the note."""
    mary.goto(agreement)
    follow(mary, re.compile("version|changed", re.IGNORECASE))
    mary.get_by_text("What changed").first.click()
    expect(mary.locator("ins").first).to_be_visible()
    fit(mary)
    mary.goto(agreement)
    follow(mary, "A note to print or copy")
    expect(mary.get_by_role("main")).to_contain_text(RESERVATION)
    fit(mary)
