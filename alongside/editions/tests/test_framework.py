"""The framework's page, for anybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alongside.framework.loading import the_edition

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

ADDRESS = "/framework/"


@pytest.fixture
def shown(client: Client) -> str:
    """The page as HTML, as somebody gets it who belongs to no partnership."""
    return unescape(client.get(ADDRESS).content.decode())


def quoted(html: str) -> list[str]:
    """Everything that the page marks as quoted, in order."""
    return re.findall(r"“<q cite=\"https://[^\"]+\">([^<]*)</q>”", html)


def test_it_quotes_title_headings_and_questions_exactly_and_nothing_else(shown: str) -> None:
    edition = the_edition()
    expected = [edition.title]
    for theme in edition.themes:
        expected += [theme.quoted, *(question.quoted for question in theme.questions)]
    assert quoted(shown) == expected
    assert shown.count("<q ") == len(expected)


def test_beside_each_question_stand_our_plain_line_why_and_examples(shown: str) -> None:
    for question in the_edition().questions:
        block = shown.split(f'id="{question.id}"')[1].split("</article>")[0]
        assert all(words in block for words in (question.plain, question.why, *question.examples)), question.id


def test_tools_and_readings_are_there_with_their_links(shown: str) -> None:
    edition = the_edition()
    links = [tool.link for tool in edition.tools if tool.link] + [one.link for one in edition.readings]
    for link in [*links, *edition.background.links, *edition.source.authors, edition.source.link]:
        assert f'href="{link.url}"' in shown, link.name
    for tool in edition.tools:
        assert tool.about in shown
        assert tool.link or tool.no_link_because in shown


def test_source_credit_and_rights_are_there(shown: str) -> None:
    source = the_edition().source
    assert source.rights in shown
    assert shown.count(source.credit) >= 1 + len(the_edition().themes)
    introduction = the_edition().introduction
    assert all(
        words in shown
        for words in (introduction.about, introduction.prepare, introduction.reflect, introduction.develop)
    )


def test_every_link_within_the_page_leads_somewhere_on_it(shown: str) -> None:
    ids = re.findall(r"\sid=\"([^\"]+)\"", shown)
    targets = set(re.findall(r"href=\"#([^\"]+)\"", shown))
    assert len(ids) == len(set(ids))
    assert {question.id for question in the_edition().questions} <= targets
    assert targets <= set(ids)


@pytest.mark.django_db
def test_it_asks_nothing_of_the_database(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        client.get(ADDRESS)


def test_it_travels_packed(client: Client) -> None:
    packed = client.get(ADDRESS, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) * 3 < len(client.get(ADDRESS).content)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent_to_it(client: Client, method: str) -> None:
    assert getattr(client, method)(ADDRESS).status_code == 405


@pytest.mark.journey
@pytest.mark.parametrize("width", [320, 1280])
def test_it_can_be_read_by_everybody(someone: Someone, axe: Callable[[Page], None], width: int) -> None:
    page = someone(width=width)
    page.goto(ADDRESS)
    axe(page)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    page.get_by_text("What an answer could be like").first.click()
    axe(page)


@pytest.mark.journey
def test_on_paper_the_examples_are_open_and_links_say_where_they_lead(someone: Someone) -> None:
    page = someone(js=False)
    page.goto(ADDRESS)
    example = page.get_by_text(the_edition().questions[0].examples[0])
    assert not example.is_visible()
    page.emulate_media(media="print")
    assert example.is_visible()
    # without scripts of its own on the page, the browser is still asked what it drew
    after = page.locator("#rights a").first.evaluate("link => getComputedStyle(link, '::after').content")
    assert "https://" in after or "attr(href)" in after
