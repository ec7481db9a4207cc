"""Deleted rows are in no file of the database's once they are swept; and it is not said that they are before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from django.db import connection

from alongside.partnerships.models import Organisation
from alongside.partnerships.sweeping import swept
from tests.cast import Cast
from tests.kit.footing import POSTGRESQL

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]

if not POSTGRESQL:
    pytest.skip("who reads on SQLite is tested with the close of a round", allow_module_level=True)


@contextmanager
def somebody_looking() -> Iterator[None]:
    """Let another connection look at the database as it is now, at another table, for as long as this lasts."""
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM django_migrations")
        yield


def lies_there(word: str) -> bool:
    """Whether the word lies in the file of the table of organisations."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath('partnerships_organisation'))")
        return word.encode() in bytes(cursor.fetchone()[0])


def test_what_somebody_could_still_look_at_is_not_said_to_be_swept(cast: Cast) -> None:
    row = Organisation.objects.create(partnership=cast.harbour, name="canary of an organisation")
    with somebody_looking():
        row.delete()
        assert not swept([Organisation])
        assert lies_there("canary of an organisation")
    assert swept([Organisation])
    assert not lies_there("canary of an organisation")
