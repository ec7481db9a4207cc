"""Three questions, words without names, asked of twelve: each in their own way, until the day is over.

Nine are here already, made through the commands; Nadia, Len and Ruth come in by the room's code while it is open.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys import asking
from tests.journeys.asking import ACTION, NAME, POWER, SEE, VISION, Circle, begin, kept, on, part, say, send, thinks
from tests.journeys.keys import Keys
from tests.journeys.steps import PHONE, Code, Fit, come_in, follow, is_home, make_code, press, say_name, say_where
from tests.kit import peopled
from tests.kit.browsers import STORES

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone
    from tests.kit.servers import Server

pytestmark = pytest.mark.journey
TALKED, SOME, CANNOT_TELL = "We have talked, not agreed", "Some of us work that way", "I can’t tell from where I am"
SHEETS = [f"sheet {number}" for number in range(1, 6)]
WITHOUT = {
    VISION: ["Amina", "Person 1", "Person 3", "Person 4", "Person 7", "Nadia", "Len", *SHEETS],
    POWER: ["Amina", "Person 1", "Person 3", "Person 7", "Ruth"],
    ACTION: ["Person 1", "Person 5", "Nadia", "Len", "sheet 1"],
}
BOTH = f"{thinks('Person 4', POWER)}\nOn the tablet."
"""What came of two texts on two devices."""
WITH = [
    ("Person 2", ACTION, thinks("Person 2", ACTION)),
    ("Person 6", POWER, "In my own words."),
    ("Person 6", VISION, thinks("Person 6", VISION)),
    ("Person 8", POWER, "Said better."),
    ("Person 8", VISION, "Said otherwise."),
]


def unnamed(*questions: str) -> list[tuple[str, str]]:
    """What is in without a name on these questions."""
    found = [(question, thinks(who, question)) for question in questions for who in WITHOUT[question]]
    return sorted([*found, *([(VISION, ""), (POWER, BOTH)] if POWER in questions else [])])


def test_twelve_answer_three_questions_without_names(someone: Someone, server: Server, fit: Fit) -> None:
    here = Circle(someone, server, peopled.people(server.home, 9, {"ALONGSIDE_DATABASE": server.database}))
    amina = here.bring(0)
    asks(amina, fit)
    code = make_code(amina)
    here.home(amina)
    all_on_one_page(amina, fit)
    one_by_one(here.bring(1, js=False, **PHONE))
    by_keyboard(Keys(here.bring(2)))
    in_the_tunnel(here.bring(3, **PHONE))
    on_two_devices(here, here.bring(4), fit)
    from_paper(here.bring(5, js=False))
    is_typed_in_for(here.bring(6, **PHONE), fit)
    late = some_now_and_some_later(here, here.bring(7, **PHONE))
    takes_back(here.bring(8), fit)
    comes_in_meanwhile(someone(js=False, **PHONE), code)
    hand_round(someone(width=768), code, fit)
    while_open(server)
    asking.end_the_day(server)
    press(late, "Send my answers")
    told_that_it_is_over(late)
    with asking.next_morning(server):
        counted(server)
        here.home(late)
        follow(late, "Person 7")
        follow(late, asking.OWN)
        expect(late.get_by_role("main")).to_contain_text(thinks("Person 7", ACTION))
        fit(late)


def asks(amina: Page, fit: Fit) -> None:
    """Amina prepares it, looks at it as the others will, and asks."""
    asking.prepare(amina, "Words are shown without names", fit=fit)
    follow(amina, "See it as those who answer")
    expect(part(amina, 3)).to_be_visible()
    fit(amina)
    follow(amina, "Go back")
    asking.ask(amina)
    fit(amina)


def all_on_one_page(amina: Page, fit: Fit) -> None:
    """Amina answers two of the three, on one page."""
    begin(amina, "All on one page", fit=fit)
    say(part(amina, 1), thinks("Amina", VISION), place=TALKED)
    say(part(amina, 2), thinks("Amina", POWER), place=SOME, wishes=True)
    kept(amina)
    fit(amina)
    on(amina)
    send(amina, "2 answers went without your name.", "You left one question empty.", fit=fit)


def one_by_one(page: Page) -> None:
    """Without scripts, on a phone: a question a page, one left and gone on with."""
    begin(page, "One question a page")
    say(page, thinks("Person 1", VISION), place=TALKED)
    on(page)
    say(page, thinks("Person 1", POWER))
    press(page, "leave and come back")
    is_home(page)
    begin(page, "One question a page")
    say(page, thinks("Person 1", ACTION), place=CANNOT_TELL)
    press(page, "The one before")
    expect(page.get_by_label(SEE)).to_have_value(thinks("Person 1", POWER))
    press(page, "Check and send")
    for question in asking.THREE:
        expect(page.get_by_role("main")).to_contain_text(thinks("Person 1", question))
    send(page, "3 answers went without your name.")


def by_keyboard(keys: Keys) -> None:
    """By keyboard alone: a place, another, none; a tick; "Not now"; a name put to one; looked through, and sent."""
    page = keys.page
    keys.go("Answer")
    keys.go("One question a page")
    keys.choose(asking.WHERE, TALKED)
    keys.to("I can’t tell", "ArrowDown")
    expect(page.get_by_label(CANNOT_TELL)).to_be_checked()
    keys.to("Leave this open", "ArrowDown")
    keys.tick(asking.WISH)
    keys.go("Keep, and go on")
    keys.write(SEE, "Half a thought.")
    keys.go("Not now")
    keys.write(SEE, thinks("Person 2", ACTION))
    keys.press("Your words are shown without your name · change")
    keys.choose("How this one is shown", "With my name")
    keys.go("Keep, and go on")
    main = page.get_by_role("main")
    for words in ("Goes without your name", "Not now: it goes nowhere", "Goes with your name"):
        expect(main).to_contain_text(words)
    keys.round()
    keys.go("Send my answers")
    for words in ("One answer went without your name.", "One answer went with your name."):
        expect(main).to_contain_text(words)


def in_the_tunnel(page: Page) -> None:
    """The network goes half way, and once a wifi's own page answers instead: the words stay, and arrive."""
    begin(page, "One question a page")
    page.get_by_label(SEE).press_sequentially("As Person 3")
    kept(page)
    page.context.set_offline(True)
    page.get_by_label(SEE).press_sequentially(" sees purpose.vision.")
    asking.status(page, "Not kept yet: keeping a copy on this device, and trying again.")
    tries = count(1)
    # it tries twice before it stays; back on the network meanwhile, it would go on by itself
    with page.expect_event("requestfailed", lambda _: next(tries) == 2):
        page.get_by_role("button", name="Keep, and go on").click()
    expect(page.get_by_label(SEE)).to_have_value(thinks("Person 3", VISION))
    asking.status(page, "Not kept yet")
    page.context.set_offline(False)
    kept(page)
    on(page)
    page.route("**/keep/", lambda route: route.fulfill(status=200, content_type="text/html", body="Welcome aboard"))
    say(page, thinks("Person 3", POWER))
    asking.status(page, "Not kept yet")
    page.unroute_all()
    kept(page)
    press(page, "Check and send")
    send(page, "2 answers went without your name.")


