"""`alongside restore`: put a backup back."""

from datetime import UTC, datetime
from pathlib import Path

import click

from alongside.cli import start


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
    if done.erased is None:
        click.echo("Who was erased since then could not be read: if somebody was, their words and name are back.")
    elif done.erased:
        click.echo(f"People who were erased since then, and were erased again: {done.erased}.")
    click.echo("What was sent without a name, where answers were still open then, is in no backup: it is sent again.")
    click.echo(
        "Every personal link and device was ended; `alongside let-in` lets an organiser in."
        if revoke_links
        else "Links and devices work as they did then: end those of whoever was removed since."
    )
