"""Who may reach what: every address, as everyone."""
