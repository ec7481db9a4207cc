"""The room `front`: pages that anybody may read."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """The room `front`."""

    name = "alongside.front"
    label = "front"
