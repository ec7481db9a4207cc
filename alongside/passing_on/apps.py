"""The room `passing_on`: print, copy as text, calendar."""

from django.apps import AppConfig


class PassingOnConfig(AppConfig):
    """The room `passing_on`."""

    name = "alongside.passing_on"
    label = "passing_on"
