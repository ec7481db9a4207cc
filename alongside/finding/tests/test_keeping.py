"""The index is in step with what is written, whatever was done: the database itself sees to it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.db import connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.agreements.tests import agreeing as agreements
from alongside.finding import keeping
from alongside.finding.models import Entry
from alongside.finding.sources import SOURCES
from alongside.finding.sources.shapes import Source
from alongside.journey.tests.talks import QUESTIONS, talked
from alongside.learning import commands as learning
from alongside.learning.models import Action, Insight, Line, Talk
from alongside.partnerships import commands as partnerships
from alongside.partnerships.seats import Seat
from alongside.passing_on import commands
from alongside.passing_on.tests.everything import World, every_model, everything, holds_words
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]

NOT_FOUND = {
    **dict.fromkeys(
        (
            *("LineVersion", "ActionVersion", "InsightVersion", "ProposalVersion", "FirstMeetingVersion"),
            *("PartingVersion", "PassedOnVersion", "RoundVersion", "PartnershipVersion"),
        ),
        "how it once read is found by how it reads now",
    ),
    **dict.fromkeys(("Draft", "Returned", "TypedIn", "OpenUnnamed"), "nobody else's yet, or nobody's at all"),
    **dict.fromkeys(("Knock", "Device", "RoomCode", "WaitingLetter", "Code"), "over in minutes, or one person's own"),
    "Entry": "a copy itself",
    "Moment": "the name of a deed, not words",
    "NotNow": "one person's own",
    "Withholding": "why something was put aside would lead to it",
    "Departure": "why somebody was removed is for them and the organisers",
    "Welcoming": "how a welcomer is reached is for whoever is new",
    "Partnership": "it is the name at the head of every page",
    "InTheRoom": "who was there is not what was said",
    **dict.fromkeys(("Address", "Errand", "Tally"), "of letters, and one person's own"),
    "Example": "which invented partnership it is, not words",
}
FIELDS_NOT_FOUND = {
    ("Standing", "who_was_there"),  # who was there is not what was said
    ("Round", "through_reach"),  # how somebody is reached
    *(("Standing", "talk"), ("Standing", "agreement"), ("Agreement", "sentence"), ("PassedOn", "about")),  # addresses
    ("FirstMeeting", "meeting"),
}


def told() -> dict[tuple[str, int], tuple[int, str, str]]:
    """All that can be found: by its source and key, whose it is, of which question, and the words."""
    return {(each.source, each.key): (each.partnership_id, each.question, each.words) for each in Entry.objects.all()}


def anew() -> dict[tuple[str, int], tuple[int, str, str]]:
    """All that could be found if it were put in from what is written now."""
    keeping.make_anew()
    return told()


def indexed(word: str) -> int:
    """How many entries the index holds this word for."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM finding_words WHERE words MATCH %s", [f'"{word}"'])
        else:
            cursor.execute("SELECT count(*) FROM finding_words WHERE words @@ plainto_tsquery('english', %s)", [word])
        (many,) = cursor.fetchone()
        return int(many)


@pytest.fixture
def world(cast: Cast) -> World:
    made = everything(cast)
    for each in Insight.objects.all():  # the world moves what is made of it to another question, as no command does
        Insight.objects.filter(pk=each.pk).update(words=f"{each.words} anew")
    return made


def test_all_that_is_written_is_found_as_if_it_were_put_in_anew(world: World) -> None:
    there = told()
    assert {source for source, _ in there} == {source.id for source in SOURCES} - {"where"}
    assert there == anew()


def test_every_word_that_is_kept_is_found_or_it_is_said_why_not() -> None:
    found = {(source.model.__name__, column) for source in SOURCES for column in source.columns}
    words = {
        (model.__name__, each.name)
        for model in every_model()
        for each in model._meta.fields
        if holds_words(each) and model.__name__ not in NOT_FOUND
    }
    assert words - found == FIELDS_NOT_FOUND


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_changed_words_are_found_as_they_read_now_and_deleted_ones_not_at_all(world: World, source: Source) -> None:
    row = _a_row(world, source)
    column = source.as_parts or source.words[0]
    _write(row, column, "hedgehog")
    assert indexed("hedgehog") == 1
    assert told()[source.id, row.pk][2].count("hedgehog") == 1
    _write(row, column, "kingfisher")
    assert (indexed("hedgehog"), indexed("kingfisher")) == (0, 1)
    assert told() == anew()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {source.table} WHERE id = %s", [row.pk])  # noqa: S608
        assert indexed("kingfisher") == 0
        assert (source.id, row.pk) not in told()
        transaction.set_rollback(True)  # other rows hang on it


def _a_row(world: World, source: Source) -> models.Model:
    """A row of the source, that counts."""
    row = world.there[source.model]
    if source.id == "where":
        source.model._default_manager.filter(pk=row.pk).update(talk="", agreement="")
    return row


def _write(row: models.Model, column: str, word: str) -> None:
    value: object = {"words": word} if column == "parts" else word
    type(row)._default_manager.filter(pk=row.pk).update(**{column: value})


