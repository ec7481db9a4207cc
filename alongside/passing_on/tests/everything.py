"""One row of every table, with a word of its own in every field that holds words: what comes out, and where, is seen.

Nadia is whom the rows are about. Where another field can lead to a person too, a second row leads to her by that one.
"""

from __future__ import annotations

import datetime
import itertools
import os
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from alongside.agreements.models import Clarifying, Voice
from alongside.framework.loading import the_edition
from alongside.learning.models import Action, ActionVersion, Gathering, Outcome, Piece, Talk
from alongside.mail import models as mail
from alongside.partnerships.models import (
    Departure,
    Membership,
    Organisation,
    Parting,
    PartingVersion,
    Partnership,
    Welcoming,
)
from alongside.passing_on.models import CameBack, PassedOn
from alongside.people import models as people
from alongside.rounds import models as rounds
from tests.cast import Cast

Model = type[models.Model]
QUESTIONS = [question.id for question in the_edition().questions]


def every_model() -> list[Model]:
    """Every table of Alongside's own."""
    return [model for model in apps.get_models() if model.__module__.startswith("alongside.")]


def leads_to_a_person(of: models.Field[Any, Any]) -> bool:
    return of.related_model is Membership


def holds_words(of: models.Field[Any, Any]) -> bool:
    """Whether people, or the program for them, put words there: not a choice, a reference, or a question's name."""
    if isinstance(of, models.JSONField):
        return True
    if not isinstance(of, models.CharField) or of.choices or of.name in ("question", "edition"):
        return False
    return not of.has_default() and not of.null


def kept_as(of: models.Field[Any, Any], word: Any) -> Any:
    """A word as this field keeps it: in JSON, under the name of a part."""
    return {"words": word} if isinstance(of, models.JSONField) else word


@dataclass
class World:
    """What was made: the words that were put into each field, and a row of each table for others to belong to."""

    cast: Cast
    nadia: Membership
    tom: Membership
    words: dict[tuple[Model, str], str] = field(default_factory=dict)
    there: dict[Model, models.Model] = field(default_factory=dict)
    counter: Any = field(default_factory=lambda: itertools.count(100))

    def put(self, model: Model, *, subject: bool = True, **values: Any) -> models.Model:
        """Make a row: what is not given is a word of its own, a number, the cast's time, or the row to belong to."""
        given = {each.name: each for each in model._meta.fields if each.name not in values}
        left_out = {name for name, each in given.items() if each.primary_key or each.has_default()}
        made = {name: self._value(model, given[name], subject) for name in given.keys() - left_out}
        row = model._default_manager.create(**made, **values)
        self.there.setdefault(model, row)
        return row

    def put_each(self, model: Model) -> None:
        """Make a row about Nadia, and one more for each other field that can lead to her."""
        people_in = [each.name for each in model._meta.fields if leads_to_a_person(each)]
        subject = next((name for name in ("membership", "by", "who", *people_in) if name in people_in), None)
        about: dict[str, Any] = {subject: self.nadia} if subject else {}
        self.put(model, **SPECIAL.get(model, {}) | about)
        for name in people_in:
            if name != subject:
                self.put(model, subject=False, **SPECIAL.get(model, {}) | {name: self.nadia})

    def _value(self, model: Model, of: Any, subject: bool) -> Any:
        if of.is_relation:
            return self.tom if leads_to_a_person(of) else self.there.get(of.related_model)
        if holds_words(of):
            word = f"c{next(self.counter)}{os.urandom(2).hex()}"
            return kept_as(of, self.words.setdefault((model, of.name), word) if subject else word)
        return self._plain(of)

    def _plain(self, of: Any) -> Any:
        if of.choices:
            return of.choices[0][0]
        if isinstance(of, models.IntegerField):
            return 1 if of.name == "stance" else next(self.counter)
        if isinstance(of, models.CharField):
            return None if of.null else QUESTIONS[next(self.counter) % len(QUESTIONS)]
        plain = {models.DateTimeField: self.cast.at, models.DateField: self.cast.at.date(), models.BooleanField: False}
        return plain[type(of)] if type(of) in plain else os.urandom(of.max_length or 32)


