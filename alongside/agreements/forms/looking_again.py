"""What may come in when we look again: it still holds, and when we look next; or it is let go, and why."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.models import LINE
from alongside.people.secrets import SHAPE
from alongside.web.forms import DayField, Words


class Key(forms.CharField):
    """A key that a page of ours made; anything else is none."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def to_python(self, value: Any) -> str:
        """Return the key, or nothing."""
        return value if isinstance(value, str) and re.fullmatch(SHAPE, value) else ""


class HoldsForm(forms.Form):
    """It still holds; the day to look again may stay empty."""

    key = Key()
    look_again = DayField(
        label=_("We look again on"), help_text=_("Such as 15 May. Leave it empty to have no day for it.")
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        day = self.fields["look_again"]
        if isinstance(day, DayField):
            day.on = today

    def clean_look_again(self) -> datetime.date | None:
        """Refuse a day that would come back at once."""
        day: datetime.date | None = self.cleaned_data["look_again"]
        if day and day <= self.today:
            raise ValidationError(_("Choose a day after today."), code="past")
        return day


class LetGoForm(forms.Form):
    """It is let go; why may stay empty."""

    key = Key()
    words = Words(limit=LINE, label=_("Why we let it go, if you like"), required=False)
