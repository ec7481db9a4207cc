"""The room `partnerships`: who belongs."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """The room `partnerships`."""

    name = "alongside.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        """Tell pages what finds the partnership's own contact for harm, and that a partnership is invented."""
        from alongside.partnerships.pages import contact, invented
        from alongside.web.mast import register_contact, register_invented

        register_contact(contact)
        register_invented(invented)
