"""The one place that asks what time it is; commands and pages are told."""

import datetime

from django.utils import timezone


def now() -> datetime.datetime:
    """Return this moment, aware, in UTC."""
    return timezone.now()


def today() -> datetime.date:
    """Return today's date where the server says people are."""
    return timezone.localdate()
