"""The page on which one says where one comes from, and adds to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from alongside.partnerships import commands
from alongside.people.tests.pressing import words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def at(cast: Cast, name: str) -> str:
    return reverse(f"people:{name}", args=[cast.harbour.ref])


def council(cast: Cast) -> str:
    return str(cast.harbour.organisations.get(name="Eastport Council").pk)


def said(cast: Cast, who: str) -> list[tuple[str, object, object]]:
    rows = cast.member(who).affiliations.all()
    return [(row.organisation.name if row.organisation else "", row.since.isoformat(), row.until) for row in rows]


def test_another_is_added_beside_the_first_and_all_are_shown(cast: Cast) -> None:
    client = cast.client("len")
    assert client.post(at(cast, "from_where"), {"where": council(cast), "since": "5/1/2024"})["Location"] == at(
        cast, "you"
    )
    client.post(at(cast, "from_where"), {"where": "resident"})
    assert said(cast, "len") == [
        ("Eastport Council", "2024-01-05", None),
        ("Harbour Carers", "2026-03-20", None),
        ("", "2026-03-20", None),
    ]
    everywhere = [words(client.get(at(cast, name))) for name in ("you", "from_where", "people")]
    assert all("Eastport Council" in page and "Harbour Carers" in page for page in everywhere)
    assert "<bdi>Harbour Carers</bdi>, and as a resident" in everywhere[0] and "As a resident" in everywhere[1]
    assert "also: <bdi>Harbour Carers</bdi>, and as a resident" in " ".join(everywhere[2].split())


def test_what_one_has_said_is_not_offered_again(cast: Cast) -> None:
    page = words(cast.client("len").get(at(cast, "from_where")))
    assert "I come from another too" in page
    offered = page.split("I come from another too")[1]
    assert "Eastport Council" in offered and "Harbour Carers" not in offered


def test_saying_the_same_again_changes_nothing(cast: Cast) -> None:
    before = said(cast, "nadia")
    for _ in range(3):
        assert cast.client("nadia").post(at(cast, "from_where"), {"where": "resident"}).status_code == 302
    assert said(cast, "nadia") == before


@pytest.mark.parametrize("day", ["tomorrow week", "21 March 2026", "1 January 2030"])
def test_a_day_that_is_no_day_or_still_to_come_is_refused_and_stays_on_the_page(cast: Cast, day: str) -> None:
    answer = cast.client("len").post(at(cast, "from_where"), {"where": "resident", "since": day})
    assert answer.status_code == 422
    assert f'value="{day}"' in words(answer)
    assert len(said(cast, "len")) == 1


def test_a_day_without_a_year_is_the_last_one_there_was(cast: Cast) -> None:
    cast.client("len").post(at(cast, "from_where"), {"where": "resident", "since": "21 March"})
    cast.client("tom").post(at(cast, "from_where"), {"where": "resident", "since": "20 March"})
    assert said(cast, "len")[0] == ("", "2025-03-21", None)
    assert ("", "2026-03-20", None) in said(cast, "tom")


def test_one_of_them_ends_and_can_be_taken_back_all_day(cast: Cast) -> None:
    client = cast.client("len")
    cast.later(days=10)
    carers = {"where": str(cast.harbour.organisations.get(name="Harbour Carers").pk)}
    for _ in range(2):
        assert client.post(at(cast, "from_no_longer"), carers)["Location"] == at(cast, "from_where")
    assert said(cast, "len") == [("Harbour Carers", "2026-03-20", cast.at.date())]
    page = words(client.get(at(cast, "from_where")))
    assert "Until today." in page and "You are in" not in page
    client.post(at(cast, "from_where"), carers)
    assert said(cast, "len") == [("Harbour Carers", "2026-03-20", None)]
    client.post(at(cast, "from_no_longer"), carers)
    cast.later(days=1)
    assert "Harbour Carers" not in words(client.get(at(cast, "from_where"))).split("<form")[0]
    assert "You have not said where you come from" in words(client.get(at(cast, "you")))


@pytest.mark.parametrize("sent", [{}, {"where": "999999"}, {"where": "x"}, {"new": "Dock"}])
def test_ending_what_is_not_there_does_nothing(cast: Cast, sent: dict[str, str]) -> None:
    before = said(cast, "len")
    assert cast.client("len").post(at(cast, "from_no_longer"), sent).status_code == 302
    assert said(cast, "len") == before


def test_the_page_costs_the_same_however_many_one_comes_from(cast: Cast, django_assert_num_queries: Any) -> None:
    client, queries = cast.client("len"), 3  # the seat, where from, the organisations
    with django_assert_num_queries(queries):
        client.get(at(cast, "from_where"))
    for number in range(5):
        commands.come_from(seat=cast.seat("len"), origin=commands.Origin(new=f"Group {number}"), at=cast.at)
    with django_assert_num_queries(queries):
        client.get(at(cast, "from_where"))
