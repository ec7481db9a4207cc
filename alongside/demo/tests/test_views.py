"""The pages of the examples: which there are, walking in, waiting, beginning anew, throwing away."""

from __future__ import annotations

from random import Random

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from alongside.demo import commands
from alongside.demo.commands import wanting
from alongside.demo.models import Example
from alongside.demo.tests.looking import looking
from alongside.people.models import Device
from alongside.people.secrets import hashed, new_secret
from tests.cast import Cast
from tests.kit.examples import MadeExample, make_example

pytestmark = pytest.mark.django_db
EXAMPLES = "/example/"


def into(content: str = "orchard", role: str = "organiser") -> str:
    return reverse("demo:walk_in", args=[content, role])


def test_both_are_shown_with_three_ways_into_each(cast: Cast) -> None:
    page = cast.client().get(EXAMPLES).content.decode()
    assert "Wendle Valley Together" in page
    assert "Orchard Road Neighbours" in page
    assert page.count("/as/organiser/") == page.count("/as/member/") == page.count("/as/newcomer/") == 2
    assert "Throw it away now" not in page


def test_one_press_has_a_copy_made_and_another_is_not_needed(cast: Cast) -> None:
    client = cast.client()
    answer = client.post(into())
    example = Example.objects.get()
    assert answer.headers["Location"] == f"/example/{example.ref}/"
    waits = client.get(answer.headers["Location"])
    assert waits.headers["Refresh"] == "2"
    assert "Your copy is being made" in waits.content.decode()
    commands.make_wanted(at=cast.at, rng=Random(1))
    home = client.get(answer.headers["Location"], follow=True)
    assert home.redirect_chain == [(f"/p/{example.ref}/", 302)]
    assert "You are looking as <bdi>Nell Ashby</bdi>, who organises." in home.content.decode()


def test_its_cookies_last_a_day(cast: Cast) -> None:
    answer = cast.client().post(into())
    given = {
        name: morsel["max-age"] for name, morsel in answer.cookies.items() if name in ("example",) or name[:3] == "at-"
    }
    assert len(given) == 2
    assert set(given.values()) == {24 * 3600}


def test_over_https_they_are_secure(cast: Cast) -> None:
    answer = cast.client(secure=True).post(into())
    assert answer.cookies["__Host-example"]["secure"]


def test_looking_as_somebody_else_is_one_press(orchard: MadeExample) -> None:
    client = looking(orchard)
    answer = client.post(into(role="member"), follow=True)
    assert answer.redirect_chain[-1] == (orchard.home, 302)
    assert "You are looking as <bdi>Tilly Roper</bdi>" in answer.content.decode()
    answer = client.post(into(role="newcomer"), follow=True)
    assert "You are looking as <bdi>Harriet Oduya</bdi>, who is new." in answer.content.decode()
    assert Example.objects.count() == 1


def test_whoever_signed_out_there_walks_in_again(cast: Cast, orchard: MadeExample) -> None:
    client = looking(orchard, "newcomer")
    client.post(reverse("people:sign_out", args=[orchard.ref]), {"typed": "sign out"})
    assert client.get(orchard.home).status_code == 404
    answer = client.post(into(role="newcomer"), follow=True)
    assert answer.redirect_chain[-1] == (orchard.home, 302)
    assert "You are looking as <bdi>Harriet Oduya</bdi>, who is new." in answer.content.decode()


def test_whose_device_was_ended_there_walks_in_again(cast: Cast, orchard: MadeExample) -> None:
    client = looking(orchard, "newcomer")
    Device.objects.filter(secret_hash=hashed(orchard.cookies["newcomer"][1])).update(ended_at=cast.at)
    assert client.get(orchard.home).status_code == 404
    answer = client.post(into(role="newcomer"), follow=True)
    assert (answer.redirect_chain[-1], answer.status_code) == ((orchard.home, 302), 200)


def test_nobody_walks_in_as_somebody_who_left_there_and_a_sentence_says_so(cast: Cast, orchard: MadeExample) -> None:
    client = looking(orchard, "newcomer")
    client.post(reverse("people:leave", args=[orchard.ref]), {"seen": "0"})
    answer = client.post(into(role="newcomer"), follow=True)
    assert answer.redirect_chain == [(EXAMPLES, 302)]
    assert "In your copy they have left." in answer.content.decode()
    assert client.post(into(role="member"), follow=True).redirect_chain[-1] == (orchard.home, 302)


def test_throwing_away_takes_it_and_the_cookie(orchard: MadeExample) -> None:
    client = looking(orchard)
    path = reverse("demo:throw_away", args=["orchard"])
    answer = client.post(path, follow=True)
    assert "It is thrown away, with all that you typed there." in answer.content.decode()
    assert not Example.objects.exists()
    assert client.cookies[f"at-{orchard.ref}"].value == ""
    assert client.get(orchard.home).status_code == 404
    assert client.post(path).status_code == 302  # pressed twice


