"""The set-up script on machines that lack something: one sentence that says what to do, and exit status 1.

Each machine is a folder of pretended programs put on an otherwise bare PATH; nothing is fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLAIN = ("sh", "cat", "cksum", "dirname", "rm", "mkdir", "grep", "chmod", "ls", "cp", "touch", "sed")

# What a pretended python does with the few things it is asked. VERSION, VENV and PIP are filled in.
PYTHON = """#!/bin/sh
echo "$*" >>"$CALLS"
case "$*" in
    *"sys.exit(sys.version_info"*) exit {unfit} ;;
    *"sys.version_info[:2]"*) echo {version} ;;
    *"sysconfig"*) mkdir -p .venv/packages; echo .venv/packages ;;
    "-m venv --without-pip .venv")
        [ {without_pip} = 0 ] || exit 1
        mkdir -p .venv/bin; touch .venv/pyvenv.cfg
        sed 's/^    "-m pip --version").*$/    "-m pip --version") exit 1 ;;/' "$0" >.venv/bin/python
        chmod +x .venv/bin/python ;;
    "-m venv .venv") mkdir -p .venv/bin; touch .venv/pyvenv.cfg; cp "$0" .venv/bin/python; exit {venv} ;;
    "-m virtualenv .venv")
        [ {virtualenv} = 0 ] || exit 1
        mkdir -p .venv/bin; touch .venv/pyvenv.cfg; cp "$0" .venv/bin/python ;;
    "-m pip --version") exit 0 ;;
    "-m pip --python .venv/bin/python --version") exit {pip_reaches} ;;
    *"install"*uv.txt) echo "{pip_says}"; [ {pip} = 0 ] || exit 1; cp "$0" .venv/bin/uv ;;
    *"install"*) echo "{uv_says}"; exit {uv} ;;
    *) exit 1 ;;
