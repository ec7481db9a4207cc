"""The room `rounds`: asking everyone."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """The room `rounds`."""

    name = "alongside.rounds"
    label = "rounds"
