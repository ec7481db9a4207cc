"""Telling an invented partnership: every step of its story through the real commands, each at its own moment."""

from alongside.demo.telling.telling import tell

__all__ = ["tell"]
