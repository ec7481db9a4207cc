"""Every source of words that can be found, room by room."""

from __future__ import annotations

from alongside.finding.sources.learning import LEARNING
from alongside.finding.sources.rounds import ROUNDS
from alongside.finding.sources.shapes import Source

SOURCES: tuple[Source, ...] = (*LEARNING, *ROUNDS)
BY_ID = {source.id: source for source in SOURCES}
