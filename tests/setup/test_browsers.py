"""Getting a browser for the journeys: found, or installed, or a sentence."""

from pathlib import Path

import pytest

from tests.kit import browsers


def program(folder: Path, name: str, status: int) -> Path:
    place = folder / name
    place.write_text(f"#!/bin/sh\nexit {status}\n")
    place.chmod(0o755)
    return place


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only programs are in the folder returned."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browsers, "PLACES", ())
    monkeypatch.setattr(browsers, "_playwrights_own", lambda: None)
    return tmp_path


def test_a_browser_that_runs_is_found(bare: Path) -> None:
    program(bare, "chromium", 1)
    real = program(bare, "google-chrome", 0)
    assert browsers.find() == real


def test_the_one_that_is_named_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare, "chromium", 0)
    mine = program(bare, "mine", 0)
    monkeypatch.setenv("CHROMIUM", str(mine))
    assert browsers.find() == mine


def test_packages_are_tried_before_a_download(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsers, "_by_packages", lambda: program(bare, "chromium", 0))
    monkeypatch.setattr(browsers, "_by_playwright", lambda: pytest.fail("there is one already"))
    assert browsers.ensure() == bare / "chromium"


def test_when_none_can_be_had_there_is_none(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(browsers, "_by_packages", lambda: tried.append("packages"))
    monkeypatch.setattr(browsers, "_by_playwright", lambda: tried.append("download"))
    assert browsers.ensure() is None
    assert tried == ["packages", "download"]
