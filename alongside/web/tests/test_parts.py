"""Each part shows what it is given, joined up for those who cannot see it, and escapes what people wrote."""

import datetime
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.template import engines

from alongside.analysis.words import Run
from alongside.web.patterns import PatternForm
from alongside.web.templatetags import parts


def shown(template: str, **context: Any) -> str:
    return str(engines["django"].from_string(template).render(context))


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def one(self, tag: str, **wanted: str) -> dict[str, str | None]:
        (only,) = [has for name, has in self.found if name == tag and wanted.items() <= has.items()]
        return only

    @property
    def ids(self) -> list[str]:
        return [str(has["id"]) for _, has in self.found if "id" in has]


WRONG = {"name": "n" * 30, "words": "w" * 50, "day": "soon", "kind": "neither"}


@pytest.mark.parametrize("form", [PatternForm(), PatternForm(WRONG)], ids=["fresh", "wrong"])
@pytest.mark.parametrize("name", PatternForm.base_fields)
def test_a_control_has_a_name_and_what_describes_it_is_there(form: PatternForm, name: str) -> None:
    page = Elements(shown("{% field bound %}", bound=form[name]))
    assert len(page.ids) == len(set(page.ids))
    assert f"id_{name}" in page.ids, "a link in the summary would lead nowhere"
    described = [str(has["aria-describedby"]) for _, has in page.found if "aria-describedby" in has]
    assert set(" ".join(described).split()) <= set(page.ids)
    if form.errors.get(name):
        assert f"id_{name}-error" in " ".join(described)


def test_what_was_typed_stays_and_is_escaped() -> None:
    form = PatternForm(
        {"name": '"><script>', "words": "\n</textarea><b>", "times": ["evening"], "organisation": "trust"}
    )
    page = shown(
        "{% field form.name %}{% field form.words %}{% field form.times %}{% field form.organisation %}", form=form
    )
    assert 'value="&quot;&gt;&lt;script&gt;"' in page
    assert ">\n\n&lt;/textarea&gt;&lt;b&gt;</textarea>" in page, "a browser drops the first line break"
    assert re.findall(r'value="(\w+)"[^>]*checked', page) == ["evening"]
    assert re.findall(r'value="(\w+)"[^>]*selected', page) == ["trust"]


def test_no_field_cuts_a_pasted_text_short_without_a_word() -> None:
    assert "maxlength" not in shown("{% field form.name %}{% field form.words %}", form=PatternForm())


def test_a_field_can_be_told_its_label_hint_size_and_what_else_describes_it() -> None:
    page = shown('{% field form.words label="L" hint="H" one=True small=True describedby="law" %}', form=PatternForm())
    assert Elements(page).one("textarea")["aria-describedby"] == "id_words-hint law"
    assert Elements(page).one("textarea")["class"] == "one"
    assert Elements(page).one("label")["class"] == "hint"
    assert ">L</label>" in page
    assert ">H</span>" in page


def test_attributes_of_a_widget_reach_its_control() -> None:
    assert Elements(shown("{% field form.name %}", form=PatternForm())).one("input")["autocomplete"] == "nickname"


def test_hidden_fields_are_only_themselves() -> None:
    class Hidden(forms.Form):
        key = forms.CharField(widget=forms.HiddenInput, initial="k")

    assert shown("{% field form.key %}", form=Hidden()).strip() == (
        '<input type="hidden" name="key" value="k" id="id_key">'
    )


def test_the_summary_links_to_every_field_that_is_wrong_and_takes_the_focus() -> None:
    form = PatternForm(WRONG)
    page = shown("{% errors form %}", form=form)
    assert set(re.findall(r'href="#id_(\w+)"', page)) == set(form.errors)
    assert Elements(page).one("div")["tabindex"] == "-1"
    assert "autofocus" in Elements(page).one("div")


def test_the_summary_says_what_concerns_the_whole_form() -> None:
    form = PatternForm({})
    form.is_valid()
    form.add_error(None, "Somebody was quicker.")
    assert "<li>Somebody was quicker.</li>" in shown("{% errors form %}", form=form)


@pytest.mark.parametrize("form", [None, PatternForm()], ids=["no form", "fresh"])
def test_there_is_no_summary_when_nothing_is_wrong(form: PatternForm | None) -> None:
    assert shown("{% errors form %}", form=form).strip() == ""


def test_versions_are_compared_with_marks_and_escaped() -> None:
    runs = (Run("same", "a<"), Run("gone", "b<"), Run("added", "c<"))
    told = shown('{% for run in runs %}{% include "web/parts/run.html" %}{% endfor %}', runs=runs)
    bare = re.sub(r'<span class="sr">.*?</span>|\n', "", told)
    assert bare == "a&lt;<del>b&lt;</del><ins>c&lt;</ins>"


def test_a_day_is_said_as_people_say_it() -> None:
    said = shown("{% day day %}", day=datetime.date(2026, 6, 18))
    assert said == '<time datetime="2026-06-18">Thursday 18 June 2026</time>'


def test_the_line_about_danger_ends_at_999_until_there_is_a_contact() -> None:
    assert re.sub(r"\s+", " ", shown("{% danger %}")).strip().endswith("Call <strong>999</strong>.</p>")
    told = shown("{% danger %}", danger_contact="Ruth <Adeyemi>")
    assert "or tell <strong><bdi>Ruth &lt;Adeyemi&gt;</bdi></strong>." in told


def test_only_a_drawing_goes_on_a_page_as_it_is() -> None:
    assert shown("{{ svg|drawn }}", svg="<svg></svg>") == "<svg></svg>"
    with pytest.raises(ValueError, match="only a drawing"):
        parts.drawn("<script>")


def test_a_page_gets_the_behaviours_it_names_with_what_they_need_and_no_other() -> None:
    page = Elements(shown('{% behaviours "keep" "clock" %}'))
    assert [has.get("data-behaviour-file") for tag, has in page.found if tag == "link"] == ["keep", "copies", "clock"]
    assert page.one("script")["type"] == "module"


def test_what_a_form_says_of_its_keeping_is_escaped_and_can_be_told() -> None:
    form = Elements(shown('<form {% keeping whose=whose kept="Kept. Only you see it." %}>', whose='a"b')).one("form")
    assert form["data-whose"] == 'a"b'
    assert form["data-kept"] == "Kept. Only you see it."
    assert form["data-behaviour"] == "keep"
