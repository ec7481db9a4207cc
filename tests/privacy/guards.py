"""The guards that keep a nameless text from its writer, each taken away, so that the attacker is seen to win.

Where two guards stand in the same way, both are taken: one alone would hold still.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection

from alongside.rounds import commands
from alongside.rounds.commands import closing
from alongside.rounds.models import OpenUnnamed, Round, RoundQuestion, ShownUnnamed

Log = list[str]
Take = Callable[[pytest.MonkeyPatch, Log], str]
"""Takes one away; returns the statement that gives back what `patch` does not, or nothing."""


def _counted_keys(patch: pytest.MonkeyPatch) -> None:
    for model in (OpenUnnamed, ShownUnnamed):
        patch.setattr(model._meta.get_field("id"), "get_default", count(1).__next__)


def _shown(rows: Iterable[OpenUnnamed], **more: Callable[[OpenUnnamed], object]) -> None:
    ShownUnnamed.objects.bulk_create(
        ShownUnnamed(
            round_id=row.round_id,
            question=row.question,
            words=row.words,
            **{name: value(row) for name, value in more.items()},
        )
        for row in rows
        if row.words
    )


def _in_the_order_of_sending(patch: pytest.MonkeyPatch, log: Log) -> str:
    _counted_keys(patch)
    patch.setattr(closing, "_show", lambda unnamed, rng: _shown(unnamed))
    return ""


def _under_the_same_keys(patch: pytest.MonkeyPatch, log: Log) -> str:
    _counted_keys(patch)

    def show(unnamed: Iterable[OpenUnnamed], rng: Random) -> None:
        rows = list(unnamed)
        rng.shuffle(rows)
        _shown(rows, id=lambda row: row.pk)

    patch.setattr(closing, "_show", show)
    return ""


def _who_has_sent_stays(patch: pytest.MonkeyPatch, log: Log) -> str:
    def forget(round: Round) -> None:
        RoundQuestion.objects.filter(round=round).update(stands=False)

    patch.setattr(closing, "_forget", forget)
    return ""


def _not_swept(patch: pytest.MonkeyPatch, log: Log) -> str:
    patch.setattr(commands, "sweep", lambda: 1)
    if connection.vendor == "postgresql":
        return ""
    with connection.cursor() as cursor:  # the log grows, as it does where somebody reads all the while
        cursor.execute("PRAGMA wal_autocheckpoint=0")
    return "PRAGMA wal_autocheckpoint=1000"


def _deleted_bytes_stay(patch: pytest.MonkeyPatch, log: Log) -> str:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=OFF")
    return "PRAGMA secure_delete=ON"


def _a_time_stands_beside(patch: pytest.MonkeyPatch, log: Log) -> str:
    """What a row is shown with grows with the moment at which it was sent."""
    times: dict[int, int] = {}
    send, ticks = commands.send, count(1)

    def timed(**told: Any) -> object:
        done = send(**told)
        at = next(ticks)
        for key in OpenUnnamed.objects.values_list("pk", flat=True):
            times.setdefault(key, at)
        return done

    def show(unnamed: Iterable[OpenUnnamed], rng: Random) -> None:
        rows = list(unnamed)
        rng.shuffle(rows)
        _shown(rows)
        with connection.cursor() as cursor:
            for row in rows:
                told = (times.get(row.pk, 0), row.words)
                cursor.execute("UPDATE rounds_shownunnamed SET sent_at = %s WHERE words = %s", told)

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE rounds_shownunnamed ADD COLUMN sent_at bigint")
    patch.setattr(commands, "send", timed)
    patch.setattr(closing, "_show", show)
    return "ALTER TABLE rounds_shownunnamed DROP COLUMN sent_at"


def _sizes_are_logged(patch: pytest.MonkeyPatch, log: Log) -> str:
    """A line for each request: who asks, for what, how large."""
    keep = commands.keep

    def logged(**told: Any) -> object:
        for each in told["typed"]:
            size = len(urlencode({"words": each.entry.words}))
            place = f"/p/x/rounds/y/answer/{each.question}/keep/"
            log.append(f"{told['seat'].membership.pk} {place} {size}")
        return keep(**told)

    patch.setattr(commands, "keep", logged)
    return ""


TAKEN: Mapping[str, Take] = {
    "texts are shown in the order in which they were sent": _in_the_order_of_sending,
    "texts are shown under the keys they were sent under": _under_the_same_keys,
    "who has sent what is not forgotten": _who_has_sent_stays,
    "what is deleted is not swept": _not_swept,
    "a time stands beside a text": _a_time_stands_beside,
    "a log says how large each thing was that came": _sizes_are_logged,
}
ON_SQLITE: Mapping[str, Take] = {"deleted bytes are not overwritten": _deleted_bytes_stay}
