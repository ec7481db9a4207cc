"""A round as data. What was sent in it is there only once it is opened; a place on a scale is never beside a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
        "people": round.closing.people if _is_open_to_all(round) else None,
        "said": _said(round, who) if _is_open_to_all(round) else None,
    }


_MARKS = {"asked": "asking", "closed": "closing", "withdrawn": "withdrawal", "opened": "opening"}


def _mark(row: object, who: Who) -> Data | None:
    return {"at": row.at, "by": who[row.by_id]} if row else None  # type: ignore[attr-defined]


def _is_open_to_all(round: Round) -> bool:
    return hasattr(round, "opening")


def _said(round: Round, who: Who) -> Iterator[Data]:
    """Yield what was said, question by question: the picture, and the words.

    Their order is that of their keys, which are drawn by chance.
    """
    aside = withheld_in([round])
    for question in round.question_ids:
        of = {"round": round, "question": question}
        named = Answer.objects.filter(**of).exclude(words="")
        yield {
            "question": question,
            "picture": _picture(round, question),
            "with_names": (_words(each, aside, by=who[each.membership_id]) for each in rows(named)),
            "without_names": (_words(each, aside) for each in rows(ShownUnnamed.objects.filter(**of))),
            "through_somebody": (
                _words(each, aside, through=who[each.through_id]) for each in rows(SpokenFor.objects.filter(**of))
            ),
        }


def _words(said: Answer | ShownUnnamed | SpokenFor, aside: Mapping[int, Withheld], **more: object) -> Data:
    """Return what somebody said in words, or the mark that stands in its place where it was put aside."""
    if mark := aside.get(said.pk):
        return {"put_aside": {"on": mark.on, "by": list(mark.by), "reason": mark.reason}}
    return {"words": said.words, **more}


def _picture(round: Round, question: str) -> Data | None:
    """Return how the answers spread, as counted at the close; how many there are only where there are five."""
    of = Picture.objects.filter(round=round, question=question).prefetch_related("stances")
    counted = of.select_related("same_people__before__round").first()
    if counted is None or counted.people < ENOUGH:
        return None
    scale = scale_of(round.way)
    return {
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