def on_two_devices(here: Circle, desk: Page, fit: Fit) -> None:
    """Their own link opens the draft on a second device; both write, and by keyboard the two texts become one."""
    begin(desk, "One question a page")
    on(desk)
    say(desk, thinks("Person 4", POWER))
    kept(desk)
    tablet = by_own_link(here, desk, "Person 4")
    for page in (desk, tablet):
        here.home(page)
        begin(page, "All on one page")
        expect(part(page, 2).get_by_label(SEE)).to_have_value(thinks("Person 4", POWER))
    say(part(tablet, 2), "On the tablet.")
    say(part(tablet, 1), thinks("Person 4", VISION))
    kept(tablet)
    say(part(desk, 2), "At the desk.")
    expect(desk.get_by_role("button", name="See both, and choose")).to_be_visible()
    makes_one_of_two(Keys(desk), fit)
    send(desk, "2 answers went without your name.")
    tablet.reload()
    expect(part(tablet, 2)).to_contain_text("You have sent this one without your name.")


def by_own_link(here: Circle, desk: Page, name: str) -> Page:
    """Make a link of one's own, and come in by it on a second device."""
    here.home(desk)
    follow(desk, name)
    press(desk, "Make my own link")
    tablet = here.someone(width=320)
    tablet.goto(desk.get_by_role("region", name="Your own link").inner_text())
    press(tablet, "Come in")
    return tablet


