"""Every rule bites: each is tried on a text that breaks it, and on one that does not."""

from collections.abc import Callable

import pytest

from tests.house import rules

Rule = Callable[[str], list[str]]

BROKEN: list[tuple[Rule, str]] = [
    (rules.long_file, "x\n" * (rules.LONGEST_FILE + 1)),
    (rules.long_functions, "def f():\n" + "    x\n" * rules.LONGEST_FUNCTION),
    (rules.long_functions, "class A:\n    async def f(self):\n" + "        x\n" * rules.LONGEST_FUNCTION),
    (rules.unsaid_module, "import os\n"),
    (rules.says_too_much, "see " + "/" + "work/notes"),
    (rules.says_too_much, "from https://" + "pypi" + ".org/simple"),
    (rules.says_too_much, "Co-Authored" + "-By: somebody"),
    (rules.inline, '<p style="color: red">'),
    (rules.inline, "<style>p {}</style>"),
    (rules.inline, "<script>alert(1)</script>"),
    (rules.inline, '<button type="button" onclick="x()">'),
    (rules.inline, '<a href="javascript:x()">'),
    (rules.elsewhere, '<img src="https://example.org/x.png">'),
    (rules.elsewhere, '<link rel="stylesheet" href="//example.org/x.css">'),
    (rules.elsewhere, "@font-face { src: url(https://example.org/x.woff2) }"),
    (rules.extends_late, '{% load i18n %}{% extends "web/base.html" %}'),
    (rules.unhashed, "click==8.1\n"),
    (rules.unhashed, "click>=8.1 \\\n    --hash=sha256:aa\n"),
    (rules.unhashed, "--index-url https://example.org\nclick==8.1 \\\n    --hash=sha256:aa\n"),
]
KEPT: list[tuple[Rule, str]] = [
    (rules.long_file, "x\n" * rules.LONGEST_FILE),
    (rules.long_functions, "def f():\n" + "    x\n" * (rules.LONGEST_FUNCTION - 1)),
    (rules.unsaid_module, '"""What lives here."""\nimport os\n'),
    (rules.unsaid_module, ""),
    (rules.says_too_much, "we work/rest together"),
    (rules.inline, '<script type="module" src="/static/start.js"></script>'),
    (rules.inline, '<p data-style="x">'),
    (rules.elsewhere, '<a href="https://example.org">a link that one may follow</a>'),
    (rules.extends_late, '{% extends "web/base.html" %}{% load i18n %}'),
    (
        rules.unhashed,
        "a==1 \\\n    --hash=sha256:aa\nb==2 ; x != 'y' \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n",
    ),
]


@pytest.mark.parametrize(("rule", "text"), BROKEN)
def test_a_broken_rule_is_seen(rule: Rule, text: str) -> None:
    assert rule(text)


@pytest.mark.parametrize(("rule", "text"), KEPT)
def test_a_kept_rule_is_let_be(rule: Rule, text: str) -> None:
    assert rule(text) == []
