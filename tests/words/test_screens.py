"""What must fail does, what is not ours does not, and no screen of the product is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words.__main__ import ROOT, by_room, tell
from tests.words.contents import of_markdown, of_toml
from tests.words.screens import Screen, of_code, of_contents, of_templates, screen, template_names
from tests.words.templates import Reader, the_engine
from tests.words.test_templates import engine

LONG = f"We {'go on and ' * 12}on."
HARD = "Organisational accountability necessitates considerable deliberation."
PLAIN = "We meet, and each of us says one thing."

PLAINLY = f"<p>{PLAIN}</p>"


def page(html: str) -> Screen:
    """The one page there is."""
    (only,) = of_templates(engine(html), ["page.html"])
    return only


def test_a_plain_page_passes() -> None:
    assert list(page(f"<p>{PLAIN}</p>").faults()) == []


def test_a_long_sentence_fails_however_plain_the_rest() -> None:
    (fault,) = page(f"<p>{PLAIN}</p><p>We stop.</p><p>{LONG}</p>").faults()
    assert fault == f"page.html: 38 words, 25 at most: {LONG}"


def test_a_long_sentence_put_together_from_branches_fails() -> None:
    (fault,) = page(
        "<p>We {% if a %}" + "go on and " * 6 + "{% endif %}{% if b %}" + "on and " * 4 + "{% endif %}on.</p>"
    ).faults()
    assert "28 words" in fault


def test_a_hard_paragraph_fails() -> None:
    (fault,) = page(f"<p>{HARD}</p>").faults()
    assert fault.startswith("page.html: reading age ")
    assert fault.endswith(HARD)


def test_half_of_a_page_may_be_harder_but_not_more() -> None:
    assert list(page(f"<p>{PLAIN}</p><p>We talk of {{{{ it }}}} now.</p><p>{HARD}</p>").faults()) == []
    assert list(page(f"<p>{PLAIN}</p><p>{HARD}</p><p>{HARD} Indubitably.</p>").faults()) != []


def test_words_that_stand_there_twice_count_once() -> None:
    assert list(page(f"{PLAINLY * 9}<p>{HARD}</p><p>{HARD} Indubitably.</p>").faults()) != []


def test_labels_make_a_page_neither_harder_nor_plainer() -> None:
    assert page("<button>Organisational accountability</button><h2>What do we say</h2>").age is None
    assert list(page(f"{'<h2>What is it</h2><p>We go.</p>' * 9}<p>{HARD}</p>").faults()) != []


def test_of_fewer_than_four_words_of_ours_nothing_is_said() -> None:
    assert page("<p>Organisational accountability.</p>").age is None
    assert page("<p>{{ a }}, {{ b }} or {{ c }}: indubitably accountable.</p>").age is None
    assert page("<p>{{ a }}, {{ b }} or {{ c }}: they are indubitably accountable.</p>").age is not None


def test_what_a_tag_is_given_counts_with_the_page() -> None:
    (fault,) = page(f'<p>{PLAIN}</p>{{% field form.name hint=_("{LONG}") %}}').faults()
    assert LONG in fault


def test_quoted_words_are_left_out() -> None:
    assert list(page(f"<p>{PLAIN}</p><blockquote><p>{LONG} {HARD}</p></blockquote>").faults()) == []
    assert of_toml(f'[[question]]\nid = "a.b"\nquoted = "{LONG}"\nplain = "{PLAIN}"\n') == [PLAIN]


def test_a_part_counts_with_the_page_that_includes_it() -> None:
    names = ["page.html", "web/part.html"]
    (only,) = of_templates(engine('{% include "web/part.html" %}'), names)
    assert [each.sentences for each in only.paragraphs] == [("A part says \ue003.",)]
    assert [each.name for each in of_templates(engine("<p>Alone.</p>"), names)] == names


def house(tmp_path: Path, name: str, text: str) -> Path:
    """A house with one file in one room."""
    path = tmp_path / "room" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path


def test_what_python_says_counts_by_the_form_that_says_it(tmp_path: Path) -> None:
    source = (
        f'from x import _\nclass Asking:\n    help = _("{LONG}")\nSAID = ngettext("One %(a)s.", "{{}} of us.", 2)\n'
    )
    asking, beside = of_code(house(tmp_path, "forms.py", source))
    assert next(asking.faults()) == f"room/forms.py Asking: 38 words, 25 at most: {LONG}"
    assert [each.sentences for each in beside.paragraphs] == [("One \ue003.",), ("\ue003 of us.",)]


def test_a_context_and_words_without_a_mark_are_not_said(tmp_path: Path) -> None:
    source = f'A = pgettext_lazy("where it stands", "{PLAIN}")\nB = "{LONG}"\n'
    (said,) = of_code(house(tmp_path, "views.py", source))
    assert [each.sentences for each in said.paragraphs] == [(PLAIN,)]


def test_what_tests_say_is_not_said(tmp_path: Path) -> None:
    assert list(of_code(house(tmp_path, "tests/test_it.py", f'_("{LONG}")'))) == []


def test_a_content_file_counts_but_for_whose_it_is_and_where(tmp_path: Path) -> None:
    text = f'lead = "{LONG}"\npromised = ["kept-for-you"]\nurl = "Not {LONG}"\nrows = [["", "{PLAIN}"]]\n'
    (only,) = of_contents(house(tmp_path, "page.toml", text))
    assert [*only.faults()] == [f"room/page.toml: 38 words, 25 at most: {LONG}"]
    assert ("Kept.", "Only you can see it.") in [each.sentences for each in only.paragraphs]


def test_a_document_is_cut_at_points_and_cells_and_its_code_is_left_out() -> None:
    text = (
        f"# A page\n\nIt [says](a.md) *so*,\nand more.\n\n1. One.\n2. Two `{LONG}`.\n\n| a | b |\n\n```\n{LONG}\n```\n"
    )
    said = [one for each in screen("guide", of_markdown(text)).paragraphs for one in each.sentences]
    assert said == ["A page", "It says so, and more.", "One.", "Two \ue003.", "a", "b"]


def test_the_check_fails_with_a_line_for_each_fault_and_else_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert tell([page(f"<p>{PLAIN}</p>")]) == 0
    assert capsys.readouterr().out == ""
    assert tell([page(f"<p>{PLAIN}</p>"), page(f"<p>{{{{ name }}}}, {HARD}</p>")]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith(f": …, {HARD}")


def test_each_room_reads_as_its_middle_screen_and_its_oldest() -> None:
    screens = [screen(f"room/{age}.html", [text]) for age, text in enumerate((PLAIN, f"{PLAIN} {HARD}", HARD, "Oh"))]
    ages = [each.age for each in screens if each.age]
    assert by_room(screens).splitlines()[1].split() == ["room", "3", f"{ages[1]:.1f}", f"{ages[2]:.1f}"]


def test_no_template_of_the_product_is_passed_over() -> None:
    """Each is a screen of its own, or read with one; nothing is shown of a template that this cannot read."""
    names = template_names(ROOT / "alongside")
    assert len(names) > 150
    screens = {each.name for each in of_templates(the_engine(ROOT / "alongside"), names)}
    included: set[str] = set()
    for name in screens:
        reader = Reader(the_engine(ROOT / "alongside"))
        reader.read(name)
        included |= reader.included
    assert screens | included == set(names)


@pytest.mark.parametrize("name", ["front/help.html", "rounds/sheet.html", "journey/home.html"])
def test_known_screens_have_plenty_to_say(name: str) -> None:
    (only,) = (each for each in of_templates(the_engine(ROOT / "alongside"), [name]))
    assert sum(bool(each.told) for each in only.paragraphs) > 3
