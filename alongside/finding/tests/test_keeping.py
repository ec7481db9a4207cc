"""The index is in step with what is written, whatever was done: the database itself sees to it."""

from __future__ import annotations

import pytest
from django.db import connection, models, transaction

from alongside.finding import keeping
from alongside.finding.models import Entry
from alongside.finding.sources import SOURCES
from alongside.finding.sources.shapes import Source
from alongside.learning.models import Insight
from alongside.passing_on.tests.everything import World, every_model, everything, holds_words
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
