"""What is kept, as data to take away: a whole partnership, and what is held about one person."""
