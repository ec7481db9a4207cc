"""The house's rules as plain functions: a text goes in, its faults come out, each with its line.

Each is tried on a text that breaks it in `test_rules.py`, and held against every file in `test_files.py`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

LONGEST_FILE = 400
LONGEST_FUNCTION = 60

# Put together here, so that this file does not say what it forbids.
PLACES = ("/" + "work/", "../" + "shared", "/opt/" + "wheels", "/root" + "/", "." + "library/")
REGISTRIES = ("pypi" + ".org", "python" + "hosted", "registry." + "npmjs", "deb." + "debian")
WRITERS = ("anthro" + "pic", "clau" + "de", "chat" + "gpt", "open" + "ai", "co-authored" + "-by", "copi" + "lot")


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, from 1."""
    yield from enumerate(text.splitlines(), 1)


def long_file(text: str) -> list[str]:
    """Return a fault if the file is too long to be read in a sitting."""
    lines = len(text.splitlines())
    return [f"{lines} lines: make it a folder of the same name"] if lines > LONGEST_FILE else []


def long_functions(text: str) -> list[str]:
    """Return a fault for each function that does not fit on a screen."""
    faults = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                faults.append(f"{node.lineno}: {node.name} has {lines} lines")
    return faults


def unsaid_module(text: str) -> list[str]:
    """Return a fault if a module with something in it does not open by saying what lives there."""
    tree = ast.parse(text)
    return ["1: no opening sentence"] if tree.body and not ast.get_docstring(tree) else []


def says_too_much(text: str) -> list[str]:
    """Return a fault for each line that names a place on one machine, a registry, or a program that writes."""
    faults = []
    for number, line in numbered(text):
        folded = line.casefold()
        faults += [f"{number}: {word}" for word in (*PLACES, *REGISTRIES, *WRITERS) if word in folded]
    return faults


INLINE = (
    (re.compile(r"<style\b", re.I), "a style element"),
    (re.compile(r"\sstyle\s*=", re.I), "a style attribute"),
    (re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.I), "a script without src"),
    (re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I), "an event attribute"),
    (re.compile(r"""(?:href|src|action)\s*=\s*["']?\s*javascript:""", re.I), "a javascript: address"),
)


def inline(text: str) -> list[str]:
    """Return a fault for each style or script that stands in a template."""
    return [f"{number}: {what}" for number, line in numbered(text) for pattern, what in INLINE if pattern.search(line)]


def elsewhere(text: str) -> list[str]:
    """Return a fault for each thing that a template or style sheet would fetch from another host."""
    pattern = re.compile(r"""(?:\ssrc|<link[^>]*\shref|url\(|@import)\s*[=(]?\s*["']?\s*(?:https?:)?//""", re.I)
    return [f"{number}: fetched from elsewhere" for number, line in numbered(text) if pattern.search(line)]


def extends_late(text: str) -> list[str]:
    """Return a fault if a template extends another, and not in its first words; or is a whole page by itself."""
    found = re.search(r"{%-?\s*extends\b", text)
    if found and found.start() != 0:
        return ["extends is not first"]
    return []


def unhashed(text: str) -> list[str]:
    """Return a fault for each requirement without a hash, and for each address."""
    faults = []
    for requirement in re.split(r"\n(?=\S)", text.strip()):
        name = requirement.split("==")[0].split()[0]
        if "==" not in requirement or "--hash=sha256:" not in requirement:
            faults.append(f"{name}: not one version with its hashes")
        if "://" in requirement or "--index" in requirement or "--find-links" in requirement:
            faults.append(f"{name}: an address")
    return faults
