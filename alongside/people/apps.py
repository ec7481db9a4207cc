"""The room `people`: who someone is here."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room `people`."""

    name = "alongside.people"
    label = "people"

    def ready(self) -> None:
        """Tell the doors how a seat is found."""
        from alongside.people import seating
        from alongside.web import doors

        doors.register("present", seating.find_present)
        doors.register("gone", seating.find_gone)
