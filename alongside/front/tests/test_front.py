"""The front page: the way in, for anybody, and what this device knows already."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from alongside.web import mast
from alongside.web.mast import Home


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """This device knows two partnerships, one of which has an odd name."""
    homes = (Home("Harbour Wards Partnership", "/p/harbourwards/"), Home("<i>Hill</i> Farms", "/p/hillfarmsnet/"))
    monkeypatch.setattr(mast, "_homes", [lambda request: homes])


def shown(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_somebody_new_reads_what_this_is(client: Client) -> None:
    html = shown(client)
    assert "<h1" in html
    assert "talk about it, and keep five lines" in html
    assert 'href="/framework/"' in html


def test_somebody_new_sees_no_partnership(client: Client) -> None:
    assert "Your partnerships" not in shown(client)


@pytest.mark.usefixtures("known")
def test_what_this_device_knows_comes_first(client: Client) -> None:
    html = shown(client)
    assert html.index('href="/p/harbourwards/"') < html.index('href="/p/hillfarmsnet/"') < html.index('class="doors"')


@pytest.mark.usefixtures("known")
def test_a_name_is_shown_as_it_was_typed(client: Client) -> None:
    html = shown(client)
    assert "<i>Hill" not in html
    assert "&lt;i&gt;Hill&lt;/i&gt; Farms" in html


def test_it_is_kept_in_no_cache(client: Client) -> None:
    assert "no-store" in client.get("/")["Cache-Control"]


def test_reading_it_sets_no_cookie_but_that_for_forms(client: Client, settings: Settings) -> None:
    assert set(client.get("/").cookies) == {settings.CSRF_COOKIE_NAME}


@pytest.mark.django_db
def test_a_wrong_code_typed_here_is_told_so_and_kept(client: Client) -> None:
    response = client.post("/join/", {"code": "nothing here"})
    assert 'action="/join/"' in shown(client)
    assert response.status_code == 422
    assert "nothing here" in response.content.decode()


@pytest.mark.django_db
def test_it_asks_nothing_of_the_database_for_somebody_new(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        client.get("/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent_to_it(client: Client, method: str) -> None:
    assert getattr(client, method)("/").status_code == 405


def test_it_says_that_starting_takes_a_code_where_it_does(client: Client, settings: Settings) -> None:
    needed = "You need a code from whoever runs this server."
    assert needed not in shown(client)
    settings.PUBLIC_HOSTS, settings.START_CODE = ["alongside.example.org"], "harbour 7"
    html = shown(client)
    assert 'href="/start/"' in html
    assert needed in html
    assert "Under a minute" not in html


@pytest.mark.parametrize("page", ["/", "/framework/"])
def test_it_does_not_offer_what_nobody_can_do(client: Client, settings: Settings, page: str) -> None:
    assert 'href="/start/"' in client.get(page).content.decode()
    settings.PUBLIC_HOSTS, settings.START_CODE = ["alongside.example.org"], ""
    html = client.get(page).content.decode()
    assert "/start/" not in html
    assert "Start a partnership" not in html
