"""The room `journey`: looking back: home, questions, themes."""

from django.apps import AppConfig


class JourneyConfig(AppConfig):
    """The room `journey`."""

    name = "alongside.journey"
    label = "journey"

    def ready(self) -> None:
        """Tell pages what makes their mast, people what a change sets off, and the post how weekly letters are made."""
        from alongside.journey import weekly
        from alongside.journey.mast import mast
        from alongside.journey.pages.changes import changes_for_people
        from alongside.mail import errands
        from alongside.people import offers
        from alongside.web.mast import register

        register(mast)
        offers.register(changes_for_people)
        errands.register(weekly.KIND, weekly.letters)
