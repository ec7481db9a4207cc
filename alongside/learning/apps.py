"""The room `learning`: talks, what we try, and whether it helped."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """The room `learning`."""

    name = "alongside.learning"
    label = "learning"
