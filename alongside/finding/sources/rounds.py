"""What can be found of rounds: from the opening on, what was said in words and is not put aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.finding.sources.shapes import Place, Source, rows
from alongside.partnerships.seats import Seat
from alongside.rounds.models import ENOUGH, Answer, Opening, Picture, Round, ShownUnnamed, SpokenFor
from alongside.rounds.withheld import withheld_in


def _shown(seat: Seat, said: Any, keys: Collection[int]) -> list[Any]:
    """Keep what stands on the page of an opened round, and is not put aside. Two queries."""
    opened = said.filter(round__in=Round.objects.within(seat).opened())
    there = list(rows(opened, keys).select_related("round"))
    aside = withheld_in({row.round for row in there})
    return [row for row in there if row.pk not in aside]


def _places(seat: Seat, said: Iterable[Any], who: str) -> Mapping[int, Place]:
    return {row.pk: _place(seat, row, who) for row in said}


def _place(seat: Seat, row: Any, who: str) -> Place:
    address = reverse("rounds:opened_question", args=[seat.partnership.ref, row.round.ref, row.question])
    return Place(who % {"name": "", "round": row.round.name}, f"{address}#said-{row.pk}")


def _answers(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    return _places(seat, _shown(seat, Answer.objects, keys), _("Said in “%(round)s”"))


def _unnamed(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    shown = _shown(seat, ShownUnnamed.objects, keys)
    enough = Picture.objects.filter(round__in={row.round for row in shown}, unnamed__gte=ENOUGH)
    there = set(enough.values_list("round_id", "question"))
    return _places(
        seat, [row for row in shown if (row.round_id, row.question) in there], _("Somebody said, in “%(round)s”")
    )


def _spoken(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    return _places(seat, _shown(seat, SpokenFor.objects, keys), _("Said through somebody, in “%(round)s”"))


def _asked(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    """Return rounds by what they are called and what is said before the first question; prepared ones to organisers."""
    seen = Round.objects.within(seat) if seat.is_organiser else Round.objects.within(seat).asked()
    return {
        each.pk: Place(_("Asked of everybody"), reverse("rounds:round", args=[seat.partnership.ref, each.ref]))
        for each in rows(seen, keys)
    }


_OPENED = {
    "group": "said",
    "words": ("words",),
    "to": "r.partnership_id",
    "question": "s.question",
    "by_way_of": "JOIN rounds_round r ON r.id = s.round_id",
    "once": (Opening, "round_id"),
}
ROUNDS = (
    Source(id="round", group="said", model=Round, words=("name", "words"), to="s.partnership_id", seen=_asked),
    Source(id="answer", model=Answer, seen=_answers, **_OPENED),  # type: ignore[arg-type]
    Source(id="unnamed", model=ShownUnnamed, seen=_unnamed, **_OPENED),  # type: ignore[arg-type]
    Source(id="through", model=SpokenFor, seen=_spoken, **_OPENED),  # type: ignore[arg-type]
)
