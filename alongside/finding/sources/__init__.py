"""Every source of words that can be found, room by room."""

from __future__ import annotations

from alongside.finding.sources.agreements import AGREEMENTS
from alongside.finding.sources.learning import LEARNING
from alongside.finding.sources.passing_on import PASSED_ON
from alongside.finding.sources.people import PEOPLE
from alongside.finding.sources.rounds import ROUNDS
from alongside.finding.sources.shapes import Source

SOURCES: tuple[Source, ...] = (*PEOPLE, *LEARNING, *AGREEMENTS, *ROUNDS, *PASSED_ON)
BY_ID = {source.id: source for source in SOURCES}
