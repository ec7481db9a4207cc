"""What may come in when somebody leaves and is erased."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.people.forms import Typed

PLEASE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one.")}


class EraseForm(forms.Form):
    """Erasing oneself: what becomes of one's words, with nothing chosen beforehand, and a typed word."""

    answers = forms.ChoiceField(
        label=_("What you sent with your name when everybody was asked, and answers have closed"),
        choices=[
            ("remove", _("Remove it")),
            ("keep", _("Keep the words, without my name, where five or more sent theirs so; remove the rest")),
        ],
        widget=forms.RadioSelect,
        error_messages=PLEASE,
        help_text=_("Whoever has read them may remember whose they were."),
    )
    typed = Typed(_("erase me"))

    @property
    def keep_words(self) -> bool:
        """Whether the words are to stay without a name."""
        return bool(self.cleaned_data["answers"] == "keep")
