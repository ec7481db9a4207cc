"""Views of this room: organising, answering, sending, typing in, and what is one's own."""
