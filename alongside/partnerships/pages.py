"""Every read of a partnership's own details."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from alongside.partnerships.forms import PARTS, DetailsForm
from alongside.partnerships.models import Membership, Partnership, Stage
from alongside.partnerships.seats import Seat
from alongside.web.mast import Invented


@dataclass(frozen=True, slots=True)
class Both:
    """One part of something that two have changed: the details here, or what another room has of the same kind."""

    part: str
    label: str
    yours: str
    theirs: str
    chosen: str

    @property
    def choice(self) -> str:
        """The name of the field that says which of the two."""
        return f"choice_{self.part}"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the details as it stood before."""

    part: str
    label: str
    value: str
    shown: str
    has_changed: bool


@dataclass(frozen=True, slots=True)
class Before:
    """The details as they stood before they were last changed; one press puts them back."""

    by: str  # who changed them
    on: datetime.date
    seen: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """A partnership's own details, and what of them somebody else has changed meanwhile."""

    ref: str
    both: tuple[Both, ...] = ()
    by: str = ""
    before: Before | None = None


@dataclass(frozen=True, slots=True)
class DangerPage:
    """Whom to tell."""

    ref: str
    contact_name: str
    contact_reach: str
    may_say_whom: bool


def initial(partnership: Partnership) -> dict[str, Any]:
    """Return what the form begins with."""
    return {"seen": partnership.version, **{part: getattr(partnership, part) for part in PARTS}}


def settings(seat: Seat) -> SettingsPage:
    """Return the settings page."""
    return SettingsPage(seat.partnership.ref, before=_before(seat.partnership))


def _before(partnership: Partnership) -> Before | None:
    """Return the details as they stood before; None where they were never changed."""
    newest = list(partnership.versions.select_related("by").order_by("-version")[:2])
    if len(newest) < 2:
        return None
    now, earlier = newest
    parts = tuple(
        Part(
            part,
            str(DetailsForm.base_fields[part].label),
            getattr(earlier, part),
            _shown(part, getattr(earlier, part)),
            getattr(earlier, part) != getattr(now, part),
        )
        for part in PARTS
    )
    return Before(now.by.name, localdate(now.at), now.version, parts)


def conflict(seat: Seat, theirs: Partnership, form: DetailsForm) -> SettingsPage:
    """Return the settings page with both versions of each part that differs."""
    yours = form.cleaned_data
    chosen = form.theirs()
    both = tuple(
        Both(
            part,
            str(form.fields[part].label),
            _shown(part, yours[part]),
            _shown(part, getattr(theirs, part)),
            "theirs" if part in chosen else "yours",
        )
        for part in PARTS
        if yours[part] != getattr(theirs, part)
    )
    last = theirs.versions.select_related("by").last()
    return SettingsPage(seat.partnership.ref, both, last.by.name if last else "")


def _shown(part: str, value: str) -> str:
    return str(Stage(value).label) if part == "stage" else value


def danger(seat: Seat) -> DangerPage:
    """Return whom to tell."""
    partnership = seat.partnership
    return DangerPage(partnership.ref, partnership.contact_name, partnership.contact_reach, seat.is_organiser)


def contact(request: HttpRequest) -> str:
    """Return the contact for harm of the partnership whose page this is, in its own words; empty outside one."""
    seat = getattr(request, "seat", None)
    if not isinstance(seat, Seat) or not seat.partnership.contact_name:
        return ""
    return f"{seat.partnership.contact_name}, {seat.partnership.contact_reach}"


def about(request: HttpRequest, partnership: Partnership) -> None:
    """Remember which partnership a page is about that is open to people who have no seat in it."""
    request.about = partnership  # type: ignore[attr-defined]


def about_which(request: HttpRequest) -> tuple[Partnership | None, Membership | None]:
    """Return which partnership a page is about, and as whom it is looked at; None where it is about none, or nobody."""
    seat = getattr(request, "seat", None)
    if isinstance(seat, Seat):
        return seat.partnership, seat.membership
    found = getattr(request, "about", None)
    return (found, None) if isinstance(found, Partnership) else (None, None)


def invented(request: HttpRequest) -> Invented | None:
    """Return what says that the partnership of this page is invented; None where it is not, or there is none."""
    partnership, _ = about_which(request)
    return Invented() if partnership and partnership.is_invented else None
