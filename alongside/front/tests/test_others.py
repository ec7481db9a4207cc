"""Pages for others: for one's boss, for data protection, three ways to have it, for a funder."""

from __future__ import annotations

import re
from statistics import median

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from alongside.framework.tests.test_words import AMERICAN, NOT_SHOWN
from alongside.front import others, pages
from alongside.front.others import READERS, ForOthers, Part
from alongside.web.promises import all_promises
from tests.cast import Cast
from tests.words.reading_age import SENTENCE_END, WORD, age


def at(reader: str) -> str:
    return reverse("front:others", args=[reader])


def words(page: ForOthers) -> list[str]:
    """Everything of ours that is said on a page, a sentence a line."""
    said = [page.lead]
    for part in page.parts:
        said += [*part.lines, *part.points, *(cell for row in part.rows for cell in row[1:] if cell)]
    ended = [line if SENTENCE_END.search(line[-1:]) else f"{line}." for line in said]
    return [sentence for line in ended for sentence in re.split(r"(?<=[.?!])\s", line) if WORD.search(sentence)]


@pytest.mark.django_db
@pytest.mark.parametrize("reader", READERS)
def test_anybody_may_read_it_and_nothing_is_asked_of_the_database(
    client: Client, reader: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get(at(reader))
    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize("reader", ["", "nobody", "../secret", "your-boss.toml"])
def test_there_is_no_page_for_anybody_else(client: Client, reader: str) -> None:
    assert client.get(f"/for/{reader}/").status_code == 404
    with pytest.raises(others.UnknownReader):
        others.for_others(reader)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent_to_it(client: Client, method: str) -> None:
    assert getattr(client, method)(at("your-boss")).status_code == 405


@pytest.mark.parametrize("reader", READERS)
def test_its_words_are_plain_and_its_sentences_short(reader: str) -> None:
    said = words(others.for_others(reader))
    assert age(" ".join(said)) <= 11
    assert median(len(sentence.split()) for sentence in said) <= 15
    assert not [sentence for sentence in said if len(sentence.split()) > 30]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("pattern", [NOT_SHOWN, AMERICAN], ids=["not shown", "American"])
def test_it_uses_none_of_these_words(client: Client, reader: str, pattern: re.Pattern[str]) -> None:
    page = others.for_others(reader)
    assert not pattern.search(" ".join([page.title, *(part.heading for part in page.parts), *words(page)]))


@pytest.mark.parametrize("reader", READERS)
def test_its_text_says_all_that_the_page_says(client: Client, reader: str) -> None:
    page = others.for_others(reader)
    text = others.as_text(page, host="Harbour <b>Carers</b>", contact="ring 01632 960001")
    for part in page.parts:
        assert part.heading.upper() in text
        for said in (
            *part.lines,
            *part.promised,
            *part.points,
            *part.blanks,
            *(cell for row in part.rows for cell in row),
        ):
            assert said in text
    assert all(source.url in text for source in page.sources)
    assert "Harbour <b>Carers</b>" in text


@pytest.mark.parametrize("reader", READERS)
def test_it_says_who_runs_this_server_or_that_they_have_not_said(
    client: Client, settings: Settings, reader: str
) -> None:
    settings.HOST_NAME = settings.HOST_CONTACT = " "
    assert client.get(at(reader)).content.decode().count("not filled in yet") == 4
    settings.HOST_NAME, settings.HOST_CONTACT = "Harbour <b>Carers</b>", "ring 01632 960001"
    html = client.get(at(reader)).content.decode()
    assert "not filled in yet" not in html
    assert "<b>Carers" not in html
    assert "ring 01632 960001" in html


@pytest.mark.parametrize("reader", READERS)
def test_its_links_lead_somewhere_and_its_sources_are_whole_addresses(client: Client, reader: str) -> None:
    page = others.for_others(reader)
    assert all(client.get(link.url).status_code == 200 for link in page.links)
    assert all(source.url.startswith("https://") for source in page.sources)


def test_what_members_are_promised_is_told_in_the_words_they_read(client: Client) -> None:
    (told,) = (part.promised for part in others.for_others("your-boss").parts if part.promised)
    assert len(told) == 6
    assert set(told) <= set(all_promises().values())


def test_the_start_on_a_dpia_has_every_step_and_a_blank_in_each_that_only_they_can_fill() -> None:
    parts = others.for_others("data-protection").parts
    steps = re.findall(r"\d", " ".join(part.heading for part in parts))
    assert steps == ["1", "2", "3", "4", "5", "6", "7"]
    assert all(part.blanks or any("" in row for row in part.rows) for part in parts)


@pytest.mark.parametrize("reader", READERS)
def test_every_row_of_a_table_has_a_cell_for_each_column(reader: str) -> None:
    for part in others.for_others(reader).parts:
        assert {len(row) for row in part.rows} <= {len(part.columns)}


def test_a_row_that_lacks_a_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        _ = Part("Risks", columns=("What", "Done"), rows=(("A link is lost.",),)).labelled


def test_front_page_and_help_lead_to_all_of_them(client: Client) -> None:
    for page in ("/", "/help/"):
        html = client.get(page).content.decode()
        assert all(f'href="{at(reader)}"' in html for reader in READERS), page


@pytest.mark.django_db
def test_it_leads_a_member_back_to_their_partnership(cast: Cast) -> None:
    html = cast.client("nadia").get(at("a-funder")).content.decode()
    assert f'href="{reverse("journey:home", args=[cast.harbour.ref])}"' in html.split("<main")[0]


def test_the_page_is_made_for_whoever_runs_the_server() -> None:
    page = pages.others_page("a-funder", host=" ", contact="\t")
    assert (page.host, page.contact) == ("", "")
    assert "not filled in yet" in page.text
