"""Takes the pictures of the README from the running product: `make pictures`.

A server of its own, a browser, and the same pages and buttons that people have; the partnership, its people and its
words are invented. Needs what the tests need.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.kit import browsers, servers

PICTURES = Path(__file__).with_name("pictures")
DESK = {"width": 1100, "height": 760}
SHARPNESS = 0.8  # a repository is no album

LINES = {
    "noticed": "We each named different people. Nobody had asked the carers.",
    "standing": "Older people who go home from hospital to an empty house, and whoever looks in on them.",
    "unsettled": "Whether that means the harbour wards only.",
}
TRY = {"what": "Ask six carers about the first week at home", "who": "Nadia"}
WEEKS = {"try-due": 2, "again-due": 8}


def main() -> None:
    """This will write every picture anew."""
    program = browsers.ensure()
    if program is None:
        sys.exit(browsers.NONE)
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = servers.start(Path(folder) / "home")
        browser = playwright.chromium.launch(executable_path=program, args=browsers.arguments())
        try:
            _take(browser, server.url)
        finally:
            browser.close()
            server.stop()


def _take(browser: Browser, url: str) -> None:
    context = browser.new_context(base_url=url, locale="en-GB", viewport=DESK, device_scale_factor=SHARPNESS)
    page = context.new_page()
    page.goto("/")
    _keep(page, "front")
    _start(page)
    page.get_by_role("button", name="Talk about this one").click()
    _write(page)
    _keep(page, "talk")
    page.get_by_role("button", name="Keep, and make the page").click()
    _keep(page, "done")
    page.goto("/framework/#working.power")
    _keep(page, "framework")


def _start(page: Page) -> None:
    page.get_by_role("link", name="Start a partnership").click()
    page.get_by_label("What is your partnership called?").fill("Harbour Wards Partnership")
    page.get_by_label("Where is it?").fill("Eastport")
    page.get_by_label("We are just starting").check()
    page.get_by_label("What shall we call you?").fill("Amina")
    page.get_by_label("Which organisation do you come from?").fill("Harbour Carers")
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("link", name="I have kept it: go on").click()


def _write(page: Page) -> None:
    for kind, words in LINES.items():
        page.locator(f'[name="{kind}-words"]').fill(words)
    for part, words in TRY.items():
        page.locator(f'[name="try-{part}"]').fill(words)
    for name, weeks in WEEKS.items():
        page.locator(f'[name="{name}"]').fill(
            (datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(weeks=weeks)).isoformat()
        )
    page.locator("h1").click()


def _keep(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
