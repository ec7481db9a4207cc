"""What is put together once finds and does what it would if it were put together anew each time."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, connection, transaction
from django.db.models import BigIntegerField, CharField, DateTimeField, QuerySet
from django.db.models.sql.compiler import SQLInsertCompiler
from pytest_django import DjangoAssertNumQueries

from alongside.partnerships.models import Membership, Moment, Organising
from alongside.partnerships.prepared import Prepared, PreparedChange, PreparedRemoval, PreparedRows, told
from tests.cast import AT, Cast

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


def test_values_alone_are_found_in_their_order(cast: Cast) -> None:
    of = Membership.objects.filter(partnership__name=told("at", CharField())).order_by("-name")
    question = Prepared(lambda: of.values_list("name", flat=True))
    names = question.every(at="Harbour Wards Partnership")
    assert len(names) > 1
    assert names == sorted(names, reverse=True)
    assert "Ruth Ade" not in names
    assert question.one(at="nowhere") is None


def test_a_question_for_anything_else_is_not_taken(cast: Cast) -> None:
    with pytest.raises(KeyError):
        Prepared(lambda: Membership.objects.values_list("name", "ref")).every()


def test_new_rows_have_what_they_tell_and_else_what_the_model_says(cast: Cast) -> None:
    rows = PreparedRows(Membership, "name", "arrived_at")
    for partnership in (cast.harbour, cast.harbour.__class__.objects.exclude(pk=cast.harbour.pk)[0]):
        rows.put([("Priya Shah", AT), ("Lena Okafor", None)], partnership=partnership.pk)
        found = {each.name: each for each in partnership.memberships.filter(name__in=("Priya Shah", "Lena Okafor"))}
        assert {name: each.arrived_at for name, each in found.items()} == {"Priya Shah": AT, "Lena Okafor": None}
    refs = Membership.objects.filter(name="Priya Shah").values_list("ref", flat=True)
    assert len({*refs}) == 2
    assert {len(ref) for ref in refs} == {12}


def test_a_row_that_was_made_is_put_in_as_it_is(cast: Cast) -> None:
    made = Moment(partnership=cast.harbour, who=None, what="tried", about="100 % of it", at=AT)
    PreparedRows(Moment).add(made)
    found = Moment.objects.get(what="tried")
    assert (found.partnership, found.who, found.about, found.at) == (cast.harbour, None, "100 % of it", AT)


def test_where_there_are_no_rows_nothing_is_said(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        PreparedRows(Moment, "what").put([], partnership=cast.harbour.pk)


def test_a_column_that_is_not_there_is_not_passed_over(cast: Cast) -> None:
    with pytest.raises(FieldDoesNotExist):
        PreparedRows(Moment, "when")
    with pytest.raises(FieldDoesNotExist):
        PreparedRows(Moment, "what").put([("tried",)], partnership=cast.harbour.pk, at=AT, wher="here")


@pytest.mark.django_db(transaction=True)
def test_rows_come_all_or_none(cast: Cast) -> None:
    again = cast.seat("amina").membership.ref
    rows = PreparedRows(Membership, "name", "ref")
    with pytest.raises(IntegrityError):
        rows.put([("Priya Shah", "aaaaaaaaaaaa"), ("Lena Okafor", again)], partnership=cast.harbour.pk)
    assert not Membership.objects.filter(name="Priya Shah").exists()


def test_new_rows_are_put_together_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    as_sql = SQLInsertCompiler.as_sql

    def counted(compiler: SQLInsertCompiler) -> Any:
        written.append(True)
        return as_sql(compiler)

    monkeypatch.setattr(SQLInsertCompiler, "as_sql", counted)
    rows = PreparedRows(Moment, "what")
    for what in ("tried", "tried again"):
        rows.put([(what,)], partnership=cast.harbour.pk, at=AT)
    assert written == [True]


def this() -> QuerySet[Organising]:
    return Organising.objects.filter(membership_id=told("name", BigIntegerField()))


def test_a_change_and_an_end_are_of_what_they_are_told_and_of_nothing_else(cast: Cast) -> None:
    change = PreparedChange(this, until=told("until", DateTimeField(null=True)))
    end = PreparedRemoval(this)
    tom, amina = cast.seat("tom").membership.pk, cast.seat("amina").membership.pk
    before = Organising.objects.count()
    with transaction.atomic():
        assert change(name=tom, until=AT) == 1
        assert change(name=0, until=AT) == 0
    assert {each.membership_id: each.until for each in Organising.objects.all()}[tom] == AT
    assert Organising.objects.filter(until=None).count() == before - 1
    with transaction.atomic():
        assert end(name=amina) == 1
        assert end(name=amina) == 0
    assert Organising.objects.count() == before - 1


def test_where_something_may_hang_on_a_row_it_does_not_end_this_way(cast: Cast) -> None:
    end = PreparedRemoval(lambda: Membership.objects.filter(pk=told("pk", BigIntegerField())))
    with pytest.raises(TypeError, match="Membership"):
        end(pk=cast.seat("amina").membership.pk)
