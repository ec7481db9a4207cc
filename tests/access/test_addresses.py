"""Every address by every method, as everyone, for what is one's own, another's, nobody's and nonsense.

What is expected stands in addresses.toml, which people read: an address without a row there fails here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client

from alongside.partnerships import commands as partnerships
from tests.access.matrix import METHODS, Address, Row, ask, every_address, path_to, table
from tests.access.objects import ALWAYS, EARLY, MALFORMED, NOBODYS, Things, things
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ADDRESSES = every_address()
ROWS = table()
OPENS = {
    "public": {"stranger", "ended", "removed", "other", "member", "organiser"},
    "member": {"member", "organiser"},
    "organiser": {"organiser"},
    "departed": {"removed"},
}
ROOMS = sorted({address.room for address in ADDRESSES})
BY_ROOM = pytest.mark.parametrize("room", ROOMS)


@pytest.fixture
def here(cast: Cast) -> Things:
    return things(cast, "amina", cast.harbour)


@pytest.fixture
def there(cast: Cast) -> Things:
    return things(cast, "ruth", cast.hill)


@pytest.fixture
def actors(cast: Cast) -> dict[str, Client]:
    """Everybody who may come by: each with what their browser holds."""
    ended = cast.client("tom")
    cast.seat("tom").membership.devices.all().delete()
    removed = cast.client("len")
    partnerships.remove(seat=cast.seat("amina"), who=cast.member("len"), reason="", at=cast.at)
    return {
        "stranger": cast.client(),
        "ended": ended,
        "removed": removed,
        "other": cast.client("ruth"),
        "member": cast.client("nadia"),
        "organiser": cast.client("amina"),
    }


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _values(address: Address, partnership: str, children: dict[str, str]) -> dict[str, str]:
    words = ALWAYS | (EARLY if address.name.startswith("web:") else {})
    return words | children | {"partnership": partnership}


def _meant(address: Address, things: Things) -> dict[str, str]:
    return things.values | things.instead.get(address.name, {})


def _expected(row: Row, method: str, who: str) -> int:
    answer = row.expected(method)
    if method == "POST" and who in row.again:
        return row.again[who]
    if who not in OPENS[row.door] or (row.own and who != "organiser" and answer != 405):
        return 404
    return row.seated if row.seated and answer == 404 and who in OPENS["member"] else answer


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert {address.name for address in ADDRESSES} == set(ROWS)
    assert {address.name: address.door for address in ADDRESSES} == {name: row.door for name, row in ROWS.items()}


@BY_ROOM
def test_each_is_let_in_by_its_door(room: str, here: Things, actors: dict[str, Client]) -> None:
    wrong = []
    for address in (each for each in ADDRESSES if each.room == room):
        row, path = ROWS[address.name], path_to(address, _values(address, here.partnership, _meant(address, here)))
        assert path
        for method in METHODS:
            for name, client in actors.items():
                expected = _expected(row, method, name)
                with undone():
                    answer = ask(client, method, path).status_code
                if answer != expected:
                    wrong.append(f"{method} {address.name} as {name}: {answer}, not {expected}")
    assert not wrong, "\n".join(wrong)


def _not_theirs(address: Address, here: Things, there: Things) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (partnership, children) that no seat of `here` may reach, and that are nowhere."""
    theirs, ours = _meant(address, there), _meant(address, here)
    yield from ((there.partnership, theirs), (NOBODYS, ours), (MALFORMED, ours))
    if set(address.takes) & set(ours):  # under one's own roof: a child from elsewhere, one that is nowhere, nonsense
        yield here.partnership, theirs
        yield here.partnership, dict.fromkeys(ours, NOBODYS)
        yield here.partnership, dict.fromkeys(ours, MALFORMED)


@BY_ROOM
def test_what_is_not_ones_own_answers_as_what_is_not_there(
    room: str, here: Things, there: Things, actors: dict[str, Client]
) -> None:
    for address in (each for each in ADDRESSES if each.room == room and "partnership" in each.takes):
        who = actors["removed" if address.door == "departed" else "organiser"]
        pages = set()
        for partnership, children in _not_theirs(address, here, there):
            path = path_to(address, _values(address, partnership, children))
            for method in METHODS if path else ():
                with undone():
                    answer = ask(who, method, path)
                may_be = {404, 405} if ROWS[address.name].expected(method) == 405 else {404}
                assert answer.status_code in may_be, f"{method} {path}"
                if method == "GET" and partnership != here.partnership:
                    pages.add(bytes(getattr(answer, "content", b"")))
        assert len(pages) <= 1, f"{address.name}: another's answers otherwise than nobody's"


def test_a_seat_is_not_taken_from_what_a_page_sends(cast: Cast, there: Things) -> None:
    """A form may name another partnership, another person, another role: it is not asked."""
    sent = {
        "partnership": there.partnership,
        "seat": "1",
        "membership": "1",
        "is_organiser": "true",
        "role": "organiser",
    }
    client = cast.client("nadia")
    assert client.get(f"/p/{there.partnership}/", sent).status_code == 404
    assert client.post(f"/p/{cast.harbour.ref}/people/invite/", sent | {"people": "Mal"}).status_code == 404
    assert cast.seat("nadia").is_organiser is False
