"""The room `partnerships`: who belongs."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """The room `partnerships`."""

    name = "alongside.partnerships"
    label = "partnerships"
