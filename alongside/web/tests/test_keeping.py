"""Words are kept while somebody writes, the page says truthfully whether they are, and nothing typed is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from alongside.web.tests.keeper import Keeper, serving
from tests.kit import browsers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey

COPIES = """async () => {
  const database = await new Promise((done) => {
    const opening = indexedDB.open("alongside", 1);
    opening.onsuccess = () => done(opening.result);
  });
  const store = database.transaction("copies").objectStore("copies");
  const ask = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const names = await ask(store.getAllKeys());
  const values = await ask(store.getAll());
  return {
    names: names.filter((name) => name !== "key"),
    readable: values.some((value) => value.words && new TextDecoder().decode(value.words).includes("seen")),
    key: values.filter((value) => value instanceof CryptoKey).map((key) => key.extractable),
  };
}"""


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    with serving(Keeper()) as served:
        yield served


@pytest.fixture
def writing(browser: Browser, keeper: Keeper) -> Iterator[Callable[..., Page]]:
    """Open the page, in a browser of one's own unless a page to share it with is given."""
    contexts = []
    errors: list[str] = []

    def opened(beside: Page | None = None) -> Page:
        context = beside.context if beside else browser.new_context()
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Security Policy" in said.text else None)
        page.goto(keeper.address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not errors


def status(page: Page) -> str:
    return page.locator("[data-keep-status]").inner_text().strip()


def put(page: Page, words: str) -> None:
    """Write and go on to something else, which keeps it at once."""
    page.locator("#words").fill(words)
    page.locator("#words").blur()


def wait_for(page: Page, start: str) -> None:
    page.wait_for_function(
        "(start) => document.querySelector('[data-keep-status]').innerText.trim().startsWith(start)", arg=start
    )


def test_what_is_typed_is_kept_and_no_copy_stays(keeper: Keeper, writing: Callable[..., Page]) -> None:
    page = writing()
    page.locator("#words").press_sequentially("We each named different people.")
    wait_for(page, "Kept.")
    assert keeper.words == "We each named different people."
    assert page.locator("[data-seen]").input_value() == str(keeper.version)
    browsers.wait_until(lambda: not page.evaluate(COPIES)["names"])


def test_until_it_is_kept_the_page_does_not_say_so(keeper: Keeper, writing: Callable[..., Page]) -> None:
    keeper.manner = "held"
    page = writing()
    page.locator("#words").fill("We have seen it.")
    page.wait_for_timeout(1500)
    assert status(page) == "Keeping…"
    keeper.release.set()
    wait_for(page, "Kept.")


@pytest.mark.parametrize("manner", ["portal", "redirect", "502", "cut", "lost"])
def test_what_did_not_arrive_is_said_and_sent_again(manner: str, keeper: Keeper, writing: Callable[..., Page]) -> None:
    page = writing()
    keeper.manner = manner
    put(page, "We have seen it.")
    wait_for(page, "Not kept yet: trying again.")
    keeper.manner = "works"
    wait_for(page, "Kept.")
    assert (keeper.words, keeper.versions, keeper.conflicts) == ("We have seen it.", ["We have seen it."], 0)


def test_what_is_not_kept_lies_on_this_device_where_nobody_can_read_it(
    keeper: Keeper, writing: Callable[..., Page]
) -> None:
    page = writing()
    keeper.manner = "cut"
    put(page, "We have seen it.")
    wait_for(page, "Not kept yet: keeping a copy on this device")
    copies = page.evaluate(COPIES)
    assert len(copies["names"]) == 1
    assert not copies["readable"]
    assert copies["key"] == [False]


def test_an_answer_that_was_lost_makes_no_conflict_with_oneself(keeper: Keeper, writing: Callable[..., Page]) -> None:
    page = writing()
    keeper.manner = "lost"
    page.locator("#words").fill("First")
    browsers.wait_until(lambda: keeper.words == "First")
    page.locator("#words").fill("First and second")
    keeper.manner = "works"
    wait_for(page, "Kept.")
    assert (keeper.versions, keeper.conflicts) == (["First", "First and second"], 0)


def test_two_thousand_letters_arrive_whole_over_a_bad_network(keeper: Keeper, writing: Callable[..., Page]) -> None:
    """The network goes and comes, answers get lost, a wifi's own page and errors come instead."""
    chance = random.Random(7)
    text = "".join(chance.choice("abcdefgh ijklm\nnopqrst uvwxyzŵŷ") for _ in range(2000))
    page = writing()
    words = page.locator("#words")
    words.focus()
    for start in range(0, len(text), 100):
        keeper.manner = chance.choice(["works", "works", "cut", "lost", "portal", "502"])
        page.context.set_offline(chance.random() < 0.3)
        page.keyboard.insert_text(text[start : start + 100])
        page.wait_for_timeout(chance.choice([50, 300, 1200]))
        if status(page).startswith("Kept."):
            assert keeper.words == words.input_value()
    page.context.set_offline(False)
    keeper.manner = "works"
    browsers.wait_until(lambda: keeper.words == text, seconds=40)
    wait_for(page, "Kept.")
    assert keeper.conflicts == 0


def test_after_a_reload_what_was_not_kept_is_offered_and_put_back(keeper: Keeper, writing: Callable[..., Page]) -> None:
    page = writing()
    keeper.manner = "cut"
    put(page, "Only here,\nin two lines")
    wait_for(page, "Not kept yet: keeping a copy")
    page.reload()
    assert page.locator("#words").input_value() == ""
    assert "Only here,\nin two lines" in page.locator(".found").inner_text()
    keeper.manner = "works"
    page.get_by_role("button", name="Put it back").press("Enter")
    wait_for(page, "Kept.")
    assert keeper.words == "Only here,\nin two lines"
    assert page.locator(".found").count() == 0
    page.reload()
    page.wait_for_timeout(300)
    assert page.locator(".found").count() == 0


def test_what_is_let_go_is_gone_and_what_is_typed_meanwhile_does_not_cover_it(
    keeper: Keeper, writing: Callable[..., Page]
) -> None:
    page = writing()
    keeper.manner = "cut"
    put(page, "first")
    wait_for(page, "Not kept yet: keeping a copy")
    page.reload()
    page.locator(".found").wait_for()
    put(page, "second")
    wait_for(page, "Not kept yet: keeping a copy")
    page.reload()
    page.locator(".found").nth(1).wait_for()
    assert [found.split("\n")[2] for found in page.locator(".found").all_inner_texts()] == ["second", "first"]
    for _ in range(2):
        page.get_by_role("button", name="Let it go").first.click()
    browsers.wait_until(lambda: not page.evaluate(COPIES)["names"])


def test_another_person_on_this_device_is_not_offered_what_was_typed(
    keeper: Keeper, writing: Callable[..., Page]
) -> None:
    page = writing()
    keeper.manner = "cut"
    put(page, "Amina's own")
    wait_for(page, "Not kept yet: keeping a copy")
    keeper.whose = "tom"
    page.reload()
    page.wait_for_timeout(500)
    assert page.locator(".found").count() == 0
    keeper.whose = "amina"
    page.reload()
    page.locator(".found").wait_for()


def test_somebody_elses_change_is_said_and_the_whole_form_goes_to_be_chosen_from(
    keeper: Keeper, writing: Callable[..., Page]
) -> None:
    page = writing()
    keeper.keep("Tom was quicker", 0)
    put(page, "Amina’s words")
    page.get_by_text("Somebody else changed this line").first.wait_for()
    assert not status(page).startswith("Kept.")
    assert keeper.words == "Tom was quicker"
    page.get_by_role("button", name="See both, and choose").click()
    page.get_by_text("Kept whole").wait_for()
    assert keeper.whole == [{"csrfmiddlewaretoken": "token", "seen": "0", "words": "Amina’s words"}]


@pytest.mark.parametrize(
    ("manner", "sentence"),
    [
        ("413", "Not kept: this is too much for one line."),
        ("422", "That is too long."),
        ("403", "Not kept: this page is too old"),
    ],
)
def test_what_is_refused_is_said_and_tried_again_once_it_is_changed(
    manner: str, sentence: str, keeper: Keeper, writing: Callable[..., Page]
) -> None:
    page = writing()
    keeper.manner = manner
    put(page, "as it was")
    wait_for(page, sentence)
    assert sentence in page.locator(".error").inner_text()
    keeper.manner = "works"
    put(page, "shorter")
    wait_for(page, "Kept.")
    assert page.locator(".error").count() == 0
    assert keeper.words == "shorter"


def test_the_form_waits_for_what_is_on_its_way(keeper: Keeper, writing: Callable[..., Page]) -> None:
    page = writing()
    keeper.manner = "held"
    page.locator("#words").fill("on its way")
    page.wait_for_timeout(1300)
    page.locator("#words").press_sequentially(" and more")
    page.get_by_role("button", name="Keep, and make the page").click()
    page.wait_for_timeout(300)
    assert keeper.whole == []
    keeper.release.set()
    page.get_by_text("Kept whole").wait_for()
    assert keeper.whole[0]["words"] == "on its way and more"
    assert keeper.whole[0]["seen"] == str(keeper.version)


def test_with_no_network_the_page_stays_and_a_second_press_goes_all_the_same(
    keeper: Keeper, writing: Callable[..., Page]
) -> None:
    page = writing()
    keeper.manner = "cut"
    page.locator("#words").fill("stays")
    press = page.get_by_role("button", name="Keep, and make the page")
    press.click()
    wait_for(page, "Not kept yet")
    assert page.locator("#words").input_value() == "stays"
    page.wait_for_timeout(500)
    press.click()
    page.get_by_text("Kept whole").wait_for()


def test_words_are_sent_when_the_page_is_left(keeper: Keeper, writing: Callable[..., Page]) -> None:
    page = writing()
    page.locator("#words").fill("the last words")
    page.goto("about:blank")
    browsers.wait_until(lambda: keeper.words == "the last words")


def test_good_and_bad_news_are_heard_but_not_each_time(keeper: Keeper, writing: Callable[..., Page]) -> None:
    page = writing()
    page.evaluate("""() => { window.heard = []; const said = document.querySelector('[role=status].sr');
      new MutationObserver(() => window.heard.push(said.textContent)).observe(said, { childList: true }); }""")
    for word in ("one", " two", " three"):
        page.locator("#words").press_sequentially(word)
        wait_for(page, "Kept.")
    keeper.manner = "cut"
    page.locator("#words").press_sequentially(" four")
    browsers.wait_until(lambda: page.evaluate("window.heard.length"))
    assert page.evaluate("window.heard.length") == 1
    assert page.evaluate("window.heard[0]").startswith("Not kept yet")


@contextmanager
def own_browser(folder: Path, *more: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A browser with a folder of its own, to be killed outright."""
    program = browsers.find()
    assert program is not None, browsers.NONE
    (folder / "DevToolsActivePort").unlink(missing_ok=True)
    command = [
        str(program),
        "--headless=new",
        "--remote-debugging-port=0",
        f"--user-data-dir={folder}",
        *browsers.arguments(),
        *more,
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        browsers.wait_until((folder / "DevToolsActivePort").exists, seconds=30)
        browsers.wait_until(lambda: "\n" in (folder / "DevToolsActivePort").read_text())
        yield process, f"http://127.0.0.1:{(folder / 'DevToolsActivePort').read_text().splitlines()[0]}"
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def joined(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """A page in another browser that is up."""
    with ExitStack():

        def join(address: str) -> Page:
            there = browser.browser_type.connect_over_cdp(address)
            return there.contexts[0].new_page()

        yield join


def test_a_browser_that_is_killed_loses_no_more_than_two_seconds(
    keeper: Keeper, joined: Callable[[str], Page], tmp_path: Path
) -> None:
    keeper.manner = "cut"
    with own_browser(tmp_path) as (process, address):
        page = joined(address)
        page.goto(keeper.address)
        page.locator("#words").press_sequentially("These were typed two seconds ago.")
        page.wait_for_timeout(2000)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    with own_browser(tmp_path) as (_, address):
        page = joined(address)
        page.goto(keeper.address)
        assert "These were typed two seconds ago." in page.locator(".found").inner_text()


def test_in_a_hall_over_plain_http_the_copy_lies_in_this_tab_only(
    keeper: Keeper, joined: Callable[[str], Page], tmp_path: Path
) -> None:
    keeper.manner = "cut"
    with own_browser(tmp_path, "--host-resolver-rules=MAP hall.test 127.0.0.1") as (_, address):
        page = joined(address)
        page.goto(keeper.address.replace("127.0.0.1", "hall.test"))
        assert page.evaluate("isSecureContext") is False
        put(page, "said in the hall")
        wait_for(page, "Not kept yet: keeping a copy on this device")
        assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
        page.reload()
        page.locator(".found").wait_for()
        keeper.manner = "works"
        page.get_by_role("button", name="Put it back").click()
        wait_for(page, "Kept.")
        page.wait_for_function("sessionStorage.length === 0")
