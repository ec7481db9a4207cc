"""What may come in when words for an agreement are proposed, or changed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.agreements.commands import Wording
from alongside.agreements.models import WORDS
from alongside.framework.agreements import AgreementKind, Part
from alongside.partnerships.models import NAME
from alongside.people.forms import Keyed
from alongside.web.forms import DayField, Words

BLANK = "…"


class WordsForm(forms.Form):
    """The parts of one kind of agreement, and when to look again. Only its first words must be there."""

    look_again = DayField(
        label=_("When we look again"), help_text=_("A day, such as 15 May 2027. Leave it empty for no day.")
    )

    def __init__(self, *args: Any, kind: AgreementKind, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.on = kind, on
        fields: dict[str, forms.Field] = {}
        if kind.named:
            fields["title"] = Words(limit=NAME * 2, label=kind.named)
        fields |= {part.id: _field(part) for part in kind.parts}
        self.fields = {**fields, **self.fields}
        look_again = self.fields["look_again"]
        assert isinstance(look_again, DayField)  # noqa: S101
        look_again.on = on

    def clean_look_again(self) -> datetime.date | None:
        """Return the day; raises ValidationError where it is over."""
        day: datetime.date | None = self.cleaned_data["look_again"]
        if day and day <= self.on:
            raise ValidationError(_("That day is over. Please write one that is to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """Leave out lines of our own words in which nobody has filled the blanks."""
        cleaned = super().clean() or self.cleaned_data
        for part in self.kind.parts:
            if part.id in cleaned:
                cleaned[part.id] = _filled(cleaned[part.id], part.pattern)
                if part.asked and not cleaned[part.id]:
                    self.add_error(part.id, _("Please put your own words in the place of “…”."))
        return cleaned

    def wording(self) -> Wording:
        """Return the words, as they are to be kept."""
        said = self.cleaned_data
        parts = {part.id: said[part.id] for part in self.kind.parts}
        title = said["title"] if self.kind.named else self.kind.name
        return Wording(title, {name: words for name, words in parts.items() if words}, said["look_again"])

    @property
    def parts(self) -> list[forms.BoundField]:
        """The fields of the parts, in their order."""
        return [self[part.id] for part in self.kind.parts]


def _field(part: Part) -> Words:
    label = part.label if part.asked else _("%(part)s (if you like)") % {"part": part.label}
    return Words(limit=WORDS, lines=True, label=label, help_text=part.help, required=part.asked)


def _filled(words: str, pattern: str) -> str:
    blanks = {line for line in pattern.split("\n") if BLANK in line}
    return "\n".join(line for line in words.split("\n") if line.strip() not in blanks).strip()


class ProposeForm(Keyed, WordsForm):
    """Words that are proposed for the first time."""


class AmendForm(WordsForm):
    """Words that are changed, and the version that was seen.

    `choice_…` come in only from a page that showed two versions: "theirs" keeps the other's words, whatever is typed.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, theirs: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theirs = theirs

    def clean(self) -> dict[str, Any]:
        """Take the other's words where they were chosen; refuse a page too old to say which version it showed."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.fields:
            if self.data.get(f"choice_{name}") == "theirs":
                self.errors.pop(name, None)
                cleaned[name] = self.theirs.get(name) or (None if name == "look_again" else "")
        if self.errors.pop("seen", None):
            self.add_error(None, _("This page is too old. Please load it again."))
        return cleaned
