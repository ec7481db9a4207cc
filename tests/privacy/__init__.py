"""What was shown without a name cannot be joined to whoever wrote it: an attacker tries, with all there is (P-01)."""
