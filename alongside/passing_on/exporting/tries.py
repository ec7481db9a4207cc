"""What we will try as data, wherever it was said, with what came of it; and what somebody is named in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import Prefetch, QuerySet

from alongside.learning.models import Action, ActionVersion, Outcome
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat

Data = Mapping[str, object]
Who = Mapping[int | None, str | None]
_WORDS = ("what", "who", "due", "signs")
_TOLD = ("happened", "helped", "words", "learned")


def tries_of(seat: Seat) -> QuerySet[Action]:
    """Return all that the partnership said it would try, with what is told of each."""
    versions = ActionVersion.objects.order_by("version").prefetch_related("people")
    told = Outcome.objects.filter(undone_at=None).order_by("at", "pk")
    ours = Action.objects.within(seat).select_related("talk", "insight", "agreement", "grew_from")
    return ours.prefetch_related("people", Prefetch("versions", versions), Prefetch("outcomes", told))


def try_data(row: Action, who: Who) -> Data:
    """Return one try, as `tries_of` gives it."""
    return {
        "id": row.ref,
        "on": row.on,
        "question": row.question or None,
        "talk": row.talk.ref if row.talk else None,
        "sentence": row.insight.ref if row.insight else None,
        "agreement": row.agreement.ref if row.agreement else None,
        "grew_from": row.grew_from.ref if row.grew_from else None,
        "version": row.version,
        **_said(row, who),
        "versions": [
            {"version": each.version, "at": each.at, "by": who[each.by_id], **_said(each, who)}
            for each in row.versions.all()
        ],
        "outcomes": [
            {"at": each.at, "by": who[each.by_id], **{name: getattr(each, name) for name in _TOLD}}
            for each in row.outcomes.all()
        ],
    }


def _said(row: Action | ActionVersion, who: Who) -> Data:
    people = [who[each.pk] for each in row.people.all()]
    return {**{name: getattr(row, name) for name in _WORDS}, "people": people}


def named_in(who: Membership) -> Iterator[tuple[Action, bool]]:
    """Yield what names somebody as one who tries it, now or in an earlier version; and whether it does now."""
    ever = Action.objects.filter(versions__people=who) | Action.objects.filter(people=who)
    now = set(Action.objects.filter(people=who).values_list("pk", flat=True))
    for row in ever.distinct().order_by("pk"):
        yield row, row.pk in now
