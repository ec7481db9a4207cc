"""While answers are open, and until they are opened together, no page tells whether anybody has sent anything (P-04).

Two worlds are made that differ only in what others have written and sent. Whoever looks, as often as they like, at any
page there is, is told the same in both: the same words, the same length, the same headers.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from random import Random

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from alongside.rounds import commands
from alongside.rounds.models import Answer, OpenUnnamed, Round, Sent, TypedIn
from alongside.rounds.sheets import ME, NAMED
from alongside.rounds.tests import steps
from tests.access.matrix import METHODS, ask, every_address, path_to
from tests.access.objects import ALWAYS, NOBODYS, things
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS
DRAWN = {"learning:suggest", "rounds:prepare"}
"""Pages that suggest questions by chance, out of the framework; what anybody answered has no part in it."""
FRESH = re.compile(r'value="[A-Za-z0-9_-]{43,64}"')
"""What a form carries so that it is done once, new each time."""
HEADERS = ("Content-Type", "ETag", "Last-Modified", "Cache-Control", "Set-Cookie")

Told = dict[str, tuple[int, str, dict[str, str]]]


def paths(cast: Cast, round: Round) -> list[str]:
    """Return every address inside the partnership, about this round wherever it is about one."""
    here = things(cast, "amina", cast.harbour)
    named = ALWAYS | here.values | {"question": POWER}
    found = []
    for address in every_address():
        if address.door in ("member", "organiser") and address.name not in DRAWN:
            values = named | here.instead.get(address.name, {}) | {"round": round.ref}
            if {"round", "question"} <= set(address.takes):
                values |= {"question": POWER}
            found.append(path_to(address, values | {"partnership": here.partnership}) or "")
    assert len(found) > 60
    return found


def _whole(answer: HttpResponseBase) -> tuple[int, str, dict[str, str]]:
    headers = {name: re.sub(r"csrf=\w+", "", answer[name]) for name in HEADERS if name in answer}
    return answer.status_code, FRESH.sub("", b"".join(answer).decode()), headers


def told(client: Client, addresses: list[str]) -> Told:
    """Look at everything."""
    return {path: _whole(client.get(path)) for path in addresses}


def everyone(cast: Cast) -> dict[str, Client]:
    """Return those who look: two organisers, somebody of another partnership, and a stranger."""
    return {who: cast.client(who) for who in ("amina", "tom", "ruth")} | {"a stranger": cast.client()}


def others_write_and_send(cast: Cast, round: Round, names: list[str]) -> None:
    """Let everybody but the two who look do all there is to do."""
    for at, name in enumerate(names[2:10]):
        steps.answer(cast, name, round, POWER, f"Nobody asked {name}.", stance=at % 4, wishes=True)
    for name in names[2:5]:
        steps.answer(cast, name, round, VISION, f"I am {name}.", how=NAMED)
    steps.write(cast, names[5], round, ACTION, "Not sent.")
    steps.write(cast, names[6], round, ACTION, "For me.", how=ME)
    commands.take_back(
        seat=cast.seat(names[4]), secret=cast.secret(names[4]), round=round, question=VISION, seen=1, at=cast.at
    )
    TypedIn.objects.create(
        round=round, membership=cast.member(names[7]), by=cast.member(names[3]), question=ACTION, words="From paper."
    )
    assert (OpenUnnamed.objects.count(), Answer.objects.filter(round=round).count()) == (8, 2)
    assert Sent.objects.filter(round=round).count() == 10


def nothing(cast: Cast, round: Round, at: datetime.datetime) -> None:
    """Leave it open."""


def by_the_clock(cast: Cast, round: Round, at: datetime.datetime) -> None:
    cast.later(days=20)


def counted(cast: Cast, round: Round, at: datetime.datetime) -> None:
    cast.later(days=20)
    commands.count_due(at=cast.at, rng=Random(1))


def early(cast: Cast, round: Round, at: datetime.datetime) -> None:
    commands.close_early(seat=cast.seat("amina"), round=round, at=cast.at, rng=Random(1))


def withdrawn(cast: Cast, round: Round, at: datetime.datetime) -> None:
    commands.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)


@pytest.mark.parametrize("then", [nothing, by_the_clock, counted, early, withdrawn], ids=lambda then: then.__name__)
def test_no_page_tells_whether_anybody_has_sent_anything(
    cast: Cast, then: Callable[[Cast, Round, datetime.datetime], None]
) -> None:
    names = steps.fill(cast, 12)
    round = steps.asked(cast, without_names=True)
    addresses, began = paths(cast, round), cast.at
    worlds: list[dict[str, Told]] = []
    for happens in (False, True):
        cast.at = began
        with transaction.atomic():
            if happens:
                others_write_and_send(cast, round, names)
            then(cast, round, began)
            worlds.append({who: told(client, addresses) for who, client in everyone(cast).items()})
            transaction.set_rollback(True)
    for who, empty in worlds[0].items():
        differ = [path for path in addresses if empty[path] != worlds[1][who][path]]
        assert differ == [], (who, differ[0], empty[differ[0]], worlds[1][who][differ[0]])


OPENED = ("rounds:opened", "rounds:opened_all", "rounds:opened_question")


@pytest.mark.parametrize("then", [nothing, by_the_clock, counted, early, withdrawn], ids=lambda then: then.__name__)
def test_until_it_is_opened_its_pages_answer_as_those_of_no_round(
    cast: Cast, then: Callable[[Cast, Round, datetime.datetime], None]
) -> None:
    """For everybody, organisers too, and by every method; once it is opened they are there for all who belong."""
    names = steps.fill(cast, 12)
    round = steps.asked(cast, without_names=True)
    others_write_and_send(cast, round, names)
    there, nowhere = (
        {"partnership": cast.harbour.ref, "round": ref, "question": POWER} for ref in (round.ref, NOBODYS)
    )
    addresses = [address for address in every_address() if address.name in OPENED]
    clients = everyone(cast) | {"a member": cast.client("nadia")}
    then(cast, round, cast.at)
    for address in addresses:
        for who, client in clients.items():
            for method in METHODS:
                answer, none = (ask(client, method, path_to(address, values)) for values in (there, nowhere))
                assert _whole(answer) == _whole(none), (address.name, who, method)
                assert answer.status_code in (404, 405)
    if then in (by_the_clock, counted, early):
        steps.opened(cast, round)
        seen = {who: client.get(path_to(addresses[0], there) or "").status_code for who, client in clients.items()}
        assert seen == {"amina": 200, "tom": 200, "a member": 200, "ruth": 404, "a stranger": 404}


def test_what_is_told_is_looked_at_closely_enough(cast: Cast) -> None:
    """The comparison bites: what somebody sends is told to themselves."""
    names = steps.fill(cast, 12)
    round = steps.asked(cast, without_names=True)
    addresses = paths(cast, round)
    before = told(cast.client(names[3]), addresses)
    others_write_and_send(cast, round, names)
    assert told(cast.client(names[3]), addresses) != before
