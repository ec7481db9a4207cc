"""The room `rounds`: asking everyone."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """The room `rounds`."""

    name = "alongside.rounds"
    label = "rounds"

    def ready(self) -> None:
        """Tell one's own page where the rest of what is one's own is found."""
        from django.utils.translation import gettext_lazy as _

        from alongside.web import mast

        mast.register_own(_("What is yours: written and not sent"), "rounds:mine")
