"""The views of this room: a door, one call, one answer."""
