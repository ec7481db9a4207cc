"""The room `passing_on`; `apps.py` says what lives here."""
