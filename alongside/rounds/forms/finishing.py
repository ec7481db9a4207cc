"""What may come in from whoever has finished, and hands the device on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.people.forms import Typed


class FinishForm(forms.Form):
    """Ending one's part on this device: a word, where something would be lost by it."""

    typed = Typed(_("finished"))

    def __init__(self, *args: Any, typed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not typed:
            del self.fields["typed"]
