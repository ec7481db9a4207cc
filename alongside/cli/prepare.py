"""`alongside prepare`: make everything ready to serve, and stop."""

import click

from alongside.cli import start


@click.command()
def command() -> None:
    """Make the data folder, its secret key and its database ready.

    Done by itself by `alongside serve`, and safe to repeat: what is there stays. When a newer Alongside changes
    the database, a copy of it is put into the folder's `backups` first.
    """
    home = start.django()
    from alongside import preparing

    preparing.prepare(home)
    click.echo(f"Ready. All data is kept in {home}")
