"""The room `editions`: the framework, shown."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """The room `editions`."""

    name = "alongside.editions"
    label = "editions"
