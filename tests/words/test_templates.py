"""What a template says is read without showing it: every branch, what it includes, and nothing that is a mark."""

from __future__ import annotations

import pytest
from django.template import Engine

from alongside.web.promises import all_promises
from tests.words.marked import paragraphs
from tests.words.reading_age import SOMETHING
from tests.words.templates import A_DAY, Reader, built_in

PARTS = {
    "web/part.html": "<p>A part says {{ label }}.</p>",
    "web/itself.html": '<p>Round again.</p>{% include "web/itself.html" %}',
    "base.html": '<main class="{% block wide %}{% endblock %}"><p>The head.</p>{% block main %}{% endblock %}</main>',
    "between.html": '{% extends "base.html" %}{% block main %}<p>Between.</p>{% endblock %}',
}


def engine(page: str) -> Engine:
    """An engine that has one page, and some parts."""
    return Engine(
        loaders=[("django.template.loaders.locmem.Loader", {**PARTS, "page.html": page, "letter.txt": page})],
        builtins=built_in(),
    )


def said(page: str, name: str = "page.html") -> list[str]:
    """All sentences of a page."""
    reader = Reader(engine(page))
    return [one for text in [reader.read(name), *reader.apart] for each in paragraphs(text) for one in each]


@pytest.mark.parametrize(
    ("page", "sentences"),
    [
        ("<p>Dear {{ name }}, look.</p>", [f"Dear {SOMETHING}, look."]),
        ('<p>{% translate "We look." %}{# why #}{% comment %}Not this.{% endcomment %}</p>', ["We look."]),
        (
            "{% blocktranslate count n=n %}One of us.{% plural %}{{ n }} of us.{% endblocktranslate %}",
            ["One of us.", f"{SOMETHING} of us."],
        ),
        ("{% blocktranslate with a=b %}By {{ a }}.{% endblocktranslate %}", [f"By {SOMETHING}."]),
        (
            "<p>It is {% if a %}on{% elif b %}off{% else %}lost{% endif %}.</p>",
            ["It is on.", "It is off.", "It is lost."],
        ),
        ("<p>Now{% if a %} or never{% endif %}.</p>", ["Now or never.", "Now."]),
        (
            "<ul>{% for a in b %}<li>Of {{ a }}.</li>{% empty %}<li>None.</li>{% endfor %}</ul>",
            [f"Of {SOMETHING}.", "None."],
        ),
        ("{% with a=b %}<p>Inside.</p>{% endwith %}", ["Inside."]),
        ("<p>On {% day when %} we meet.</p>", [f"On {A_DAY} we meet."]),
        ('<p>{{ name|default:_("somebody we know") }} left.</p>', [f"{SOMETHING} left.", "somebody we know left."]),
        ('{% translate "It waits here." as waits %}<p>{{ waits }}</p>', [SOMETHING, "It waits here."]),
        ('{% field form.name hint=_("What we call you.") %}', ["What we call you."]),
    ],
)
def test_it_says(page: str, sentences: list[str]) -> None:
    assert said(page) == sentences


def test_a_promise_is_told_where_it_is_shown() -> None:
    name, promised = next(iter(all_promises().items()))
    assert said(f'<p>{{% promise "{name}" %}}</p>') == [promised]


def test_what_it_includes_is_told_with_it_and_what_that_is_given() -> None:
    assert said('{% include "web/part.html" with label=_("See both of them") %}<p>The rest.</p>') == [
        f"A part says {SOMETHING}.",
        "The rest.",
        "See both of them",
    ]


def test_a_part_that_includes_itself_is_told_once() -> None:
    assert said('{% include "web/itself.html" %}') == ["Round again."]


@pytest.mark.parametrize("base", ["base.html", "between.html"])
def test_what_it_extends_is_not_told_again_nor_a_class(base: str) -> None:
    page = "{% block wide %}very wide{% endblock %}{% block main %}<p>Here.</p>{% endblock %}"
    assert said(f'{{% extends "{base}" %}}{page}') == ["Here."]


def test_a_letter_is_cut_at_its_empty_lines_points_and_ended_lines() -> None:
    letter = "Dear,\n\nWe meet\nsoon.\nCome to:\n{{ place }}\n{% for a in b %}- {{ a }} waits\n{% endfor %}\nYours\n"
    told = ["Dear,", "We meet soon.", "Come to:", SOMETHING, f"- {SOMETHING} waits", "Yours"]
    assert said(letter, "letter.txt") == told
