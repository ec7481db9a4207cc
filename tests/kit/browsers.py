"""Finding a browser for the journeys, or getting one in whichever way this system offers.

`python -m tests.kit.browsers` makes sure that there is one; a sentence and exit status 1 if none can be had.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # nothing but this computer can be found, so that a page asking elsewhere fails
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)
NONE = (
    "The tests need a browser, and none could be had here: install Chromium or Chrome from your system's packages "
    "and run `make test` again."
)
STORES = """async () => {
  const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), ...(await caches.keys())];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => done(opening.result);
    });
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAllKeys();
      found.push(...(await new Promise((done) => (all.onsuccess = () => done(all.result)))));
    }
    database.close();
  }
  return found;
}"""
"""For a page to evaluate: what a site has stored in the browser, its copies of words by their keys."""


def wait_until(true: Callable[[], object], *, seconds: float = 15) -> None:
    """Wait until `true` says so; a page's own waiting takes any promise for a yes."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


def arguments() -> list[str]:
    """Return what the browser is started with; root may not use its sandbox."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*ARGUMENTS, *(["--no-sandbox"] if root else [])]


def _works(program: str | Path) -> bool:
    # some systems have a stand-in of that name that only says how to get the real one
    try:
        told = subprocess.run([program, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0


def find() -> Path | None:
    """Return a browser that is on this system, or None."""
    for program in (os.environ.get("CHROMIUM", ""), *NAMES, *PLACES):
        found = shutil.which(program) if program else None
        if found and _works(found):
            return Path(found)
    return _playwrights_own()


def _playwrights_own() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = Path(playwright.chromium.executable_path)
    return program if program.exists() and _works(program) else None


def _by_packages() -> None:
    """Install Debian's Chromium, where this is Debian and we may."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    print("Installing Chromium for the tests, once.")  # noqa: T201
    wait = ["-o", "DPkg::Lock::Timeout=300"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(
            ["apt-get", *wait, *step], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
        )


def _by_playwright() -> None:
    """Let Playwright fetch a browser of its own."""
    print("Fetching a browser for the tests, once.")  # noqa: T201
    command = [sys.executable, "-m", "playwright", "install", "chromium-headless-shell", "chromium"]
    subprocess.run(command, stdin=subprocess.DEVNULL, check=False)


def ensure() -> Path | None:
    """Return a browser, got if need be, or None if there is none to be had."""
    found = find()
    for get in (_by_packages, _by_playwright):
        if found is None:
            get()
            found = find()
    return found


if __name__ == "__main__":
    if ensure() is None:
        sys.exit(NONE)
