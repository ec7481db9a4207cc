"""What can be found of talks, of what we make of it, and of what we try."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.urls import reverse

from alongside.finding.sources.shapes import Place, Source, rows
from alongside.learning.models import Line, LineKind, Talk
from alongside.partnerships.seats import Seat


def _lines(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    done = set(Talk.objects.within(seat).done().filter(lines__in=list(keys)).values_list("pk", flat=True))
    found = rows(Line.objects.within(seat), keys).select_related("talk")
    return {
        line.pk: Place(
            str(LineKind(line.kind).label),
            reverse(
                "passing_on:done" if line.talk_id in done else "learning:talk",
                args=[seat.partnership.ref, line.talk.ref],
            )
            + f"#{line.kind}",
            line.talk.on,
        )
        for line in found
    }


LEARNING = (
    Source(
        id="line",
        group="talks",
        model=Line,
        words=("words",),
        to="t.partnership_id",
        question="t.question",
        by_way_of="JOIN learning_talk t ON t.id = s.talk_id",
        only="s.kind <> 'present'",  # who was there is not what was said
        seen=_lines,
    ),
)
