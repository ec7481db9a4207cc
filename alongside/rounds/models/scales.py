"""Where we are with a question: an ordered scale for each way of asking, and one place apart. Not a ladder to climb."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS = 4000
"""How many letters an answer may have."""
APART = 9
"""The place apart, "I can't tell": on no scale, and never counted among its steps."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The steps in their order, 0 first, and what stands apart."""

    steps: tuple[str | Promise, ...]
    apart: str | Promise

    def label(self, stance: int) -> str:
        """Return the words of one place; raises IndexError where there is none."""
        return str(self.apart if stance == APART else self.steps[stance])

    @property
    def places(self) -> tuple[tuple[int, str], ...]:
        """Every place with its words, the one apart last."""
        return (*((at, str(step)) for at, step in enumerate(self.steps)), (APART, str(self.apart)))


REFLECT = Scale(
    (
        _("We have not talked about it"),
        _("We have talked, not agreed"),
        _("We have agreed, not much has changed"),
        _("Some of us work that way"),
        _("All of us work that way"),
    ),
    _("I can’t tell from where I am"),
)
PREPARE = Scale(
    (
        _("I have not thought about it"),
        _("I have a hunch"),
        _("Some of us have talked"),
        _("We have agreed, for now"),
    ),
    _("I can’t tell yet"),
)


def scale_of(way: str) -> Scale:
    """Return the scale of one way of asking: "prepare" or "reflect"."""
    return PREPARE if way == "prepare" else REFLECT
