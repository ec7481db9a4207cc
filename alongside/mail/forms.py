"""What may come in about mail: an address, a code, and what the address is for."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from alongside.mail.models import EMAIL, Tick
from alongside.web.forms import Words

DIGITS = 8


class EmailField(Words):
    """An e-mail address, brought to the one form in which it is kept and looked for."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            limit=EMAIL,
            label=_("Your e-mail address"),
            required_words=_("Please write your e-mail address."),
            widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "off", "spellcheck": "false"}),
            **more,
        )

    def to_python(self, value: Any) -> str:
        """Return the address in small letters, its domain as the mail servers know it."""
        name, at, domain = super().to_python(value).lower().rpartition("@")
        try:
            return f"{name}{at}{domain.encode('idna').decode()}" if name else domain
        except UnicodeError:
            return f"{name}{at}{domain}"

    def validate(self, value: str) -> None:
        """Refuse what is no address; raises ValidationError."""
        super().validate(value)
        try:
            validate_email(value)
        except ValidationError as wrong:
            raise ValidationError(_("That is no whole e-mail address. It looks like name@example.org.")) from wrong


class MailCodeField(Words):
    """The code from a letter, however it is spaced."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            limit=40,
            label=_("The code"),
            help_text=_("Eight digits. You can paste them."),
            required_words=_("Please type the code from the letter."),
            widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
            **more,
        )

    def clean(self, value: Any) -> str:
        """Return the eight digits; raises ValidationError where they are not eight."""
        typed = unicodedata.normalize("NFKC", super().clean(value))
        digits = "".join(each for each in typed if each.isascii() and each.isdigit())
        if len(digits) != DIGITS:
            raise ValidationError(_("The code has eight digits. This has %(many)d.") % {"many": len(digits)})
        return digits


class TicksForm(forms.Form):
    """What one's address may be used for."""

    ticks = forms.MultipleChoiceField(
        label=_("What may we use it for?"),
        required=False,
        choices=Tick.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Please choose again.")},
    )
