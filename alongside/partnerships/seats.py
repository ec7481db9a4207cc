"""A seat: somebody's place in one partnership, as it stands while one request is answered."""

from dataclasses import dataclass

from alongside.partnerships.models import Membership, Partnership


@dataclass(frozen=True, slots=True)
class Seat:
    """Who is asking, and where. Made by the door from the device in hand, never from what a page sends."""

    membership: Membership
    partnership: Partnership
    is_organiser: bool
    device_id: int | None = None

    @property
    def partnership_id(self) -> int:
        """The wall: every query behind a door is `.within(seat)`."""
        return self.partnership.pk
