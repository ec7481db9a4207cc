"""Where a partnership is with some questions, as those see it who have answered anew."""

from __future__ import annotations

import pytest

from alongside.agreements.models import Standing
from alongside.agreements.pages import last_times
from alongside.rounds.last_time import LastTime
from alongside.rounds.last_time import last_times as registered
from tests.cast import Cast

pytestmark = pytest.mark.django_db
POWER, VISION = "working.power", "purpose.vision"


def stand(cast: Cast, question: str, words: str, version: int = 1, who: str = "amina") -> None:
    seat = cast.seat(who)
    Standing.objects.create(
        partnership=seat.partnership,
        question=question,
        version=version,
        words=words,
        on=cast.at.date(),
        at=cast.at,
        by=seat.membership,
    )


def test_the_newest_words_of_each_question_are_found_in_one_query(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    stand(cast, POWER, "We were here first.")
    stand(cast, POWER, "We were here last.", 2)
    stand(cast, VISION, "Here too.")
    stand(cast, "role.change", "Not asked for.")
    seat = cast.seat("nadia")
    with django_assert_num_queries(1):
        found = last_times(seat, [POWER, VISION, "people.assets"])
    assert found == {
        POWER: LastTime("We were here last.", cast.at.date()),
        VISION: LastTime("Here too.", cast.at.date()),
    }
    assert registered(seat, [POWER]) == {POWER: LastTime("We were here last.", cast.at.date())}


def test_nothing_of_another_partnership_is_found(cast: Cast) -> None:
    stand(cast, POWER, "Theirs.", who="ruth")
    assert last_times(cast.seat("nadia"), [POWER]) == {}
