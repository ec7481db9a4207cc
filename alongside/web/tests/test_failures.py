"""When something cannot be had, the page says so kindly, with the right status, and asks nothing that may be broken."""

from collections.abc import Callable

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from alongside.web import failures, mast

STILL = "your words are still on that page"


@pytest.fixture
def request_alone() -> HttpRequest:
    """A request that nothing has looked at: no messages, no seat."""
    return RequestFactory().get("/anything/")


def test_what_is_not_there_and_what_is_not_theirs_are_one_page(client: Client) -> None:
    nothing = client.get("/patterns/nothing/")
    nowhere = client.get("/nowhere/at/all/")
    assert nothing.status_code == nowhere.status_code == 404
    assert nothing.content == nowhere.content
    assert b"This page is not here, or not yours" in nothing.content


def test_the_page_of_what_is_not_there_names_the_partnerships_of_this_device(
    request_alone: HttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mast, "_homes", [lambda request: (mast.Home("Harbour <Wards>", "/p/abc/"),)])
    body = failures.not_found(request_alone).content.decode()
    assert '<a href="/p/abc/"><bdi>Harbour &lt;Wards&gt;</bdi></a>' in body


@pytest.mark.parametrize("page", [failures.not_found, failures.bad_request, failures.csrf, failures.broken])
def test_no_cache_keeps_a_page_of_these_for_somebody_else(
    request_alone: HttpRequest, page: Callable[[HttpRequest], HttpResponse]
) -> None:
    assert {"no-store", "private"} <= set(page(request_alone)["Cache-Control"].split(", "))


def test_too_much_at_once_is_said_to_be_that(request_alone: HttpRequest) -> None:
    answer = failures.bad_request(request_alone, RequestDataTooBig())
    assert answer.status_code == 413
    assert STILL in answer.content.decode()


def test_what_cannot_be_read_is_said_to_be_that(request_alone: HttpRequest) -> None:
    answer = failures.bad_request(request_alone, SuspiciousOperation())
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.content.decode()


def test_a_page_too_old_says_how_to_keep_the_words(request_alone: HttpRequest) -> None:
    answer = failures.csrf(request_alone, "CSRF cookie not set.")
    assert answer.status_code == 403
    assert STILL in answer.content.decode()
    assert "CSRF" not in answer.content.decode()


def test_what_broke_is_said_without_asking_what_makes_a_mast(
    request_alone: HttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(request: HttpRequest) -> mast.Mast:
        raise AssertionError("the database is gone")

    monkeypatch.setattr(mast, "_makers", [breaks])
    answer = failures.broken(request_alone)
    assert answer.status_code == 500
    assert STILL in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_the_last_that_registers_a_mast_is_asked_first(
    request_alone: HttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mast, "_makers", [])
    assert mast.mast_of(request_alone) == mast.Mast()
    mast.register(lambda request: mast.Mast(partnership_name="first"))
    mast.register(lambda request: None)
    assert mast.mast_of(request_alone).partnership_name == "first"
    mast.register(lambda request: mast.Mast(partnership_name="last"))
    assert mast.mast_of(request_alone).partnership_name == "last"


def test_the_contact_for_harm_is_the_first_that_is_given(
    request_alone: HttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mast, "_contacts", [])
    assert mast.contact_of(request_alone) == ""
    mast.register_contact(lambda request: "Ruth")
    mast.register_contact(lambda request: "")
    assert mast.contact_of(request_alone) == "Ruth"


@pytest.mark.parametrize("page", [failures.not_found, failures.csrf])
def test_words_of_a_form_that_was_refused_are_handed_back(page: Callable[[HttpRequest], HttpResponse]) -> None:
    sent = {"noticed-words": "Four of us <named> the same", "noticed-seen": "3", "csrfmiddlewaretoken": "x" * 64}
    body = page(RequestFactory().post("/gone/", sent)).content.decode()
    assert '<pre class="copy" tabindex="0">Four of us &lt;named&gt; the same</pre>' in body
    assert "x" * 64 not in body
