"""The room `learning`: talks, what we try, and whether it helped."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """The room `learning`."""

    name = "alongside.learning"
    label = "learning"

    def ready(self) -> None:
        """Tell those who ask everyone what came of it and what is open; and one's own page of one's quotes."""
        from django.utils.translation import gettext_lazy as _

        from alongside.agreements import sentences
        from alongside.learning.from_rounds import talks_of
        from alongside.learning.left_open import left_open
        from alongside.learning.made import made_of
        from alongside.learning.proposed_from import sentence_of
        from alongside.rounds import gatherings, talks, unsettled
        from alongside.web import mast

        talks.register(talks_of)
        unsettled.register(left_open)
        gatherings.register(made_of)
        sentences.register(sentence_of)
        mast.register_own(_("Words of yours that may be passed on"), "learning:quotes")
