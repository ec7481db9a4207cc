"""What comes from the pages on which one answers: for each question a place on the scale, words, a tick, how it goes.

Plain functions and plain templates: 23 questions stand on one page, and Django's widgets would take fifty milliseconds.
Every field is named by its question: `working.power-words`. Of two texts each is there whole, to be chosen:
`yours-working.power-words`, `theirs-working.power-words`; the fields by the question's own name hold both together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError

from alongside.rounds.commands import Typed
from alongside.rounds.models import APART, WORDS, Round, Way, scale_of
from alongside.rounds.sheets import AWAY, ME, NAMED, Entry
from alongside.web.forms import Words

Data = Mapping[str, str]
YOURS, THEIRS, BOTH = "yours", "theirs", "both"
SIGNED = {NAMED: NAMED, ME: ME}
"""How one answer may go otherwise than the round is, by what the page sends."""
PLACES = {way: {str(at): at for at in (*range(len(scale_of(way).steps)), APART)} for way in Way.values}
"""The places of each way's scale, by what the page sends; anything else is none."""
_words = Words(limit=WORDS, lines=True, required=False)


def mark(entry: Entry) -> str:
    """Return what tells whether an answer was touched since the page was made; it tells nothing else."""
    said = repr((entry.stance, entry.words, entry.wishes, entry.how))
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def number(value: str | None) -> int:
    """Return a version as a page sends it; whatever is no number is none."""
    text = value or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 15 else 0


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that cannot be kept as it is, as it was typed, and why."""

    entry: Entry
    seen: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with one press, question by question: what is to be kept, and what cannot be.

    What nobody touched since the page was made is not among it. `undecided` came with two texts and no choice.
    """

    typed: tuple[Typed, ...] = ()
    wrong: Mapping[str, Wrong] = field(default_factory=dict)
    undecided: Mapping[str, Typed] = field(default_factory=dict)


def read(data: Data, questions: Iterable[str], round: Round, *, not_now: str = "", untouched: bool = False) -> Sent:
    """Return what was sent of these questions; the one called `not_now` is to be put away.

    With `untouched`, also what nobody touched since the page was made.
    """
    typed: list[Typed] = []
    wrong: dict[str, Wrong] = {}
    undecided: dict[str, Typed] = {}
    for question in (each for each in questions if f"{each}-seen" in data):
        chosen = _choice(data, question)
        each = _one(data, question, chosen or YOURS, round)
        if isinstance(each, Wrong):
            wrong[question] = each
        elif not chosen:
            undecided[question] = each
        elif question == not_now and (each.seen or _is_touched(data, each)):
            typed.append(_put_away(each))
        elif untouched or _is_touched(data, each):
            typed.append(each)
    return Sent(tuple(typed), wrong, undecided)


def _choice(data: Data, question: str) -> str:
    """Return which text of two was chosen, or nothing; where there is one, it is what stands in the fields."""
    if f"{YOURS}-{question}-words" not in data:
        return BOTH
    choice = data.get(f"{question}-choice", "")
    return choice if choice in (YOURS, THEIRS, BOTH) else ""


def _is_touched(data: Data, each: Typed) -> bool:
    return data.get(f"{each.question}-was") != mark(each.entry)


def _put_away(each: Typed) -> Typed:
    """Return what is to go nowhere for now. What is for nobody else goes nowhere as it is."""
    if each.entry.is_empty or each.entry.how == ME:
        return each
    return replace(each, entry=replace(each.entry, how=AWAY))


def _one(data: Data, question: str, chosen: str, round: Round) -> Typed | Wrong:
    """Return one answer as it was typed, or as it was chosen."""
    name = question if chosen == BOTH else f"{chosen}-{question}"
    seen, base = number(data.get(f"{question}-seen")), number(data.get(f"{question}-base"))
    how = SIGNED.get(data.get(f"{name}-how", ""), "")
    how = "" if how == NAMED and (base or not round.without_names) else how
    raw, sentence = data.get(f"{name}-words", ""), ""
    try:
        words = str(_words.clean(raw))
    except ValidationError as error:
        words, sentence = raw, " ".join(error.messages)
    stance = PLACES[round.way].get(data.get(f"{name}-stance", ""))
    entry = Entry(0, stance, words, f"{name}-wishes" in data, how, base)
    return Wrong(entry, seen, sentence) if sentence else Typed(question, seen, entry)
