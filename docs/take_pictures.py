"""Takes the pictures of the guides and of the README from the running product: `make pictures`.

A server of its own, a browser, and the invented partnership that anybody may walk into: nobody in it is real. Each is
taken in light colours, and kept as small as it can be read. Needs what the tests need.
"""

from __future__ import annotations

import base64
import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from docs import write_guides
from tests.kit import browsers, servers

PICTURES = Path(__file__).parents[1] / "alongside/front/static/front"
DESK = {"width": 1000, "height": 640}
SHARPNESS = 1.25
HEAVIEST = 58_000
MAKING = 180_000  # milliseconds in which an example is made
TO_TOP = "(part) => scrollTo(0, document.querySelector(part).getBoundingClientRect().top + scrollY - 16)"
TO_WEBP = """async ([png, quality]) => {
  const drawn = new Image();
  drawn.src = 'data:image/png;base64,' + png;
  await drawn.decode();
  const canvas = new OffscreenCanvas(drawn.width, drawn.height);
  canvas.getContext('2d').drawImage(drawn, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}"""


def main() -> None:
    """This will take every picture anew, and write the documents that show them."""
    program = browsers.ensure()
    if program is None:
        sys.exit(browsers.NONE)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = servers.start(Path(folder) / "home")
        browser = playwright.chromium.launch(executable_path=program, args=browsers.arguments())
        try:
            _as_organiser(_walks_in(browser, server.url, "organiser"))
            _as_member(_walks_in(browser, server.url, "member"))
        finally:
            browser.close()
            server.stop()
    write_guides.main()


def _walks_in(browser: Browser, url: str, role: str) -> Page:
    """Walk into the example as one of its people; returns their first page."""
    context = browser.new_context(
        base_url=url, locale="en-GB", viewport=DESK, device_scale_factor=SHARPNESS, color_scheme="light"
    )
    page = context.new_page()
    page.goto("/example/")
    page.locator(f'form[action*="/wendle/as/{role}/"] button').first.click()
    page.wait_for_url(re.compile(r"/p/\w+/$"), timeout=MAKING)
    return page


def _as_organiser(page: Page) -> None:
    home = page.url
    _keep(page, "home", "main")
    page.goto(f"{home}rounds/")
    _follow(page, page.locator('a[href$="/opened/"]').first)
    _follow(page, page.get_by_role("link", name="Begin with this one"))
    _keep(page, "opened", "main h2")
    page.goto(f"{home}questions/working.communication/")
    _follow(page, page.locator('main a[href*="/making/"]').first)
    _keep(page, "making", "#table")
    page.goto(f"{home}questions/purpose.beneficiaries/")
    _pressed(page, "Talk about this now")
    _keep(page, "tried", "main")
    _keep(page, "talk", ".talk")
    page.goto(home)
    _follow(page, page.locator('a[href*="/talks/"][href$="/done/"]').first)
    _keep(page, "done", "main")
    page.goto(f"{home}people/rooms/")
    _pressed(page, "Make the code")
    _follow(page, page.get_by_role("link", name="Show it on the wall"))
    _keep(page, "wall", "main")


def _as_member(page: Page) -> None:
    _follow(page, page.get_by_role("link", name=re.compile("^Answer")).first)
    _follow(page, page.get_by_role("link", name="One question a page"))
    _keep(page, "answer", "main")


def _follow(page: Page, link: Locator) -> None:
    with page.expect_navigation():
        link.click()


def _pressed(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).first.click()


def _keep(page: Page, name: str, part: str) -> None:
    """Keep what is to be seen of a part of the page, in the finest quality that is light enough."""
    page.wait_for_load_state("networkidle")
    page.evaluate(TO_TOP, part)
    png = base64.b64encode(page.screenshot()).decode()
    blank = page.context.new_page()  # no policy stands there in the way of drawing
    for quality in (0.9, 0.8, 0.7, 0.6, 0.5):
        picture = base64.b64decode(blank.evaluate(TO_WEBP, [png, quality]))
        if len(picture) <= HEAVIEST:
            break
    blank.close()
    (PICTURES / f"{name}.webp").write_bytes(picture)


if __name__ == "__main__":
    main()
