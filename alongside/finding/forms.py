"""What one may look for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.finding.kinds import KINDS
from alongside.framework.loading import the_edition
from alongside.web.forms import composed

LONG = 500


class FindForm(forms.Form):
    """Some words; narrowed to one theme, one kind, both; and which page of what is found."""

    words = forms.CharField(
        required=False,
        label=_("What are you looking for?"),
        help_text=_("Some words. “In quotes”, they stand together."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )
    theme = forms.ChoiceField(required=False, choices=[(each.id, each.name) for each in the_edition().themes])
    kind = forms.ChoiceField(required=False, choices=list(KINDS.items()))
    page = forms.RegexField(r"^[1-9][0-9]?$", required=False, empty_value="1")

    def clean_words(self) -> str:
        """Take the first letters of a long text: no more is looked for anyway."""
        return composed(self.cleaned_data["words"])[:LONG]
