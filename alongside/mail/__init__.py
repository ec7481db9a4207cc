"""The room `mail`: letters to those who gave an address, where whoever runs the server has set mail up."""

from alongside.mail.setup import is_set_up

__all__ = ["is_set_up"]
