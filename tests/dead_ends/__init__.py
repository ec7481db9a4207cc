"""No dead ends: every page of both examples, as each person who may walk in."""
