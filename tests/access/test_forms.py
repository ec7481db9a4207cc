"""No form of another site's making is taken, at any address; and looking changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from tests.access.matrix import every_address, path_to, table
from tests.access.objects import ALWAYS, Things, readable, things
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ROWS = table()


@pytest.fixture
def here(cast: Cast) -> Things:
    return things(cast, "amina", cast.harbour)


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, as they stand."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model.__module__.startswith("alongside.")
    }


@pytest.mark.parametrize("token", [None, "x" * 64], ids=["without a token", "with a wrong one"])
def test_no_address_takes_a_form_that_is_not_ours(cast: Cast, here: Things, token: str | None) -> None:
    client, before = cast.client("amina", csrf=True), everything()
    for address in every_address():
        if "POST" not in ROWS[address.name].answers:
            continue
        meant = ALWAYS | here.values | here.instead.get(address.name, {}) | {"partnership": here.partnership}
        sent = {"csrfmiddlewaretoken": token} if token else {}
        for headers in ({}, {"origin": "null"}, {"origin": "https://elsewhere.example"}):
            answer = client.post(path_to(address, meant) or "", sent, headers=headers)
            assert answer.status_code == 403, f"{address.name} {headers}"
    assert everything() == before


def test_looking_at_every_page_changes_nothing(cast: Cast, here: Things) -> None:
    client, before = cast.client("amina"), everything()
    for path in readable(here) * 2:
        assert client.get(path).status_code == 200, path
    assert everything() == before
