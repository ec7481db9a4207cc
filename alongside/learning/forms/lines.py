"""What may come in on one line of a talk, with the version that was seen there."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.agreements.forms import DayField
from alongside.learning.commands import TRY, Typed
from alongside.learning.models import WORDS, LineKind
from alongside.partnerships.models import LINE, NAME
from alongside.web.forms import Words

Data = Mapping[str, Any] | None


class Seen(forms.Field):
    """Which version of a line its page showed; whatever is no number is none."""

    def to_python(self, value: Any) -> int:
        """Return the version, 0 where none was seen."""
        text = str(value or "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


class LineForm(forms.Form):
    """One line of a talk, and the version that was seen when it was typed."""

    kind: str
    seen = Seen(required=False)

    def __init__(self, data: Data = None, *, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(data, **{"prefix": self.kind, **kwargs})
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.on = on

    @property
    def was_sent(self) -> bool:
        """Whether this line came along."""
        return self.add_prefix("seen") in self.data

    def typed(self) -> Typed:
        """Return what was typed, once it is valid."""
        words = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return Typed(self.kind, self.cleaned_data["seen"], words)

    def said(self, words: Mapping[str, Any]) -> dict[str, Any]:
        """Return these words as they would be typed here, by the names of the fields."""
        return {self.add_prefix(name): self.fields[name].prepare_value(words[name]) or "" for name in words}


def _words(label: Any) -> Words:
    return Words(limit=WORDS, lines=True, required=False, label=label)


class NoticedForm(LineForm):
    """What we noticed."""

    kind = LineKind.NOTICED
    words = _words(LineKind.NOTICED.label)


class StandingForm(LineForm):
    """Where we are, for now."""

    kind = LineKind.STANDING
    words = _words(LineKind.STANDING.label)


class UnsettledForm(LineForm):
    """What is not settled."""

    kind = LineKind.UNSETTLED
    words = _words(LineKind.UNSETTLED.label)


class TryForm(LineForm):
    """What we will try, who, by when."""

    kind = TRY
    what = _words(_("What"))
    who = Words(limit=NAME * 2, required=False, label=_("Who"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    due = DayField(label=_("By when, like 15 May"))


class AgainForm(LineForm):
    """When we look again."""

    kind = LineKind.AGAIN
    due = DayField(label=_("Day, like 15 May"))
    words = Words(
        limit=LINE,
        required=False,
        label=_("In words, if you like"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PresentForm(LineForm):
    """Who was there."""

    kind = LineKind.PRESENT
    words = Words(
        limit=LINE,
        required=False,
        label=_("Who was there, if you like"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


# In the order of the page. Who was there is kept first, so that where we are is said with it.
FORMS: Mapping[str, type[LineForm]] = {
    form.kind: form for form in (PresentForm, NoticedForm, StandingForm, UnsettledForm, TryForm, AgainForm)
}
