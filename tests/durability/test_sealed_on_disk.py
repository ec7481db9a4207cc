"""What is typed and not sent can be read in no file of the server's: database, log of writes, backup, what it says.

And what is sent without a name leaves no trace in what the server says, whoever sent it and whatever went wrong (P-05,
P-06). The search is shown to bite: what is sent is found.
"""

from __future__ import annotations

import base64
import http.client
import json
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.durability.answering import SEEN, asked_of
from tests.durability.people import CSRF
from tests.kit import peopled, servers
from tests.kit.peopled import Peopled
from tests.kit.servers import Server


class Browser:
    """Somebody's browser, of which only the cookie matters."""

    def __init__(self, server: Server, people: Peopled, number: int) -> None:
        self.address = urlsplit(server.url)
        self.place = f"/p/{people.partnership}/"
        self.cookie = f"{people.cookie(number)}; csrf={CSRF}"

    def ask(self, place: str, form: dict[str, object] | None = None) -> tuple[int, str]:
        with closing(http.client.HTTPConnection(self.address.hostname or "", self.address.port, timeout=30)) as line:
            headers = {"Cookie": self.cookie, "Accept": "text/html"}
            if form is None:
                line.request("GET", self.place + place, headers=headers)
            else:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                line.request("POST", self.place + place, urlencode({**form, "csrfmiddlewaretoken": CSRF}), headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode()

    def keep(self, round: str, question: str, words: str, how: str = "all", seen: int = 0) -> int:
        form: dict[str, object] = {f"{question}-words": words, f"{question}-how": how, f"{question}-seen": seen}
        status, told = self.ask(f"rounds/{round}/answer/{question}/keep/", form)
        assert status == 200, told
        return int(json.loads(told)["version"])

    def send(self, round: str) -> None:
        seen = SEEN.search(self.ask(f"rounds/{round}/review/")[1])
        assert seen, "nothing to send"
        assert self.ask(f"rounds/{round}/review/", {"seen": seen[1]})[0] == 302


def shapes(word: str) -> list[bytes]:
    """Return how a word may lie in a file: as it is, in two bytes a letter, in 64 letters at any shift, as numbers."""
    plain = word.encode()
    shifted = [base64.b64encode(b" " * shift + plain)[4:-4].rstrip(b"=") for shift in range(3)]
    return [plain, word.encode("utf-16-le"), plain.hex().encode(), plain.hex().upper().encode(), *shifted]


def found(word: str, *folders: Path) -> list[str]:
    """Return the files under these folders in which the word lies in some shape."""
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return sorted(file.name for file in files if any(shape in file.read_bytes() for shape in shapes(word)))


def backed_up(home: Path, to: Path) -> None:
    """Back up what is in `home`, and put the backup's database beside it: a backup is a zip file."""
    environment = servers.environment(home, {"ALONGSIDE_DATABASE": ""})
    done = subprocess.run(
        [sys.executable, "-m", "alongside", "backup"], env=environment, check=True, capture_output=True, text=True
    )
    made = re.search(r"Backed up to (\S+?)[.,]?\s", done.stdout + " ")
    assert made, done.stdout
    environment = servers.environment(to, {"ALONGSIDE_DATABASE": ""})
    subprocess.run([sys.executable, "-m", "alongside", "restore", made[1]], env=environment, check=True)


@pytest.fixture
def served(start_server: Callable[..., Server]) -> Iterator[tuple[Server, Peopled]]:
    server = start_server(ALONGSIDE_DATABASE="")
    yield server, peopled.people(server.home, 9, {"ALONGSIDE_DATABASE": ""}, asked=True)


def test_what_is_not_sent_can_be_read_in_no_file(served: tuple[Server, Peopled], tmp_path: Path) -> None:
    server, people = served
    here = Browser(server, people, 3)
    word = {name: f"canary{secrets.token_hex(8)}" for name in ("draft", "before", "mine", "away", "paper", "sent")}
    questions = asked_of(people)
    first, second, third, fourth, *_ = questions[people.named]
    seen = here.keep(people.named, first, word["before"])
    here.keep(people.named, first, word["draft"], seen=seen)
    here.keep(people.named, second, word["mine"], how="me")
    form = {f"{third}-words": word["away"], f"{third}-seen": 0, "not-now": third}
    assert here.ask(f"rounds/{people.named}/answer/{third}/", form)[0] == 302
    signed = Browser(server, people, 4)
    signed.keep(people.named, fourth, word["sent"])
    signed.send(people.named)
    elsewhere = tmp_path / "restored"
    backed_up(server.home, elsewhere)
    for name in ("draft", "before", "mine", "away"):
        assert found(word[name], server.home, elsewhere) == [], name
        assert (word[name] in here.ask(f"rounds/{people.named}/answer/all/")[1]) == (name != "before")
    assert "alongside.sqlite3" in found(word["sent"], elsewhere), "the search finds nothing at all"


def test_what_is_sent_without_a_name_leaves_no_trace_in_what_the_server_says(served: tuple[Server, Peopled]) -> None:
    server, people = served
    question, other, *_ = asked_of(people)[people.unnamed]
    word = f"canary{secrets.token_hex(8)}"
    here = Browser(server, people, 5)
    here.keep(people.unnamed, question, word)
    here.send(people.unnamed)
    # and what goes wrong: too late, too much, not understood, a page that is not there
    here.ask(f"rounds/{people.unnamed}/answer/{question}/keep/", {f"{question}-words": word, f"{question}-seen": 9})
    here.ask(f"rounds/{people.unnamed}/answer/{other}/", {f"{other}-words": word * 600, f"{other}-seen": 0})
    here.ask(f"rounds/{people.unnamed}/review/", {"seen": word})
    here.ask(f"rounds/{word}/")
    server.process.terminate()
    said = (server.process.stdout.read() if server.process.stdout else "") + server.log
    for trace in (word, people.secrets[5], people.unnamed, question, people.partnership):
        assert trace not in said
