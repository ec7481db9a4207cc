"""The room `rounds`: asking everyone."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """The room `rounds`."""

    name = "alongside.rounds"
    label = "rounds"

    def ready(self) -> None:
        """Tell one's own page where the rest of what is one's own is found, and how letters about a round are made."""
        from django.utils.translation import gettext_lazy as _

        from alongside.mail import errands
        from alongside.rounds import letters
        from alongside.web import mast

        errands.register(letters.ASKED, letters.asked)
        errands.register(letters.CLOSES, letters.closes)
        errands.register(letters.OPENED, letters.opened)
        mast.register_own(_("What is yours: written and not sent"), "rounds:mine")
