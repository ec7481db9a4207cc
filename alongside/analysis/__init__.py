"""The thinking: entries to findings, by pure functions that know nothing of Django."""
