"""What can be found: words, and which row of which table they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from alongside.partnerships.models import Partnership

if TYPE_CHECKING:
    from alongside.partnerships.seats import Seat


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries, in phrases."""

    def within(self, seat: Seat) -> EntryQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)


class Entry(models.Model):
    """A copy of some words, to be found by. The database itself keeps it right (see `keeping`): no code writes here.

    `source` says which table, `key` which row. No day, no person: of words without a name none is known.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=16)
    key = models.BigIntegerField()
    question = models.CharField(max_length=60)
    words = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="found_by_one_entry")]
