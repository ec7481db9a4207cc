"""The close is done whole or not at all, whatever fails in it and however many do it at once."""

from __future__ import annotations

import threading
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection

from alongside.rounds import commands
from alongside.rounds.models import Answer, Closing, OpenUnnamed, Picture, Round, Sent, ShownUnnamed, TypedIn
from alongside.rounds.tests import steps
from tests.cast import Cast

VISION, POWER, ACTION = steps.QUESTIONS
TIMES = 4


class Cut(DatabaseError):
    """The statement that it was cut off at."""


class CutAt:
    """Raises at one statement, the first being 0, and lets what comes after it pass."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.left -= 1
        if self.left == -1:
            raise Cut
        return execute(sql, params, many, context)


def ready(cast: Cast) -> Round:
    """A round whose day is over: five without a name, one with, one typed in."""
    names = steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    for name in names[:5]:
        steps.answer(cast, name, round, POWER, f"From {name}.", stance=1)
    steps.answer(cast, names[5], round, VISION, "Signed.", how="named")
    TypedIn.objects.create(
        round=round, membership=cast.member(names[6]), by=cast.member("tom"), question=VISION, words="On paper."
    )
    cast.later(days=30)
    return round


def everything() -> dict[str, list[Any]]:
    """Every row of the room."""
    return {
        model.__name__: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_app_config("rounds").get_models()
    }


@pytest.mark.django_db
@pytest.mark.data
def test_cut_off_at_any_statement_nothing_of_it_is_done(cast: Cast) -> None:
    round, at = ready(cast), 0
    before = everything()
    while True:
        cut = CutAt(at)
        try:
            with connection.execute_wrapper(cut):
                commands.count(round=round, at=cast.at, rng=Random(1))
        except Cut:
            assert everything() == before, f"cut off at statement {at}"
            at += 1
        else:
            break
    assert at > 20, "too few statements for this to say anything"
    assert Closing.objects.count() == 1
    assert not OpenUnnamed.objects.exists() and not Sent.objects.exists() and not TypedIn.objects.exists()
    assert ShownUnnamed.objects.count() == 5
    assert {row.words for row in Answer.objects.all()} == {"Signed."}  # what was typed in was not accepted


@pytest.mark.django_db(transaction=True)
@pytest.mark.data
def test_counted_by_several_at_once_it_is_counted_once(cast: Cast) -> None:
    ready(cast)
    together, counted = threading.Barrier(TIMES), list[int]()

    def tick() -> None:
        try:
            together.wait(10)
            counted.append(commands.count_due(at=cast.at, rng=Random(2)))
        finally:
            connection.close()

    threads = [threading.Thread(target=tick) for _ in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(counted) == [0] * (TIMES - 1) + [1]
    assert Closing.objects.count() == 1
    assert Picture.objects.count() == 3
    assert ShownUnnamed.objects.count() == 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.data
def test_what_the_database_still_holds_of_it_is_swept_once(cast: Cast) -> None:
    round = ready(cast)
    assert commands.sweep() == 0
    commands.count(round=round, at=cast.at, rng=Random(1))
    assert commands.sweep() == 1
    assert commands.sweep() == 0
    assert Closing.objects.get().is_swept
