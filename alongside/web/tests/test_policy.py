"""Every page says the content security policy, whole, and whatever is answered."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/framework/", "/healthz", "/nothing/here/", "/p/abcdefghjkmn/"])
def test_every_page_says_all_of_the_policy(path: str) -> None:
    said = Client().get(path)["Content-Security-Policy"].split("; ")
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert sorted(said) == sorted(f"{name} {' '.join(of)}" for name, of in directives.items())


def test_what_is_refused_says_it_too(cast: Cast) -> None:
    client = cast.client("amina")
    for answer in (client.post("/"), client.get(f"/p/{cast.harbour.ref}/nothing/"), client.post("/start/", {})):
        assert answer.status_code >= 400
        assert "default-src 'none'" in answer["Content-Security-Policy"]
