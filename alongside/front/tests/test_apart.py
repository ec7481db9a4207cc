"""One person in two partnerships on one device: only the device knows."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from alongside.partnerships.models import Membership, Organising, Partnership

NAMES = ("Harbour Wards Partnership", "Hill Farms Network")


@pytest.fixture
def both(client: Client, db: None) -> Client:
    """A browser on which one person, of one name, has started two partnerships."""
    for name in NAMES:
        key = re.search(r'name="key" value="([^"]+)"', client.get("/start/").content.decode())
        assert key
        said = {"key": key[1], "name": name, "stage": "new", "person": "Amina", "resident": "on"}
        assert client.post("/start/", said).status_code == 200
    return client


def reached(row: models.Model, seen: set[tuple[type[models.Model], object]]) -> set[object]:
    """The partnerships that one comes to from this row, over however many other rows."""
    if (type(row), row.pk) in seen:
        return set()
    seen.add((type(row), row.pk))
    found: set[object] = {row.pk} if isinstance(row, Partnership) else set()
    for field in row._meta.concrete_fields:
        if field.is_relation and (other := getattr(row, field.name)) is not None:
            found |= reached(other, seen)
    return found


def words_of(partnership: Partnership) -> set[object]:
    """Everything kept about a partnership that is long enough to know somebody by, names apart."""
    rows = [row for model in apps.get_models() for row in model._default_manager.all()]
    ours = [row for row in rows if reached(row, set()) == {partnership.pk}]
    words: set[object] = set()
    for value in (value for row in ours for value in vars(row).values()):
        plain = bytes(value) if isinstance(value, memoryview) else value
        if isinstance(plain, str | bytes) and len(plain) >= 12:
            words.add(plain)
    return words - set(NAMES)


@pytest.mark.promise("apart")
def test_no_row_joins_two_partnerships_of_one_person(both: Client) -> None:
    rows = [row for model in apps.get_models() for row in model._default_manager.all()]
    assert {len(reached(row, set())) for row in rows} <= {0, 1}
    one, other = Partnership.objects.order_by("pk")
    edition = {one.edition}
    assert words_of(one) - edition
    assert words_of(one) & words_of(other) <= edition


@pytest.mark.promise("apart")
def test_no_page_of_one_names_the_other(both: Client) -> None:
    one, other = Partnership.objects.order_by("pk")
    for page in ("", "people/", "you/", "questions/"):
        html = both.get(f"/p/{one.ref}/{page}").content.decode()
        assert one.name in html
        assert other.name not in html
        assert other.ref not in html


def test_the_front_page_names_both_and_says_so(both: Client) -> None:
    html = both.get("/").content.decode()
    assert all(name in html for name in NAMES)
    assert "None of them can see the others" in html


def test_a_row_that_joined_them_would_be_seen(both: Client) -> None:
    one, other = Membership.objects.order_by("pk")
    joint = Organising.objects.create(
        membership=one, given_by=other, since=one.partnership.started_at, until=one.arrived_at
    )
    assert len(reached(joint, set())) == 2
