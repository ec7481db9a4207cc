"""What is sent without a name: its tables lead to nobody, and tell no order and no time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.db.models import signals

from alongside.rounds.models import OpenUnnamed, Round, ShownUnnamed, new_id

UNNAMED = (OpenUnnamed, ShownUnnamed)
TELLS_A_TIME = (models.DateField, models.TimeField, models.DurationField)
TELLS_WHO = (models.UUIDField, models.GenericIPAddressField, models.JSONField, models.FileField, models.BinaryField)


def wrong_with(model: type[models.Model]) -> Iterator[str]:
    """Say what in this table could lead to a person, or tell when or in what order its rows came."""
    key = model._meta.pk
    if type(key) is not models.BigIntegerField or key.default is not new_id:
        yield "its key is not drawn by chance"
    for field in model._meta.get_fields():
        if isinstance(field, TELLS_A_TIME):
            yield f"{field.name} tells a time"
        if isinstance(field, TELLS_WHO):
            yield f"{field.name} may tell who"
        if field.is_relation and field.related_model is not Round:
            yield f"{field.name} leads to {field.related_model}"
    if model._meta.ordering:
        yield "it has an order of its own"
    yield from (f"{name} hears of it" for name, heard in vars(signals).items() if _is_heard(heard, model))


def _is_heard(signal: object, model: type[models.Model]) -> bool:
    return isinstance(signal, signals.ModelSignal) and signal.has_listeners(model)


@pytest.mark.parametrize("model", UNNAMED, ids=lambda model: model.__name__)
def test_nothing_in_the_table_leads_to_a_person_or_tells_a_time(model: type[models.Model]) -> None:
    assert list(wrong_with(model)) == []


def test_no_other_table_points_at_one_of_them() -> None:
    pointing = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in UNNAMED
    ]
    assert pointing == []


def test_every_table_without_names_is_looked_at_here() -> None:
    assert {model for model in apps.get_models() if "unnamed" in model.__name__.lower()} == set(UNNAMED)


def test_the_keys_are_63_bits_of_chance() -> None:
    drawn = [new_id() for _ in range(4000)]
    assert len(set(drawn)) == 4000
    assert 0 < min(drawn) < 2**55 and 2**62 < max(drawn) < 2**63


class Bad(models.Model):
    """What the rule must find fault with."""

    at = models.DateTimeField()
    who = models.ForeignKey("partnerships.Membership", on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField()

    class Meta:
        app_label = "house"
        managed = False
        ordering = ["at"]


def test_the_rule_finds_what_it_is_there_for() -> None:
    assert [fault.split()[0] for fault in wrong_with(Bad)] == ["its", "at", "who", "token", "it"]
