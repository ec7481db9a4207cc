"""The room `demo`; `apps.py` says what lives here."""
