"""A thing to measure, and the tables that say what was measured."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.line import Run


@dataclass
class Thing:
    """One thing to measure: its floor, its goal, what does it once, and its runs."""

    name: str
    floor: str
    goal: str
    measure: Callable[[], Run]
    runs: list[Run] = field(default_factory=list)

    def middle(self) -> Run:
        """Return the medians."""
        return Run(*(statistics.median(getattr(each, name) for each in self.runs) for name in ("rate", "p95", "cpu")))


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a table that reads well as text and as Markdown."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]

    def line(row: tuple[str, ...]) -> str:
        cells = (
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        return f"| {' | '.join(cells)} |"

    rule = "|".join(["", *("-" * (width + 1) + (":" if at else "-") for at, width in enumerate(widths)), ""])
    return "\n".join([line(head), rule, *map(line, rows)])


def cost_table(things: list[Thing]) -> str:
    """Return what everything costs."""
    middles = {thing.name.removeprefix("floor: "): thing.middle() for thing in things}
    rows: list[tuple[str, ...]] = []
    for thing in things:
        seen, floor = thing.middle(), middles.get(thing.floor)
        rate, cpu = (f"{seen.rate / floor.rate:.2f}", f"{seen.cpu / floor.cpu:.1f}") if floor else ("", "")
        figures = (f"{seen.rate:,.0f}", f"{seen.p95 * 1000:.1f}", f"{seen.cpu * 1000:.2f}")
        rows.append((thing.name, *figures, thing.floor, rate, cpu, thing.goal))
    head = ("what", "a second", "p95 ms", "CPU ms each", "its floor", "rate ÷ floor's", "CPU ÷ floor's", "goal")
    return table(head, rows)
