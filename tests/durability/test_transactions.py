"""Every command is one transaction, opened for writing before its first read (R-09)."""

from __future__ import annotations

import ast
import sqlite3
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from unittest import mock

import pytest
from django.db import OperationalError, connection, connections, transaction

import alongside
from alongside.people.models import WrongCodes
from tests.cast import AT, Cast
from tests.kit import transactions
from tests.kit.footing import POSTGRESQL
from tests.kit.transactions import Watch

HOUSE = Path(alongside.__file__).parent
only_sqlite = pytest.mark.skipif(POSTGRESQL, reason="only SQLite's transactions can begin in the wrong way")


def commands(source: str) -> dict[str, list[str]]:
    """The keyword-only verbs of a file, each with its decorators; what else stands there is a part of one."""
    verbs = [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not node.args.args
    ]
    names = {verb.name for verb in verbs}
    return {
        verb.name: [ast.unparse(decorator) for decorator in verb.decorator_list]
        for verb in verbs
        if not only_passes_on(verb, names)
    }


def only_passes_on(verb: ast.FunctionDef, names: set[str]) -> bool:
    """Whether a verb does nothing but choose which other one of its file is meant."""
    body = [part for part in ast.walk(verb) if isinstance(part, ast.stmt) and part is not verb]
    returned = [part.value for part in body if isinstance(part, ast.Return)]
    return all(isinstance(part, ast.If | ast.Return | ast.Expr) for part in body) and all(
        isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in names
        for value in [
            *returned,
            *(part.value for part in body if isinstance(part, ast.Expr) if not is_text(part.value)),
        ]
    )


def is_text(value: ast.expr) -> bool:
    """Whether an expression is a string by itself, as a docstring is."""
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def bare(source: str, offered: list[str] | None = None) -> list[str]:
    """The commands in a file that are no transaction of their own; `offered` says which are, if not all."""
    return [
        name
        for name, decorators in commands(source).items()
        if (offered is None or name in offered) and decorators[:1] != ["transaction.atomic"]
    ]


def offered(file: Path) -> list[str] | None:
    """What the rest of the house gets of a file in a folder of commands: what its `__init__` names."""
    if file.parent.name != "commands":
        return None
    names: list[str] = import_module(f"alongside.{file.parent.parent.name}.commands").__all__
    return names


def test_every_command_is_one_transaction() -> None:
    files = [*HOUSE.glob("*/commands.py"), *HOUSE.glob("*/commands/*.py")]
    assert len(files) > 5
    # each round, proposal and letter has a transaction of its own; sweeping can be in none; a copy that is put back is
    # another database; looking writes nothing; a copy of an example is told in several, and thrown away each by itself;
    # who wants a copy that another press has just begun is given that one
    apart = {"count_due", "open_due", "adopt_due", "post", "sweep", "sweep_erased", "erase_again", "look_at_link"}
    apart |= {"make_wanted", "throw_away_due", "want"}
    wrong = {str(file.relative_to(HOUSE)): sorted({*bare(file.read_text(), offered(file))} - apart) for file in files}
    assert {file: names for file, names in wrong.items() if names} == {}


def test_a_command_without_a_transaction_is_seen() -> None:
    assert bare("def keep(*, at): x()") == ["keep"]
    assert bare("@cache\n@transaction.atomic\ndef keep(*, at): x()") == ["keep"]
    assert bare("@transaction.atomic\ndef keep(*, at): x()") == []
    assert bare("def keep(*, at): x()\ndef part(): x()", ["keep"]) == ["keep"]


def test_one_that_only_passes_on_needs_none() -> None:
    kept = "@transaction.atomic\ndef keep(*, at): x()\n"
    assert bare(kept + "def either(*, at):\n    'Keep.'\n    return keep(at=at)") == []
    assert bare(kept + "def either(*, at):\n    if x:\n        return keep(at=at)\n    return other(at=at)") == [
        "either"
    ]
    assert bare(kept + "def either(*, at):\n    row.save()\n    return keep(at=at)") == ["either"]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """A watch that takes this file for our own code."""
    watch = Watch(lambda file: file == __file__)
    connection.execute_wrappers.append(watch)
    yield watch
    connection.execute_wrappers.remove(watch)


@pytest.mark.data
@pytest.mark.django_db
def test_a_write_outside_of_any_transaction_is_seen(watch: Watch) -> None:
    WrongCodes.objects.create(hour=AT)
    (wrong,) = watch.wrong
    assert "outside of any transaction" in wrong
    assert "test_transactions.py" in wrong


@pytest.mark.data
@pytest.mark.django_db
def test_a_write_inside_one_is_let_pass(watch: Watch) -> None:
    with transaction.atomic():
        WrongCodes.objects.create(hour=AT)
    assert watch.written == 1
    assert watch.wrong == []


@pytest.fixture
def deferred() -> Iterator[None]:
    """Begin transactions as SQLite does if it is not told otherwise."""
    wrapper = connections["default"]
    wrapper.ensure_connection()
    with mock.patch.object(wrapper, "transaction_mode", None):
        yield
    transactions._watch.wrong.clear()  # the watch that is on every test has seen it too


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_an_immediate_one_is_let_pass(watch: Watch) -> None:
    with transaction.atomic():
        WrongCodes.objects.count()
    assert (watch.begun, watch.wrong) == (1, [])


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_deferred_transaction_is_seen(deferred: None, watch: Watch) -> None:
    with transaction.atomic():
        WrongCodes.objects.count()
    assert watch.wrong == ["a deferred transaction: BEGIN"]


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_a_real_command_is_seen_and_let_pass(cast: Cast) -> None:
    before = transactions._watch.written
    cast.add("Priya Shah", cast.harbour)
    assert transactions._watch.written > before
    assert transactions._watch.wrong == []


def _write_in_between() -> None:
    """Write from another connection, as another person's request does."""
    try:
        WrongCodes.objects.create(hour=AT)
    finally:
        connection.close()


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_the_wrong_way_to_begin_fails_at_once_when_another_writes(deferred: None) -> None:
    """What all of this is for: without IMMEDIATE, reading first and writing then is refused, whatever the patience."""
    with pytest.raises(OperationalError, match="locked") as failure, transaction.atomic():
        WrongCodes.objects.count()
        other = threading.Thread(target=_write_in_between)
        other.start()
        other.join()
        WrongCodes.objects.create(hour=AT.replace(hour=5))
    assert isinstance(failure.value.__cause__, sqlite3.OperationalError)
