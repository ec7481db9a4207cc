"""The data folder and the secret key in it (S-05)."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from alongside import home


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ALONGSIDE_HOME", "ALONGSIDE_SECRET_KEY", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_the_folder_is_the_one_that_was_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ALONGSIDE_HOME", str(tmp_path))
    assert home.data_home() == tmp_path


def test_the_folder_is_in_the_persons_own_place_otherwise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert home.data_home() == tmp_path / ".local" / "share" / "alongside"


def test_an_empty_name_is_no_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ALONGSIDE_HOME", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home.data_home() == tmp_path / "alongside"


def test_the_key_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        home.keep_secret_key(tmp_path)
    finally:
        os.umask(old)
    place = home.secret_key_file(tmp_path)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert len(home.secret_key(tmp_path)) >= 64


def test_the_key_stays_the_same(tmp_path: Path) -> None:
    home.keep_secret_key(tmp_path)
    first = home.secret_key(tmp_path)
    home.keep_secret_key(tmp_path)
    assert home.secret_key(tmp_path) == first


def test_two_first_starts_agree_on_one_key_and_leave_nothing_else(tmp_path: Path) -> None:
    def start(_: int) -> str:
        home.keep_secret_key(tmp_path)
        return home.secret_key(tmp_path)

    with ThreadPoolExecutor(8) as starts:
        keys = set(starts.map(start, range(40)))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


def test_without_a_kept_key_there_is_no_key_to_guess(tmp_path: Path) -> None:
    assert home.secret_key(tmp_path) != home.secret_key(tmp_path)
    assert not any(tmp_path.iterdir())


def test_a_key_from_the_environment_is_written_nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ALONGSIDE_SECRET_KEY", "from outside")
    home.keep_secret_key(tmp_path)
    assert home.secret_key(tmp_path) == "from outside"
    assert not any(tmp_path.iterdir())
