"""Help, who sees what, the privacy notice and danger: for anybody, in plain words, true to the host."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries, Settings

from alongside.framework.tests.test_words import AMERICAN, NOT_SHOWN
from tests.words.reading_age import SENTENCE_END, WORD, age

PLAIN = ("/help/", "/who-sees-what/", "/privacy/", "/danger/")


def main(html: str) -> str:
    """The page between its head and its foot."""
    return html.split("<main", 1)[1].split(">", 1)[1].split("</main>")[0]


def sentences(html: str) -> list[str]:
    """The words of each paragraph and item, without its tags."""
    blocks = re.findall(r"<(p|li|dd|td)\b[^>]*>(.*?)</\1>", main(html), re.DOTALL)
    return [" ".join(unescape(strip_tags(words)).split()) for _, words in blocks]


def words_of(client: Client, address: str) -> str:
    """All of a page's words, each paragraph ended as a sentence."""
    said = sentences(client.get(address).content.decode())
    return " ".join(one if SENTENCE_END.search(one[-1:]) else f"{one}." for one in said if WORD.search(one))


@pytest.mark.parametrize("address", PLAIN)
def test_anybody_may_read_it(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("address", PLAIN)
def test_it_asks_nothing_of_the_database(
    client: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        client.get(address)


@pytest.mark.parametrize("address", PLAIN)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent_to_it(client: Client, address: str, method: str) -> None:
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("address", PLAIN)
def test_it_can_be_read_at_eleven(client: Client, address: str) -> None:
    assert age(words_of(client, address)) <= 11


@pytest.mark.parametrize("address", PLAIN)
@pytest.mark.parametrize("pattern", [NOT_SHOWN, AMERICAN], ids=["not shown", "American"])
def test_it_uses_none_of_these_words(client: Client, address: str, pattern: re.Pattern[str]) -> None:
    assert not pattern.search(words_of(client, address))


@pytest.mark.parametrize("address", PLAIN)
def test_what_everybody_is_asked_has_no_name_that_only_the_code_uses(client: Client, address: str) -> None:
    said = strip_tags(main(client.get(address).content.decode()))
    assert not re.search(r"\b(a|the) rounds?\b", said, re.IGNORECASE)


def test_who_sees_what_says_of_words_without_a_name_what_is_true(client: Client) -> None:
    said = words_of(client, "/who-sees-what/")
    assert "What you write when each is asked alone is yours until you send it." in said
    assert "can read all of it but what is sealed" in said
    assert "When everybody is asked, words can go without a name." in said
    assert "could compare copies of its data" in said
    assert "no place here for words without a name" not in said
    assert "What you write here, everybody" not in said


@pytest.mark.parametrize("address", PLAIN)
def test_the_same_help_stands_at_its_foot(client: Client, address: str) -> None:
    foot = client.get(address).content.decode().split('<footer class="foot">')[1]
    for wanted in ("/help/", "/who-sees-what/", "/privacy/", "/danger/"):
        assert f'href="{wanted}"' in foot


@pytest.mark.parametrize("address", ["/help/", "/who-sees-what/", "/privacy/"])
def test_a_blank_of_the_host_is_seen(client: Client, settings: Settings, address: str) -> None:
    settings.HOST_NAME = settings.HOST_CONTACT = ""
    assert 'class="blank"' in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/help/", "/who-sees-what/", "/privacy/"])
def test_no_blank_is_left_where_the_host_has_said(client: Client, settings: Settings, address: str) -> None:
    settings.HOST_NAME, settings.HOST_CONTACT = "Harbour <b>Carers</b>", "ring 01632 960001"
    html = client.get(address).content.decode()
    assert 'class="blank"' not in html
    assert "<b>Carers" not in html
    assert "Harbour &lt;b&gt;Carers" in html or "ring 01632 960001" in html


def test_danger_says_whom_to_call_first(client: Client) -> None:
    words = sentences(client.get("/danger/").content.decode())
    assert "999" in words[0]


def test_the_privacy_notice_names_every_cookie_this_program_sets(client: Client) -> None:
    """Three kinds are set, by three parts of Django and of ours: a fourth needs a line in the notice."""
    from django.conf import settings as given

    middleware = " ".join(given.MIDDLEWARE)
    assert "sessions" not in middleware
    assert "auth" not in middleware
    said = words_of(client, "/privacy/")
    assert "400 days" in said
    assert given.CSRF_COOKIE_AGE == 60 * 60 * 24 * 7 * 52
    assert "for a year" in said
