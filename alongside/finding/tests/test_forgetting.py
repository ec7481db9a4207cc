"""Of words that are gone no byte is left in what they were found by (P-09). The search for bytes is shown to bite."""

from __future__ import annotations

import secrets
from pathlib import Path
from random import Random

import pytest
from django.db import connection

from alongside.finding.keeping import forget_deleted
from alongside.finding.tests.test_keeping import indexed
from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Parting
from alongside.partnerships.sweeping import swept
from alongside.passing_on import commands
from alongside.people.models import Erasure
from tests.cast import Cast, build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]


def canary(first: str) -> str:
    """A word that no stemmer shortens, and that stands beside none that begins alike: an index says such only once."""
    return f"{first}q{secrets.randbits(60)}"


def lies_in(word: str) -> list[str]:
    """The files of the database in which the word lies; its first letters may be said by the word before it."""
    tail = word[2:].encode()
    if connection.vendor == "sqlite":
        home = Path(connection.settings_dict["NAME"])
        return [each.name for each in home.parent.glob(f"{home.name}*") if tail in each.read_bytes()]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT relname, pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
            "WHERE relkind IN ('r', 'i', 't') AND relnamespace = 'public'::regnamespace"
        )
        return [name for name, held in cursor.fetchall() if tail in bytes(held)]


@pytest.fixture
def gone() -> tuple[Cast, str, str]:
    """Nadia is erased, who was called by a word of her own and left one behind."""
    cast, name, words = build(), canary("x"), canary("z")
    seat = cast.seat("nadia")
    partnerships.rename(seat=seat, name=name, at=cast.at)
    partnerships.say_parting(
        seat=seat, who=seat.membership, seen=0, said=partnerships.PartingWords(goes=words), at=cast.at
    )
    assert indexed(name) == indexed(words) == 1
    assert lies_in(name)
    assert lies_in(words)
    commands.erase(seat=cast.seat("nadia"), keep_words=False, at=cast.at, rng=Random(1))
    assert not Parting.objects.exists()
    return cast, name, words


def test_of_somebody_erased_no_word_is_left_in_the_index(gone: tuple[Cast, str, str]) -> None:
    _, name, words = gone
    assert indexed(name) == indexed(words) == 0
    assert commands.sweep_erased() == 1
    assert Erasure.objects.get().is_swept
    assert lies_in(name) == lies_in(words) == []


def test_without_forgetting_there_the_words_would_be_left(gone: tuple[Cast, str, str]) -> None:
    _, name, words = gone
    assert swept(commands.ERASED_FROM)
    assert lies_in(name)
    assert lies_in(words)
    forget_deleted()


def test_sweeping_leaves_everything_else_to_be_found(gone: tuple[Cast, str, str]) -> None:
    commands.sweep_erased()
    assert indexed("okafor") == 1
