"""What the framework's page is made from."""

import dataclasses

import pytest

from alongside.editions.pages import framework_page
from alongside.framework.loading import the_edition


def test_everything_of_the_edition_is_on_it_in_the_same_order() -> None:
    page, edition = framework_page(), the_edition()
    assert [theme.id for theme in page.themes] == [theme.id for theme in edition.themes]
    assert [one for theme in page.themes for one in theme.questions] == list(edition.questions)
    assert [tool.anchor for theme in page.themes for tool in theme.tools] == [
        f"tool-{tool.id}" for tool in edition.tools
    ]
    assert [reading.link for reading in page.readings] == [reading.link for reading in edition.readings]


def test_every_jump_leads_to_a_question_in_its_own_colour() -> None:
    page = framework_page()
    themes = {question.id: theme.id for theme in page.themes for question in theme.questions}
    jumps = [jump for theme in page.themes for tool in theme.tools for jump in tool.helps_with]
    jumps += [jump for reading in page.readings for jump in reading.helps_with]
    assert jumps
    assert all(themes[jump.anchor] == jump.theme for jump in jumps)


def test_a_box_is_named_only_where_it_says_more_than_the_tool() -> None:
    boxes = {tool.name: tool.box for theme in framework_page().themes for tool in theme.tools}
    assert boxes["Nine whys"] == ""
    assert boxes["Team functions"] == "Understanding group dynamics and team functions"


def test_it_is_made_once_and_cannot_be_changed() -> None:
    assert framework_page() is framework_page()
    with pytest.raises(dataclasses.FrozenInstanceError):
        framework_page().themes = ()  # type: ignore[misc]
