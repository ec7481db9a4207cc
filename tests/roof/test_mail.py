"""Mail on a real server: pages never wait for it, its command says what went wrong, and nothing of it is copied."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from alongside import backup, ticking
from alongside.mail import commands as mail
from alongside.mail import sending
from alongside.mail.letters import Letter
from alongside.mail.models import WaitingLetter
from alongside.people.tests.mailing import NADIA, ask, code_in, give, letter, type_in
from alongside.people.tests.pressing import words
from alongside.rounds.tests import steps
from tests.cast import Cast
from tests.kit.postbox import Postbox

LIMIT = 30
CANARY = "canary@example.org"


@pytest.fixture
def box() -> Iterator[Postbox]:
    made = Postbox()
    yield made
    made.stop()


def soon(what: Callable[[], bool]) -> bool:
    limit = time.monotonic() + LIMIT
    while not (is_so := what()) and time.monotonic() < limit:
        time.sleep(0.02)
    return is_so


def command(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "ALONGSIDE_HOME": str(home), **more}
    return subprocess.run(
        [sys.executable, "-m", "alongside", *arguments], env=environment, capture_output=True, text=True, check=False
    )


def settings_for(box: Postbox) -> dict[str, str]:
    return {
        "ALONGSIDE_MAIL": box.address,
        "ALONGSIDE_MAIL_FROM": "Alongside <alongside@example.org>",
        "ALONGSIDE_ADDRESS": "https://alongside.example.org",
        "ALONGSIDE_HOSTS": "alongside.example.org",
    }


def test_a_try_out_is_sent_by_a_command(tmp_path: Path, box: Postbox) -> None:
    done = command(tmp_path / "home", "mail", "--to", "me@example.org", **settings_for(box))
    assert (done.returncode, done.stderr) == (0, "")
    assert box.went_to == ["me@example.org"]
    assert "https://alongside.example.org/" in str(box.letters[0].get_content())


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"ALONGSIDE_MAIL": "smtp://127.0.0.1:9"}, "nothing listens there"),
        ({"ALONGSIDE_MAIL": "smtp://nowhere.invalid:25"}, "no server has that name"),
        ({"ALONGSIDE_MAIL_FROM": ""}, "ALONGSIDE_MAIL_FROM"),
        ({"ALONGSIDE_MAIL": ""}, "ALONGSIDE_MAIL"),
        ({"ALONGSIDE_ADDRESS": ""}, "ALONGSIDE_ADDRESS"),
    ],
)
def test_what_went_wrong_is_said_in_a_sentence(tmp_path: Path, box: Postbox, more: dict[str, str], says: str) -> None:
    done = command(tmp_path / "home", "mail", "--to", "me@example.org", **settings_for(box) | more)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_refused_address_is_said_in_a_sentence(tmp_path: Path, box: Postbox) -> None:
    box.manner = "refuses"
    done = command(tmp_path / "home", "mail", "--to", "me@example.org", **settings_for(box))
    assert done.returncode == 1
    assert "takes no letter for me@example.org" in done.stderr


def test_checking_says_what_is_missing(tmp_path: Path, box: Postbox) -> None:
    done = command(tmp_path / "home", "check", **settings_for(box) | {"ALONGSIDE_ADDRESS": ""})
    assert done.returncode == 1
    assert "ALONGSIDE_ADDRESS=" in done.stderr
    assert command(tmp_path / "home", "check").returncode == 0


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_posted_beside_the_pages_as_soon_as_it_is_queued(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    with ticking.ticking():
        assert ask(cast.client()).status_code == 302
        assert soon(lambda: postbox.went_to == [NADIA])
    assert not [each for each in threading.enumerate() if each.name == "post"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("manner", ["hangs", "later", "broken", "refuses"])
def test_whatever_the_mail_server_does_pages_answer_and_rounds_are_counted(
    cast: Cast, postbox: Postbox, monkeypatch: pytest.MonkeyPatch, manner: str
) -> None:
    """The mail server is still being waited for when the page has answered and the tick has counted."""
    from alongside.rounds.models import Closing

    monkeypatch.setattr(sending, "PATIENCE", LIMIT)
    monkeypatch.setattr(ticking, "PATIENCE", 0.1)
    postbox.manner = manner
    give(cast)
    steps.asked(cast, days=1)
    with ticking.ticking(every=0.05):
        assert ask(cast.client()).status_code == 302
        assert soon(lambda: postbox.calls > 0)
        cast.later(days=1)
        assert soon(Closing.objects.exists)
        assert cast.client("amina").get(f"/p/{cast.harbour.ref}/").status_code == 200
        assert postbox.letters == []
        postbox.over.set()
    soon(lambda: not [each for each in threading.enumerate() if each.name == "post"])


@pytest.mark.django_db
@pytest.mark.parametrize("manner", ["later", "broken", "refuses", "no data"])
def test_what_goes_wrong_is_told_without_an_address_or_a_code(
    cast: Cast, postbox: Postbox, caplog: pytest.LogCaptureFixture, capfd: Any, manner: str
) -> None:
    give(cast, email=CANARY)
    postbox.manner = manner
    ask(cast.client(), CANARY)
    mail.queue(kind="invitation", letter=Letter("x", "y\n", to=CANARY), at=cast.at)
    for _ in range(3):
        mail.post(at=cast.later(minutes=1))
    told = caplog.text + "".join(capfd.readouterr())
    assert "canary" not in told
    assert "example.org" not in told
    assert not re.search(r"\d{4} \d{4}", told)


@pytest.mark.django_db(transaction=True)
def test_no_backup_holds_a_code_or_a_letter(cast: Cast, postbox: Postbox, tmp_path: Path) -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL makes its own backups: `alongside backup` prints the line")
    give(cast)
    ask(cast.client())
    assert WaitingLetter.objects.exists()
    place = tmp_path / "backup.zip"
    backup.make(Path(str(connection.settings_dict["NAME"])), place, at=cast.at)
    with zipfile.ZipFile(place) as archive:
        name = next(each for each in archive.namelist() if "sqlite" in each)
        copy = Path(archive.extract(name, tmp_path))
    with sqlite3.connect(copy) as there:
        counted = [there.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in backup.OVER_SOON]  # noqa: S608
        assert counted == [0, 0, 0]
        assert there.execute("SELECT COUNT(*) FROM mail_address").fetchone()[0] == 1


@pytest.mark.django_db
@pytest.mark.promise("mail-opens-no-draft")
def test_a_device_that_came_by_mail_opens_no_draft_and_the_page_says_so(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    round = steps.asked(cast, days=3)
    question = round.questions.first().question  # type: ignore[union-attr]
    steps.write(cast, "nadia", round, question, "Nobody asked the tenants.")
    client = cast.client()
    ask(client)
    type_in(client, code_in(letter(cast, postbox)))
    page = words(client.get(reverse("rounds:all", args=[cast.harbour.ref, round.ref])))
    assert "waits on another device of yours" in page
    assert "Nobody asked the tenants." not in page
    code = words(cast.client("nadia").get(reverse("people:come_in")))
    assert "your own" in code


@pytest.mark.django_db
@pytest.mark.promise("address-yours")
def test_nobody_else_is_shown_an_address(cast: Cast, postbox: Postbox) -> None:
    from alongside.passing_on.exporting.partnership import partnership_data
    from alongside.passing_on.exporting.written import pieces

    give(cast)
    pages = ["people:people", "journey:home", "people:you", "people:mail", "passing_on:held"]
    for who in ("amina", "tom", "len"):
        for page in pages:
            assert NADIA not in words(cast.client(who).get(reverse(page, args=[cast.harbour.ref])))
    assert NADIA not in "".join(pieces(partnership_data(cast.seat("amina"), at=cast.at)))
    assert NADIA in words(cast.client("nadia").get(reverse("passing_on:held", args=[cast.harbour.ref])))
