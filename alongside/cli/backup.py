"""`alongside backup`: everything, in one file."""

from datetime import UTC, datetime
from pathlib import Path

import click

from alongside.cli import start


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
def command(file: Path | None) -> None:
    """Write everything into one file, while Alongside runs or not.

    FILE may be a new file or a folder; without it, the file goes into the data folder's `backups`. It holds all
    that people wrote, readable by whoever has it: keep it as safe as the data folder, and on another disk.
    """
    from alongside import backup, hold

    without = " ".join(f"--exclude-table-data={table}" for table in backup.LEFT_OUT + backup.OVER_SOON)
    start.only_sqlite(
        "This data is in a PostgreSQL, which makes its own backups: run "
        f'`pg_dump --format=custom {without} --file=alongside.dump "$ALONGSIDE_DATABASE"`.'
    )
    from alongside.home import data_home, database_file
    from alongside.refusal import Refusal

    home = data_home()
    database = database_file(home)
    if not database.exists():
        raise Refusal(
            f"There is nothing to back up in {home}: name the data folder with ALONGSIDE_HOME=/path/to/folder."
        )
    hold.share(home)
    at = datetime.now(UTC)
    place = file or home / "backups"
    if place.is_dir() or file is None:
        place = place / backup.name_for("alongside", at)
    manifest = backup.make(database, place, at=at)
    click.echo(f"Backed up to {place} ({manifest.size // 1024:,} kB). Keep a copy of it on another disk.")
    if _somebody_is_asked():
        click.echo(
            "People are being asked just now. What they have sent without a name is left out of every backup until "
            "answers close, so that copies cannot be compared. Make another backup after the close."
        )


def _somebody_is_asked() -> bool:
    start.load()
    from django.db import OperationalError

    from alongside.rounds.models import Round

    try:
        return Round.objects.uncounted().exists()
    except OperationalError:  # data of an Alongside that asked nobody yet
        return False
