"""Every row that leads to a partnership, found by walking what leads where: so that no new table is forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models, transaction

from alongside.partnerships.models import Partnership

AT_A_TIME = 500
"""How many numbers stand in one statement."""
Tables = Mapping[type[models.Model], Collection[Any]]


@cache
def inside() -> Mapping[type[models.Model], tuple[models.ForeignKey[Any, Any], ...]]:
    """Return every table that leads to a partnership, with its fields that lead to another such table."""
    every = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    found: set[type[models.Model]] = {Partnership}
    while more := {model for model in every if model not in found and any(_leads(model, found))}:
        found |= more
    return {model: tuple(_leads(model, found)) for model in every if model in found}


def _leads(model: type[models.Model], to: Collection[type[models.Model]]) -> Iterator[Any]:
    return (each for each in model._meta.fields if each.remote_field and each.remote_field.model in to)


def belongings(partnership: Partnership) -> Tables:
    """Return the keys of every row that leads to this partnership, and its own."""
    rows: dict[type[models.Model], set[Any]] = {model: set() for model in inside()}
    fresh: dict[type[models.Model], set[Any]] = {Partnership: {partnership.pk}}
    while fresh:
        for model, keys in fresh.items():
            rows[model] |= keys
        fresh = {model: more for model in inside() if (more := _lead_to(model, fresh) - rows[model])}
    return rows


def _lead_to(model: type[models.Model], targets: Tables) -> set[Any]:
    """Return the keys of a table's rows that lead to one of these."""
    found: set[Any] = set()
    for field in inside()[model]:
        for some in _some(targets.get(field.remote_field.model, ())):
            found.update(model._default_manager.filter(**{f"{field.name}__in": some}).values_list("pk", flat=True))
    return found


def _some(keys: Collection[Any]) -> Iterator[list[Any]]:
    every = sorted(keys)
    return (every[at : at + AT_A_TIME] for at in range(0, len(every), AT_A_TIME))


@transaction.atomic
def remove(partnership: Partnership) -> None:
    """Take away a partnership and every row that leads to it. What leads where is checked at the end of it all."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    for model, keys in belongings(partnership).items():
        for some in _some(keys):
            rows: Any = model._base_manager.filter(pk__in=some)
            rows._raw_delete(rows.db)
