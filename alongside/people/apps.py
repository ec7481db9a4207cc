"""The room `people`: who someone is here."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room `people`."""

    name = "alongside.people"
    label = "people"

    def ready(self) -> None:
        """Tell the doors how a seat is found, and pages what this device is known in."""
        from alongside.people import seating
        from alongside.people.pages import on_this_device
        from alongside.web import doors, mast

        doors.register("present", seating.find_present)
        doors.register("gone", seating.find_gone)
        mast.register_homes(on_this_device)
