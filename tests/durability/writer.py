"""Somebody who writes without a pause: `python -m tests.durability.writer 200` keeps 200 lines by the real commands.

Each line that has been kept is said at once on the standard output, in one write: its talk, its version, its words.
With `--hasty` the database answers before the disk has the words, which is what the case is to catch.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime


def _be_hasty() -> None:
    from django.db.backends.signals import connection_created

    def loosen(sender: object, connection: object, **more: object) -> None:
        with connection.cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute("PRAGMA synchronous=NORMAL")

    connection_created.connect(loosen, weak=False)


def write(lines: int) -> None:
    """Keep so many lines, one after the other, in the first partnership there is."""
    from alongside.learning import commands
    from alongside.partnerships.models import Membership
    from alongside.partnerships.seats import Seat

    who = Membership.objects.select_related("partnership").order_by("pk")[0]
    seat = Seat(who, who.partnership, is_organiser=True)
    at = datetime.now(UTC)
    talk = commands.begin_talk(seat=seat, question="purpose.impact", on=date(2026, 3, 20), at=at, key="k" * 43)
    for number in range(lines):
        words = f"line {number} " + "and so on " * 20
        line = commands.keep_line(seat=seat, talk=talk, kind="noticed", seen=number, words=words, at=at)
        os.write(1, f"kept {line.version}\n".encode())


if __name__ == "__main__":
    from alongside.cli import start

    start.django()
    if "--hasty" in sys.argv:
        _be_hasty()
    write(int(sys.argv[1]))
