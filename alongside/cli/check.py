"""`alongside check`: is this set-up safe to keep people's words in?"""

import click

from alongside.cli import start


@click.command()
def command() -> None:
    """Check that what is written here will be kept.

    Looks at where the data folder lies and at how the database keeps what it is given. `alongside serve`
    does the same before it starts, and does not start otherwise.
    """
    home = start.django()
    from alongside import guard

    guard.check_database()
    click.echo(f"All is well. Data is kept in {home}")
