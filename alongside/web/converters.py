"""What an address may hold; anything else is no address."""

from django.urls import register_converter


class Ref:
    """A public reference: twelve letters and digits that cannot be mistaken for one another."""

    regex = "[a-hj-km-np-z2-9]{12}"

    def to_python(self, value: str) -> str:
        """Return the reference as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the reference as it stands."""
        return value


class QuestionId(Ref):
    """A question's stable id, such as `purpose.beneficiaries`."""

    regex = "[a-z]+[.][a-z]+"


def register() -> None:
    """Make `<ref:…>` and `<question:…>` known to the addresses."""
    register_converter(Ref, "ref")
    register_converter(QuestionId, "question")
