"""A question that is put together once finds what it would find if it were put together anew each time."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, QuerySet
from pytest_django import DjangoAssertNumQueries

from alongside.partnerships.models import Membership, Organising
from alongside.partnerships.prepared import Prepared, told
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def named(field: CharField[str, str] | None = None) -> QuerySet[Membership]:
    field = field or CharField()
    of = Membership.objects.select_related("partnership").with_role()
    return of.filter(name=told("name", field), partnership__name=told("at", field))


def test_each_asking_is_answered_by_what_it_was_told(cast: Cast) -> None:
    question = Prepared(named)
    for name, at, found in (
        ("Amina Yusuf", "Harbour Wards Partnership", "amina"),
        ("Nadia Brandt", "Harbour Wards Partnership", "nadia"),
        ("Ruth Ade", "Harbour Wards Partnership", None),
        ("Ruth Ade", "Hill Farms Network", "ruth"),
        ("Amina Yusuf", "Harbour Wards Partnership", "amina"),
    ):
        assert question.one(name=name, at=at) == (cast.seat(found).membership if found else None)


def test_what_is_found_is_whole_and_as_it_is_now(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    question = Prepared(named)
    asked = {"name": "Tom Reed", "at": "Hill Farms Network"}
    assert question.one(**asked) is None
    tom = cast.seat("tom").membership
    Organising.objects.filter(membership=tom).delete()
    with django_assert_num_queries(1):
        found = question.one(**{**asked, "at": "Harbour Wards Partnership"})
        assert found is not None
        assert found.partnership.name == "Harbour Wards Partnership"
        assert found.arrived_at == tom.arrived_at
        assert found.organises is False  # type: ignore[attr-defined]  # annotated


def test_it_is_put_together_once(cast: Cast) -> None:
    built = []

    def build() -> QuerySet[Membership]:
        built.append(True)
        return named()

    question = Prepared(build)
    for name in ("Amina Yusuf", "Tom Reed", "nobody"):
        question.one(name=name, at="Harbour Wards Partnership")
    assert built == [True]


@pytest.mark.django_db(transaction=True)
def test_what_is_asked_at_the_same_moment_is_never_mixed_up(cast: Cast) -> None:
    """Two threads fill their places in turns: each finds its own, and neither the other's."""
    both_filling = threading.Barrier(2, timeout=10)

    class Slow(CharField):  # type: ignore[type-arg]  # it takes none when it runs
        def get_db_prep_value(self, value: Any, *args: Any, **kwargs: Any) -> Any:
            both_filling.wait()
            return super().get_db_prep_value(value, *args, **kwargs)

    question = Prepared(lambda: named(Slow()))
    found: dict[str, Membership | None] = {}

    def ask(who: str, name: str, at: str) -> None:
        try:
            found[who] = question.one(name=name, at=at)
        finally:
            connection.close()

    people = (("amina", "Amina Yusuf", "Harbour Wards Partnership"), ("ruth", "Ruth Ade", "Hill Farms Network"))
    threads = [threading.Thread(target=ask, args=person) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert found == {who: cast.seat(who).membership for who in ("amina", "ruth")}
