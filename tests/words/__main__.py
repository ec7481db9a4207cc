"""`python -m tests.words`: a line for each sentence that is too long and each screen too hard to read at eleven."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from django.conf import settings

from tests.words.reading_age import SOMETHING
from tests.words.screens import Screen, all_screens

ROOT = Path(__file__).resolve().parents[2]


def by_room(screens: list[Screen]) -> str:
    """How each room reads: its screens, the middle one's age, and the oldest."""
    ages: dict[str, list[float]] = defaultdict(list)
    for screen in screens:
        if screen.age is not None:
            ages[screen.name.split("/")[0]].append(screen.age)
    lines = (f"{room:14} {len(of):4} {median(of):5.1f} {max(of):5.1f}" for room, of in sorted(ages.items()))
    return "\n".join(["room        screens median oldest", *lines])


def tell(screens: list[Screen]) -> int:
    """Say what is wrong, a line each; the exit status."""
    faults = [fault for screen in screens for fault in screen.faults()]
    sys.stdout.writelines(f"{line}\n".replace(SOMETHING, "…") for line in faults)
    return 1 if faults else 0


def main() -> int:
    """Say what is wrong, or with --rooms how each room reads."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"ALONGSIDE_HOME": home, "DJANGO_SETTINGS_MODULE": "alongside.settings"}
        settings.USE_I18N = False  # our own words are read, not their translations
        screens = all_screens(ROOT)
    if "--rooms" in sys.argv:
        sys.stdout.write(by_room(screens) + "\n")
        return 0
    return tell(screens)


if __name__ == "__main__":
    sys.exit(main())
