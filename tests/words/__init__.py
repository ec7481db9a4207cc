"""Our own sentences, screen by screen: `python -m tests.words` says which are too long or too hard to read."""
