"""The room `passing_on`: print, copy as text, calendar; and leaving with what is yours."""

from django.apps import AppConfig


class PassingOnConfig(AppConfig):
    """The room `passing_on`."""

    name = "alongside.passing_on"
    label = "passing_on"

    def ready(self) -> None:
        """Tell one's own page where one finds what can be taken along; and the story, what was passed on."""
        from django.utils.translation import gettext_lazy as _

        from alongside.journey import told
        from alongside.passing_on.told import SOURCES
        from alongside.web import mast

        for source in SOURCES:
            told.register(source)
        mast.register_own(_("What Alongside holds about you"), "passing_on:held")
        mast.register_own(_("Take the partnership with you"), "passing_on:take")
