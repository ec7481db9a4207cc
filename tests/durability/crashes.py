"""What a disk could hold after a power cut: rebuilt from everything a program asked of it.

`record` runs a program and writes down each write, each cutting short and each fsync of the database's two files, and
each line it said in between. `crashes` then plays these back, and at some moments gives what the disk could hold if the
power went just there. What was written before a file's last fsync is there; of what was written since, anything may be:
nothing, all of it, the first so many writes, or some of them, the last one torn.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

STRACE = shutil.which("strace")
CALL = re.compile(r'(\w+)\((\d+)<([^>]*)>(?:, "([^"]*)")?(?:, (\d+))?(?:, (\d+))?\)\s+= (\d+)$')
CALLS = "write,pwrite64,fsync,fdatasync,ftruncate"
SECTOR = 512


@dataclass(frozen=True)
class Write:
    """One change to a file: `data` at `offset`, or, without data, the file cut to that length."""

    offset: int
    data: bytes | None

    def on(self, content: bytearray) -> None:
        """Make the change."""
        if self.data is None:
            del content[self.offset :]
            content.extend(b"\0" * (self.offset - len(content)))
            return
        content.extend(b"\0" * (self.offset - len(content)))
        content[self.offset : self.offset + len(self.data)] = self.data

    def torn(self, chance: random.Random) -> Write:
        """Return what is left of it when the power goes in its midst."""
        if self.data is None:
            return self
        return Write(self.offset, self.data[: chance.randrange(len(self.data) // SECTOR + 1) * SECTOR])


@dataclass(frozen=True)
class Event:
    """One thing that happened: a write to a file, a file put on the disk (no write), or a line said (no file)."""

    file: str = ""
    write: Write | None = None
    said: str = ""


@dataclass
class File:
    """A file: what is on the disk for certain, and what was written since."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[Write] = field(default_factory=list)

    def settle(self) -> None:
        """Put everything on the disk."""
        for write in self.since:
            write.on(self.safe)
        self.since.clear()

    def after(self, way: str, chance: random.Random) -> bytes:
        """Return what the file could hold after a power cut, in one `way` of those in WAYS."""
        writes = list(self.since)
        if way == "none":
            writes = []
        elif way == "first":
            writes = writes[: chance.randrange(len(writes) + 1)]
        elif way == "some":
            writes = [write for write in writes if chance.random() < 0.5]
        elif way == "torn" and writes:
            writes = writes[: chance.randrange(len(writes)) + 1]
            writes[-1] = writes[-1].torn(chance)
        content = bytearray(self.safe)
        for write in writes:
            write.on(content)
        return bytes(content)


WAYS = ("none", "all", "first", "some", "torn")


def unhexed(text: str) -> bytes:
    """Return the bytes that strace shows in hexadecimal, each with `x` before it."""
    return bytes.fromhex(text.replace("\\x", ""))


def record(command: list[str], environment: dict[str, str], trace: Path, names: tuple[str, ...]) -> list[Event]:
    """Run a program with one thread, and return what it did to the files of these names, and what it said."""
    assert STRACE
    watch = [STRACE, "-y", "-xx", "-s", "10000000", "-e", f"trace={CALLS}", "-o", str(trace)]
    subprocess.run([*watch, *command], env=environment, check=True, capture_output=True, timeout=600)
    with trace.open(encoding="ascii") as lines:
        return [event for line in lines if (event := _event(line, names))]


def _event(line: str, names: tuple[str, ...]) -> Event | None:
    found = CALL.match(line)
    if not found:
        return None
    call, handle, path, text, first, second, _ = found.groups()
    if call == "write" and handle == "1":
        return Event(said=unhexed(text).decode())
    name = unhexed(path).decode(errors="replace").rpartition("/")[2]
    if name not in names:
        return None
    if call == "ftruncate":
        return Event(name, Write(int(first), None))
    if call == "pwrite64":
        return Event(name, Write(int(second), unhexed(text)))
    assert call in ("fsync", "fdatasync"), f"SQLite wrote to {name} by {call}, which is not looked at here"
    return Event(name)


@dataclass(frozen=True)
class Crash:
    """What the disk could hold, file by file, and everything that had been said by then."""

    files: dict[str, bytes]
    said: list[str]


def crashes(events: list[Event], before: dict[str, bytes], number: int, chance: random.Random) -> Iterator[Crash]:
    """Play `events` back upon the files as they were `before`, and give `number` power cuts on the way."""
    files = {name: File(bytearray(content)) for name, content in before.items()}
    said: list[str] = []
    moments = sorted(chance.randrange(len(events)) for _ in range(number))
    for place, event in enumerate(events):
        if event.said:
            said.append(event.said)
        elif event.write:
            files[event.file].since.append(event.write)
        else:
            files[event.file].settle()
        while moments and moments[0] == place:
            moments.pop(0)
            yield Crash({name: file.after(chance.choice(WAYS), chance) for name, file in files.items()}, list(said))
