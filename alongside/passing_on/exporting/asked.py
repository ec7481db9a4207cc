"""A round as data. What was sent in it is there only once it is opened; a place on a scale is never beside a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alongside.passing_on.exporting.written import rows
from alongside.rounds.models import Answer, Picture, Round, SamePeople, ShownUnnamed, SpokenFor, scale_of
from alongside.rounds.pages.counted import before, pictures_of, spread_of
from alongside.rounds.pages.same import kept_of
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
    """Return how the answers to each question spread, as its page shows it: of five and more, who chose a place."""
    past, kept, scale = before(round, round.question_ids), kept_of(round), scale_of(round.way)
    return [
        {
            "question": question,
            "people": sum(each.people for each in counted.stances.all()),
            "places": [
                {"place": each.stance, "called": scale.label(each.stance), "people": each.people}
                for each in counted.stances.all()
            ],
            "same_people": _same(kept.get(question), past.get(question, ()), round.way),
        }
        for question, counted in pictures_of(round).items()
        if spread_of(counted, round.way)
    ]


def _same(same: SamePeople | None, past: Sequence[Picture], way: str) -> Data | None:
    """Return how those spread who chose a place by name in the opened round before as well, if its page shows it."""
    last = next((each for each in reversed(past) if each.round.way == way), None)
    if same is None or last is None or same.before_id != last.pk or not spread_of(last, way):
        return None
    return {
        "before": last.round.ref,
        "people": same.people,
        "places": [
            {"place": each.stance, "called": scale_of(way).label(each.stance), "then": each.then, "now": each.now}
            for each in same.stances.all()
        ],
    }
