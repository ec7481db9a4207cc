"""Asking everyone: rounds, sealed drafts, sending, and the close."""
