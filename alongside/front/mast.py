"""The head of a page that is for anybody: the way back, for whoever came from a partnership."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.web.mast import Home, Mast, MenuEntry, examples_of, homes_of

PLACES = (
    "front:help",
    "front:who_sees_what",
    "front:privacy",
    "front:danger",
    "front:others",
    "front:guide",
    "editions:framework",
)


def mast(request: HttpRequest) -> Mast | None:
    """Return the mast of a page for anybody, from a device that has a place somewhere; None elsewhere."""
    match = request.resolver_match
    if match is None or match.view_name not in PLACES:
        return None
    homes, examples = homes_of(request), examples_of(request)
    opened = examples.opened if examples else ()
    if not homes and not opened:
        return None
    return Mast(entries=lambda: (*(_back(homes) for _ in homes[:1]), *(_back_to_example(each) for each in opened)))


def _back_to_example(home: Home) -> MenuEntry:
    return MenuEntry(_("Back to the example, %(name)s") % {"name": f"\u2068{home.name}\u2069"}, home.url)


def _back(homes: tuple[Home, ...]) -> MenuEntry:
    """Lead back to the one partnership; of several none is named, as others may see this screen."""
    if len(homes) > 1:
        return MenuEntry(_("Back to your partnerships"), reverse("front:front"))
    (home,) = homes
    # the marks keep a name that is written from the right from turning the words around it
    return MenuEntry(_("Back to %(name)s") % {"name": f"\u2068{home.name}\u2069"}, home.url)
