"""Two who put aside at the same moment: one asking, one agreement, and everybody is told what came of theirs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from alongside.rounds import commands
from alongside.rounds.models import Answer, Round, Withholding
from alongside.rounds.tests import steps
from alongside.rounds.withheld import withheld_in
from tests.cast import Cast
from tests.kit.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
TIMES = 5


@pytest.fixture
def round(cast: Cast) -> Round:
    return steps.opened_with_words(cast)


def said(cast: Cast) -> int:
    return Answer.objects.get(membership=cast.member("nadia")).pk


def asking(cast: Cast, who: str, round: Round, *, back: bool = False) -> Callable[[], object]:
    seat, key, at = cast.seat(who), said(cast), cast.at
    return lambda: commands.ask_aside(seat=seat, round=round, said=key, back=back, reason=f"By {who}", at=at)


def agreeing(cast: Cast, who: str, round: Round) -> Callable[[], object]:
    seat, key, row, at = cast.seat(who), said(cast), Withholding.objects.waiting().get().pk, cast.at
    return lambda: commands.agree(seat=seat, round=round, said=key, asking=row, at=at)


def test_two_who_ask_at_once_ask_once(cast: Cast, round: Round) -> None:
    for _ in range(TIMES):
        got = at_once([asking(cast, who, round) for who in ("amina", "tom", "len", "priya")])
        assert sorted(str(type(each).__name__) for each in got) == ["Changed", "Changed", "Changed", "bool"]
        Withholding.objects.waiting().get().delete()


def test_two_who_agree_at_once_agree_once(cast: Cast, round: Round) -> None:
    back = False
    for _ in range(TIMES):
        asking(cast, "amina", round, back=back)()
        got = at_once([agreeing(cast, who, round) for who in ("tom", "nadia", "priya")])
        assert sorted(type(each).__name__ for each in got) == ["Changed", "Changed", "Withholding"]
        assert (said(cast) in withheld_in([round])) is not back
        back = not back
    assert Withholding.objects.count() == TIMES


def test_taken_back_and_agreed_to_at_once_it_is_one_of_both(cast: Cast, round: Round) -> None:
    for _ in range(TIMES):
        asking(cast, "amina", round)()
        row = Withholding.objects.waiting().get()
        mine: dict[str, Any] = {"seat": cast.seat("amina"), "said": row.said, "asking": row.pk, "at": cast.at}
        no_more = partial(commands.ask_no_more, round=round, **mine)
        ended, agreed = at_once([no_more, agreeing(cast, "tom", round)])
        assert (ended is True) != isinstance(agreed, Withholding), (ended, agreed)
        row.refresh_from_db()
        assert (row.done_at is None) != (row.ended_at is None)
        row.delete()


def test_its_writer_puts_it_aside_while_somebody_agrees_and_it_is_aside(cast: Cast, round: Round) -> None:
    asking(cast, "amina", round)()
    at_once([asking(cast, "nadia", round), agreeing(cast, "tom", round)])
    assert said(cast) in withheld_in([round])
    assert Withholding.objects.done().count() == 1 and not Withholding.objects.waiting().exists()
