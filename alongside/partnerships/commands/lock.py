"""The partnership's lock: what must not be done twice at once asks for it first."""

from __future__ import annotations

from alongside.partnerships.models import Partnership


def locked(partnership: Partnership) -> Partnership:
    """Return the partnership as it is now, and make other commands that ask for it wait until this one is done."""
    return Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
