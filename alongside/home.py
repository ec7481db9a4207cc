"""Where things are kept: the data folder, the secret key in it, and the collected static files.

Nothing here knows Django, so that the settings can ask it.
"""

import os
import secrets
from pathlib import Path

INSTALLATION = Path(__file__).resolve().parent.parent


def data_home() -> Path:
    """The folder that holds all data: `ALONGSIDE_HOME`, or `alongside` where this system keeps such things."""
    asked = os.environ.get("ALONGSIDE_HOME", "").strip()
    if asked:
        return Path(asked).expanduser().absolute()
    shared = os.environ.get("XDG_DATA_HOME", "").strip()
    base = Path(shared) if shared else Path.home() / ".local" / "share"
    return base / "alongside"


def database_file(home: Path) -> Path:
    """The file in the data folder that keeps everything, where no PostgreSQL does."""
    return home / "alongside.sqlite3"


def secret_key_file(home: Path) -> Path:
    """The file in the data folder that keeps the secret key."""
    return home / "secret-key"


def secret_key(home: Path) -> str:
    """The key that signs: from `ALONGSIDE_SECRET_KEY`, or the one kept in the data folder.

    While none is kept (types are being checked, files collected) it is a fresh one that dies with this
    process: there is no default key, ever. Whatever serves calls `keep_secret_key` first.
    """
    asked = os.environ.get("ALONGSIDE_SECRET_KEY", "").strip()
    if asked:
        return asked
    try:
        return secret_key_file(home).read_text(encoding="ascii").strip() or secrets.token_urlsafe(64)
    except FileNotFoundError:
        return secrets.token_urlsafe(64)


def keep_secret_key(home: Path) -> None:
    """Make the secret key if the data folder has none yet, readable by its owner only.

    It is written whole beside its place and linked into it, so that two first starts agree on one key
    and a power cut leaves no half of one.
    """
    place = secret_key_file(home)
    if os.environ.get("ALONGSIDE_SECRET_KEY", "").strip() or place.exists():
        return
    draft = home / f".secret-key-{secrets.token_hex(8)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, place)
        except FileExistsError:
            return
    finally:
        draft.unlink()


def static_root() -> Path:
    """The folder of the collected static files: they belong to the installation, not to the data.

    A checkout keeps them in its `build` folder. Where that cannot be written, or Alongside is installed
    as a package, they lie in the data folder.
    """
    checkout = (INSTALLATION / "pyproject.toml").is_file()
    if checkout and os.access(INSTALLATION, os.W_OK):
        return INSTALLATION / "build" / "static"
    return data_home() / "static"
