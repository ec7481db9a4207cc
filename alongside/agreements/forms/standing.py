"""What may come in when a question is set aside."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.models import LINE
from alongside.web.forms import DayField, Words


class AsideForm(forms.Form):
    """Setting a question aside: both may stay empty."""

    reason = Words(limit=LINE, label=_("Why, if you like"), required=False)
    look_again = DayField(label=_("Look again on, if you like"), help_text=_("Such as 15 May."))

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        look_again = self.fields["look_again"]
        if isinstance(look_again, DayField):
            look_again.on = on
