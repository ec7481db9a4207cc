"""All that the page of a talk takes in, and what it shows again when something is to be put right or chosen."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.learning.commands import TRY, Typed
from alongside.learning.forms.lines import EXPECTED, FORMS, Beside, LineForm
from alongside.learning.forms.outcomes import OutcomeForm
from alongside.learning.models import LineKind
from alongside.learning.pages import Now, TalkPage, Tried

NAMES: Mapping[str, Any] = {**{kind.value: kind.label for kind in LineKind}, TRY: _("What we will try")}
YOURS, THEIRS, BOTH = "yours", "theirs", "both"
_CAME = re.compile(r"came-([a-z0-9]{12})-key")
MOST = 20


class Sent:
    """What came with one press: the lines that were sent, sorted into those that can be kept and the others.

    A line that two had changed came with both texts and a choice: `yours`, `theirs`, or `both`, written together.
    A line that was not sent is not touched.
    """

    def __init__(self, data: QueryDict, *, on: datetime.date, beside: Beside) -> None:
        self.lines: list[Typed] = []
        self.wrong: dict[str, LineForm] = {}
        self.undecided: dict[str, Typed] = {}
        for kind, form_class in FORMS.items():
            mine = form_class(data, on=on, beside=beside, prefix=f"mine-{kind}")
            form = form_class(data, on=on, beside=beside)
            if not mine.was_sent:
                self._take(kind, form)
            elif data.get(f"{kind}-choice") == YOURS:
                self._take(kind, mine)
            elif data.get(f"{kind}-choice") == BOTH:
                self._take(kind, form)
            elif data.get(f"{kind}-choice") != THEIRS and mine.is_valid():
                self.undecided[kind] = mine.typed()
        refs = [found[1] for found in map(_CAME.fullmatch, data) if found]
        self.came = {ref: OutcomeForm(data, prefix=f"came-{ref}") for ref in refs[:MOST]}

    def _take(self, kind: str, form: LineForm) -> None:
        if form.was_sent and form.is_valid():
            self.lines.append(form.typed())
        elif form.was_sent:
            self.wrong[kind] = form


@dataclass(frozen=True)
class Row:
    """One line as the page shows it. With `yours`, two have changed it: `theirs` stands, and one is to be chosen."""

    form: LineForm
    mine: LineForm | None = None
    yours: str = ""
    theirs: str = ""
    by: str = ""
    is_undecided: bool = False

    @property
    def seen(self) -> BoundField:
        """The version, as a hidden field."""
        return self.form["seen"]

    @property
    def choice(self) -> str:
        """What the choice between two texts is called."""
        return f"{self.form.kind}-choice"

    @property
    def legend(self) -> str:
        """What is asked about two texts."""
        return gettext("Two of you changed “%(line)s”. Which words?") % {"line": NAMES[self.form.kind]}


@dataclass(frozen=True)
class Asking:
    """Something we said we would try, and what is asked of it."""

    tried: Tried
    form: OutcomeForm


@dataclass(frozen=True)
class TalkForm:
    """The lines of a talk by kind, what is asked of each try, and what is wrong with the whole."""

    rows: Mapping[str, Row]
    came: tuple[Asking, ...]
    sentence: str = ""
    is_bound: bool = True
    errors: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "errors", bool(self.sentence) or any(form.errors for form in self._wrong()))

    def _wrong(self) -> Iterator[forms.Form]:
        yield from (asking.form for asking in self.came if asking.form.is_bound)
        yield from (row.form for row in self.rows.values() if row.form.is_bound)

    @property
    def choosing(self) -> tuple[Row, ...]:
        """The lines that two have changed."""
        return tuple(row for row in self.rows.values() if row.mine)

    def __iter__(self) -> Iterator[BoundField]:
        """Every field that may have something to put right, in the order of the page."""
        for form in self._wrong():
            yield from form

    def non_field_errors(self) -> list[str]:
        """What concerns no field, in sentences."""
        return [self.sentence] if self.sentence else []


def shown(
    page: TalkPage, *, sent: Sent | None = None, clashing: tuple[Typed, ...] = (), sentence: str = ""
) -> TalkForm:
    """This will put on the page what stands there; what is wrong as it was typed; and beside each other two texts."""
    wrong = sent.wrong if sent else {}
    choosing = {**(sent.undecided if sent else {}), **{typed.kind: typed for typed in clashing}}
    rows = {}
    for kind, form_class in FORMS.items():
        now = page.lines[kind]
        if kind in choosing:
            rows[kind] = _both(form_class, choosing[kind], now, page, undecided=bool(sent and kind in sent.undecided))
        elif kind in wrong:
            rows[kind] = Row(wrong[kind])
        else:
            rows[kind] = Row(form_class(on=page.on, initial={**now.words, "seen": now.version}))
    return TalkForm(rows, tuple(_asking(tried, page, sent) for tried in page.tries), sentence)


def _asking(tried: Tried, page: TalkPage, sent: Sent | None) -> Asking:
    typed = sent.came.get(tried.ref) if sent else None
    if typed is not None and typed.was_sent and not typed.is_valid():
        return Asking(tried, typed)
    return Asking(tried, OutcomeForm(prefix=f"came-{tried.ref}", initial={"key": page.key}))


def _both(form_class: type[LineForm], typed: Typed, now: Now, page: TalkPage, *, undecided: bool) -> Row:
    together = {**{name: _joined(typed.words[name], now.words[name]) for name in now.words}, "seen": now.version}
    return Row(
        form=form_class(on=page.on, initial=together),
        # a day that is past was ticked, or it would not have come as far as this
        mine=form_class(
            on=page.on, prefix=f"mine-{typed.kind}", initial={**typed.words, "seen": now.version, "past": True}
        ),
        yours=_as_text(typed.words),
        theirs=_as_text(now.words),
        by=now.by,
        is_undecided=undecided,
    )


def _joined(yours: Any, theirs: Any) -> Any:
    """Both texts one under the other, to be made into one; of two days, yours."""
    if isinstance(yours, str) and isinstance(theirs, str):
        return "\n".join(dict.fromkeys(words for words in (yours, theirs) if words))
    return yours or theirs


def _as_text(words: Mapping[str, Any]) -> str:
    """A line as one text, to be read beside another."""
    parts = [_part_as_text(part) for part in words.values() if part]
    return "\n".join(parts) or str(_("Nothing: it was left empty."))


def _part_as_text(part: Any) -> str:
    """A day as people write it; a tick as what stands beside it."""
    if isinstance(part, datetime.date):
        return date_format(part, "j F Y")
    return str(EXPECTED if part is True else part)
