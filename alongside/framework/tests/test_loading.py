"""The edition that is shipped loads whole, in the source's order."""

from dataclasses import FrozenInstanceError

import pytest

from alongside.framework.loading import NINE_TOOLS, SHIPPED, load_edition, the_edition
from alongside.framework.shapes import UnknownMeeting, UnknownQuestion, UnknownTheme, UnknownTool

ORDER = {
    "purpose": ["beneficiaries", "impact", "influence", "collaboration", "vision"],
    "role": ["change", "landscape", "contribution"],
    "people": ["assets", "stakeholders", "accountabilities", "changes", "connections"],
    "working": ["together", "lead", "communication", "power", "reciprocity", "accountability"],
    "learning": ["balance", "spaces", "action", "sharing"],
}

BESIDE = {
    "purpose": ["nine-whys"],
    "role": ["maxims"],
    "people": ["stakeholders", "human-centred-design"],
    "working": ["four-player", "group-dynamics", "team-functions"],
    "learning": ["appreciative-interviews", "transitions"],
}


def test_there_are_5_themes_23_questions_9_tools_and_3_readings() -> None:
    edition = the_edition()
    counts = len(edition.themes), len(edition.questions), len(edition.tools), len(edition.readings)
    assert counts == (5, 23, 9, 3)


def test_the_first_meetings_begin_with_whom_we_are_for_and_end_with_give_and_get() -> None:
    asked = [[step.question for step in meeting.steps if step.question] for meeting in the_edition().meetings]
    assert asked == [
        ["purpose.beneficiaries", "people.assets"],
        ["working.together", "people.accountabilities"],
        ["working.lead", "working.reciprocity"],
    ]
    assert [[step.tool for step in meeting.steps if step.tool] for meeting in the_edition().meetings] == [
        ["nine-whys"],
        ["appreciative-interviews"],
        ["team-functions"],
    ]


def test_questions_stand_in_the_order_of_the_source() -> None:
    edition = the_edition()
    assert [theme.id for theme in edition.themes] == list(ORDER)
    expected = [f"{theme}.{name}" for theme, names in ORDER.items() for name in names]
    assert [question.id for question in edition.questions] == expected


def test_themes_have_their_short_names() -> None:
    assert [theme.name for theme in the_edition().themes] == ["Purpose", "Role", "People", "Working", "Learning"]


def test_tools_stand_beside_the_theme_of_their_box() -> None:
    assert {theme.id: [tool.id for tool in theme.tools] for theme in the_edition().themes} == BESIDE


def test_one_of_eight_boxes_holds_two_tools_with_two_links() -> None:
    edition = the_edition()
    assert len({tool.box for tool in edition.tools}) == 8
    group, functions = edition.tool("group-dynamics"), edition.tool("team-functions")
    assert group.box == functions.box == "Understanding group dynamics and team functions"
    assert group.link and functions.link and group.link.url != functions.link.url


def test_only_the_four_player_model_has_no_link_and_says_why() -> None:
    assert [tool.id for tool in the_edition().tools if tool.link is None] == ["four-player"]
    assert [tool.id for tool in the_edition().tools if tool.no_link_because] == ["four-player"]


def test_no_file_holds_the_private_folder() -> None:
    assert not [path.name for path in SHIPPED.iterdir() if "sharepoint" in path.read_text(encoding="utf-8").lower()]


def test_a_question_knows_its_theme_and_a_theme_its_questions() -> None:
    edition = the_edition()
    for theme in edition.themes:
        for question in theme.questions:
            assert (question.theme.id, question.theme.name) == (theme.id, theme.name)
            assert question.id.startswith(f"{theme.id}.")


def test_questions_themes_and_tools_are_found_by_their_ids() -> None:
    edition = the_edition()
    assert edition.question("people.changes").id == "people.changes"
    assert edition.theme("working").name == "Working"
    assert edition.tool("transitions").theme.id == "learning"
    assert edition.meeting("lead").name == "Who leads, and what each of us gives and gets"


@pytest.mark.parametrize("wrong", ["", "nothing", "purpose.nothing", "Purpose.Impact", " role.change"])
def test_an_unknown_id_is_told_apart_by_its_kind(wrong: str) -> None:
    edition = the_edition()
    with pytest.raises(UnknownQuestion):
        edition.question(wrong)
    with pytest.raises(UnknownTheme):
        edition.theme(wrong)
    with pytest.raises(UnknownTool):
        edition.tool(wrong)
    with pytest.raises(UnknownMeeting):
        edition.meeting(wrong)


def test_tools_and_readings_are_found_for_the_question_they_help_with() -> None:
    edition = the_edition()
    assert [tool.id for tool in edition.tools_for("people.changes")] == ["team-functions", "transitions"]
    assert [reading.id for reading in edition.readings_for("working.lead")] == ["leading-across"]
    assert edition.readings_for("role.change") == ()


def test_each_question_has_two_or_three_examples_and_a_name_of_two_to_five_words() -> None:
    for question in the_edition().questions:
        assert 2 <= len(question.examples) <= 3, question.id
        assert 2 <= len(question.short.split()) <= 5, question.id


def test_no_two_questions_share_a_name_in_lists() -> None:
    names = [question.short for question in the_edition().questions]
    assert len(set(names)) == len(names)


def test_an_edition_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        the_edition().id = "another"  # type: ignore[misc]


def test_the_shipped_edition_is_read_once_and_is_what_loading_gives() -> None:
    assert the_edition() is the_edition()
    assert load_edition(SHIPPED) == the_edition()


def test_the_nine_tools_are_nine() -> None:
    assert len(set(NINE_TOOLS)) == 9
