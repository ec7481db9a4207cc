"""What a device is called, so that its person knows it again: the browser's kind and the system's, nothing finer."""

import re

from django.utils.translation import gettext as _

# in this order: most browsers also call themselves Chrome and Safari
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR|Opera", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS|Chromium", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh|Mac OS X", "Mac"),
    ("Linux|X11", "Linux"),
)


def _first(names: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for pattern, name in names if re.search(pattern, said)), "")


def label_of(user_agent: str) -> str:
    """Return "Firefox on Android", or less where less can be told. Nothing of what was sent is kept as it was sent."""
    said = user_agent[:500]
    browser, system = _first(_BROWSERS, said), _first(_SYSTEMS, said)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser")
