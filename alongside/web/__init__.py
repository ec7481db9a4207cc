"""The room `web`; `apps.py` says what lives here."""
