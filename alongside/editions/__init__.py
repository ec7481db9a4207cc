"""The room `editions`; `apps.py` says what lives here."""
