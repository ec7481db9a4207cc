"""The kinds of things that can be found, as one narrows by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

FRAMEWORK = "framework"
KINDS: Mapping[str, StrOrPromise] = {
    "talks": _("Talks"),
    "said": _("What people said"),
    "made": _("What we make of it"),
    "agreed": _("Agreements"),
    "tries": _("What we try"),
    "people": _("People"),
    "passed-on": _("Passed on"),
    FRAMEWORK: _("The questions and tools"),
}
