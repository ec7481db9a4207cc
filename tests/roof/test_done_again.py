"""What had been done since a backup was made, when it is put back: erased again, or said that it was not (R-14)."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from alongside import backup, restore
from alongside.home import database_file
from alongside.partnerships.models import Membership
from alongside.rounds.models import Answer, Round, Withholding
from tests.kit import peopled, servers
from tests.kit.footing import POSTGRESQL
from tests.roof.test_restore import LATER, MADE

pytestmark = pytest.mark.skipif(POSTGRESQL, reason="a PostgreSQL has backups of its own")


@pytest.fixture(autouse=True)
def by_itself(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let Django open files of our own; the tests' database is not touched here."""
    with django_db_blocker.unblock():
        yield


def said(home: Path) -> int:
    """Let somebody have said something with their name; return its key."""
    with restore._opened(database_file(home)):
        who = Membership.objects.using(restore.SIDE).earliest("pk")
        asked = Round.objects.using(restore.SIDE).create(
            partnership_id=who.partnership_id,
            name="June",
            closes_at=MADE,
            made_at=MADE - timedelta(days=9),
            made_by_id=who.pk,
            without_names=False,
        )
        answers = Answer.objects.using(restore.SIDE)
        return answers.create(round=asked, question="purpose.vision", words="A word.", membership=who).pk


@pytest.fixture(scope="module")
def three(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with three people in it."""
    place = tmp_path_factory.mktemp("three") / "home"
    shutil.copytree(prepared_home, place)
    peopled.people(place, 3, {"ALONGSIDE_DATABASE": ""})
    return place


@pytest.fixture
def home(three: Path, tmp_path: Path) -> Path:
    """A copy of it in which one of them said something, and `backup.zip` of that beside it."""
    place = tmp_path / "home"
    shutil.copytree(three, place)
    said(place)
    backup.make(database_file(place), tmp_path / "backup.zip", at=MADE)
    return place


def put_back(home: Path, *, hours: int = 0) -> restore.Again:
    at = LATER + timedelta(hours=hours)
    done = restore.restore(home, home.with_name("backup.zip"), at=at, revoke_links=False)
    assert done.again
    return done.again


def written(home: Path, sentence: str, *values: object) -> None:
    with closing(sqlite3.connect(database_file(home))) as opened:
        opened.execute(sentence, values)
        opened.commit()


def names(home: Path) -> list[str]:
    with closing(sqlite3.connect(database_file(home))) as opened:
        return [name for (name,) in opened.execute("SELECT name FROM partnerships_membership ORDER BY id")]


def erased(home: Path, who: int | None) -> None:
    """Let somebody have been erased under a key that is lost; None: of their place there is nothing."""
    sentence = "INSERT INTO people_erasure (tombstone, \"on\", membership_id, is_swept) VALUES (?, '2026-03-20', ?, 1)"
    written(home, sentence, b"under another key", who)


def put_aside(home: Path, *, back: bool = False) -> None:
    with restore._opened(database_file(home)):
        answer = Answer.objects.using(restore.SIDE).get()
        Withholding.objects.using(restore.SIDE).create(
            round_id=answer.round_id,
            said=answer.pk,
            back=back,
            reason="Mine.",
            by_id=answer.membership_id,
            at=MADE,
            alone=True,
            done_at=MADE,
        )


def test_whoever_was_erased_under_another_key_is_erased_again(home: Path) -> None:
    erased(home, 2)
    assert put_back(home) == restore.Again(erased=1, fit_nobody=0, shown=0)
    assert names(home).count("Somebody who left") == 1
    assert names(home)[1] == "Somebody who left"


def test_whoever_is_erased_in_the_copy_too_leaves_no_second_mark(home: Path) -> None:
    erased(home, 2)
    home.with_name("backup.zip").unlink()
    backup.make(database_file(home), home.with_name("backup.zip"), at=MADE)
    for hours in (0, 1):
        assert put_back(home, hours=hours) == restore.Again(erased=0, fit_nobody=0, shown=0)


def test_a_mark_that_fits_nobody_is_told_of(home: Path) -> None:
    erased(home, None)
    assert put_back(home).fit_nobody == 1
    assert put_back(home, hours=1).fit_nobody == 1, "said again as long as it is so"


def test_what_was_put_aside_since_is_told_of(home: Path) -> None:
    put_aside(home)
    assert put_back(home).shown == 1
    assert put_back(home, hours=1).shown == 0


@pytest.mark.parametrize("change", ["put back since", "put aside before", "not in the copy"])
def test_what_is_not_shown_again_is_not_told_of(home: Path, change: str) -> None:
    put_aside(home)
    if change == "put back since":
        put_aside(home, back=True)
    elif change == "put aside before":
        home.with_name("backup.zip").unlink()
        backup.make(database_file(home), home.with_name("backup.zip"), at=MADE)
    else:
        written(home, "UPDATE rounds_answer SET id = id + 1")
        written(home, "UPDATE rounds_withholding SET said = said + 1")
    assert put_back(home).shown == 0


MARK = "Marks of people erased before that fit nobody here: 1."
ASIDE = "Put aside since then, and shown again now: 1. Put them aside again."


@pytest.mark.parametrize(
    ("happened", "sentence"), [(lambda home: erased(home, None), MARK), (put_aside, ASIDE)], ids=["mark", "aside"]
)
def test_the_command_says_it_where_errors_are_said(home: Path, happened: Callable[[Path], None], sentence: str) -> None:
    happened(home)
    command = [sys.executable, "-m", "alongside", "restore", str(home.with_name("backup.zip"))]
    done = subprocess.run(command, env=servers.environment(home), capture_output=True, text=True, check=True)
    assert sentence in done.stderr
    assert "Put back" in done.stdout
