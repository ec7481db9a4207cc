"""What the pages on which one answers show in their fields: what stands, what is wrong, or two texts to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from alongside.rounds.commands import Typed
from alongside.rounds.forms.answering import Sent, mark
from alongside.rounds.pages.answering import AnswerPage, Item
from alongside.rounds.sheets import AWAY, ME, NAMED, Entry

Place = tuple[str, str, bool]
OPEN = "none"
"""What the page sends for a place that is left open."""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in its fields. `places` are (value, words, whether chosen); `was` is the mark of what the page showed.

    With `yours`, two texts wait: `other` is the other one, the fields hold both together, and one is to be chosen.
    Where the answer was sent without a name there are no fields: `entry` is what was written beside that, and can go
    no more.
    """

    item: Item
    name: str
    entry: Entry
    seen: int
    was: str
    places: tuple[Place, ...]
    sentence: str = ""
    yours: Entry | None = None
    other: Entry | None = None
    yours_as_text: str = ""
    other_as_text: str = ""
    keep_yours: str = ""
    keep_other: str = ""
    is_undecided: bool = False

    @property
    def choice(self) -> str:
        """What the choice between two texts is called."""
        return f"{self.name}-choice"

    @property
    def base(self) -> int:
        """The version of one's sent answer that these words are to change."""
        return self.item.base


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """The answers of one page. `errors` is whether anything is to be put right."""

    rows: tuple[Row, ...]
    is_bound: bool = True

    @property
    def row(self) -> Row:
        """The one answer, where there is one."""
        return self.rows[0]

    @property
    def choosing(self) -> tuple[Row, ...]:
        """Those of which there are two texts."""
        return tuple(row for row in self.rows if row.yours)

    @property
    def errors(self) -> tuple[Row, ...]:
        """Those that cannot be kept as they are, or wait for a choice that was not made."""
        return tuple(row for row in self.rows if row.sentence or row.is_undecided)


def shown(page: AnswerPage, *, sent: Sent | None = None, refused: Sequence[Typed] = ()) -> AnswerForm:
    """This will put into the fields what stands there; what is wrong as it was typed; and beside each other two texts.

    `refused` was typed on other words than stand there now, or on what was sent without a name meanwhile.
    """
    sent = sent or Sent()
    typed = {each.question: each.entry for each in (*sent.undecided.values(), *refused)}
    return AnswerForm(tuple(_row(page, item, sent, typed.get(item.question.id)) for item in page.items))


def _row(page: AnswerPage, item: Item, sent: Sent, typed: Entry | None) -> Row:
    question = item.question.id
    wrong = sent.wrong.get(question)
    if item.is_over:
        return _plain(page, item, wrong.entry if wrong else typed or item.draft or Entry(), seen=0)
    if wrong:
        return _plain(page, item, wrong.entry, seen=wrong.seen, sentence=wrong.sentence)
    if typed or item.other:
        return _both(page, item, typed, undecided=question in sent.undecided)
    # what was put away stands in the fields, for whoever wishes to go on with it
    entry = replace(item.now, how="") if item.now.how == AWAY else item.now
    return _plain(page, item, entry, seen=item.draft.version if item.draft else 0)


def _plain(page: AnswerPage, item: Item, entry: Entry, *, seen: int, sentence: str = "") -> Row:
    was = "" if sentence else mark(replace(item.now, how=_how(item.now)))
    places = _places(page, entry)
    return Row(item, item.question.id, replace(entry, how=_how(entry)), seen, was, places, sentence)


def _how(entry: Entry) -> str:
    """Return how an answer is to go as its page says it: a change of what has one's name has it without saying."""
    return "" if entry.base and entry.how == NAMED else entry.how


def _places(page: AnswerPage, entry: Entry) -> tuple[Place, ...]:
    chosen = OPEN if entry.stance is None else str(entry.stance)
    return tuple((str(place), words, str(place) == chosen) for place, words in page.asking.places)


def _both(page: AnswerPage, item: Item, typed: Entry | None, *, undecided: bool) -> Row:
    """Two texts: what was typed and what stands; or what stands and what was written or sent elsewhere."""
    stands = item.draft or item.now
    if typed and item.elsewhere:
        stands = _together(stands, item.elsewhere)
    yours, other = (typed, stands) if typed else (stands, item.other or Entry())
    both = _together(yours, other)
    return Row(
        item,
        item.question.id,
        both,
        item.draft.version if item.draft else 0,
        "",
        _places(page, both),
        yours=yours,
        other=other,
        yours_as_text=_as_text(page, yours),
        other_as_text=_as_text(page, other),
        keep_yours=_labels(item, typed)[0],
        keep_other=_labels(item, typed)[1],
        is_undecided=undecided,
    )


def _labels(item: Item, typed: Entry | None) -> tuple[str, str]:
    """Return what the choices of two texts are called."""
    if typed:
        return _("Keep what you typed here"), _("Keep what stands already")
    if item.elsewhere:
        return _("Keep what you wrote on this device"), _("Keep what you wrote on the other device")
    return _("Keep your change"), _("Keep what you have sent")


def _together(yours: Entry, other: Entry) -> Entry:
    """Both texts one under the other, to be made into one, going no further than either; of two places, yours."""
    words = "\n".join(dict.fromkeys(each.words for each in (yours, other) if each.words))
    stance = other.stance if yours.stance is None else yours.stance
    ways = {yours.how, other.how}
    how = next((way for way in (ME, NAMED) if way in ways), "")
    return Entry(0, stance, words, yours.wishes or other.wishes, how)


def _as_text(page: AnswerPage, entry: Entry) -> str:
    """An answer as one text, to be read beside another."""
    places = dict(page.asking.places)
    parts = [
        "" if entry.stance is None else places[entry.stance],
        f"“{entry.words}”" if entry.words else "",
        _("I would like us to talk about this") if entry.wishes else "",
        {ME: _("Only for me"), NAMED: _("With my name"), AWAY: _("Not now")}.get(_how(entry), ""),
    ]
    return "\n".join(part for part in parts if part) or _("Nothing: it was left empty.")
