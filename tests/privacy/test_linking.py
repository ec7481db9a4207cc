"""Nobody who takes everything after a round is over can say who wrote what without a name (P-01)."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from django.db import connection

from alongside import backup, envelope
from tests.cast import Cast
from tests.kit.footing import POSTGRESQL
from tests.privacy import evidence, guards
from tests.privacy.attacker import Score
from tests.privacy.held import Partnership, Truth

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
TAKEN = {**guards.TAKEN, **({} if POSTGRESQL else guards.ON_SQLITE)}

MARGIN, WON = 5, 30
"""Points above chance: nobody is to be better than the one, and without a guard somebody is better than the other."""


class Listening(logging.Handler):
    """Writes down every line that anything says, whatever it thinks of its importance."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(level=logging.DEBUG)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.fixture
def log() -> Iterator[list[str]]:
    """What is said while rounds are held."""
    lines: list[str] = []
    handler = Listening(lines)
    names = ("", "alongside", "django", "uvicorn")
    for name in names:
        logging.getLogger(name).addHandler(handler)
    yield lines
    for name in names:
        logging.getLogger(name).removeHandler(handler)


def attacked(
    cast: Cast, log: list[str], number: int, *, fewest: int = 5, most: int = 30, questions: int = 4
) -> tuple[Score, list[Truth]]:
    """Hold so many rounds, and attack each once it is over."""
    partnership, score, truths = Partnership(cast, Random(os.urandom(8)), questions), Score(), []
    for _ in range(number):
        truths.append(partnership.hold(fewest, most))
        score.add(truths[-1], evidence.gathered(log))
    return score, truths


def check(score: Score, points: float) -> None:
    """Fail if any strategy does better than chance."""
    best, how = score.best
    print(f"{score.texts} texts: by chance {score.chance:.1f} %, at best {best:.1f} %, by {how}")  # noqa: T201
    assert best <= score.chance + points


@pytest.mark.promise("unnamed-not-found")
def test_nobody_can_join_what_was_shown_to_whoever_wrote_it(cast: Cast, log: list[str], tmp_path: Path) -> None:
    score, truths = attacked(cast, log, 60)
    assert score.texts > 500, "too few for this to say anything"
    check(score, MARGIN)
    if not POSTGRESQL:
        check(of_backup(truths, tmp_path), MARGIN)


def of_backup(truths: list[Truth], folder: Path) -> Score:
    """Attack every round by a backup that was made after them all."""
    backup.make(Path(str(connection.settings_dict["NAME"])), folder / "backup.zip", at=datetime.now(UTC))
    envelope.unpack(folder / "backup.zip", folder / "alongside.sqlite3")
    taken, score = evidence.of_backup(folder / "alongside.sqlite3"), Score()
    for truth in truths:
        score.add(truth, taken)
    return score


@pytest.mark.parametrize("taken", TAKEN.values(), ids=TAKEN)
def test_the_attacker_wins_when_a_guard_is_gone(
    cast: Cast, log: list[str], monkeypatch: pytest.MonkeyPatch, taken: guards.Take
) -> None:
    give_back = taken(monkeypatch, log)
    try:
        score, _ = attacked(cast, log, 8, fewest=8, most=16, questions=1)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(give_back or "SELECT 1")
    best, how = score.best
    print(f"{best:.0f} % joined by {how}; by chance {score.chance:.0f} %")  # noqa: T201
    assert best > score.chance + WON


@pytest.mark.prove
def test_nobody_can_in_a_thousand_rounds(cast: Cast, log: list[str]) -> None:
    score, _ = attacked(cast, log, 1000)
    check(score, 1)
