"""Walking into an example takes nothing away."""

from __future__ import annotations

from tests.access.undoing.shapes import Undone, Values

UNDONE: tuple[Undone, ...] = ()
ONLY_GIVE: dict[str, Values] = {"demo:walk_in": {}}