def makes_one_of_two(keys: Keys, fit: Fit) -> None:
    """Look at both texts, and write them together, by keyboard."""
    keys.go("See both, and choose")
    keys.is_told("You wrote two things here")
    main = keys.page.get_by_role("main")
    for words in ("On the tablet.", "At the desk."):
        expect(main).to_contain_text(words)
    fit(keys.page)
    keys.choose("Which of the two?", "Write both together, here:")
    expect(part(keys.page, 2).get_by_label(SEE)).to_have_value("At the desk.\nOn the tablet.")
    keys.write(SEE, thinks("Person 4", POWER))
    keys.page.keyboard.press("Enter")
    keys.page.keyboard.type("On the tablet.")
    keys.go("Keep, and go on")


def from_paper(page: Page) -> None:
    """Person 5 types in a paper of Person 6's and five sheets without a name, all without scripts; and answers."""
    begin(page, "One question a page")
    press(page, "All on one page")
    say(part(page, 3), thinks("Person 5", ACTION))
    on(page)
    send(page, "One answer went without your name.")
    follow(page, "Go home")
    follow(page, "All that was asked of everybody")
    follow(page, NAME)
    follow(page, "Type in from paper")
    follow(page, "Person 6")
    for number, question in enumerate(asking.THREE, 1):
        say(part(page, number), thinks("Person 6", question))
    press(page, "Keep, and check")
    press(page, "Hand it in")
    expect(page.get_by_role("main")).not_to_contain_text("begun, not handed in")
    follow(page, "Type in sheets without a name")
    follow(page, "Type in sheet 1")
    for number in range(1, 6):
        say(part(page, 1), thinks(f"sheet {number}", VISION), place=TALKED)
        if number == 1:
            say(part(page, 3), thinks("sheet 1", ACTION))
        expect(page.get_by_role("button", name="Hand in")).to_have_count(0)
        press(page, "Keep, and go on to the next sheet" if number < 5 else "Keep, and see all sheets")
    press(page, "Hand in all 5")


def is_typed_in_for(page: Page, fit: Fit) -> None:
    """Person 6 sends one as it is, changes another first, and leaves the third, which then counts for nothing."""
    follow(page, "Something was typed in for you from paper")
    fit(page)
    press(page, f"Send it as mine : {asking.short(VISION)}")
    expect(page.get_by_role("main")).not_to_contain_text(thinks("Person 6", VISION))
    press(page, f"Change it first : {asking.short(POWER)}")
    expect(page.get_by_label(SEE)).to_have_value(thinks("Person 6", POWER))
    say(page, "In my own words.")
    kept(page)
    fit(page)
    press(page, "Check and send")
    send(page, "2 answers went with your name.", fit=fit)


def some_now_and_some_later(here: Circle, page: Page) -> Page:
    """Person 7 sends one, later another, and is about to send the third as the day ends."""
    begin(page, "All on one page")
    for number, question in enumerate(asking.THREE, 1):
        say(part(page, number), thinks("Person 7", question))
        kept(page)
        on(page)
        if number == 3:
            return page
        send(page, f"{'One answer' if number == 1 else '2 answers'} went without your name.")
        here.home(page)
        expect(page.get_by_role("main")).to_contain_text("You have sent some of it.")
        follow(page, re.compile("^Answer the rest"))
        follow(page, "All on one page")
        expect(part(page, number)).to_contain_text("You have sent this one without your name.")
    raise AssertionError


def takes_back(page: Page, fit: Fit) -> None:
    """Person 8 puts a name to two, takes one back and says it better, and changes the other as it is."""
    begin(page, "All on one page")
    for number, question in ((1, VISION), (2, POWER)):
        say(part(page, number), thinks("Person 8", question), how="With my name")
    on(page)
    send(page, "2 answers went with your name.", fit=fit)
    press(page, f"Take back what you sent : {asking.short(POWER)}")
    asking.told(page, "Taken back. It is a draft again, and only you can see it.")
    fit(page)
    say(page, "Said better.")
    press(page, "Check and send")
    send(page, "2 answers went with your name.")
    follow(page, f"Change : {asking.short(VISION)}")
    fit(page)
    say(page, "Said otherwise.")
    on(page)
    expect(page.get_by_role("main")).to_contain_text("this change of it goes with your name")
    send(page, "2 answers went with your name.")


