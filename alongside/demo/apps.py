"""The room `demo`: invented partnerships to look round in, each visitor in a copy of their own."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The room `demo`."""

    name = "alongside.demo"
    label = "demo"

    def ready(self) -> None:
        """Tell pages what says that a partnership is an example, and where the examples stand."""
        from alongside.demo.mast import examples, invented
        from alongside.web.mast import register_examples, register_invented

        register_invented(invented)
        register_examples(examples)
