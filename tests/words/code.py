"""The sentences that stand in Python, marked for translation, by the class that says them: a form, mostly."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.words.reading_age import SOMETHING

SAYS = {"_", *(f"{name}{lazy}" for name in ("gettext", "ngettext", "pgettext", "npgettext") for lazy in ("", "_lazy"))}
BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[\w.!:]*\}")


def marked_for_translation(call: ast.Call) -> Iterator[str]:
    """Yield the words that a call marks."""
    called = getattr(call.func, "id", getattr(call.func, "attr", ""))
    given = call.args if called in SAYS else []
    for each in given[1:] if called.startswith(("pgettext", "npgettext")) else given:
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield BLANK.sub(SOMETHING, each.value)


def by_class(source: str) -> dict[str, list[str]]:
    """Return what a module says, by the outermost class that says it; "" where there is none."""
    found: dict[str, list[str]] = {}

    def look(node: ast.AST, speaker: str) -> None:
        if isinstance(node, ast.Call):
            found.setdefault(speaker, []).extend(marked_for_translation(node))
        for child in ast.iter_child_nodes(node):
            look(child, speaker or node.name if isinstance(node, ast.ClassDef) else speaker)

    look(ast.parse(source), "")
    return found
