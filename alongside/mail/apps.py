"""The room `mail`: letters, sent beside requests."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The room `mail`."""

    name = "alongside.mail"
    label = "mail"
