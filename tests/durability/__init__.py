"""Saved means saved: what was said to be kept is there after whatever happens to the machine."""
