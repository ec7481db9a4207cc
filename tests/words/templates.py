"""What a template says, by Django's own reading of it: nothing is rendered, and every branch is read.

What it includes by name is read with it. What it extends, and the parts that tags put in, are templates of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from django.conf import settings
from django.template import Engine
from django.template.base import FilterExpression, Node, NodeList, TextNode, Token, TokenType, VariableNode
from django.template.defaulttags import ForNode, IfNode
from django.template.library import InclusionNode, SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.functional import Promise

from alongside.web.promises import promise
from tests.words.marked import BREAK, CLOSE, NEXT, OPEN
from tests.words.reading_age import SOMETHING

A_DAY = "Thursday 18 June 2026"
# In a letter, an empty line ends what stands together, as do a point of a list and a line with its own end.
LINE_ENDS = re.compile(rf"\n(?=[\s{OPEN}{NEXT}{CLOSE}]*(?:\n|- ))|(?<=[.:?!])\n")
IN_A_TAG = re.compile(r'="[^"]*?{% block (\w+) %}')


def built_in() -> list[str]:
    """The tags that every template has."""
    options = settings.TEMPLATES[0]["OPTIONS"]
    assert isinstance(options, dict)
    return list(options["builtins"])


def the_engine(house: Path) -> Engine:
    """All rooms' templates with the tags that the settings build in, without any room's tables."""
    libraries = {name: f"django.templatetags.{name}" for name in ("cache", "i18n", "l10n", "static", "tz")}
    for path in house.glob("*/templatetags/[a-z]*.py"):
        libraries[path.stem] = f"alongside.{path.parts[-3]}.templatetags.{path.stem}"
    folders = [str(folder) for folder in house.glob("*/templates")]
    return Engine(dirs=folders, builtins=built_in(), libraries=libraries)


def fork(ways: Iterable[str]) -> str:
    """One of several."""
    return OPEN + NEXT.join(ways) + CLOSE


def given(expression: object) -> str:
    """The words that a tag is given as they are, or nothing."""
    said = getattr(expression, "var", None)
    said = getattr(said, "literal", said)
    return str(said) if isinstance(said, str | Promise) else ""


def shown(expression: FilterExpression) -> str:
    """What `{{ … }}` shows: something, or the words that a filter such as `default` puts there."""
    looked_up = [pair for _, pairs in expression.filters for pair in pairs]
    put = [
        words for is_name, each in looked_up if not is_name for words in str(each).split(",") if " " in words.strip()
    ]
    own = given(expression) or SOMETHING
    return fork([own, *put]) if put else own


def block_words(node: BlockTranslateNode) -> str:
    """The words of `{% blocktranslate %}`, of one and of several."""

    def said(tokens: Iterable[Token]) -> str:
        return "".join(token.contents if token.token_type == TokenType.TEXT else SOMETHING for token in tokens)

    return fork([said(node.singular), said(node.plural)]) if node.plural else said(node.singular)


@dataclass
class Reader:
    """Reads a template, and what it includes."""

    engine: Engine
    apart: list[str] = field(default_factory=list)  # words given to a tag, which shows them somewhere
    included: set[str] = field(default_factory=set)
    _within: list[str] = field(default_factory=list)
    _in_tags: set[str] = field(default_factory=set)  # blocks that a base shows inside a tag: a class, an address

    def read(self, name: str) -> str:
        """Return its words as marked text."""
        if name in self._within:
            return ""
        self._within.append(name)
        said = self._all(self.engine.get_template(name).nodelist)
        self._within.pop()
        return LINE_ENDS.sub(BREAK, said) if name.endswith(".txt") else said

    def _all(self, nodes: Iterable[Node]) -> str:
        return "".join(self._one(node) for node in nodes)

    def _one(self, node: Node) -> str:
        match node:
            case TextNode() | VariableNode() | TranslateNode() | BlockTranslateNode():
                return self._words(node)
            case IfNode() | ForNode():
                return self._forked(node)
            case BlockNode() | ExtendsNode():
                return self._of_a_base(node)
            case IncludeNode():
                return self._include(node)
            case SimpleNode() | InclusionNode():
                return self._tag(node)
        return "".join(self._all(getattr(node, name, ())) for name in node.child_nodelists)

    def _words(self, node: TextNode | VariableNode | TranslateNode | BlockTranslateNode) -> str:
        if isinstance(node, TextNode):
            return node.s
        if isinstance(node, VariableNode):
            return shown(node.filter_expression)
        if isinstance(node, TranslateNode):
            return self._named(node.asvar, given(node.filter_expression) or SOMETHING)
        return self._named(node.asvar, block_words(node))

    def _named(self, name: str | None, said: str) -> str:
        """Words that are given a name are shown wherever that stands."""
        if name:
            self.apart.append(said)
        return "" if name else said

    def _forked(self, node: IfNode | ForNode) -> str:
        if isinstance(node, ForNode):
            loop, empty = cast(NodeList, node.nodelist_loop), cast(NodeList, node.nodelist_empty)
            return fork([self._all(loop), self._all(empty)]) if empty else self._all(loop)
        ways = [self._all(nodes) for _, nodes in node.conditions_nodelists]
        return fork(ways if node.conditions_nodelists[-1][0] is None else [*ways, ""])

    def _of_a_base(self, node: BlockNode | ExtendsNode) -> str:
        if isinstance(node, ExtendsNode):
            self._in_tags |= self._blocks_in_tags(given(node.parent_name))
            return self._all(node.nodelist)
        return "" if node.name in self._in_tags else BREAK + self._all(node.nodelist) + BREAK

    def _blocks_in_tags(self, name: str) -> set[str]:
        base = self.engine.get_template(name)
        above = [given(node.parent_name) for node in base.nodelist if isinstance(node, ExtendsNode)]
        return set(IN_A_TAG.findall(str(base.source))).union(*map(self._blocks_in_tags, above))

    def _include(self, node: IncludeNode) -> str:
        self._keep_apart(node.extra_context.values())
        name = given(node.template)
        if not name:
            return ""
        self.included.add(name)
        return self.read(name)

    def _tag(self, node: SimpleNode | InclusionNode) -> str:
        called = node.func.__name__
        if called == "promise" and given(node.args[0]):
            return self._named(getattr(node, "target_var", None), promise(given(node.args[0])))
        if called == "day":
            return A_DAY
        self._keep_apart([*node.args, *node.kwargs.values()])
        return ""

    def _keep_apart(self, expressions: Iterable[object]) -> None:
        self.apart += [said for each in expressions if (said := given(each))]
