"""What may come in when a question is set aside; and a field for a day as people write it."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from alongside.analysis.days import NoSuchDay, read_day
from alongside.partnerships.models import LINE
from alongside.web.forms import Words


class DayField(Words):
    """A day, typed: `2026-05-15`, `15/05/2026`, `15 May 2026`, or `15 May` for the next one counted from `.on`.

    What was typed stays as it was typed when it is no day. Whoever makes the form sets `.on`.
    """

    on: datetime.date | None = None

    def __init__(self, **more: Any) -> None:
        more.setdefault("required", False)
        more.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(limit=40, **more)

    def clean(self, value: Any) -> datetime.date | None:
        """Return the day, or None where nothing is written; raises ValidationError."""
        words = super().clean(value)
        if not words:
            return None
        if self.on is None:
            raise RuntimeError("a field for a day must know what day it is counted from")
        try:
            return read_day(words, on=self.on)
        except NoSuchDay as wrong:
            raise ValidationError(
                _("We could not read that as a day. Write it like 15 May 2026."), code="day"
            ) from wrong

    def prepare_value(self, value: Any) -> Any:
        """Show a day that was kept as people write it, and what is typed just now as it was typed."""
        return date_format(value, "j F Y") if isinstance(value, datetime.date) else value


class AsideForm(forms.Form):
    """Setting a question aside: both may stay empty."""

    reason = Words(limit=LINE, label=_("Why, if you like"), required=False)
    look_again = DayField(label=_("Look again on, if you like"), help_text=_("Such as 15 May."))

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        look_again = self.fields["look_again"]
        if isinstance(look_again, DayField):
            look_again.on = on
