"""The room `people`; `apps.py` says what lives here."""
