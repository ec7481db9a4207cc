"""Forms of ours are taken, in a real browser too; those of another site are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

if TYPE_CHECKING:
    from conftest import Someone


@pytest.fixture
def sent(db: None) -> Client:
    """Somebody who has opened a page of ours with a form on it, and whose browser's cookie is checked."""
    client = Client(enforce_csrf_checks=True)
    client.get("/join/")
    return client


def status(client: Client, **headers: str) -> int:
    """Send the form with its secret and these headers of a browser."""
    secret = client.cookies[settings.CSRF_COOKIE_NAME].value
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/join/", {"code": "", "csrfmiddlewaretoken": secret}, headers=given).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://testserver"},
        {},
    ],
    ids=["of our page", "of an old browser"],
)
def test_a_form_of_ours_is_taken(sent: Client, headers: dict[str, str]) -> None:
    assert status(sent, **headers) == 422  # taken, and found to be empty


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "null"},
        {"origin": "null", "sec_fetch_site": "same-origin"},
        {"origin": "http://elsewhere.example"},
        {"origin": "http://elsewhere.example", "sec_fetch_site": "same-origin"},
    ],
)
def test_a_form_of_another_site_is_not(sent: Client, headers: dict[str, str]) -> None:
    assert status(sent, **headers) == 403


@pytest.mark.django_db
@pytest.mark.parametrize("origin", ["null", "http://testserver"])
def test_without_the_secret_no_form_is_taken(origin: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/join/")
    headers = {"origin": origin, "sec-fetch-site": "same-origin"}
    assert client.post("/join/", {"code": ""}, headers=headers).status_code == 403


@pytest.mark.journey
@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without"])
def test_a_real_browser_can_send_our_forms(someone: Someone, js: bool) -> None:
    page = someone(js=js)
    page.goto("/join/")
    page.get_by_label("The code").fill("not a code")
    with page.expect_response(lambda response: response.request.method == "POST") as answered:
        page.get_by_role("button", name="Go on").click()
    assert answered.value.request.all_headers()["origin"] == "http://" + answered.value.url.split("/")[2]
    assert answered.value.status == 422
