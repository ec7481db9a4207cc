"""The room `journey`: looking back: home, questions, themes."""

from django.apps import AppConfig


class JourneyConfig(AppConfig):
    """The room `journey`."""

    name = "alongside.journey"
    label = "journey"
