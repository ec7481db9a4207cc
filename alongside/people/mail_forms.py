"""What may come in about e-mail: an address, and a code from a letter."""

from alongside.mail.forms import EmailField, MailCodeField
from alongside.people.forms import Keyed


class AskCodeForm(Keyed):
    """Asking for a code by e-mail."""

    email = EmailField()


class MailCodeForm(Keyed):
    """The code from a letter."""

    code = MailCodeField()
