"""What can be found of talks, of what we make of it, and of what we try."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.finding.sources.shapes import Place, Source, rows
from alongside.learning.models import Action, Finish, Insight, Line, LineKind, Mark, Outcome
from alongside.partnerships.seats import Seat


def _lines(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    found = list(rows(Line.objects.within(seat), keys).select_related("talk"))
    done = set(Finish.objects.filter(talk__in={line.talk_id for line in found}).values_list("talk", flat=True))
    return {line.pk: _line(seat, line, is_done=line.talk_id in done) for line in found}


def _line(seat: Seat, line: Line, *, is_done: bool) -> Place:
    view = "passing_on:done" if is_done else "learning:talk"
    url = reverse(view, args=[seat.partnership.ref, line.talk.ref])
    return Place(str(LineKind(line.kind).label), f"{url}#{line.kind}" if is_done else f"{url}#lines", line.talk.on)


def _sentences(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    found = rows(Insight.objects.within(seat).now(), keys).select_related("gathering")
    return {
        each.pk: Place(
            str(Mark(each.mark).label),
            reverse("learning:making", args=[seat.partnership.ref, each.gathering.ref]) + f"#{each.ref}",
            localdate(each.at),
        )
        for each in found
    }


def _tries(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    found = list(rows(Action.objects.within(seat), keys).select_related("talk"))
    said = set(rows(Action.objects.within(seat).said(), keys).values_list("pk", flat=True))
    return {each.pk: _try(seat, each, is_said=each.pk in said) for each in found}


def _try(seat: Seat, action: Action, *, is_said: bool) -> Place:
    if action.talk and not is_said:
        url = reverse("learning:talk", args=[seat.partnership.ref, action.talk.ref]) + "#lines"
    else:
        url = reverse("learning:outcome", args=[seat.partnership.ref, action.ref])
    return Place(_("What we will try"), url, action.on)


def _outcomes(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    here = Outcome.objects.filter(action__in=Action.objects.within(seat).said(), undone_at=None)
    return {
        each.pk: Place(
            _("What came of it"),
            reverse("learning:outcome", args=[seat.partnership.ref, each.action.ref]) + "#told",
            localdate(each.at),
        )
        for each in rows(here, keys).select_related("action")
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
    Source(
        id="sentence",
        group="made",
        model=Insight,
        words=("words", "other"),
        to="g.partnership_id",
        question="g.question",
        by_way_of="JOIN learning_gathering g ON g.id = s.gathering_id",
        seen=_sentences,
    ),
    Source(
        id="try",
        group="tries",
        model=Action,
        words=("what", "signs", "who"),
        to="s.partnership_id",
        question="s.question",
        seen=_tries,
    ),
    Source(
        id="outcome",
        group="tries",
        model=Outcome,
        words=("words", "learned"),
        to="a.partnership_id",
        question="a.question",
        by_way_of="JOIN learning_action a ON a.id = s.action_id",
        seen=_outcomes,
    ),
)
