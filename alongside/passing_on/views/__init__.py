"""The views of this room: what a talk leaves, and leaving with what is yours."""
