"""A mail server for tests, on this computer: it keeps the letters it takes, and can be told to take none.

postbox.letters              what came, as email messages, each with `.to` set aside in `postbox.went_to`
postbox.manner = "later"     what it does from now on: see MANNERS
"""

from __future__ import annotations

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

MANNERS = {
    "takes": "takes every letter",
    "refuses": "says of every address that there is none (550)",
    "later": "asks to come back later (451)",
    "broken": "takes no letter from anybody (554 at the greeting)",
    "no data": "does not take what is in a letter (554)",
    "hangs": "says nothing at all",
    "picky": "takes letters for the addresses in `.only`, and asks to come back later for others",
}


class Postbox(socketserver.ThreadingTCPServer):
    """The server; each connection is a thread."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.went_to: list[str] = []
        self.manner = "takes"
        self.only: set[str] = set()
        self.calls = 0
        self.over = threading.Event()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def address(self) -> str:
        """What ALONGSIDE_MAIL is to name."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def stop(self) -> None:
        """Hang up on everybody."""
        self.over.set()
        self.shutdown()
        self.server_close()


class _Talk(socketserver.StreamRequestHandler):
    server: Postbox

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        """Answer one caller until they go."""
        self.server.calls += 1
        if self.server.manner == "hangs":
            self.server.over.wait()
            return
        self.say("554 no" if self.server.manner == "broken" else "220 postbox")
        try:
            while line := self.rfile.readline():
                if not self.answer(line.decode().strip()):
                    return
        except ConnectionError:
            return

    def answer(self, line: str) -> bool:
        """Answer one command; False when that was goodbye."""
        word = line[:4].upper()
        if word == "RCPT":
            self.to = line.partition("<")[2].partition(">")[0]
            self.say(self.recipient())
        elif word == "DATA":
            self.say("354 go on")
            self.say(self.take(self.data()))
        elif word == "QUIT":
            self.say("221 bye")
            return False
        else:
            self.say("250 ok")
        return True

    def recipient(self) -> str:
        manner = self.server.manner
        if manner == "refuses":
            return f"550 there is no {self.to}"
        if manner == "later" or (manner == "picky" and self.to not in self.server.only):
            return f"451 later for {self.to}"
        return "250 ok"

    def data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def take(self, data: bytes) -> str:
        if self.server.manner == "no data":
            return f"554 not this for {self.to}"
        letter: Any = message_from_bytes(data, policy=policy.default)
        self.server.raw.append(data)
        self.server.letters.append(letter)
        self.server.went_to.append(self.to)
        return "250 taken"
