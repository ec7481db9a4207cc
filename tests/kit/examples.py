"""Both examples, made in a data folder, each with what a browser holds that walks in as one of its three people.

from tests.kit.examples import make_examples        (after `start.django()`, with ALONGSIDE_HOME set)
made = make_examples()
made["wendle"].home                                 /p/…/
made["wendle"].cookies["organiser"]                 ("at-…", secret): also "member" and "newcomer"
made["wendle"].visitor                              ("example", secret): the browser whose copy it is
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from django.utils import timezone

from alongside.demo import commands
from alongside.demo.loading import NAMES
from alongside.demo.models import Example
from alongside.demo.shapes import ROLES
from alongside.people.secrets import hashed, new_secret

Cookie = tuple[str, str]


@dataclass(frozen=True)
class MadeExample:
    """One copy that can be walked into, over plain http."""

    ref: str
    home: str
    visitor: Cookie
    cookies: Mapping[str, Cookie]


def make_example(content: str, *, visitor: str, at: datetime.datetime) -> MadeExample:
    """Make one copy for the browser that holds `visitor`."""
    wanted = commands.want(content=content, visitor=hashed(visitor), at=at)
    commands.make_wanted(at=at, rng=Random(5))
    made = Example.objects.whole().get(pk=wanted.pk)
    cookies = {role: (f"at-{made.ref}", commands.secret_of(made, role)) for role in ROLES}
    return MadeExample(made.ref, f"/p/{made.ref}/", ("example", visitor), cookies)


def make_examples(names: Iterable[str] = NAMES, *, at: datetime.datetime | None = None) -> dict[str, MadeExample]:
    """Make a copy of each for one browser."""
    visitor, moment = new_secret(), at or timezone.now()
    return {name: make_example(name, visitor=visitor, at=moment) for name in names}
