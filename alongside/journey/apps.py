"""The room `journey`: looking back: home, questions, themes."""

from django.apps import AppConfig


class JourneyConfig(AppConfig):
    """The room `journey`."""

    name = "alongside.journey"
    label = "journey"

    def ready(self) -> None:
        """Tell pages what makes their mast inside a partnership."""
        from alongside.journey.mast import mast
        from alongside.web.mast import register

        register(mast)
