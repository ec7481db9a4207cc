"""What may come in, one file for each thing that is asked."""
