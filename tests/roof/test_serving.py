"""Serving: a real server on loopback."""

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from alongside import serving
from tests.kit import servers
from tests.kit.servers import Server


def test_healthz_answers_ok(server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/healthz", timeout=10) as answer:  # noqa: S310
        assert (answer.status, answer.read()) == (200, b"ok")


def test_the_log_holds_no_address(server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/healthz?in=secret-link", timeout=10) as answer:  # noqa: S310
        answer.read()
    server.stop()
    assert server.log == ""


def test_being_asked_to_stop_is_no_failure(server: Server) -> None:
    server.stop()
    assert server.process.returncode == 0


def test_no_part_of_an_answer_waits_for_word_that_the_one_before_has_come() -> None:
    with (
        serving.listen("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname(), timeout=10),
        listener.accept()[0] as line,
    ):
        assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.parametrize("size", [4 * 1024 * 1024, 9 * 1024 * 1024])
def test_too_much_at_once_is_413_with_a_page_that_says_so(server: Server, size: int) -> None:
    key = "a" * 32
    request = urllib.request.Request(  # noqa: S310
        f"{server.url}/healthz",
        data=f"csrfmiddlewaretoken={key}&words={'x' * size}".encode(),
        headers={"Cookie": f"csrf={key}", "Origin": server.url},
    )
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=20)  # noqa: S310
    with refusal.value as answer:
        assert answer.status == 413
        assert b"too much at once" in answer.read()


def refused(home: Path, *arguments: str, **more: str) -> str:
    """Run `alongside` and return the one sentence it refuses with."""
    told = subprocess.run(
        [sys.executable, "-m", "alongside", *arguments],
        env=servers.environment(home, more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 1, told
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1, told.stderr
    assert told.stderr.endswith(".\n")
    return told.stderr


def test_a_taken_port_is_told_with_another_to_try(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        sentence = refused(tmp_path, "serve", "--port", str(port))
    assert f"Port {port} is taken" in sentence
    assert f"make run PORT={port + 1}" in sentence


@pytest.mark.parametrize("port", ["abc", "65536", "-1", "", "8000 "])
def test_what_can_be_no_port_is_told(tmp_path: Path, port: str) -> None:
    assert "A port is a number" in refused(tmp_path, "serve", f"--port={port}")


def test_a_synced_folder_is_refused_and_nothing_is_put_there(tmp_path: Path) -> None:
    assert "Dropbox" in refused(tmp_path / "Dropbox" / "alongside", "serve", "--port", "0")
    assert not any(tmp_path.iterdir())


def test_an_unwritable_folder_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    sentence = refused(tmp_path / "file" / "home", "serve", "--port", "0")
    assert "cannot be written to" in sentence
    assert "ALONGSIDE_HOME=" in sentence


def test_a_disk_that_fails_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / ".preparing").mkdir()
    assert "check the disk" in refused(tmp_path, "prepare")


def test_a_hall_shows_its_address_and_answers_there(start_server: Callable[..., Server]) -> None:
    server = start_server("--hall", "--address", "127.0.0.1")
    assert server.url.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(f"{server.url}/healthz", timeout=10) as answer:  # noqa: S310
        assert answer.read() == b"ok"


def test_another_address_without_names_is_refused(tmp_path: Path) -> None:
    assert "ALONGSIDE_HOSTS=" in refused(tmp_path, "serve", "--port", "0", "--host", "0.0.0.0")  # noqa: S104


def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    sentence = refused(tmp_path, "check", ALONGSIDE_DATABASE="postgresql://nobody@127.0.0.1:9/none")
    assert "does not answer" in sentence
