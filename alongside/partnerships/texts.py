"""Words that people share: each with a version, so that nobody overwrites another, and every version kept.

A room makes its own pair of tables from these: the words as they are now, and one row for each version there was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from django.db import models

V = TypeVar("V", bound="Versioned")


class Versioned(models.Model):
    """Words as they are now. `version` is 0 before the first are written, then grows by one each time."""

    version = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Version(models.Model):
    """One version of some words: which, when and by whom. A room adds the words and what they belong to."""

    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("partnerships.Membership", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["version"]


class Conflict(Exception):
    """Somebody else kept other words in the meantime. `.row` holds theirs, with its version."""

    def __init__(self, row: Versioned) -> None:
        super().__init__("These words have changed since they were last seen here.")
        self.row = row


def replace(row: V, *, seen: int, many: Any = None, **words: Any) -> bool:
    """Put `words` in the place of the version that was `seen`, in one statement.

    `many` are rows that the words name besides, the keys of them by the name of the field that leads there: part of
    what is compared, and put there with the words.
    Returns False when the same stands there already (a second press of the same button), so nothing is to be
    remembered. Raises Conflict, with the row as it now is, when another version than `seen` stands there.
    """
    named: Mapping[str, Collection[int]] = many or {}
    if _stands(row, words, named):
        return False
    swapped = type(row)._default_manager.filter(pk=row.pk, version=seen).update(version=seen + 1, **words)
    row.refresh_from_db()
    if swapped:
        for name, keys in named.items():
            getattr(row, name).set(keys)
        return True
    if _stands(row, words, named):
        return False
    raise Conflict(row)


def _stands(row: Versioned, words: Mapping[str, Any], named: Mapping[str, Collection[int]]) -> bool:
    """Whether these words stand there, and these rows are named there, and no others."""
    return all(getattr(row, name) == value for name, value in words.items()) and all(
        {*getattr(row, name).values_list("pk", flat=True)} == {*keys} for name, keys in named.items()
    )
