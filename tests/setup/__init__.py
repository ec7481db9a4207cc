"""The set-up on machines that lack something."""
