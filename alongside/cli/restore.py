"""`alongside restore`: put a backup back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alongside.cli import start

if TYPE_CHECKING:
    from alongside.restore import Again


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--revoke-links", is_flag=True, help="End every personal link and every device as well.")
def command(file: Path, revoke_links: bool) -> None:
    """Put the backup FILE in the place of what is there.

    Stop Alongside first. The backup is looked through before anything is changed, and what was there is kept in the
    data folder's `backups`, so that this can be undone. Codes for the room end. Personal links and devices work as
    they did when the backup was made, also of people removed since, unless --revoke-links is given: then everybody
    needs a new link, and `alongside let-in` gives an organiser the first one.
    """
    start.only_sqlite(
        "This data is in a PostgreSQL, which puts its own backups back: stop Alongside, then run "
        '`pg_restore --clean --if-exists --no-owner --dbname="$ALONGSIDE_DATABASE" alongside.dump`.'
    )
    home = start.folder()
    start.load()
    from alongside import restore

    done = restore.restore(home, file, at=datetime.now(UTC), revoke_links=revoke_links)
    made = datetime.fromisoformat(done.manifest.made_at)
    click.echo(f"Put back: the backup made on {made:%-d %B %Y at %H:%M} UTC, partnerships in it: {done.partnerships}.")
    if done.replaced:
        click.echo(f"What was there before is kept in {done.replaced}")
    _say_again(done.again)
    click.echo("What was sent without a name, where answers were still open then, is in no backup: it is sent again.")
    click.echo(
        "Every personal link and device was ended; `alongside let-in` lets an organiser in."
        if revoke_links
        else "Links and devices work as they did then: end those of whoever was removed since."
    )


def _say_again(again: Again | None) -> None:
    """Say what was done again of what had been done since the backup was made; loudly, what could not be."""
    if again is None:
        click.echo(
            "Who was erased since then could not be read, nor what was put aside: if something was, it is back.",
            err=True,
        )
        return
    if again.erased:
        click.echo(f"People who were erased since then, and were erased again: {again.erased}.")
    if again.fit_nobody:
        click.echo(
            f"Marks of people erased before that fit nobody here: {again.fit_nobody}. Either they came in after this "
            "backup, or the secret-key has changed and they are back: then put the old `secret-key` into the data "
            "folder and restore this again, or ask who they were and have them erase themselves again.",
            err=True,
        )
    if again.shown:
        click.echo(f"Put aside since then, and shown again now: {again.shown}. Put them aside again.", err=True)
