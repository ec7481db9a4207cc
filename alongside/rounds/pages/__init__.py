"""Every read of this room."""
