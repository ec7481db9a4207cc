"""Fields for what people write: a line, or several, or a day. What is wrong is said in a sentence; the words stay."""

import datetime
import re
import unicodedata
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alongside.analysis.days import NoSuchDay, read_day

UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
"""Kinds of characters that show nothing by themselves: a name of these alone is no name."""
LINE_END = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
"""Every way to end a line, the two of Unicode and the one of old mainframes among them: each is kept as a newline."""
ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters (all of Unicode's Cc but tab and newline) and halves of letters (Cs): no keyboard writes them."""


class Words(forms.CharField):
    """Words as people write them: brought to one form of Unicode (NFC), their ends trimmed.

    `limit` is how many letters there may be. One line, unless `lines`. Refuses control characters; what shows
    nothing at all counts as nothing.
    """

    def __init__(self, *, limit: int, lines: bool = False, required_words: Any = None, **more: Any) -> None:
        self.limit, self.lines = limit, lines
        if lines:
            more.setdefault("widget", forms.Textarea)
        words = {"required": required_words or _("Please write something here.")}
        super().__init__(strip=False, error_messages={**words, **more.pop("error_messages", {})}, **more)

    def to_python(self, value: Any) -> str:
        """Return the words, trimmed and in one form; empty where nothing is to be seen."""
        words = composed(str(value or ""))
        words = LINE_END.sub("\n", words).strip(" \t\n")
        return words if any(unicodedata.category(each) not in UNSEEN for each in words) or ODD.search(words) else ""

    def validate(self, value: str) -> None:
        """Refuse what is empty, what is too long, and what no keyboard writes; raises ValidationError."""
        super().validate(value)
        if not self.lines and "\n" in value:
            raise ValidationError(_("Please write this in one line."), code="lines")
        if ODD.search(value):
            raise ValidationError(
                _("There is a character here that cannot be shown. Please type these words afresh."), code="odd"
            )
        if len(value) > self.limit:
            raise ValidationError(
                ngettext(
                    "That is longer than %(limit)d letter. Please shorten it.",
                    "That is longer than %(limit)d letters. Please shorten it.",
                    self.limit,
                )
                % {"limit": self.limit},
                code="max_length",
            )

    def run_validators(self, value: str) -> None:
        """Nothing more: `validate` has said it in our own sentences."""


class DayField(Words):
    """A day, typed: `2026-05-15`, `15/05/2026`, `15 May 2026`, or `15 May` for the next one counted from `.on`.

    What was typed stays as it was typed when it is no day. Whoever makes the form sets `.on`.
    """

    on: datetime.date | None = None

    def __init__(self, **more: Any) -> None:
        more.setdefault("required", False)
        more.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(limit=40, **more)

    def clean(self, value: Any) -> datetime.date | None:
        """Return the day, or None where nothing is written; raises ValidationError."""
        words = super().clean(value)
        if not words:
            return None
        if self.on is None:
            raise RuntimeError("a field for a day must know what day it is counted from")
        try:
            return read_day(words, on=self.on)
        except NoSuchDay as wrong:
            raise ValidationError(
                _("We could not read that as a day. Write it like 15 May 2026."), code="day"
            ) from wrong

    def prepare_value(self, value: Any) -> Any:
        """Show a day that was kept as people write it, and what is typed just now as it was typed."""
        return date_format(value, "j F Y") if isinstance(value, datetime.date) else value


def composed(words: str) -> str:
    """Return `words` in the form NFC, in a time that grows with their length and no faster.

    Python by itself takes the square of it for marks that stand on one another in the wrong order, and does nothing
    else meanwhile: half a megabyte of them would hold up everybody for minutes. So they are put in order first.
    """
    if unicodedata.is_normalized("NFC", words):
        return words
    apart = (piece for letter in words for piece in unicodedata.normalize("NFD", letter))
    runs = groupby(apart, key=lambda piece: unicodedata.combining(piece) > 0)
    ordered = (
        piece for is_marks, run in runs for piece in (sorted(run, key=unicodedata.combining) if is_marks else run)
    )
    return unicodedata.normalize("NFC", "".join(ordered))
