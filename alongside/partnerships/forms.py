"""What may come in about a partnership: its own details, who welcomes whom, and what goes with whoever leaves."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.commands.details import Details
from alongside.partnerships.commands.parting import PartingWords
from alongside.partnerships.models import LINE, NAME, Stage
from alongside.web.forms import DayField, Words

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


class WelcomeForm(forms.Form):
    """Who shows somebody new round: oneself where nobody is chosen, and then how one is reached, if one wishes."""

    who = forms.ChoiceField(
        label=_("Name somebody"),
        required=False,
        error_messages={"invalid_choice": _("They are not here any more. Please choose again.")},
    )
    reach = Words(
        limit=LINE,
        label=_("How they can reach you, if you like"),
        help_text=_("Such as a phone number, or where you sit."),
        required=False,
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101
        who.choices = [("", _("Choose somebody")), *people]

    def clean_who(self) -> str:
        """Return whom one chose, or nobody where one was not asked; raises ValidationError where one chose nobody."""
        who = str(self.cleaned_data["who"])
        if "who" in self.data and not who:
            raise ValidationError(_("Please choose somebody."))
        return who

    def reached(self) -> str | None:
        """Return how one is reached; None where the form did not ask."""
        return str(self.cleaned_data["reach"]) if "reach" in self.data else None


class PartingForm(forms.Form):
    """What goes with somebody who leaves, and the version of it that was seen. All of it may stay empty.

    `choice_…` come in only from a page that showed two versions: "theirs" keeps the other's words, whatever is typed.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    leaves_on = DayField(help_text=_("Such as 30 June. Everybody here sees it."))
    goes = Words(limit=LINE * 5, lines=True, required=False)
    takers = Words(limit=LINE * 5, lines=True, required=False)
    ask = Words(limit=LINE * 5, lines=True, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        stands: PartingWords,
        version: int,
        own: bool,
        on: datetime.date,
    ) -> None:
        super().__init__(data, initial={"seen": version, **asdict(stands)})
        self.stands = stands
        for part, label in (OWN if own else OTHERS).items():
            self.fields[part].label = label
        leaves_on = self.fields["leaves_on"]
        assert isinstance(leaves_on, DayField)  # noqa: S101
        leaves_on.on = on

    def clean(self) -> dict[str, Any]:
        """Take the other's words where they were chosen; refuse a page too old to say which version it showed."""
        cleaned = super().clean() or self.cleaned_data
        for part, words in asdict(self.stands).items():
            if self.data.get(f"choice_{part}") == "theirs" and part in cleaned:
                cleaned[part] = words
        if self.errors.pop("seen", None):
            self.add_error(None, _("This page is too old. Please load it again."))
        return cleaned

    def said(self) -> PartingWords:
        """Return what was typed or chosen."""
        return PartingWords(**{part: self.cleaned_data[part] for part in asdict(self.stands)})


OWN = {
    "leaves_on": _("The day I leave, if it is known"),
    "goes": _("What goes with me"),
    "takers": _("Who could take it"),
    "ask": _("What to ask me before I go"),
}
OTHERS = {
    "leaves_on": _("The day they leave, if it is known"),
    "goes": _("What goes with them"),
    "takers": _("Who could take it"),
    "ask": _("What to ask them before they go"),
}
"""The labels of what is said before somebody leaves, for themselves and for an organiser with them."""
