"""What may come in about a partnership: its own details."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.commands.details import Details
from alongside.partnerships.models import LINE, NAME, Stage
from alongside.web.forms import Words

PARTS = ("name", "place", "stage", "contact_name", "contact_reach")


class DetailsForm(forms.Form):
    """A partnership's own details, and the version of them that was seen.

    `choice_…` come in only from a page that showed two versions: "theirs" keeps the other's words, whatever is typed.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    name = Words(
        limit=NAME,
        label=_("What is your partnership called?"),
        required_words=_("Please write what your partnership is called."),
    )
    place = Words(limit=NAME, label=_("Where is it?"), required=False)
    stage = forms.ChoiceField(label=_("Is it new?"), choices=Stage.choices, widget=forms.RadioSelect, required=False)
    contact_name = Words(
        limit=NAME,
        label=_("Whom to tell if someone is in danger or being hurt"),
        help_text=_("A person or a body that is there for this, such as a safeguarding lead."),
        required=False,
    )
    contact_reach = Words(
        limit=LINE, label=_("How they are reached"), help_text=_("A phone number, with its hours."), required=False
    )

    def theirs(self) -> set[str]:
        """Return the parts for which the other's words were chosen."""
        return {part for part in PARTS if self.data.get(f"choice_{part}") == "theirs"}

    def clean(self) -> dict[str, Any]:
        """Ask for a way to reach whoever is named."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["stage"] = cleaned.get("stage") or self.initial["stage"]  # a radio that nobody touched
        if cleaned.get("contact_name") and not cleaned.get("contact_reach") and "contact_reach" not in self.errors:
            self.add_error("contact_reach", _("Please write how they are reached."))
        if self.errors.pop("seen", None):
            self.add_error(None, _("This page is too old. Please load it again."))
        return cleaned

    def details(self) -> Details:
        """Return the details as they were typed."""
        return Details(**{part: self.cleaned_data[part] for part in PARTS})
