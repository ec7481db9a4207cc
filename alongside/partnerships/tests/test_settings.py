"""The partnership's own details, when one changes them and when two do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.partnerships import commands
from alongside.partnerships.commands.details import Details
from alongside.partnerships.models import Moment, Partnership
from alongside.partnerships.texts import Conflict
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def address(cast: Cast, name: str = "settings") -> str:
    return reverse(f"partnerships:{name}", args=[cast.harbour.ref])


def words(response: Any) -> str:
    return str(response.content.decode())


def seen(client: Client, cast: Cast) -> str:
    """The version that somebody who opens the page now has before them."""
    found = re.search(r'name="seen" value="(\d+)"', words(client.get(address(cast))))
    assert found
    return found[1]


def keep(cast: Cast, who: str = "amina", **said: str) -> Any:
    """Fill the page in, and keep it."""
    form = {"seen": "1", "name": "Harbour Wards Partnership", "place": "Eastport", "contact_name": "", **said}
    return cast.client(who).post(address(cast), {"contact_reach": "", **form})


def now(cast: Cast) -> Partnership:
    return Partnership.objects.get(pk=cast.harbour.pk)


def test_an_organiser_changes_them_and_every_version_is_kept(cast: Cast) -> None:
    assert keep(cast, name="Harbour Wards Together").status_code == 302
    assert (now(cast).name, now(cast).version) == ("Harbour Wards Together", 2)
    assert [(each.version, each.name, each.by.name) for each in now(cast).versions.all()] == [
        (1, "Harbour Wards Partnership", "Amina Yusuf"),
        (2, "Harbour Wards Together", "Amina Yusuf"),
    ]


@pytest.mark.parametrize(("who", "status"), [("nadia", 404), ("ruth", 404), ("", 404), ("tom", 200)])
def test_only_organisers_of_it_see_the_page(cast: Cast, who: str, status: int) -> None:
    assert cast.client(who).get(address(cast)).status_code == status
    if status == 404:
        assert keep(cast, who).status_code == 404


def test_the_wrong_method_and_a_bad_address_are_refused(cast: Cast) -> None:
    assert cast.client("amina").delete(address(cast)).status_code == 405
    assert cast.client("amina").post(address(cast, "danger")).status_code == 405
    assert cast.client("amina").get("/p/zzzzzzzzzzzz/settings/").status_code == 404
    assert cast.client("amina").get("/p/1/settings/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Please write what your partnership is called."),
        ({"place": "x" * 81}, "That is longer than 80 letters."),
        ({"contact_name": "Kim", "contact_reach": ""}, "Please write how they are reached."),
        ({"seen": "soon"}, "This page is too old."),
        ({"seen": "-1"}, "This page is too old."),
        ({"name": "a\x1bb"}, "cannot be shown"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(cast: Cast, wrong: dict[str, str], said: str) -> None:
    answer = keep(cast, **{"place": "Upper Ward", "contact_reach": "0123", **wrong})
    assert answer.status_code == 422
    assert said in words(answer)
    assert ("x" * 81 if "place" in wrong else "Upper Ward") in words(answer)
    assert now(cast).version == 1


def test_the_second_to_keep_gets_both(cast: Cast) -> None:
    keep(cast, "tom", name="Tom’s name")
    answer = keep(cast, "amina", name="Amina’s name")
    assert answer.status_code == 409
    page = words(answer)
    assert "Tom’s name" in page
    assert "Amina’s name" in page
    assert "<bdi>Tom Reed</bdi> changed these details" in page
    assert now(cast).name == "Tom’s name"


@pytest.mark.parametrize(
    ("choice", "typed", "kept"),
    [("theirs", "Amina’s name", "Tom’s name"), ("yours", "Amina’s name", "Amina’s name"), ("yours", "Both", "Both")],
)
def test_then_one_is_chosen_or_both_are_put_together(cast: Cast, choice: str, typed: str, kept: str) -> None:
    keep(cast, "tom", name="Tom’s name")
    page = words(keep(cast, "amina", name="Amina’s name"))
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found
    assert keep(cast, "amina", seen=found[1], name=typed, choice_name=choice).status_code == 302
    assert now(cast).name == kept


def test_what_only_the_other_changed_is_shown_too(cast: Cast) -> None:
    keep(cast, "tom", place="Westport")
    page = words(keep(cast, "amina", name="Amina’s name"))
    assert 'name="choice_place"' in page
    assert "Westport" in page


def test_sent_twice_it_is_kept_once(cast: Cast) -> None:
    answers = [keep(cast, name="Harbour").status_code for _ in range(3)]
    assert answers == [302, 302, 302]
    assert now(cast).version == 2
    assert Moment.objects.filter(what="changed_details").count() == 1


def test_what_stood_before_is_shown_and_put_back_unless_somebody_was_quicker(cast: Cast) -> None:
    assert "What stood here before" not in words(cast.client("amina").get(address(cast)))
    keep(cast, contact_name="Kim Vale", contact_reach="01632 960001")
    keep(cast, "tom", seen="2", name="Harbour", contact_name="", contact_reach="")
    before = words(cast.client("amina").get(address(cast))).split("What stood here before")[1].split("</form>")[0]
    assert "<bdi>Tom Reed</bdi> changed it" in before
    assert "<bdi>01632 960001</bdi>" in before
    assert "<bdi>Eastport</bdi>" not in before  # the place is as it was
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', before))
    keep(cast, "tom", seen="3", name="Quicker", contact_name="Kim Vale", contact_reach="01632 960001")
    assert cast.client("amina").post(address(cast), sent).status_code == 409
    assert now(cast).name == "Quicker"
    assert cast.client("amina").post(address(cast), {**sent, "seen": "4"}).status_code == 302
    assert (now(cast).name, now(cast).contact_name) == ("Harbour Wards Partnership", "Kim Vale")


@pytest.mark.data
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(steps=st.lists(st.tuples(st.sampled_from(["amina", "tom"]), st.booleans()), min_size=1, max_size=12))
def test_no_words_disappear_unseen(cast: Cast, steps: list[tuple[str, bool]]) -> None:
    """Two people, any order: each look, each keep. Every kept version stays, and a stale keep is told."""
    before = {name: now(cast).version for name in ("amina", "tom")}
    for number, (who, looks) in enumerate(steps):
        version, kept = now(cast).version, now(cast).versions.count()
        if looks:
            before[who] = version
            continue
        details = Details(name=f"{who} {number} {version}")
        try:
            changed = commands.change_details(seat=cast.seat(who), seen=before[who], details=details, at=cast.at)
        except Conflict as conflict:
            assert before[who] != version
            assert conflict.row.version == version == now(cast).version
            assert now(cast).versions.count() == kept
        else:
            assert changed
            assert before[who] == version
            assert now(cast).version == version + 1
            assert now(cast).versions.count() == kept + 1
            before[who] = version + 1


def test_the_danger_page_names_999_and_whom_to_tell(cast: Cast) -> None:
    page = words(cast.client("nadia").get(address(cast, "danger")))
    assert "999" in page
    assert "Or tell" not in page
    keep(cast, contact_name="Kim Vale", contact_reach="01632 960001, day and night")
    page = words(cast.client("nadia").get(address(cast, "danger")))
    assert "Kim Vale" in page
    assert "01632 960001, day and night" in page
    assert address(cast) not in page
    assert address(cast) in words(cast.client("amina").get(address(cast, "danger")))


@pytest.mark.parametrize(("who", "status"), [("nadia", 200), ("amina", 200), ("ruth", 404), ("", 404)])
def test_who_sees_the_danger_page(cast: Cast, who: str, status: int) -> None:
    assert cast.client(who).get(address(cast, "danger")).status_code == status


@pytest.mark.promise("contact-stands")
def test_the_contact_stands_where_people_write_and_in_no_other_partnership(cast: Cast) -> None:
    keep(cast, contact_name="Kim Vale", contact_reach="01632 960001")
    invite = reverse("people:invite", args=[cast.harbour.ref])
    foot = words(cast.client("amina").get(invite)).split("Before you write")[1]
    assert "Kim Vale, 01632 960001" in foot
    talk = cast.client("nadia").post(reverse("learning:begin", args=[cast.harbour.ref, "purpose.beneficiaries"]))
    assert "Kim Vale, 01632 960001" in words(cast.client("nadia").get(talk["Location"]))
    elsewhere = words(cast.client("ruth").get(reverse("people:invite", args=[cast.hill.ref])))
    assert "Kim Vale" not in elsewhere


def test_the_page_costs_the_same_however_many_versions(cast: Cast, django_assert_num_queries: Any) -> None:
    client = cast.client("amina")
    with django_assert_num_queries(2):  # the seat, the last two versions
        client.get(address(cast))
    for number in range(6):
        keep(cast, seen=str(number + 1), name=f"Name {number}")
    with django_assert_num_queries(2):
        client.get(address(cast))