SPECIAL: dict[Model, dict[str, Any]] = {
    Outcome: {"undone_at": None},
    PassedOn: {"undone_at": None},
    CameBack: {"undone_at": None},
    Piece: {"said": None, "version": 1},
    Voice: {"says": "back"},
    people.Wrap: {"link": None},
    people.RoomCode: {"taken": 0},
    mail.Code: {"purpose": "prove", "link": None},
    rounds.Withholding: {"of": None, "agreed_of": None, "agreed_by": None, "alone": True},
}
"""What the fields of a table cannot all be at once."""
BESIDE = {"finding", "demo"}
"""Rooms whose rows hold nothing that people wrote: copies that the database makes, and the mark of what is invented."""
APART = {Partnership, Membership, rounds.Draft, rounds.SamePeople, rounds.SameStances, people.Erasure}


def everything(cast: Cast) -> World:
    """Make all of it, in a round that is asked, counted and opened."""
    world = World(cast, cast.member("nadia"), cast.member("tom"))
    world.nadia.affiliations.all().delete()
    for row in (cast.harbour, world.nadia):
        world.there[type(row)] = row
        for of in type(row)._meta.fields:
            if holds_words(of):
                setattr(row, of.name, world._value(type(row), of, subject=True))
        row.save()
    for model in every_model():
        if model not in APART and model._meta.app_label not in BESIDE:
            if model is rounds.Withholding:
                _put_aside(world)
            else:
                world.put_each(model)
    _named(world)
    _gathered(world)
    world.put(Clarifying, subject=False)  # what was said to what was asked
    _same_people(world)
    others = world.put(Parting, subject=False, membership=world.tom)
    world.put(PartingVersion, subject=False, parting=others, by=world.nadia)
    world.put(Welcoming, subject=False, membership=cast.member("len"), until=None, ended_by=None)
    world.put(Departure, subject=False, membership=cast.member("len"), returned_at=None, returned_by=None)
    asked = world.there[rounds.Round]
    key = world.put(people.DraftKey, subject=False, membership=world.tom)
    world.put(rounds.Draft, key=key, kind="for", for_whom=world.nadia.ref)
    world.words[rounds.Draft, "for_whom"] = world.nadia.ref
    there = rounds.RoundQuestion.objects.filter(round=asked.pk).values_list("question", flat=True)
    for place, question in enumerate(sorted(set(QUESTIONS) - set(there))):
        world.put(rounds.RoundQuestion, round=asked, question=question, place=place)
    return world


def _named(world: World) -> None:
    """Let Nadia be named in what we will try, and in how it once stood."""
    for table in (Action, ActionVersion):
        world.there[table].people.add(world.nadia)  # type: ignore[attr-defined]


def _gathered(world: World) -> None:
    """Let the line that a piece is of be about the question it was gathered for."""
    talk = world.there[Talk]
    assert isinstance(talk, Talk)
    Gathering.objects.filter(pk=world.there[Gathering].pk).update(question=talk.question)


def _put_aside(world: World) -> None:
    """Let Nadia put aside what is hers, and agree to what Tom wants put aside."""
    said = world.put(rounds.Answer, subject=False, question="role.change")
    more = SPECIAL[rounds.Withholding]
    world.put(rounds.Withholding, said=said.pk, by=world.nadia, **more)
    agreed = {"alone": False, "agreed_by": world.nadia, "agreed_of": world.there[Organisation]}
    world.put(rounds.Withholding, subject=False, **more | agreed)


def _same_people(world: World) -> None:
    """Let the same people be in a round before, which is opened too."""
    counted = world.there[rounds.Picture]
    assert isinstance(counted, rounds.Picture)
    day_before = world.cast.at - datetime.timedelta(days=1)
    earlier = world.put(rounds.Round, subject=False, closes_at=day_before)
    world.put(rounds.Opening, subject=False, round=earlier)
    before = world.put(rounds.Picture, subject=False, round=earlier, question=counted.question)
    world.put(rounds.Stances, subject=False, picture=before)
    same = world.put(rounds.SamePeople, picture=counted, before=before)
    world.put(rounds.SameStances, same=same)
