"""The views of this room: a door, one call, one answer; one file for each thing that is shown."""
