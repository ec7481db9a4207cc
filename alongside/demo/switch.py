"""Whether there are examples here: by how the server is set up, as what it is asked by is the asker's to choose."""

from django.conf import settings


def are_on() -> bool:
    """Whether anybody may look round an example here: where nobody but this computer is served, or if switched on."""
    return bool(settings.EXAMPLES) or not (settings.PUBLIC_HOSTS or settings.HALL)
