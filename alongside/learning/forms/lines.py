"""What may come in on one line of a talk, with the version that was seen there."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.learning.commands import TRY, Typed
from alongside.learning.models import WORDS, LineKind
from alongside.partnerships.models import LINE, NAME
from alongside.web.forms import DayField, Words

Data = Mapping[str, Any] | None

EXPECTED = _("It may be hard later: this is what we shall do then")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a line that is sent is read beside: what day it is, and how to look up what stands on each line by now."""

    today: datetime.date
    stands: Callable[[], Mapping[str, Mapping[str, Any]]]


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

    def __init__(self, data: Data = None, *, on: datetime.date, beside: Beside | None = None, **kwargs: Any) -> None:
        super().__init__(data, **{"prefix": self.kind, **kwargs})
        self.beside = beside
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.on = on

    @property
    def was_sent(self) -> bool:
        """Whether this line came along."""
        return self.add_prefix("seen") in self.data

    def typed(self) -> Typed:
        """Return what was typed, once it is valid."""
        words = {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "past")}
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
    expected = forms.BooleanField(required=False, label=EXPECTED)


class DatedForm(LineForm):
    """A line with a day. One that is past today is asked about, unless it stands there already."""

    due: forms.Field
    past = forms.BooleanField(required=False, label=_("Keep that day, though it is past"))

    @property
    def asks_past(self) -> bool:
        """Whether the day is past, and nobody has said to keep it."""
        return self.has_error("due", "past")

    def clean(self) -> dict[str, Any]:
        """Ask about a day that is past."""
        said = super().clean() or {}
        due = said.get("due")
        if due and self._beside.today > due and not said.get("past") and due != self.stood("due"):
            self.add_error("due", ValidationError(_("That day is past. Keep it?"), code="past"))
        return said

    def stood(self, name: str) -> Any:
        """Return what stands there by now."""
        return self._beside.stands()[self.kind][name]

    @property
    def _beside(self) -> Beside:
        if self.beside is None:
            raise RuntimeError("a line with a day must know what it is read beside")
        return self.beside


class TryForm(DatedForm):
    """What we will try, who, by when. A day alone says nothing to try."""

    kind = TRY
    what = _words(_("What"))
    who = Words(limit=NAME * 2, required=False, label=_("Who"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    due = DayField(label=_("By when, like 15 May"))

    def clean(self) -> dict[str, Any]:
        """Ask what is to be tried by that day."""
        said = super().clean()
        if said.get("due") and said.get("what") == "" and said["due"] != self.stood("due"):
            self.add_error("what", _("Say what you will try as well."))
        return said


class AgainForm(DatedForm):
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
