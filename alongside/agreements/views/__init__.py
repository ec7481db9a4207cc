"""Door, one call, one answer; one file for each part of the room."""
