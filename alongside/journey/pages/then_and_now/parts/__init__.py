"""What is compared: where we are, how we see it, what is agreed, not settled, said and tried, and who is here."""
