"""What may come in: how a round is prepared, and what people answer."""
