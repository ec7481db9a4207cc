"""Who was heard on what was settled, by kind of organisation and as residents, never by head."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from alongside.agreements.given import bodies_on
from alongside.agreements.hearing import HEARD, Given, Heard, last_words
from alongside.agreements.hearing import heard as judged
from alongside.partnerships.models import Kind
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class OfKind:
    """Those of one kind who were heard: the organisations by name; residents have none."""

    kind: str
    names: tuple[str, ...]


def by_kind(given: Given) -> tuple[OfKind, ...]:
    """Return who was heard on these words, by kind, in the order of the kinds; residents come last."""
    last = [each for each in last_words(given.spoke) if each.version == given.version and each.says in HEARD]
    bodies = {body for each in last for body in each.of}
    labels = {**{kind.value: str(kind.label) for kind in Kind}, "": _("Other organisations")}
    named = {
        kind: sorted((body.name for body in bodies if body and body.kind == kind), key=str.casefold) for kind in labels
    }
    found = tuple(OfKind(labels[kind], tuple(names)) for kind, names in named.items() if names)
    return (*found, OfKind(_("Residents"), ())) if None in bodies else found


def heard_by(seat: Seat, given: Given, on: datetime.date) -> Heard:
    """Return how it was heard by the day on which it was settled, by those who were here then. One query."""
    return judged(replace(given, of_here=bodies_on(seat, on)), today=on)
