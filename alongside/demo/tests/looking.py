"""What tests of examples do again and again: a browser that looks at one, and what all tables hold."""

from __future__ import annotations

from collections.abc import Mapping

from django.apps import apps
from django.db import connection
from django.test import Client

from tests.kit.examples import MadeExample

SEGMENTS = ("_data", "_idx")
"""How SQLite stores its index of words: in pieces that it puts together now and then."""
SAYS = "Nobody here is real."


def looking(made: MadeExample, role: str = "organiser", *, visits: bool = True) -> Client:
    """A browser that looks at an example; without `visits`, one that was let in by somebody, and has no copy."""
    client = Client()
    cookies = [made.cookies[role], *([made.visitor] if visits else [])]
    for name, value in cookies:
        client.cookies[name] = value
    return client


def counts() -> Mapping[str, int]:
    """How many rows each table of ours holds, those that Django's models do not know among them."""
    ours = tuple(f"{config.label}_" for config in apps.get_app_configs() if config.name.startswith("alongside."))
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name.startswith(ours)]
        tables = [name for name in tables if not name.endswith(SEGMENTS)]
        found = {}
        for name in tables:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608
            found[name] = int(cursor.fetchone()[0])
    return found
