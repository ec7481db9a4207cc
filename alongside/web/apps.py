"""Makes the fabric of every page a Django app, and hangs its checks and what listens for pages that break."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room `web`."""

    name = "alongside.web"
    label = "web"

    def ready(self) -> None:
        """Hang the check that every view has a door, and hear of pages that break."""
        from django.core.signals import got_request_exception

        from alongside.web import checks, traces  # noqa: F401

        got_request_exception.connect(traces.broke, dispatch_uid="alongside.web.traces")
