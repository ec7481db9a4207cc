"""Every field of free words there is, found by looking at the models, and a way to put anything into all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import models

OURS = (
    "ref",
    "start_key",
    "key",
    "edition",
    "question",
    "sentence",
    "meeting",
    "what_kind",
    "code",
    "talk",
    "agreement",
    "about",
    "for_whom",
    "made_key",
    "seal",
    "begun_by",
)
"""Fields of letters that only the program writes: addresses, keys, names of questions."""
OUR_OWN = {"mail.WaitingLetter.kind", "mail.Tally.what", "mail.Errand.kind"} | {
    "partnerships.Moment.what",
    "people.WrongCodes.kind",
    "learning.Talk.start_key",
    "demo.Example.content",
    "finding.Entry.source",
}


WORDS = (models.CharField, models.TextField, models.JSONField)
"""What words are kept in; of JSON, words by the name of their part."""


def free_words() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Yield each model with each of its fields that somebody's own words go into."""
    for model in apps.get_models():
        if not model.__module__.startswith("alongside."):
            continue
        for field in model._meta.get_fields():
            if not isinstance(field, WORDS) or field.choices or field.name in OURS:
                continue
            if f"{model._meta.app_label}.{model.__name__}.{field.name}" not in OUR_OWN:
                yield model, field


def fill(words: Callable[[int], str]) -> set[str]:
    """Put `words(limit)` into every such field of every row there is; return which fields have rows to hold them."""
    reached = set()
    for model, field in free_words():
        name = f"{model.__name__}.{field.name}"
        unique = field.unique or any(
            field.name in getattr(constraint, "fields", ()) for constraint in model._meta.constraints
        )
        for row in model._default_manager.all():
            value = words(int(field.max_length or 2000))
            if unique or name == "Organisation.name":
                value = f"{value[: int(field.max_length or 2000) - 6]} {row.pk}"
            kept = dict.fromkeys(getattr(row, field.name), value) if isinstance(field, models.JSONField) else value
            model._default_manager.filter(pk=row.pk).update(**{field.name: kept})
            reached.add(name)
    return reached
