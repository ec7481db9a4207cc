"""The room `agreements`: where we are, and what we have set aside."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The room `agreements`."""

    name = "alongside.agreements"
    label = "agreements"

    def ready(self) -> None:
        """Tell those who ask everyone which questions are not for us now, and where we were with the others."""
        from alongside.agreements.pages import aside_ids, last_times
        from alongside.rounds import aside, last_time

        aside.register(aside_ids)
        last_time.register(last_times)
