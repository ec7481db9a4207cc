"""`alongside check`: is this set-up safe to keep people's words in?"""

import click

from alongside.cli import start
from alongside.refusal import Refusal


@click.command()
def command() -> None:
    """Check that what is written here will be kept.

    Looks at where the data folder lies and at how the database keeps what it is given. `alongside serve`
    does the same before it starts, and does not start otherwise. Where mail was meant to be set up, it says what is
    missing.
    """
    home = start.django()
    from alongside import guard
    from alongside.mail import setup

    guard.check_database()
    if setup.fault():
        raise Refusal(setup.fault())
    click.echo(f"All is well. Data is kept in {home}")
