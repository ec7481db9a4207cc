"""The room `agreements`: where we are, and what we have set aside."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The room `agreements`."""

    name = "alongside.agreements"
    label = "agreements"
