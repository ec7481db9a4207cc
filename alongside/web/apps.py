"""Makes the fabric of every page a Django app, and hangs its checks."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room `web`."""

    name = "alongside.web"
    label = "web"

    def ready(self) -> None:
        """Hang the check that every view has a door."""
        from alongside.web import checks  # noqa: F401
