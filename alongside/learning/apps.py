"""The room `learning`: talks, what we try, and whether it helped."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """The room `learning`."""

    name = "alongside.learning"
    label = "learning"

    def ready(self) -> None:
        """Tell those who ask everyone which talks came of it, and what talks left open."""
        from alongside.learning.from_rounds import talks_of
        from alongside.learning.left_open import left_open
        from alongside.rounds import talks, unsettled

        talks.register(talks_of)
        unsettled.register(left_open)