def test_begun_anew_it_is_another(cast: Cast, orchard: MadeExample) -> None:
    client = looking(orchard)
    client.post(reverse("demo:anew", args=["orchard"]))
    fresh = Example.objects.get()
    assert fresh.ref != orchard.ref
    commands.make_wanted(at=cast.at, rng=Random(1))
    assert client.get(f"/p/{fresh.ref}/").status_code == 200


def test_where_there_are_too_many_a_sentence_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wanting, "AT_ONCE", 0)
    answer = cast.client().post(into())
    assert (answer.status_code, "Please come back later." in answer.content.decode()) == (429, True)
    monkeypatch.undo()
    monkeypatch.setattr(wanting, "IN_AN_HOUR", 0)
    answer = cast.client().post(into())
    assert (answer.status_code, "Please wait an hour" in answer.content.decode()) == (429, True)


def test_another_browser_reaches_no_copy_but_its_own(cast: Cast, orchard: MadeExample) -> None:
    theirs = make_example("orchard", visitor=new_secret(), at=cast.at)
    client = looking(theirs)
    assert client.get(orchard.home).status_code == 404
    assert client.get(f"/example/{orchard.ref}/").status_code == 404
    client.post(reverse("demo:throw_away", args=["orchard"]))
    assert [each.ref for each in Example.objects.all()] == [orchard.ref]


def test_a_browser_without_a_copy_throws_nothing_away(cast: Cast, orchard: MadeExample) -> None:
    assert cast.client().post(reverse("demo:throw_away", args=["orchard"])).status_code == 302
    assert Example.objects.count() == 1


@pytest.mark.parametrize(("content", "role"), [("nowhere", "organiser"), ("orchard", "mayor")])
def test_what_there_is_none_of_is_not_there(cast: Cast, content: str, role: str) -> None:
    assert cast.client().post(into(content, role)).status_code == 404


def test_a_button_is_no_link(cast: Cast) -> None:
    for name, given in (("walk_in", ["orchard", "member"]), ("anew", ["orchard"]), ("throw_away", ["orchard"])):
        assert cast.client().get(reverse(f"demo:{name}", args=given)).status_code == 405
    assert cast.client().post(EXAMPLES).status_code == 405


@pytest.mark.parametrize("public", ["PUBLIC_HOSTS", "HALL"])
def test_where_others_reach_the_server_there_are_none_unless_switched_on(
    cast: Cast, settings: Settings, public: str
) -> None:
    setattr(settings, public, ["testserver"] if public == "PUBLIC_HOSTS" else "10.0.0.5")
    client = cast.client()
    for host in ("127.0.0.1", "localhost"):  # the name is the asker's to choose
        assert client.get(EXAMPLES, headers={"host": host}).status_code == 404
        assert client.post(into(), headers={"host": host}).status_code == 404
    assert "Look round an example" not in client.get("/").content.decode()
    settings.EXAMPLES = True
    assert client.get(EXAMPLES).status_code == 200
    assert "Look round an example" in client.get("/").content.decode()


def test_the_page_asks_the_database_as_much_with_two_open_as_with_none(
    cast: Cast, orchard: MadeExample, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        cast.client().get(EXAMPLES)
    with django_assert_num_queries(1):
        looking(orchard).get(EXAMPLES)


def test_the_front_page_lists_it_apart_and_never_among_ones_own(cast: Cast, orchard: MadeExample) -> None:
    client = looking(orchard)
    client.cookies |= cast.client("amina").cookies
    page = client.get("/").content.decode()
    own, _, example = page.partition("An example you have open")
    assert "Harbour Wards Partnership" in own
    assert "Orchard Road Neighbours" not in own
    assert f'href="{orchard.home}"' in example


def test_help_leads_back_to_it(orchard: MadeExample) -> None:
    assert f'href="{orchard.home}"' in looking(orchard).get("/help/").content.decode()


def test_a_page_that_is_not_there_leads_back_to_it(orchard: MadeExample) -> None:
    answer = looking(orchard).get(f"{orchard.home}nowhere/")
    assert (answer.status_code, f'href="{orchard.home}"' in answer.content.decode()) == (404, True)


def test_somebody_let_in_by_a_visitor_sees_that_it_is_invented_and_cannot_look_as_others(orchard: MadeExample) -> None:
    page = looking(orchard, "member", visits=False).get(orchard.home).content.decode()
    assert "Nobody here is real." in page
    assert "Look as somebody else" not in page
    assert Client().get(orchard.home).status_code == 404
