"""The room `partnerships`; `apps.py` says what lives here."""
