"""The room `agreements`: where we are, and what we have set aside."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The room `agreements`."""

    name = "alongside.agreements"
    label = "agreements"

    def ready(self) -> None:
        """Tell rounds which questions are not for us now and where we were, and the post how letters are made."""
        from alongside.agreements import letters
        from alongside.agreements.pages import aside_ids, last_times
        from alongside.mail import errands
        from alongside.rounds import aside, last_time

        aside.register(aside_ids)
        last_time.register(last_times)
        errands.register(letters.SAY, letters.letters)
        errands.register(letters.SAY_SOON, letters.letters)
