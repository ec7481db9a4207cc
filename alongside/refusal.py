"""What is raised when Alongside will not go on, with one sentence that says what to do."""


class Refusal(Exception):
    """A sentence for whoever runs Alongside: what is wrong, and what to do about it."""
