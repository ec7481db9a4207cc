"""Guides: every step has something that runs it, names what is really on the screen, and can be read by anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from alongside.front import guides, pages
from alongside.front.guides import NAMES, Guide, Sentence, Step
from tests.cast import Cast
from tests.journeys.walking import Walk

SHELL = {"up", "answers", "stop", "run"}
NAMING = {"press", "fill", "choose", "see", "save"}
EVERY = [(name, number) for name in NAMES for number in range(1, len(guides.guide(name).steps) + 1)]


def at(name: str) -> str:
    return reverse("front:guide", args=[name])


def the_step(name: str, number: int) -> Step:
    return guides.guide(name).steps[number - 1]


def unnamed(step: Step) -> set[str]:
    """The names in a step that nothing presses, fills or sees."""
    done = [words[0] for verb, *words in step.do if verb in NAMING]
    return {name for name in step.names if name not in done}


def unsaid(step: Step) -> set[str]:
    """What is pressed and not named in the sentence: whoever reads it would stand there."""
    pressed = {words[0] for verb, *words in step.do if verb in {"press", "save"}}
    return pressed - set(step.names)


@pytest.mark.parametrize(("name", "number"), EVERY)
def test_every_step_is_run_or_says_why_only_people_can_do_it(name: str, number: int) -> None:
    step = the_step(name, number)
    assert bool(step.do) != bool(step.by_people), step.says.plain
    assert not (step.by_people and (step.names or step.command)), step.says.plain


@pytest.mark.parametrize(("name", "number"), EVERY)
def test_whatever_a_step_names_is_pressed_filled_or_seen_in_it(name: str, number: int) -> None:
    assert unnamed(the_step(name, number)) == set()


@pytest.mark.parametrize(("name", "number"), EVERY)
def test_whatever_is_pressed_is_named_for_whoever_reads(name: str, number: int) -> None:
    assert unsaid(the_step(name, number)) <= {"Joan Tranter"}  # “your name”, which is not everybody's


@pytest.mark.parametrize(("name", "number"), EVERY)
def test_a_step_is_done_in_verbs_that_the_walk_knows(name: str, number: int) -> None:
    guide, step = guides.guide(name), the_step(name, number)
    known = SHELL if guide.walks == "shell" else set(Walk.VERBS)
    assert {verb for verb, *_ in step.do} <= known
    assert bool(step.command) <= (guide.walks == "shell")


def test_a_name_that_nothing_presses_is_found() -> None:
    step = the_step("first-meeting", 1)
    assert unnamed(replace(step, says=Sentence("Press **Start a club**."))) == {"Start a club"}
    assert unsaid(replace(step, says=Sentence("Open it."))) == {"Start a partnership"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_anybody_may_read_it_and_nothing_is_asked_of_the_database(
    client: Client, name: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get(at(name))
    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize("name", ["nobody", "first-meeting.toml", "__init__"])
def test_there_is_no_other_guide(client: Client, name: str) -> None:
    assert client.get(f"/guide/{name}/").status_code == 404
    with pytest.raises(guides.UnknownGuide):
        guides.guide(name)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent_to_it(client: Client, method: str) -> None:
    assert getattr(client, method)(at("first-meeting")).status_code == 405


@pytest.mark.parametrize("name", NAMES)
def test_its_steps_are_numbered_through_the_whole_of_it(client: Client, name: str) -> None:
    guide = guides.guide(name)
    html = client.get(at(name)).content.decode()
    for section in guide.sections:
        assert f'<ol class="guided" start="{section.begins}">' in html
        assert guide.steps[section.begins - 1] is section.steps[0]


@pytest.mark.parametrize("name", NAMES)
def test_its_text_says_all_that_the_page_says(name: str) -> None:
    guide = guides.guide(name)
    text = guides.as_text(guide)
    for section in guide.sections:
        assert section.heading.upper() in text
    for number, step in enumerate(guide.steps, 1):
        assert f"\n{number}. {step.says.plain}" in text
        assert all(said.plain in text for said in step.points)
        assert step.command in text
    assert "**" not in text


@pytest.mark.parametrize("name", NAMES)
def test_its_links_lead_somewhere(client: Client, name: str) -> None:
    assert all(client.get(link.url).status_code == 200 for link in guides.guide(name).links)


@pytest.mark.parametrize(("name", "after"), [*zip(guides.MEETINGS, guides.MEETINGS[1:], strict=False)])
def test_one_meeting_leads_to_the_next(client: Client, name: str, after: str) -> None:
    assert f'href="{at(after)}"' in client.get(at(name)).content.decode()


def test_the_last_leads_to_none() -> None:
    assert pages.guide_page(guides.MEETINGS[-1]).after is None
    assert pages.guide_page("being-asked").after is None


def test_help_leads_to_all_of_them_each_with_for_whom_it_is(client: Client) -> None:
    html = client.get("/help/").content.decode()
    for name in NAMES:
        assert f'href="{at(name)}"' in html
        assert guides.guide(name).whom in html


@pytest.mark.django_db
def test_it_leads_a_member_back_to_their_partnership(cast: Cast) -> None:
    html = cast.client("nadia").get(at("being-asked")).content.decode()
    assert f'href="{reverse("journey:home", args=[cast.harbour.ref])}"' in html.split("<main")[0]


def test_a_sentence_is_cut_where_its_names_and_commands_stand() -> None:
    sentence = Sentence("Type `make`, press **Go on**.")
    assert [(run.words, run.kind) for run in sentence.runs] == [
        ("Type ", ""),
        ("make", "code"),
        (", press ", ""),
        ("Go on", "name"),
        (".", ""),
    ]
    assert sentence.plain == "Type make, press “Go on”."


def test_pictures_say_what_is_to_be_seen() -> None:
    seen: list[Guide] = [guides.guide(name) for name in NAMES]
    pictures = [section.picture for guide in seen for section in guide.sections if section.picture]
    assert len({picture.file for picture in pictures}) == len(pictures) <= 8
    assert all(len(picture.alt.split()) > 5 for picture in pictures)
