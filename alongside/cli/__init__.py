"""The command `alongside`: each of its commands is one file in this folder.

To add one, write `alongside/cli/<name>.py` with a click command called `command`, and add its name to
`COMMANDS`. Such a file imports Django, and whatever needs it, inside its function and after
`start.django()`: so `--help` is quick and works before anything is set up. What goes wrong in a way its reader
can mend is raised as `Refusal("One sentence that says what to do.")`: shown alone, with exit status 1.
"""

import os
import sys
from importlib import import_module

import click

from alongside import __version__
from alongside.refusal import Refusal

COMMANDS = ("serve", "check", "backup", "restore", "let-in", "mail", "prepare", "doors")


class Commands(click.Group):
    """The commands, each read from its file when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, most wanted first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"alongside.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)  # noqa: S101
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="alongside", message="%(prog)s %(version)s")
def group() -> None:
    """Alongside: for partnerships that want to learn together.

    All data is kept in one folder: ~/.local/share/alongside, or the one that the environment variable
    ALONGSIDE_HOME names.
    """


def main() -> None:
    """Run the command line; what is refused is said in one sentence, without a traceback."""
    os.umask(0o077)  # whatever is made here, data above all, is its owner's alone
    try:
        group(prog_name="alongside")
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        click.echo(
            f"{error.strerror or error}{place}: check the disk, and the right to write there, and try again.", err=True
        )
        sys.exit(1)
