"""The house's own rules, held against every file."""
