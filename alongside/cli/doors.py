"""`alongside doors`: every address, who may come in, and why."""

from collections.abc import Iterator

import click

from alongside.cli import start

HEAD = """# Every address and its door

Written by `alongside doors > docs/doors.md`; a test fails when it is out of date.

| door | lets in |
|---|---|
| public | anybody; the last column says why that is right |
| member | whoever belongs to the partnership in the address, on a device that it knows |
| organiser | those of them who organise |
| departed | whoever left or was removed, on a device that was theirs |

What is not yours answers exactly as what does not exist: 404.

| address | name | door | because |
|---|---|---|---|
"""


@click.command()
def command() -> None:
    """Show every address with its door, as docs/doors.md has it."""
    start.load()
    click.echo(written(), nl=False)


def written() -> str:
    """Return the list as Markdown."""
    return HEAD + "".join(f"| {' | '.join(row)} |\n" for row in sorted(_rows()))


def _rows() -> Iterator[tuple[str, str, str, str]]:
    from django.urls import get_resolver

    from alongside.web.checks import patterns

    for address, pattern in patterns(get_resolver()):
        view = pattern.callback
        room = view.__module__.removeprefix("alongside.").partition(".")[0]
        yield (
            f"`/{address}`",
            f"{room}:{pattern.name or view.__name__}",
            getattr(view, "door", ""),
            getattr(view, "because", ""),
        )
