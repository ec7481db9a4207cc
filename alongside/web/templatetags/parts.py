"""The parts that pages are made of, as template tags. They are built in: a template loads nothing to use them.

    {% field form.name %}                       label, hint, error and control of one field of a Django form
    {% field form.name hint=_("…") %}           another hint than the form's; label= likewise
    {% field form.words one=True %}             a text of several lines that begins as one
    {% field form.name big=True %}              large, for a page that asks one thing
    {% field form.who small=True %}             its label as small as a hint, for fields side by side
    {% field form.words describedby="law" %}    also described by the element of that id
    {% errors form other_form %}                what there is to put right, focused, with links; nothing if all is well
    {% behaviours "keep" "clock" %}             in block `behaviours`: the scripts this page asks for, and no other
    {% day date %}                              Thursday 18 June 2026, in a <time>
    <form … {% keeping whose=page.whose %}>     its lines are kept by themselves; see js/keep.js. kept=, both= others
    {% danger %}                                if someone is in danger: 999, and the partnership's own contact
    {% law %}                                   that what is written may have to be shown
    {{ page.qr|drawn }}                         an SVG of our own drawing, as it is

A choice (radios, ticks, a select) is a field like any other: its widget says what it is. Error and hint are named in
`aria-describedby` by themselves. Fields never carry `maxlength`, which cuts a pasted text without a word; the form
says what is too long. Forms have `novalidate`, so that every browser shows our sentences.

Includes, with what they take:

    web/parts/arrow.html      left=True for one that points back
    web/parts/kept.html       the line that says whether it is kept; is="kept" and words= where that is so already
    web/parts/clock.html      seconds: a quiet clock; without JavaScript it is not there (behaviour "clock")
    web/parts/copy.html       id, text, label: text to take away, with "Copy as text" where the browser can
    web/parts/qr.html         svg, label: a code to scan
    web/parts/print.html      a button that prints, where the browser can
    web/parts/pager.html      older, newer: addresses, each may be empty
    web/parts/choose.html     legend, name, yours, theirs, by, chosen: two texts side by side; the radios `name` are
                              "yours" and "theirs". A field under it takes the two put together
    web/parts/asked.html      question, plainly: the framework's words and our plain line; huge=True on one screen
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.widgets import ChoiceWidget
from django.template import Context
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alongside.web.promises import promise
from alongside.web.styles import BOARD, INVENTED, LONG, LOOK, READING

register = template.Library()

# What a behaviour needs beside itself.
NEEDS: Mapping[str, tuple[str, ...]] = {"keep": ("copies",)}


@dataclass(frozen=True)
class Option:
    """One of several in a choice."""

    id: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Field:
    """All that the template of one field shows."""

    id: str
    name: str
    kind: str  # text, textarea, select, tick, radios, ticks, hidden
    type: str  # an input's own type
    label: str
    hint: str
    errors: tuple[str, ...]
    value: str
    options: tuple[Option, ...]
    required: bool
    chosen: bool
    one: bool
    big: bool
    small: bool
    attributes: tuple[tuple[str, str], ...]
    also: str

    @property
    def described(self) -> str:
        """The ids of what describes the control, in the order they are read."""
        own = [f"{self.id}-hint"] * bool(self.hint) + [f"{self.id}-error"] * bool(self.errors)
        return " ".join([*own, *self.also.split()])


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.HiddenInput):
        return "hidden"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "ticks"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    if isinstance(widget, forms.Select):
        return "select"
    return "textarea" if isinstance(widget, forms.Textarea) else "text"


def _options(bound: BoundField) -> tuple[Option, ...]:
    widget = bound.field.widget
    if not isinstance(widget, ChoiceWidget):
        return ()
    value = bound.value()
    chosen = {str(one) for one in (value if isinstance(value, (list, tuple)) else [value]) if one is not None}
    pairs = [(str(each), str(label)) for each, label in widget.choices if not isinstance(label, (list, tuple))]
    # the first has the id of the field itself, so that a link in the summary leads to it
    ids = [bound.auto_id if not place else f"{bound.auto_id}_{place}" for place in range(len(pairs))]
    return tuple(Option(ids[at], value, label, value in chosen) for at, (value, label) in enumerate(pairs))


def _shown(bound: BoundField) -> str:
    shown = bound.field.widget.format_value(bound.value())
    return "" if shown is None or isinstance(shown, (list, tuple)) else str(shown)


def _attributes(widget: forms.Widget) -> tuple[tuple[str, str], ...]:
    ours = {"id", "name", "class", "maxlength", "minlength", "required", "style", "cols", "rows"}
    return tuple(
        (str(key), str(value)) for key, value in widget.attrs.items() if key not in ours and value is not False
    )


@register.inclusion_tag("web/parts/field.html")
def field(
    bound: BoundField,
    *,
    label: str | None = None,
    hint: str | None = None,
    one: bool = False,
    big: bool = False,
    small: bool = False,
    describedby: str = "",
) -> dict[str, Field]:
    """One field of a form with all that belongs to it."""
    widget = bound.field.widget
    kind = _kind(widget)
    return {
        "field": Field(
            id=bound.auto_id or bound.html_name,
            name=bound.html_name,
            kind=kind,
            type=str(getattr(widget, "input_type", "text")),
            label=str(bound.label if label is None else label),
            hint=str(bound.help_text if hint is None else hint),
            errors=tuple(str(error) for error in bound.errors),
            value=_shown(bound),
            options=_options(bound),
            required=bound.field.required,
            chosen=kind == "tick" and bool(bound.value()),
            one=one,
            big=big,
            small=small,
            attributes=_attributes(widget),
            also=describedby,
        )
    }


@dataclass(frozen=True)
class Wrong:
    """One thing to put right, and where; `id` is empty when it concerns the whole form."""

    id: str
    sentence: str


def _wrongs(form: forms.BaseForm) -> Iterable[Wrong]:
    yield from (Wrong("", str(sentence)) for sentence in form.non_field_errors())
    for bound in form:
        named = str(bound.label)
        named += " " if named.endswith("?") else ": "
        yield from (Wrong(bound.auto_id, f"{named}{sentence}") for sentence in bound.errors)


@register.inclusion_tag("web/parts/errors.html")
def errors(*given: forms.BaseForm | None, focus: bool = True) -> dict[str, Any]:
    """What there is to put right in the forms of this page."""
    wrongs = tuple(wrong for form in given if form is not None and form.is_bound for wrong in _wrongs(form))
    return {"wrongs": wrongs, "focus": focus}


@register.simple_tag
def look() -> str:
    """The address of the style sheet that every page has."""
    return static(LOOK)


@register.simple_tag
def look_to_read() -> str:
    """The address of what pages to read have beside it."""
    return static(READING)


@register.simple_tag
def look_at_length() -> str:
    """The address of what long pages to read have beside both."""
    return static(LONG)


@register.simple_tag
def look_to_move() -> str:
    """The address of what the page has beside both on which things are moved about."""
    return static(BOARD)


@register.simple_tag
def look_of_invented() -> str:
    """The address of what every page of an invented partnership has beside the others."""
    return static(INVENTED)


@register.simple_tag
def behaviours(*names: str) -> SafeString:
    """The loader, and where the behaviours that this page names are to be had."""
    wanted = list(dict.fromkeys(file for name in names for file in (name, *NEEDS.get(name, ()))))
    links = format_html_join(
        "\n",
        '<link rel="modulepreload" data-behaviour-file="{}" href="{}">',
        ((one, static(f"js/{one}.js")) for one in wanted),
    )
    return format_html('{}\n<script type="module" src="{}"></script>', links, static("js/start.js"))


@register.simple_tag
def keeping(*, whose: str, kept: str | None = None, both: str | None = None) -> SafeString:
    """What a form says of itself so that its lines are kept while somebody writes."""
    sentences = {
        "kept": kept or _(promise("kept-for-all")),
        "keeping": _("Keeping…"),
        "trying": _("Not kept yet: trying again."),
        "copied": _("Not kept yet: keeping a copy on this device, and trying again."),
        "only-here": _("Not kept. Your words are on this page only: leave it open."),
        "out": _(
            "Not kept: this page is too old, or you are not let in here now. Copy your words, then load it again."
        ),
        "too-much": _("Not kept: this is too much for one line."),
        "both": both or _("Somebody else changed this line while you were writing. Your words are still here."),
        "look": _("See both, and choose"),
        "found": _("You had typed this here, and it was not kept:"),
        "put-back": _("Put it back"),
        "let-go": _("Let it go"),
    }
    given = format_html_join("", ' data-{}="{}"', sentences.items())
    return format_html('data-behaviour="keep" data-whose="{}"{}', whose, given)


@register.simple_tag
def day(date: datetime.date) -> SafeString:
    """A date as people say it, for machines too."""
    return format_html('<time datetime="{}">{}</time>', date.isoformat()[:10], date_format(date, "l j F Y"))


@register.inclusion_tag("web/parts/danger.html", takes_context=True)
def danger(context: Context) -> dict[str, Any]:
    """What to do instead of writing it here."""
    return {"contact": context.get("danger_contact", "")}


@register.inclusion_tag("web/parts/law.html")
def law() -> dict[str, Any]:
    """That what is written may have to be shown."""
    return {}


@register.filter
def drawn(svg: str) -> SafeString:
    """A drawing of our own, which escapes what people wrote in it; anything else is refused."""
    if not svg.startswith("<svg"):
        raise ValueError("only a drawing may go on a page unescaped")
    return mark_safe(svg)  # noqa: S308 - drawn by the room `pictures`
