"""A round as data. What was sent in it is there only once it is opened; a place on a scale is never beside a name."""

from __future__ import annotations

from collections.abc import Mapping

from alongside.passing_on.exporting.written import rows
from alongside.rounds.models import ENOUGH, Answer, Picture, Round, SamePeople, Scale, ShownUnnamed, SpokenFor, scale_of
from alongside.rounds.withheld import Withheld, withheld_in

Data = Mapping[str, object]
Who = Mapping[int | None, str | None]


def round_data(round: Round, who: Who) -> Data:
    """Return one round that people were asked, with what was sent in it if it is opened."""
    return {
        "id": round.ref,
        "edition": round.edition,
        "name": round.name,
        "way": round.way,
        "words": round.words,
        "questions": list(round.question_ids),
        "closes_at": round.closes_at,
        "opens": round.opens,
        "meeting_on": round.meeting_on,
        "without_names": round.without_names,
        "whom": round.whom,
        "chosen": [who[each] for each in round.chosen.order_by("pk").values_list("membership", flat=True)],
        "through": who[round.through_id],
        "through_reach": round.through_reach,
        "version": round.version,
        "versions": [
            {
                "version": each.version,
                "at": each.at,
                "by": who[each.by_id],
                "name": each.name,
                "words": each.words,
                "closes_at": each.closes_at,
            }
            for each in round.versions.all()
        ],
        **{name: _mark(getattr(round, row, None), who) for name, row in _MARKS.items()},
        "said": _said(round, who) if hasattr(round, "opening") else None,
    }


_MARKS = {"asked": "asking", "closed": "closing", "withdrawn": "withdrawal", "opened": "opening"}


def _mark(row: object, who: Who) -> Data | None:
    return {"at": row.at, "by": who[row.by_id]} if row else None  # type: ignore[attr-defined]


def _said(round: Round, who: Who) -> Data:
    """Return what was said in a round that is opened: of how many people it comes, the pictures, and the words.

    The words stand in the order of their keys, which are drawn by chance.
    """
    aside = withheld_in([round])
    of = {"round": round}
    named = Answer.objects.filter(**of).exclude(words="")
    return {
        "people": round.closing.people,
        "pictures": _pictures(round),
        "with_names": (_words(each, aside, by=who[each.membership_id]) for each in rows(named)),
        "without_names": (_words(each, aside) for each in rows(ShownUnnamed.objects.filter(**of))),
        "through_somebody": (
            _words(each, aside, through=who[each.through_id]) for each in rows(SpokenFor.objects.filter(**of))
        ),
    }


def _words(said: Answer | ShownUnnamed | SpokenFor, aside: Mapping[int, Withheld], **more: object) -> Data:
    """Return what somebody said in words, or the mark that stands in its place where it was put aside."""
    if mark := aside.get(said.pk):
        told: Data = {"put_aside": {"on": mark.on, "by": list(mark.by), "reason": mark.reason}}
    else:
        told = {"words": said.words, **more}
    return {"question": said.question, **told}


def _pictures(round: Round) -> list[Data]:
    """Return how the answers to each question spread, as counted at the close, where there are five."""
    counted = Picture.objects.filter(round=round, people__gte=ENOUGH).prefetch_related("stances")
    scale = scale_of(round.way)
    return [_picture(each, scale) for each in counted.select_related("same_people__before__round").order_by("pk")]


def _picture(counted: Picture, scale: Scale) -> Data:
    return {
        "question": counted.question,
        "people": counted.people,
        "places": [
            {"place": each.stance, "called": scale.label(each.stance), "people": each.people}
            for each in counted.stances.all()
        ],
        "same_people": _same(counted.same_people, scale) if hasattr(counted, "same_people") else None,
    }


def _same(same: SamePeople, scale: Scale) -> Data:
    """Return how those spread who chose a place by name in an earlier round too; who they are is kept nowhere."""
    return {
        "before": same.before.round.ref,
        "people": same.people,
        "places": [
            {"place": each.stance, "called": scale.label(each.stance), "then": each.then, "now": each.now}
            for each in same.stances.all()
        ],
    }