esac
"""
GOOD = {
    "unfit": "0",
    "version": "3.12",
    "without_pip": "1",
    "venv": "0",
    "pip_reaches": "1",
    "virtualenv": "1",
    "pip": "0",
    "pip_says": "",
    "uv": "0",
    "uv_says": "",
}


class Machine:
    """A machine with a checkout of ours and only the programs that it was given."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "checkout"
        self.programs = folder / "bin"
        self.calls = folder / "calls"
        self.programs.mkdir()
        for name in PLAIN:
            (self.programs / name).symlink_to(shutil.which(name) or name)
        (self.checkout / "setup").mkdir(parents=True)
        shutil.copy(ROOT / "setup" / "environment.sh", self.checkout / "setup")
        shutil.copytree(ROOT / "requirements", self.checkout / "requirements")

    def has(self, name: str, **ways: str) -> None:
        """Put a pretended python of that name on it, good unless `ways` says otherwise."""
        program = self.programs / name
        program.write_text(PYTHON.format(**{**GOOD, **ways}))
        program.chmod(0o755)

    def set_up(self, kind: str = "runtime") -> subprocess.CompletedProcess[str]:
        self.calls.write_text("")
        return subprocess.run(
            ["sh", "setup/environment.sh", kind],
            cwd=self.checkout,
            env={"PATH": str(self.programs), "CALLS": str(self.calls), "HOME": str(self.checkout)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def refusal(self) -> str:
        """Set up, and return the one sentence that it ends with."""
        told = self.set_up()
        assert told.returncode == 1, told
        assert told.stderr.count("\n") == 1, told.stderr
        assert told.stderr.endswith(".\n") or told.stderr.endswith(").\n")
        return told.stderr


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_good_machine_is_set_up_with_hashes_and_has_the_command(machine: Machine) -> None:
    machine.has("python3")
    told = machine.set_up()
    assert (told.returncode, told.stderr) == (0, "")
    installs = [line for line in machine.calls.read_text().splitlines() if "install" in line]
    assert len(installs) == 2
    assert all("--require-hashes" in line for line in installs)
    assert os.access(machine.checkout / ".venv" / "bin" / "alongside", os.X_OK)


def test_the_second_time_nothing_is_done(machine: Machine) -> None:
    machine.has("python3")
    machine.set_up()
    told = machine.set_up()
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    assert machine.calls.read_text() == ""


def test_changed_requirements_are_installed_into_the_same_environment(machine: Machine) -> None:
    machine.has("python3")
    machine.set_up()
    with (machine.checkout / "requirements" / "runtime.txt").open("a") as file:
        file.write("another==1\n")
    assert machine.set_up().returncode == 0
    calls = machine.calls.read_text()
    assert "-m venv" not in calls
    assert "runtime.txt" in calls


def test_a_moved_checkout_is_set_up_for_its_new_place(machine: Machine) -> None:
    machine.has("python3")
    machine.set_up()
    moved = machine.checkout.with_name("moved")
    machine.checkout = machine.checkout.rename(moved)
    assert machine.set_up().returncode == 0
    assert str(moved) in (moved / ".venv" / "bin" / "alongside").read_text()


def test_the_newest_fit_python_is_taken(machine: Machine) -> None:
    machine.has("python3", unfit="1", version="3.9")
    machine.has("python3.11", venv="1")
    machine.has("python3.13")
    assert machine.set_up().returncode == 0


def test_a_stand_in_that_does_not_run_is_passed_over(machine: Machine) -> None:
    broken = machine.programs / "python3.13"
    broken.write_text("#!/bin/sh\necho 'not in this version' >&2\nexit 127\n")
    broken.chmod(0o755)
    machine.has("python3")
    assert machine.set_up().returncode == 0


def test_a_too_old_python_is_told_with_the_one_that_was_found(machine: Machine) -> None:
    machine.has("python3", unfit="1", version="3.9")
    sentence = machine.refusal()
    assert "needs Python 3.11 or newer and found only Python 3.9" in sentence
    assert "install a newer one" in sentence


def test_no_python_at_all_is_told(machine: Machine) -> None:
    assert "found none: install it" in machine.refusal()


def test_no_venv_is_told_and_leaves_no_half_environment(machine: Machine) -> None:
    machine.has("python3", venv="1")
    assert "apt install python3-venv" in machine.refusal()
    assert not (machine.checkout / ".venv").exists()


def test_the_quick_way_is_taken_where_pip_can_reach_into_the_environment(machine: Machine) -> None:
    machine.has("python3", without_pip="0", pip_reaches="0", venv="1")
    assert machine.set_up().returncode == 0
    assert "-m venv .venv" not in machine.calls.read_text()


def test_a_pip_too_old_to_reach_into_it_gets_the_usual_way(machine: Machine) -> None:
    machine.has("python3", without_pip="0", pip_reaches="1")
    assert machine.set_up().returncode == 0
    assert "-m venv .venv" in machine.calls.read_text()


def test_virtualenv_will_do_where_there_is_no_venv(machine: Machine) -> None:
    machine.has("python3", venv="1", virtualenv="0")
    assert machine.set_up().returncode == 0


def test_no_network_is_told_and_the_next_try_goes_on(machine: Machine) -> None:
    machine.has("python3", pip="1", pip_says="connection broken: Temporary failure in name resolution")
    assert "check that this computer is on the internet" in machine.refusal()
    assert not (machine.checkout / ".venv" / "runtime.stamp").exists()
    (machine.checkout / ".venv" / "bin" / "python").unlink()
    machine.has("python3")
    assert machine.set_up().returncode == 0


def test_pip_does_it_where_uv_cannot(machine: Machine) -> None:
    machine.has("python3", without_pip="0", pip_reaches="0")
    machine.set_up()
    uv = machine.checkout / ".venv" / "bin" / "uv"
    uv.write_text("#!/bin/sh\nexit 1\n")
    told = machine.set_up("dev")
    assert (told.returncode, told.stderr) == (0, "")
    (call,) = [line for line in machine.calls.read_text().splitlines() if "dev.txt" in line]
    assert call.startswith("-m pip --python .venv/bin/python install")
    assert "--require-hashes" in call


def test_no_network_after_uv_is_told_too(machine: Machine) -> None:
    machine.has("python3", uv="1", uv_says="error sending request: dns error")
    assert "check that this computer is on the internet" in machine.refusal()


def test_a_package_with_another_hash_is_told(machine: Machine) -> None:
    machine.has("python3", uv="1", uv_says="Hash mismatch for click")
    assert "not the one that was expected, so nothing was installed" in machine.refusal()


def test_a_full_disk_is_told(machine: Machine) -> None:
    machine.has("python3", uv="1", uv_says="No space left on device")
    assert "make room" in machine.refusal()


def test_an_unwritable_checkout_is_told(machine: Machine) -> None:
    machine.has("python3")
    (machine.checkout / "build").write_text("in the way, as for whoever may not write here")
    assert "cannot be written to" in machine.refusal()


def test_a_folder_that_is_no_environment_is_left_alone(machine: Machine) -> None:
    machine.has("python3")
    (machine.checkout / ".venv").mkdir()
    (machine.checkout / ".venv" / "letters.txt").write_text("mine")
    assert "move it away" in machine.refusal()
    assert (machine.checkout / ".venv" / "letters.txt").read_text() == "mine"
