"""Everything that is checked by running it, beyond what each room checks in its own `tests` folder."""
