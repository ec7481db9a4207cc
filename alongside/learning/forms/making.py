"""What may come in where a group makes sense of what was said: what was moved where, and sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from alongside.learning.commands import Picked, Place, Sentence
from alongside.learning.forms.lines import Seen
from alongside.learning.models import WORDS, Insight, Leaves, Mark
from alongside.web.forms import Words

PICKED = re.compile(r"([sl][1-9][0-9]{0,18})\.([0-9]{1,9})")
AT_ONCE = 1000
"""How many can be moved at once."""


class MoveForm(forms.Form):
    """What was picked up, from under which sentence, and where to; `loaded` is how far the page had seen."""

    out_of = forms.CharField(required=False)
    to = forms.CharField(required=False)
    also = forms.BooleanField(required=False)
    loaded = Seen(required=False)

    def __init__(self, data: QueryDict, *, sentences: Mapping[str, Insight]) -> None:
        super().__init__(data)
        self.sentences = sentences
        found = (PICKED.fullmatch(each) for each in data.getlist("piece")[:AT_ONCE])
        self.picked = tuple(Picked(each[1], int(each[2])) for each in found if each)

    def clean_out_of(self) -> Insight | None:
        """Return the sentence it lay under, if that is one of this gathering's."""
        return self.sentences.get(self.cleaned_data["out_of"])

    def clean_to(self) -> Insight | Place:
        """Return where it goes."""
        to = self.cleaned_data["to"]
        if to in self.sentences:
            return self.sentences[to]
        if to in [*Place]:
            return Place(to)
        raise forms.ValidationError(_("Choose where to put it."))

    def clean(self) -> dict[str, Any]:
        """Ask for something to move."""
        if not self.picked:
            raise forms.ValidationError(_("Tick what you want to move."))
        return super().clean() or {}


class SentenceForm(forms.Form):
    """A sentence of the group's, what kind it is, and the version that was seen there."""

    seen = Seen(required=False)
    words = Words(
        limit=WORDS,
        lines=True,
        label=_("Your sentence"),
        required_words=_("Write a sentence."),
    )
    mark = forms.ChoiceField(
        label=_("What is it?"),
        choices=Mark.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    other = Words(
        limit=WORDS,
        lines=True,
        required=False,
        label=_("To live with: and the other good"),
        help_text=_("Two good things that pull apart. You keep both, and it never comes due."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for both goods of what is to be lived with."""
        said = super().clean() or {}
        if said.get("mark") == Mark.LIVE_WITH and said.get("other") == "":
            self.add_error("other", _("Write the other good as well."))
        return said

    def says(self) -> Sentence:
        """Return the sentence, once it is valid."""
        said = self.cleaned_data
        return Sentence(said["words"], said["mark"], said["other"])


class MergeForm(SentenceForm):
    """The sentence that two become, with the versions of both that were seen."""

    into_seen = Seen(required=False)


class PlaceForm(forms.Form):
    """The place in the list that a sentence goes to, the first being 1."""

    to = forms.IntegerField(min_value=1, max_value=100_000)


class LeavesForm(forms.Form):
    """Whether one's own words may be passed on, and how."""

    words = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    leaves = forms.ChoiceField(
        label=_("May they be passed on?"),
        choices=Leaves.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
