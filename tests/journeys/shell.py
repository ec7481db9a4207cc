"""Somebody at the command line who types what a guide says, in a copy of the repository and with data of their own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from alongside.front.guides import Guide, Step
from tests.house.test_files import ROOT, kept
from tests.journeys.walking import NotAsSaid
from tests.kit import servers

DISK, FILE = "/another/disk/", "FILE"
PYTHON = '#!/bin/sh\nexec "{python}" {more}"$@"\n'
FINGERPRINT = "sed -n '/^fingerprint/,/^}/p' setup/environment.sh"


def copy(folder: Path) -> Path:
    """Clone the repository, with what is not committed yet; its environment stands on the one of the tests."""
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    for path in kept():
        place = folder / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    programs = folder / ".venv/bin"
    programs.mkdir(parents=True)
    for name, more in (("python", ""), ("alongside", "-m alongside ")):
        (programs / name).write_text(PYTHON.format(python=sys.executable, more=more), encoding="utf-8")
        (programs / name).chmod(0o755)
    stamped = f'root=$(pwd -P); kind=runtime; eval "$({FINGERPRINT})"; fingerprint > .venv/runtime.stamp'
    subprocess.run(["sh", "-c", stamped], cwd=folder, check=True)
    return folder


@dataclass
class Shell:
    """One who types. `folder` holds the program, `home` the data, `disk` is another disk."""

    folder: Path
    home: Path
    disk: Path
    running: subprocess.Popen[str] | None = None
    address: str = ""

    def along(self, guide: Guide) -> None:
        """Do what a guide says from its first step to its last."""
        for number, step in enumerate(guide.steps, 1):
            for verb, *words in step.do:
                try:
                    getattr(self, verb)(step, *words)
                except (OSError, subprocess.SubprocessError, AssertionError) as wrong:
                    said = f"{guide.name}, step {number}: {step.says.plain}\n  {step.command}\n{wrong}"
                    raise NotAsSaid(said) from wrong

    def _typed(self, step: Step) -> str:
        """The command, with what stands for something that is here."""
        newest = max(self.disk.glob("*.zip"), default=Path(FILE))
        typed = step.command.replace(DISK, str(self.disk)).replace(f" {FILE}", f" {newest}")
        return typed.replace("--hall", "--hall --port 0 --address 127.0.0.1")

    @property
    def _around(self) -> dict[str, str]:
        return servers.environment(self.home, {"ALONGSIDE_DATABASE": "", "PORT": "0", "MAKEFLAGS": ""})

    def run(self, step: Step) -> None:
        """Type it, and let it end well."""
        done = subprocess.run(
            ["sh", "-c", self._typed(step)], cwd=self.folder, env=self._around, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def up(self, step: Step) -> None:
        """Type it, and wait until it says that it is open."""
        self.running = subprocess.Popen(
            ["sh", "-c", f"exec {self._typed(step)}"],
            cwd=self.folder,
            env=self._around,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        assert self.running.stdout
        told = []
        for line in self.running.stdout:
            told.append(line)
            if found := servers.OPEN.search(line):
                self.address = found[1]
                return
        raise AssertionError("".join(told))

    def answers(self, _step: Step, path: str) -> None:
        """A page is there."""
        with urllib.request.urlopen(self.address + path, timeout=20) as page:  # noqa: S310 - our own address
            assert page.status == 200
            assert re.search(r"<h1", page.read().decode())

    def stop(self, _step: Step | None = None) -> None:
        """Press Ctrl+C."""
        if self.running and self.running.poll() is None:
            os.killpg(self.running.pid, signal.SIGINT)
            told, _ = self.running.communicate(timeout=30)
            assert "Everything that was kept is kept" in told, told
