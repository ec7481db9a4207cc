"""What is read of each question is its newest, found without walking through everything."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.agreements.commands import record_standing
from alongside.framework.loading import the_edition
from alongside.journey.pages import latest
from alongside.journey.tests.talks import QUESTIONS, many, talked
from alongside.learning.models import Finish, Talk
from tests.cast import Cast

WHO = QUESTIONS[0]


def last(cast: Cast) -> dict[str, latest.Done]:
    seat = cast.seat("amina")
    return latest.last_talks(seat, the_edition(), latest.recent_talks(seat))


def test_the_last_talk_about_a_question_is_the_newest(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at - datetime.timedelta(days=9), noticed="Sooner.")
    newest = talked(cast.seat("amina"), WHO, at=cast.at, noticed="Later.")
    assert [(talk.question, talk.ref) for talk in last(cast).values()] == [(WHO, newest.ref)]


def test_a_question_talked_about_long_ago_is_not_taken_for_one_never_looked_at(cast: Cast) -> None:
    seat = cast.seat("amina")
    older = talked(seat, "learning.sharing", at=cast.at - datetime.timedelta(days=900), noticed="This.")
    talks = Talk.objects.bulk_create(
        Talk(
            partnership=cast.harbour,
            edition="partnering-2022",
            question=WHO,
            on=cast.at.date(),
            started_at=cast.at,
            started_by=seat.membership,
        )
        for _ in range(latest.RECENT)
    )
    Finish.objects.bulk_create(Finish(talk=talk, at=cast.at, by=seat.membership) for talk in talks)
    for question in ("role.change", "learning.sharing"):
        talked(cast.seat("ruth"), question, at=cast.at, noticed="Elsewhere.")
    found = last(cast)
    assert set(found) == {WHO, "learning.sharing"}
    assert found["learning.sharing"].ref == older.ref


def test_where_we_are_is_our_own_newest_version(cast: Cast) -> None:
    seat = cast.seat("amina")
    talked(seat, WHO, at=cast.at, standing="Carers.")
    talked(seat, WHO, at=cast.at + datetime.timedelta(days=1), standing="Carers and their families.")
    for words in ("Farmers.", "Farmers here.", "Farmers everywhere."):
        talked(cast.seat("ruth"), WHO, at=cast.later(days=1), standing=words)
    assert latest.standings(seat, the_edition()) == {WHO: "Carers and their families."}


def test_words_taken_back_are_nowhere(cast: Cast) -> None:
    seat = cast.seat("amina")
    for words in ("Carers.", ""):
        record_standing(seat=seat, question=WHO, words=words, on=cast.at.date(), at=cast.later(days=1))
    assert latest.standings(seat, the_edition()) == {}


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="how SQLite says what it will do")
def test_the_newest_talks_are_read_off_an_index(cast: Cast) -> None:
    many(cast.seat("amina"), 300, at=cast.at)
    newest = Talk.objects.within(cast.seat("amina")).done().order_by("-on", "-pk")[: latest.RECENT]
    plan = newest.explain()
    assert "talks_of_a_partnership" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="how SQLite says what it will do")
def test_what_is_to_be_tried_is_looked_for_among_the_newest(cast: Cast) -> None:
    seat = cast.seat("amina")
    many(seat, 300, at=cast.at)
    with CaptureQueriesContext(connection) as asked:
        found = latest.open_tries(seat, the_edition(), today=cast.at.date(), limit=3)
    assert len(found) == 3
    assert "tries_of_a_partnership" in _plan(asked.captured_queries[0]["sql"])


def _plan(statement: str) -> str:
    """Return how SQLite will go about a statement."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        return "\n".join(row[3] for row in cursor.fetchall())
