"""The room `agreements`; `apps.py` says what lives here."""
