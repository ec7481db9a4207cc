"""What may come in when one of the first meetings is planned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.agreements.models import WORDS
from alongside.agreements.pages.first_meetings import Plan, Said
from alongside.partnerships.models import LINE
from alongside.web.forms import Words


class MeetingForm(forms.Form):
    """One of the first meetings in one's own words, and the version that was seen. It begins with what stands there.

    `choice_…` come in only from a page that showed two versions: "theirs" keeps the other's words, whatever is typed.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    room = Words(limit=LINE * 2, lines=True, label=_("Who must be in the room"), required=False)
    words = Words(
        limit=WORDS,
        lines=True,
        label=_("How it goes"),
        help_text=_("A step on each line. Leave it empty to have our words back."),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, plan: Plan, typed: Said | None = None) -> None:
        stands = typed or plan.said
        super().__init__(data, initial={"seen": plan.version, "room": stands.room, "words": stands.words})
        self.plan = plan

    def clean(self) -> dict[str, Any]:
        """Take the other's words where they were chosen; refuse a page too old to say which version it showed."""
        cleaned = super().clean() or self.cleaned_data
        for part in ("room", "words"):
            if self.data.get(f"choice_{part}") == "theirs" and part in cleaned:
                cleaned[part] = getattr(self.plan.said, part)
        if self.errors.pop("seen", None):
            self.add_error(None, _("This page is too old. Please load it again."))
        return cleaned

    def typed(self) -> Said:
        """Return the words as they were typed or chosen."""
        return Said(self.cleaned_data["room"], self.cleaned_data["words"])

    def said(self) -> dict[str, Any]:
        """Return what is to be kept: words that are ours already are none of the partnership's own."""
        parts = ("room", "words")
        own = {
            part: self.cleaned_data[part] for part in parts if self.cleaned_data[part] != getattr(self.plan.ours, part)
        }
        return {"seen": self.cleaned_data["seen"], "room": "", "words": "", **own}