def comes_in_meanwhile(nadia: Page, code: Code) -> None:
    """Nadia comes in by the room's code while it is open, and is asked as everybody is."""
    come_in(nadia, code, "Nadia")
    begin(nadia, "One question a page")
    say(nadia, thinks("Nadia", VISION))
    on(nadia)
    on(nadia)
    say(nadia, thinks("Nadia", ACTION))
    on(nadia)
    send(nadia, "2 answers went without your name.")


def hand_round(tablet: Page, code: Code, fit: Fit) -> None:
    """One tablet is handed round: Len, then Ruth, who leaves something unsent. Nothing of either stays (C-10)."""
    come_in(tablet, code, "Len")
    begin(tablet, "All on one page")
    say(part(tablet, 1), thinks("Len", VISION))
    say(part(tablet, 3), thinks("Len", ACTION))
    kept(tablet)
    on(tablet)
    send(tablet, "2 answers went without your name.")
    follow(tablet, "I have finished: next person")
    fit(tablet)
    hand_on(tablet, "Len")
    tablet.goto(code.scanned)
    say_name(tablet, "Ruth")
    say_where(tablet)
    begin(tablet, "All on one page")
    for number in (1, 2, 3):
        expect(part(tablet, number).get_by_label(SEE)).to_have_value("")
    say(part(tablet, 2), thinks("Ruth", POWER))
    say(part(tablet, 3), "Not for now.", how="Only me")
    kept(tablet)
    on(tablet)
    send(tablet, "One answer went without your name.")
    follow(tablet, "I have finished: next person")
    expect(tablet.get_by_role("main")).to_contain_text("Something you wrote is not sent, and only this device opens it")
    tablet.get_by_label("Type “finished”").fill("finish")
    press(tablet, "I have finished: next person")
    expect(tablet.get_by_role("main")).to_contain_text("Please type “finished”.")
    fit(tablet)
    tablet.get_by_label("Type “finished”").fill("finished")
    hand_on(tablet, "Ruth")


def hand_on(tablet: Page, name: str) -> None:
    """Hand the tablet on: no copy, no cookie, and going back shows nothing."""
    tablet.get_by_role("button", name="I have finished: next person").click()
    tablet.wait_for_url("**/join/")
    stores = tablet.evaluate(STORES)
    assert not any(name in each or "rounds/" in each for each in stores), stores
    assert not [cookie for cookie in tablet.context.cookies() if cookie["name"].startswith("at-")]
    for _ in range(4):
        tablet.go_back()
        assert thinks(name, "")[:-2] not in tablet.content()
        assert tablet.locator("textarea").count() == 0


def while_open(server: Server) -> None:
    """All that was sent is in, once, and what was sent without a name leads to nobody."""
    assert asking.rows(server, asking.UNNAMED) == unnamed(*asking.THREE)
    assert asking.rows(server, asking.NAMED) == sorted(WITH)
    asking.nothing_joins(server)
    assert asking.holding(server, thinks("Person 7", ACTION)) == set()
    assert asking.holding(server, "Not for now.") == set()
    assert asking.holding(server, "Half a thought.") == set()
    assert " sees " not in server.log


def told_that_it_is_over(late: Page) -> None:
    """Who sends too late is told so, and has the words still."""
    main = late.get_by_role("main")
    expect(main).to_contain_text("They closed before you pressed, so nothing was sent or changed.")
    expect(main).to_contain_text(thinks("Person 7", ACTION))


def counted(server: Server) -> None:
    """Once the day is over: what five and more sent is to be shown, the rest is gone, and with it who sent.

    Four by their own hands and one from a sheet are not five; what waited to be accepted is nobody's answer.
    """
    assert asking.rows(server, asking.SHOWN) == [row for row in unnamed(VISION, POWER) if row[1]]
    assert asking.rows(server, asking.NAMED) == sorted(WITH)
    people = {VISION: (len(WITHOUT[VISION]) + 1, 2), POWER: (len(WITHOUT[POWER]) + 1, 2), ACTION: (0, 1)}
    expected = sorted((question, none + some, none) for question, (none, some) in people.items())
    assert asking.rows(server, asking.COUNTED) == expected
    for table in ("openunnamed", "sent", "typedin"):
        assert asking.rows(server, f"SELECT id FROM rounds_{table}") == []  # noqa: S608 - names of our own tables
    for who in ("Nadia", "Person 6", "sheet 1"):
        assert asking.holding(server, thinks(who, ACTION)) == set()
