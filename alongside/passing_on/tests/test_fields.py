"""Every field is judged: is it in a partnership's file, is it held about one person, is it erased (P-15, P-16).

The answers stand in fields.toml, which people read; they are held against a row of every table.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alongside.passing_on import commands
from alongside.passing_on.exporting.held import held_data, held_page
from alongside.passing_on.exporting.partnership import partnership_data
from alongside.passing_on.exporting.written import pieces
from alongside.passing_on.tests.everything import (
    World,
    every_model,
    everything,
    holds_words,
    kept_as,
    leads_to_a_person,
)
from alongside.people.models import Erasure
from alongside.rounds.models import Draft
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("fields.toml")
FORMAT = Path(__file__).parents[3] / "docs" / "format.md"
DECLARED: dict[str, dict[str, list[str]]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
IN_FILE, IN_HELD, ERASED = range(3)


@pytest.fixture
def world(cast: Cast) -> World:
    return everything(cast)


def in_file(world: World) -> Any:
    """What the partnership's file holds, as another member saves it."""
    cast = world.cast
    return json.loads("".join(pieces(partnership_data(cast.seat("amina"), at=cast.at))))


def in_held(world: World) -> Any:
    """What is held about Nadia, as she saves it."""
    cast = world.cast
    page = held_page(cast.seat("nadia"), cast.secret("nadia"), at=cast.at)
    return json.loads("".join(pieces(held_data(page, at=cast.at))))


def names_in(data: Any, before: str = "") -> Iterator[str]:
    """Yield every name in the data, with those it stands under."""
    if isinstance(data, dict):
        for name, each in data.items():
            yield before + name
            yield from names_in(each, f"{before}{name}.")
    elif isinstance(data, list):
        for each in data:
            yield from names_in(each, before)


def declared(column: int) -> dict[str, str]:
    """What is declared of every field: `Table.field` to the answer."""
    return {f"{table}.{name}": row[column] for table, rows in DECLARED.items() for name, row in rows.items()}


def test_every_field_of_every_table_is_judged() -> None:
    there = {model.__name__: {field.name for field in model._meta.fields} for model in every_model()}
    assert {table: set(rows) for table, rows in DECLARED.items()} == there


def test_every_reason_is_one_that_is_explained() -> None:
    head = TABLE.read_text(encoding="utf-8").split("\n[")[0]
    explained = set(re.findall(r"^# (-\w+)", head, re.MULTILINE))
    given = {answer for column in (IN_FILE, IN_HELD) for answer in declared(column).values() if answer[0] == "-"}
    assert given == explained


@pytest.mark.parametrize("column", [IN_FILE, IN_HELD], ids=["file", "held"])
def test_words_are_where_it_is_said_and_nowhere_else(world: World, column: int) -> None:
    told = json.dumps(in_file(world) if column == IN_FILE else in_held(world))
    answers, wrong = declared(column), []
    for (model, name), word in world.words.items():
        if model is not Draft and (word in told) == answers[f"{model.__name__}.{name}"].startswith("-"):
            wrong.append(f"{model.__name__}.{name}")
    assert wrong == []


@pytest.mark.parametrize("column", [IN_FILE, IN_HELD], ids=["file", "held"])
def test_every_name_that_is_given_is_there(world: World, column: int) -> None:
    there = set(names_in(in_file(world) if column == IN_FILE else in_held(world)))
    given = {answer for answer in declared(column).values() if answer[0] != "-"}
    assert {answer for answer in given if answer not in there and not answer.startswith("drafts.")} == set()


def measured(world: World) -> dict[str, str]:
    """What became of each field that leads to a person, or holds words."""
    found = {}
    for model in every_model():
        for field in model._meta.fields:
            meant: Any = world.nadia if leads_to_a_person(field) else world.words.get((model, field.name))
            if meant is not None:
                is_there = model._default_manager.filter(**{field.name: kept_as(field, meant)}).exists()
                found[f"{model.__name__}.{field.name}"] = "stays" if is_there else "goes"
    return found


def test_before_erasing_all_of_it_is_there(world: World) -> None:
    assert {name for name, state in measured(world).items() if state == "goes"} == {f"{Erasure.__name__}.membership"}


def test_what_is_erased_is_what_is_declared(world: World) -> None:
    cast = world.cast
    assert commands.erase(seat=cast.seat("nadia"), keep_words=False, at=cast.at, rng=steps.chance())
    asked = {
        f"{model.__name__}.{field.name}"
        for model in every_model()
        for field in model._meta.fields
        if leads_to_a_person(field) or holds_words(field)
    }
    answers = declared(ERASED)
    assert {name for name, answer in answers.items() if answer} == asked | {"Draft.for_whom"}
    found = measured(world)
    assert found == {name: answers[name] for name in found}


def test_every_name_in_the_file_is_explained_and_no_other(world: World) -> None:
    explained = set(re.findall(r"^\| `([a-z_.]+)` \|", FORMAT.read_text(encoding="utf-8"), re.MULTILINE))
    assert explained == set(names_in(in_file(world)))
