"""Making the copies that are wanted: beside requests, one after another, each told through the real commands."""

from __future__ import annotations

import datetime
from random import Random

from django.db import transaction

from alongside.demo.commands.throwing_away import throw_away
from alongside.demo.loading import content_of
from alongside.demo.models import Example
from alongside.demo.shapes import ROLES
from alongside.demo.telling import tell
from alongside.demo.telling.world import World
from alongside.partnerships.models import Membership
from alongside.people import commands as people
from alongside.people.models import Device
from alongside.people.secrets import derived, hashed


def secret_of(example: Example, role: str) -> str:
    """Return what a browser is to hold that looks at a copy as this one of its people.

    This server alone can make it, of the hash of the visitor's cookie; so one can walk in as often as one likes.
    """
    return derived(f"{bytes(example.visitor_hash).hex()} {example.ref}", f"example-{role}")


def make_wanted(*, at: datetime.datetime, rng: Random) -> bool:
    """Make the copy that was wanted first and nobody has begun; False where there is none. Outside any transaction.

    One that cannot be told to the end goes again, whole.
    """
    first = _taken(at=at)
    if first is None:
        return False
    try:
        world = tell(content_of(first.content), ref=first.ref, at=at, rng=rng, begun=lambda world: _begun(first, world))
        _whole(first, world, at)
    except BaseException:
        throw_away(example=first, at=at)
        raise
    return True


@transaction.atomic
def _taken(*, at: datetime.datetime) -> Example | None:
    """Return the one that was wanted first, begun from now on; None where another process was quicker."""
    first = Example.objects.filter(begun_at=None).first()
    taken = first and Example.objects.filter(pk=first.pk, begun_at=None).update(begun_at=at)
    return first if taken else None


def _begun(example: Example, world: World) -> None:
    """Say whose copy it is. Thrown away meanwhile, it ends here: without this row nothing would ever throw it away."""
    if not Example.objects.filter(pk=example.pk).update(partnership=world.partnership):
        raise Example.DoesNotExist


@transaction.atomic
def _whole(example: Example, world: World, at: datetime.datetime) -> None:
    """Let in whoever looks at it, as each of the three."""
    for role in ROLES:
        who = world.members[world.content.walk_in[role]]
        people.make_device(membership=who, secret=secret_of(example, role), label=LABEL, at=at)
    Example.objects.filter(pk=example.pk).update(made_at=at)


@transaction.atomic
def let_in(*, example: Example, role: str, at: datetime.datetime) -> bool:
    """Let in once more whoever looks at a whole copy as one of the three, and has signed out; False where they left."""
    secret, content = secret_of(example, role), content_of(example.content)
    device = Device.objects.filter(secret_hash=hashed(secret)).first()
    who = {"pk": device.membership_id} if device else {"name": content.people[content.walk_in[role]].name}
    here = Membership.objects.filter(partnership=example.partnership, **who).here().first()
    if here is None:
        return False
    if device and device.ended_at:
        device.delete()
    people.make_device(membership=here, secret=secret, label=LABEL, at=at)
    return True


LABEL = "The browser you are looking with"
"""What the device of whoever looks at an example is called there."""
