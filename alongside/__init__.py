"""Alongside: a tool for partnerships that want to learn together, one question at a time."""

__version__ = "0.1.0"
