"""Copies of an invented partnership: whose each is, and until when."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q

from alongside.partnerships.models import Partnership
from alongside.partnerships.refs import new_ref

STUCK = datetime.timedelta(minutes=10)
"""After how long a copy that was begun and is not whole will never be: the program was stopped meanwhile."""


class ExampleQuerySet(models.QuerySet["Example"]):
    """Copies, in phrases."""

    def of(self, visitor: bytes) -> ExampleQuerySet:
        """Keep those of one visitor, by the hash of what their cookie holds."""
        return self.filter(visitor_hash=visitor)

    def whole(self) -> ExampleQuerySet:
        """Keep those that are told to the end."""
        return self.filter(made_at__isnull=False)

    def over(self, *, at: datetime.datetime) -> ExampleQuerySet:
        """Keep those whose day is over, and those that were never told to the end."""
        return self.filter(Q(until__lte=at) | Q(made_at=None, begun_at__lte=at - STUCK))


class Example(models.Model):
    """One visitor's copy of one invented partnership; the same reference stands for both.

    It is wanted first, then begun, and made when its story is told to the end.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    content = models.CharField(max_length=20)
    visitor_hash = models.BinaryField(max_length=32)
    wanted_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    until = models.DateTimeField()
    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, null=True, related_name="example")

    objects = ExampleQuerySet.as_manager()

    class Meta:
        ordering = ["wanted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["visitor_hash", "content"], name="one_copy_of_each_for_a_visitor")
        ]


class CopyWanted(models.Model):
    """That a copy was wanted, and by which browser: kept for an hour, so that there are not too many."""

    visitor_hash = models.BinaryField(max_length=32)
    at = models.DateTimeField()


class ThrownAway(models.Model):
    """That a copy was thrown away of which the database's files still hold something."""

    at = models.DateTimeField()
