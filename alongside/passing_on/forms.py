"""What may come in when somebody leaves and is erased, and when a note is kept of what was passed on."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.models import LINE
from alongside.passing_on.models import WORDS
from alongside.passing_on.pages.passed_on import Typed as Note
from alongside.people.forms import Typed
from alongside.web.forms import DayField, Words

PLEASE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one.")}


class EraseForm(forms.Form):
    """Erasing oneself: what becomes of one's words, with nothing chosen beforehand, and a typed word."""

    answers = forms.ChoiceField(
        label=_("What you sent with your name when everybody was asked, and answers have closed"),
        choices=[
            ("remove", _("Remove it")),
            ("keep", _("Keep the words, without my name, where five or more sent theirs so; remove the rest")),
        ],
        widget=forms.RadioSelect,
        error_messages=PLEASE,
        help_text=_("Whoever has read them may remember whose they were."),
    )
    typed = Typed(_("erase me"))

    @property
    def keep_words(self) -> bool:
        """Whether the words are to stay without a name."""
        return bool(self.cleaned_data["answers"] == "keep")


def _day(label: Any, on: datetime.date) -> DayField:
    field = DayField(label=label, help_text=_("Such as 15 May."), required=True)
    field.on = on
    return field


class KeepForm(forms.Form):
    """To whom something went: all that a note of it asks."""

    to = Words(limit=LINE, label=_("To whom?"), required_words=_("Please write to whom it went."))


class NoteForm(forms.Form):
    """A note, and the version that was seen. `choice_…` come in only from a page that showed two versions."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    to = Words(limit=LINE, label=_("To whom"), required_words=_("Please write to whom it went."))
    words = Words(limit=WORDS, lines=True, label=_("A word on it, if you like"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, stands: Note, seen: int, on: datetime.date, typed: Any = None
    ) -> None:
        shown = typed or stands
        super().__init__(data, initial={"seen": seen, "to": shown.to, "on": shown.on, "words": shown.words})
        self.fields["on"] = _day(_("When"), on)
        self.order_fields(["seen", "to", "on", "words"])
        self.stands = stands

    def clean(self) -> dict[str, Any]:
        """Take the other's words where they were chosen; refuse a page too old to say which version it showed."""
        cleaned = super().clean() or self.cleaned_data
        for part in ("to", "on", "words"):
            if self.data.get(f"choice_{part}") == "theirs" and part in cleaned:
                cleaned[part] = getattr(self.stands, part)
        if self.errors.pop("seen", None):
            self.add_error(None, _("This page is too old. Please load it again."))
        return cleaned

    def typed(self) -> Note:
        """Return the note as it was typed or chosen."""
        return Note(self.cleaned_data["to"], self.cleaned_data["on"], self.cleaned_data["words"])


class CameBackForm(forms.Form):
    """What came back, and when."""

    words = Words(limit=WORDS, lines=True, label=_("What came back?"), required_words=_("Please write what came back."))

    def __init__(self, data: Mapping[str, Any] | None = None, *, on: datetime.date) -> None:
        super().__init__(data, initial={"on": on})
        self.fields["on"] = _day(_("When"), on)
