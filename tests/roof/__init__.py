"""The roof: starting, serving, guarding, the command line."""
