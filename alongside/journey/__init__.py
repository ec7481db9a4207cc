"""The room `journey`; `apps.py` says what lives here."""
