"""`alongside let-in`: a way in for an organiser who is locked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from alongside.cli import start
from alongside.refusal import Refusal

if TYPE_CHECKING:
    from alongside.partnerships.models import Membership, Partnership


@click.command()
@click.argument("partnership", required=False)
@click.argument("person", required=False)
@click.option("--list", "listed", is_flag=True, help="Show every partnership, and who organises it.")
@click.option("--address", default="", help="How people reach this server, as in https://alongside.example.org")
def command(partnership: str | None, person: str | None, listed: bool, address: str) -> None:
    """Print a link that lets PERSON in to PARTNERSHIP, once.

    For an organiser who has lost every device and link. Both are named as they stand in Alongside, or by the short
    reference that --list shows. The link works for a day, and once. Everybody in the partnership sees that whoever
    runs the server let that person in.
    """
    start.folder()
    start.load()
    if listed:
        _list()
        return
    if not partnership or not person:
        raise Refusal('Say whom, as in: alongside let-in "Harbour Wards Partnership" "Amina Yusuf", or use --list.')
    who = _person(_partnership(partnership), person)
    click.echo(_address(address) + _path(who))
    click.echo(f"It lets {who.name} in, once, until this time tomorrow. Hand it to nobody else.", err=True)


def _list() -> None:
    from alongside.partnerships.models import Membership, Partnership

    for each in Partnership.objects.filter(is_invented=False).order_by("name", "pk"):
        click.echo(f"{each.ref}  {each.name}")
        for who in Membership.objects.filter(partnership=each).here().organisers():
            click.echo(f"    {who.ref}  {who.name}")


def _partnership(named: str) -> Partnership:
    from alongside.partnerships.models import Partnership

    # an example can be called like one's own by whoever looks round it
    ours = Partnership.objects.filter(is_invented=False)
    found = [each for each in ours if named in (each.ref, each.name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(f'There are {len(found)} partnerships called "{named}": name it by its reference, see --list.')
    raise Refusal(f'There is no partnership called "{named}": see --list.')


def _person(partnership: Partnership, named: str) -> Membership:
    from alongside.partnerships.models import Membership

    here = Membership.objects.filter(partnership=partnership).not_gone().select_related("partnership")
    found = [each for each in here if named in (each.ref, each.name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(f'There are {len(found)} people called "{named}" there: use their reference, see --list.')
    raise Refusal(f'Nobody called "{named}" is in that partnership now: see --list for who organises it.')


def _address(given: str) -> str:
    from django.conf import settings

    if given:
        return given.rstrip("/")
    return f"https://{settings.PUBLIC_HOSTS[0]}" if settings.PUBLIC_HOSTS else "http://127.0.0.1:8000"


def _path(who: Membership) -> str:
    from django.urls import reverse

    from alongside.people.commands import let_in_by_host
    from alongside.people.secrets import card_secret, grouped, new_secret
    from alongside.web.clock import now

    secret = card_secret(new_secret())
    let_in_by_host(who=who, secret=secret, at=now())
    return reverse("people:enter", args=[grouped(secret)])
