"""What the pages that anybody may read are made from."""

import dataclasses

import pytest

from alongside.front import pages
from alongside.people.commands.links import LASTS
from alongside.people.cookies import DAYS
from alongside.web.mast import Home


def test_the_front_page_holds_the_partnerships_it_is_given_in_their_order() -> None:
    homes = [Home("Harbour Wards Partnership", "/p/b/"), Home("Hill Farms Network", "/p/a/")]
    assert pages.front_page(homes=homes, host="").homes == tuple(homes)


def test_the_front_page_begins_with_whom_the_work_is_for() -> None:
    assert pages.front_page(homes=[], host="").question.id == "purpose.beneficiaries"


def test_a_host_of_spaces_is_none() -> None:
    assert pages.plain_page(host=" ", contact="\t") == pages.PlainPage("", "", device_days=DAYS)


def test_who_sees_what_says_all_four_things_of_each() -> None:
    rows = pages.who_sees_what(host="").rows
    assert len(rows) == len({str(row.what) for row in rows})
    for row in rows:
        assert all(str(getattr(row, field.name)).strip() for field in dataclasses.fields(row)), row.what


def test_what_everybody_sees_is_told_as_one_list_and_nothing_is_left_out() -> None:
    page = pages.who_sees_what(host="")
    assert {str(row.who) for row in page.all_see} == {"Everybody in your partnership"}
    assert {str(row.how_long) for row in page.all_see} == {str(page.rows[0].how_long)}
    assert set(page.all_see) | set(page.others) == set(page.rows)
    assert len(page.all_see) + len(page.others) == len(page.rows)


def test_how_long_ways_in_last_is_what_the_rooms_keep_to() -> None:
    said = " ".join(str(row.how_long) for row in pages.who_sees_what(host="").rows)
    assert f"{DAYS} days" in said
    assert f"{LASTS.days} days" in said


def test_page_data_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        pages.who_sees_what(host="").host = "somebody else"  # type: ignore[misc]
