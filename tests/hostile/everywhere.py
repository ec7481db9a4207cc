"""A data folder full of hostile words: `python -m tests.hostile.everywhere 0` puts the first hundredweight there.

Made in a process of its own, as a server is about to open it. Says in one line of JSON what a browser would know.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from tests.hostile.payloads import ALL
from tests.kit import servers


def everywhere(home: Path, first: int, more: dict[str, str] | None = None) -> dict[str, list[str]]:
    """Fill the data folder `home` with a partnership whose every word is hostile; return its cookie and its pages."""
    command = [sys.executable, "-m", "tests.hostile.everywhere", str(first)]
    done = subprocess.run(command, env=servers.environment(home, more), check=True, capture_output=True, text=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def _words(first: int, limit: int) -> str:
    """As many payloads as there is room for, or one that is short enough, beginning at the one of that number."""
    turned = ALL[first % len(ALL) :] + ALL[: first % len(ALL)]
    if limit < 1000:
        return next(payload for payload in turned if len(payload) <= limit - 6)
    text = ""
    for payload in turned:
        text += f"{payload} " if len(text) + len(payload) < limit else ""
    return text


def _fill(first: int) -> dict[str, list[str]]:
    from django.utils.timezone import localdate, now

    from alongside.people.models import Device
    from alongside.rounds.models import Round
    from tests import cast
    from tests.access.objects import readable, things
    from tests.hostile.fields import fill

    made = cast.build()
    here = things(made, "amina", made.harbour)
    numbers = cycle(range(first, first + len(ALL)))
    fill(lambda limit: _words(next(numbers), limit))
    # by the server's own clock, what was asked stays open
    Round.objects.uncounted().update(closes_at=now() + timedelta(days=300))
    Device.objects.update(known_until=localdate().replace(year=localdate().year + 1, day=1))
    return {"cookie": [f"at-{made.harbour.ref}", made.secret("amina")], "pages": readable(here)}


if __name__ == "__main__":
    from alongside.cli import start

    start.django()
    print(json.dumps(_fill(int(sys.argv[1]))))  # noqa: T201