def test_a_copy_holds_no_person_no_day_and_nothing_but_words_and_where_they_stand() -> None:
    assert {each.name for each in Entry._meta.get_fields()} == {
        "id",
        "partnership",
        "source",
        "key",
        "question",
        "words",
    }


def test_what_was_said_without_a_name_lies_in_an_order_of_chance(cast: Cast) -> None:
    steps.opened_with_words(cast)
    orders = set()
    for _ in range(12):
        keeping.make_anew()
        orders.add(tuple(Entry.objects.filter(source="unnamed").order_by("pk").values_list("key", flat=True)))
    assert len(orders) > 1  # in one order each time by chance: once in 120 to the power of 11


def test_made_anew_the_newest_of_a_kind_still_comes_first(cast: Cast) -> None:
    for number in range(8):
        talked(cast.seat("amina"), QUESTIONS[0], at=cast.at, noticed=f"Badger {number}")
    keeping.make_anew()
    there = Entry.objects.filter(source="line").order_by("pk").values_list("words", flat=True)
    assert list(there) == [f"Badger {number}" for number in range(8)]


def test_words_kept_without_a_name_are_found_and_the_name_is_not(cast: Cast) -> None:
    steps.opened_with_words(cast)
    commands.erase(seat=cast.seat("nadia"), keep_words=True, at=cast.at, rng=Random(1))
    assert Entry.objects.filter(words="Nadia signs this.").get().source == "unnamed"
    assert not Entry.objects.filter(words="Nadia Brandt").exists()
    assert told() == anew()


def test_if_a_trigger_is_missing_all_of_it_is_made_anew(cast: Cast) -> None:
    assert keeping.make_sure() is False
    with connection.cursor() as cursor:
        for name in ("finding_line_in", "finding_line_new"):
            cursor.execute(f"DROP TRIGGER {name}{' ON learning_line' * (connection.vendor == 'postgresql')}")
    talked(cast.seat("amina"), QUESTIONS[0], at=cast.at, noticed="Badgers")
    assert indexed("badgers") == 0
    assert keeping.make_sure() is True
    assert indexed("badgers") == 1
    assert keeping.make_sure() is False


def test_before_a_migration_the_triggers_go_and_afterwards_they_are_there(cast: Cast) -> None:
    keeping.before_migrations(None, using="default", plan=["one"])
    with connection.cursor() as cursor:
        assert not keeping.ours().is_right(cursor)
    talked(cast.seat("amina"), QUESTIONS[0], at=cast.at, noticed="Badgers")
    keeping.after_migrations(None, using="default")
    assert indexed("badgers") == 1
    keeping.before_migrations(None, using="default", plan=[])
    assert keeping.is_right()


def _one(rows: models.QuerySet[Any], by: Random) -> list[Any]:
    """One of these, if there are any."""
    return by.sample(there, 1) if (there := list(rows.order_by("pk"))) else []


def _talks(cast: Cast, seat: Seat, by: Random) -> None:
    question, finish = by.choice(QUESTIONS), by.random() < 0.5
    talked(seat, question, at=cast.at, finish=finish, noticed="One", what="Two", who="Three")


def _changes_a_line(cast: Cast, seat: Seat, by: Random) -> None:
    for line in _one(Line.objects.filter(kind="noticed"), by):
        words = by.choice(["", "Four", "Four of us"])
        learning.keep_line(seat=seat, talk=line.talk, kind="noticed", seen=line.version, words=words, at=cast.at)


def _proposes(cast: Cast, seat: Seat, by: Random) -> None:
    proposal = agreements.proposed(seat, "decision", at=cast.at, title="Five", parts={"words": "Six"})
    agreements.says(seat, proposal, "reservation", "Seven", at=cast.at)


def _is_renamed(cast: Cast, seat: Seat, by: Random) -> None:
    partnerships.rename(seat=seat, name=f"Somebody {by.random()}", at=cast.at)


def _passes_on(cast: Cast, seat: Seat, by: Random) -> None:
    to, on = f"Eight {by.random()}", cast.at.date()
    commands.keep_note(seat=seat, what="file", about=seat.partnership.ref, to=to, on=on, at=cast.at)


def _deletes(cast: Cast, seat: Seat, by: Random) -> None:
    for model in (Action, Talk):
        for row in _one(model._default_manager.all(), by):
            row.delete()


DEEDS = [_talks, _changes_a_line, _proposes, _is_renamed, _passes_on, _deletes]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.sampled_from(DEEDS), min_size=4, max_size=12), seed=st.integers(0, 10**6))
def test_after_whatever_people_do_it_is_as_if_put_in_anew(
    cast: Cast, deeds: list[Callable[[Cast, Seat, Random], None]], seed: int
) -> None:
    by = Random(seed)
    with transaction.atomic():
        for deed in [_talks, *deeds]:
            deed(cast, cast.seat(by.choice(["amina", "tom", "len"])), by)
        assert told() == anew()
        transaction.set_rollback(True)
