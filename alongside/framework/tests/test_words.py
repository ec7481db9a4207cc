"""Our own lines are short, plain and free of words that no page shows."""

import re

import pytest

from alongside.framework.loading import the_edition
from alongside.framework.tests.ours import Line, lines_of_ours, meeting_lines, plain_lines
from tests.words.reading_age import age

# No page shows these (quoted words and names of sources apart); the endings catch "spaces", "revealed" …
NOT_SHOWN = re.compile(
    r"\b(prompt|space|register|insight|harvest|reveal|edition|stance|convenor|keeper|anonym)(s|ed|ing|ous|ously|ity)?\b",
    re.IGNORECASE,
)

# The words of those who plan and fund; the people who answer have better ones.
JARGON = re.compile(
    r"\b(stakeholders?|beneficiar\w+|deliver\w*|capacity|leverage\w*|engag\w+|articulat\w+|accountab\w+|empower\w*"
    r"|facilitat\w+|implement\w*|iterat\w+|strateg\w+|outcomes?|synerg\w+|robust|holistic|co-?produc\w+|utili[sz]\w+"
    r"|prioriti\w+|going forward|service users?)\b",
    re.IGNORECASE,
)

AMERICAN = re.compile(r"\b\w*(?:organiz|recogniz|color|favor|behavior|center)\w*\b", re.IGNORECASE)

LONGEST_PLAIN = 110
LONGEST_LINE = 130
LONGEST_PARAGRAPH = 240


def by_place(line: Line) -> str:
    """The name of a case."""
    return line.where


@pytest.mark.parametrize("line", list(plain_lines(the_edition())), ids=by_place)
def test_a_plain_line_can_be_read_at_eleven(line: Line) -> None:
    assert age(line.words) <= 11, f"{age(line.words):.1f}: {line.words}"


@pytest.mark.parametrize("line", list(plain_lines(the_edition())), ids=by_place)
def test_a_plain_line_is_short_and_asks(line: Line) -> None:
    assert len(line.words) <= LONGEST_PLAIN, f"{len(line.words)}: {line.words}"
    assert line.words.endswith("?")


def test_all_other_lines_of_ours_are_short() -> None:
    for line in lines_of_ours(the_edition()):
        one_line = line.where.endswith((" why", " line")) or " example " in line.where
        assert len(line.words) <= (LONGEST_LINE if one_line else LONGEST_PARAGRAPH), line


def test_what_we_say_beside_a_question_can_be_read_at_eleven_too() -> None:
    beside = [line for line in lines_of_ours(the_edition()) if " why" in line.where or " example" in line.where]
    assert len(beside) == 23 + sum(len(question.examples) for question in the_edition().questions)
    too_hard = [f"{age(line.words):.1f} {line.where}: {line.words}" for line in beside if age(line.words) > 11]
    assert not too_hard


def test_the_first_meetings_can_be_read_at_eleven_and_fit_in_an_hour_and_a_half() -> None:
    lines = list(meeting_lines(the_edition()))
    assert not [f"{age(line.words):.1f} {line.words}" for line in lines if age(line.words) > 11]
    assert all(60 <= meeting.minutes <= 90 for meeting in the_edition().meetings)


@pytest.mark.parametrize("pattern", [NOT_SHOWN, JARGON, AMERICAN], ids=["not shown", "jargon", "American"])
def test_our_lines_use_none_of_these_words(pattern: re.Pattern[str]) -> None:
    found = {line.where: hit[0] for line in lines_of_ours(the_edition()) if (hit := pattern.search(line.words))}
    assert not found


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (NOT_SHOWN, "A safe space"),
        (NOT_SHOWN, "Reveals what is there"),
        (NOT_SHOWN, "answer anonymously"),
        (JARGON, "We engage stakeholders"),
        (AMERICAN, "an organization"),
    ],
)
def test_the_patterns_would_find_such_a_word(pattern: re.Pattern[str], words: str) -> None:
    assert pattern.search(words)


def names_in(words: str) -> set[str]:
    """Words with a capital inside a sentence, days and months and "I" apart."""
    inside = re.findall(r"(?<=[a-zé0-9,;:’] )[A-Z][\w’]*", words)
    return set(inside) - {"I", "Fridays", "Monday", "March", "May", "June", "October"}


def test_examples_name_no_person_place_or_organisation() -> None:
    examples = [example for question in the_edition().questions for example in question.examples]
    assert not {example: names for example in examples if (names := names_in(example))}
    assert names_in("We asked the Red Cross in Leeds.") == {"Red", "Cross", "Leeds"}


def test_our_lines_use_the_curved_apostrophe_of_the_quoted_ones() -> None:
    assert not [line.where for line in lines_of_ours(the_edition()) if re.search("['\"]", line.words)]


def test_the_source_itself_would_not_pass_as_a_plain_line() -> None:
    quoted = the_edition().question("people.changes").quoted
    assert age(quoted) > 20
