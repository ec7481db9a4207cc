"""What may come in when something said is to be put aside, or back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.models import LINE
from alongside.web.forms import Words


class WhyForm(forms.Form):
    """Why, in one line; and whether what was on the page was words or a mark."""

    reason = Words(
        limit=LINE,
        label=_("Why, in one line"),
        help_text=_("Everybody here can read this. Do not repeat what was said."),
        required_words=_("Please write why."),
    )
    back = forms.BooleanField(required=False, widget=forms.HiddenInput)
