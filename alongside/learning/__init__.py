"""The room `learning`; `apps.py` says what lives here."""
