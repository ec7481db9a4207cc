"""What a command does before its own work: load Django, on a data folder that is fit for it."""

import os
from pathlib import Path

from alongside import hold
from alongside.guard import check_place
from alongside.home import data_home, keep_secret_key
from alongside.refusal import Refusal


def folder() -> Path:
    """Return the data folder, made if need be; raises Refusal if it cannot be written to or lies in a wrong place."""
    home = data_home()
    check_place(home)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        keep_secret_key(home)
        writable = os.access(home, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if not writable:
        raise Refusal(
            f"The data folder {home} cannot be written to: give this account the right to write there, "
            "or name another folder with ALONGSIDE_HOME=/path/to/folder."
        )
    return home


def django() -> Path:
    """Load Django and return the data folder, in use by us until we end.

    Whatever a command imports of the rooms, it imports after this.
    """
    home = folder()
    hold.share(home)
    load()
    return home


def load() -> None:
    """Load Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
    import django

    django.setup()


def only_sqlite(sentence: str) -> None:
    """Refuse with `sentence` where the data is in a PostgreSQL."""
    if os.environ.get("ALONGSIDE_DATABASE"):
        raise Refusal(sentence)
