"""What may come in about something we tried."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.learning.commands import Told
from alongside.learning.models import Happened, Helped
from alongside.partnerships.models import LINE
from alongside.web.forms import Words


class OutcomeForm(forms.Form):
    """What came of something we tried, as a talk asks on top. Changed, it is said on its own page what to."""

    key = forms.CharField(required=False)
    happened = forms.ChoiceField(
        label=_("Did it happen?"),
        choices=[choice for choice in Happened.choices if choice[0] != Happened.CHANGED],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    helped = forms.ChoiceField(
        label=_("Did it help?"),
        choices=Helped.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one.")},
    )
    words = Words(
        limit=LINE * 5,
        lines=True,
        required=False,
        label=_("A line on it, if you like. Whom did it help, and whom not?"),
    )

    @property
    def was_sent(self) -> bool:
        """Whether anything was said of it."""
        return any(self.data.get(self.add_prefix(name)) for name in ("happened", "helped", "words"))

    def told(self) -> Told:
        """Return what was said, once it is valid. What did not happen helped nobody."""
        said = self.cleaned_data
        did = said["happened"] in (Happened.YES, Happened.PARTLY)
        return Told(said["happened"], said["helped"] if did else "", said["words"])
