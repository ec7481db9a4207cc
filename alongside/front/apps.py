"""The room `front`: pages that anybody may read."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """The room `front`."""

    name = "alongside.front"
    label = "front"

    def ready(self) -> None:
        """Tell pages for anybody what makes their mast."""
        from alongside.front.mast import mast
        from alongside.web.mast import register

        register(mast)
