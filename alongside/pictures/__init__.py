"""Drawing: pure functions to SVG, each with its words. Nothing here knows Django."""
