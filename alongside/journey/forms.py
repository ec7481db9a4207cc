"""What may come in: two days, in whatever way people write a day. What is wrong about them the page puts right."""

from __future__ import annotations

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.analysis.two_days import Days
from alongside.web.forms import DayField


class DaysForm(forms.Form):
    """Two days to look at, shown as people write them."""

    to = DayField(label=_("Now"))

    def __init__(self, days: Days) -> None:
        shown: dict[str, datetime.date] = {"from": days.then, "to": days.now}
        super().__init__(initial=shown)
        # a word of the language cannot name a field in the class
        self.fields["from"] = DayField(label=_("Then"))
        self.order_fields(["from", "to"])
