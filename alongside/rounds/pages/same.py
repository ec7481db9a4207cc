"""The same people, then and now, as the close kept them: drawn one above the other, and what is different in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.analysis.spread import Spread
from alongside.pictures import spread as drawing
from alongside.rounds.models import APART, Picture, Round, SamePeople, SameStances, Scale, scale_of
from alongside.rounds.pages.counted import labels, months, spread_of

TOLD = 2
"""So many places are told of in words: those that most came to or went from."""


@dataclass(frozen=True, slots=True)
class Same:
    """What is shown of them; without a picture where nothing of them is kept: nobody is told which reason it has."""

    title: str = ""
    picture: drawing.Picture | None = None
    changes: tuple[str, ...] = ()


def kept_of(round: Round) -> Mapping[str, SamePeople]:
    """Return by question what the close of a round kept of the same people. Two queries."""
    rows = SamePeople.objects.filter(picture__round=round).select_related("picture").prefetch_related("stances")
    return {row.picture.question: row for row in rows}


def same(round: Round, picture: Picture, past: Iterable[Picture], kept: SamePeople | None) -> Same | None:
    """Return what is shown of the same people; None where not everybody then and everybody now are shown above it.

    `past` are the opened rounds before: of one that is not open to all nothing is shown.
    """
    last = [each for each in past if each.round.way == round.way][-1:]
    if not last or not spread_of(last[0], round.way) or not spread_of(picture, round.way):
        return None
    if kept is None or kept.before_id != last[0].pk:
        return Same()
    scale, rows = scale_of(round.way), list(kept.stances.all())
    then, now = (_spread(scale, {row.stance: getattr(row, when) for row in rows}) for when in ("then", "now"))
    title = _("The same %(many)d of us, then and now") % {"many": kept.people}
    called = months([last[0].round, round])
    drawn = [drawing.Row(*each, kept.people) for each in zip(called, (then, now), strict=True)]
    return Same(title, drawing.full(*labels(scale), tuple(drawn), title), _changes(scale, rows))


def _spread(scale: Scale, counted: Mapping[int, int]) -> Spread:
    return Spread(tuple(counted.get(at, 0) for at in range(len(scale.steps))), counted.get(APART, 0))


def _changes(scale: Scale, rows: Iterable[SameStances]) -> tuple[str, ...]:
    """Say where most is different, in the order of the scale; how many, never who."""
    most = sorted(rows, key=lambda row: -abs(row.now - row.then))[:TOLD]
    there = sorted((row for row in most if row.now != row.then), key=lambda row: row.stance)
    said = _("“%(place)s”: %(then)d of us then, %(now)d now.")
    told = (said % {"place": scale.label(row.stance), "then": row.then, "now": row.now} for row in there)
    return tuple(told) or (_("In each place there are as many of us as then."),)
