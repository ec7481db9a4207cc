"""The room `front`; `apps.py` says what lives here."""
