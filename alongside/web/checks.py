"""System checks of the fabric: a view without a door does not start."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the site with its pattern, in order."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


@register
def every_view_has_a_door(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Fail on any view that no door guards."""
    return [
        Error(f"The view of /{route} has no door.", id="web.E001")
        for route, pattern in patterns(get_resolver())
        if getattr(pattern.callback, "door", None) is None
    ]
