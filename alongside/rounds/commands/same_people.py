"""At the close: counting the same people, then and now, where that tells of nobody. Decided once, and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from django.db.models import Q

from alongside.analysis import same_people as judged
from alongside.rounds.models import ENOUGH, Answer, Picture, Round, SamePeople, SameStances


def keep_same_people(round: Round) -> None:
    """Keep them for each question of a round that has just been counted, beside the last round of the same way."""
    pictures = {picture.question: picture for picture in round.pictures.prefetch_related("stances")}
    for question, before in _last_before(round, pictures).items():
        _keep(before, pictures[question])


def _last_before(round: Round, questions: Iterable[str]) -> Mapping[str, Picture]:
    """Return by question what was counted of it last in the same way, whether that is open to all yet or not."""
    earlier = Q(round__closes_at__lt=round.closes_at) | Q(round__closes_at=round.closes_at, round__lt=round.pk)
    there = Picture.objects.filter(earlier, round__partnership=round.partnership_id, round__way=round.way)
    rows = there.filter(question__in=list(questions)).order_by("round__closes_at", "round")
    return {picture.question: picture for picture in rows.prefetch_related("stances")}


def _keep(before: Picture, picture: Picture) -> None:
    then, now = _counted(before), _counted(picture)
    same = judged.same_people(then, now, enough=ENOUGH) if then and now else None
    if same is None:
        return
    kept = SamePeople.objects.create(picture=picture, before=before, people=len(same.people))
    SameStances.objects.bulk_create(
        SameStances(same=kept, stance=stance, then=same.then[stance], now=same.now[stance])
        for stance in sorted(same.then.keys() | same.now.keys())
    )


def _counted(picture: Picture) -> judged.Round | None:
    """Return what was counted of a picture; none where it is not shown, or who was in it is not known any more."""
    everybody = sum(row.people for row in picture.stances.all())
    answers = list(Answer.objects.filter(round=picture.round_id, question=picture.question))
    shown = _shown(picture)
    if not everybody or len(answers) != picture.people - picture.unnamed or shown is None:
        return None
    typed: dict[int, set[object]] = {}
    for answer in answers:
        if answer.typed_by_id:
            typed.setdefault(answer.typed_by_id, set()).add(answer.membership_id)
    return judged.Round(
        {answer.membership_id: answer.stance for answer in answers if answer.stance is not None},
        everybody,
        shown=shown,
        typed=tuple(typed.values()),
        from_sheets=picture.from_sheets,
    )


def _shown(picture: Picture) -> tuple[Set[object], ...] | None:
    """Return who is shown as the same people with another round; none where some are not known any more."""
    kept = SamePeople.objects.filter(Q(picture=picture) | Q(before=picture)).select_related("before", "picture")
    shown = [(_by_name(each.before) & _by_name(each.picture), each.people) for each in kept]
    return tuple(people for people, _ in shown) if all(len(people) == many for people, many in shown) else None


def _by_name(picture: Picture) -> Set[object]:
    """Return who chose a place by name."""
    there = Answer.objects.filter(round=picture.round_id, question=picture.question, stance__isnull=False)
    return frozenset(there.values_list("membership_id", flat=True))
