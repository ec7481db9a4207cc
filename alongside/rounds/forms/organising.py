"""What may come in about a round that is there: another day for it, or a word before what no press undoes."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from alongside.people.forms import Typed
from alongside.rounds.models import Opens
from alongside.web.forms import DayField

LONGEST = 366


def end_of(day: datetime.date) -> datetime.datetime:
    """Return the moment at which a day ends, where the server says people are."""
    return make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min))


class DaysForm(forms.Form):
    """The day answers close, and the day of the meeting."""

    closes = DayField(
        label=_("Answers close at the end of"),
        help_text=_("A day, such as 15 May, or Friday."),
        required=True,
        required_words=_("Please write a day."),
    )
    meeting_on = DayField(label=_("The day of the meeting, if you know it"))

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.on = on

    def clean_closes(self) -> datetime.date:
        """Return the day; raises ValidationError where it is over, or too far off."""
        day: datetime.date = self.cleaned_data["closes"]
        if day < self.on:
            raise ValidationError(_("That day is over. Please write one that is to come."))
        if (day - self.on).days > LONGEST:
            raise ValidationError(_("Please choose a day within a year."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a meeting before the close."""
        cleaned = super().clean() or self.cleaned_data
        closes, meeting = cleaned.get("closes"), cleaned.get("meeting_on")
        if cleaned.get("opens") != Opens.CLOSE and closes and meeting and meeting < closes:
            self.add_error("meeting_on", _("That is before answers close."))
        return cleaned


class LaterForm(DaysForm):
    """Giving people longer."""

    def __init__(self, *args: Any, than: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.than = than

    def clean_closes(self) -> datetime.date:
        """Return the day; raises ValidationError where it is no later than it was."""
        day = super().clean_closes()
        if day <= self.than:
            raise ValidationError(_("That is no later than now. A day can only be moved later."))
        return day


class WordForm(forms.Form):
    """A word that is typed by whoever means it."""

    def __init__(self, *args: Any, word: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["typed"] = Typed(word)
