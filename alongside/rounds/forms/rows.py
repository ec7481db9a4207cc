"""What the pages on which one answers show in their fields: what stands, what is wrong, or two texts to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from alongside.rounds.commands import Typed
from alongside.rounds.forms.answering import Sent, mark
from alongside.rounds.models import APART
from alongside.rounds.pages.answering import AnswerPage, Item
from alongside.rounds.sheets import AWAY, ME, NAMED, Entry

Place = tuple[str, str, bool, str]
"""One of a choice: its value, its words, whether it is chosen, and a class of its own."""
OPEN = "none"
"""What the page sends for a place that is left open."""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in its fields: `places` on the scale, the `ways` it may go; `was` is the mark of what the page showed.

    With `yours`, two texts wait: `other` is the other one, the fields hold both together, and one is to be chosen.
    Where the answer was sent without a name there are no fields: `entry` is what was written beside that, and can go
    no more.
    """

    item: Item
    name: str
    entry: Entry
    seen: str
    was: str
    places: tuple[Place, ...]
    ways: tuple[Place, ...] = ()
    told: str = ""
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
    def id(self) -> str:
        """What tells the parts of this answer from those of the others on the page."""
        return str(self.item.number)

    @property
    def base(self) -> str:
        """The version of one's sent answer that these words are to change."""
        return str(self.item.base)

    @property
    def theme(self) -> str:
        """The question's theme."""
        return self.item.question.theme.id

    @property
    def stance(self) -> str:
        """What the choice of a place is called."""
        return f"{self.name}-stance"

    @property
    def how(self) -> str:
        """What the choice of how it goes is called."""
        return f"{self.name}-how"

    @property
    def is_kept(self) -> bool:
        """Whether what stands in the fields is kept."""
        return self.seen != "0" and not self.sentence and not self.yours


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
    shown = replace(entry, how=_how(entry))
    return Row(
        item, item.question.id, shown, str(seen), was, places, _ways(page, item, shown), _told(item), sentence=sentence
    )


def _told(item: Item) -> str:
    """Return what is said above the fields of an answer that is sent, or put away."""
    if item.sent:
        return _("You have sent this with your name. What you change here is sent when you send it again.")
    if item.is_away:
        return _("You said “not now” here: it goes nowhere. Keep it, and it is among your answers again.")
    return ""


def _ways(page: AnswerPage, item: Item, entry: Entry) -> tuple[Place, ...]:
    """Return how an answer may go; what is sent with a name goes with it."""
    if item.sent:
        return ()
    named, mine = (NAMED, _("With my name")), (ME, _("Only me: it is sent to nobody"))
    all_ = ("all", _("As everybody here: without my name") if page.asking.without_names else named[1])
    ways = [all_, *[named] * page.asking.without_names, mine]
    return tuple((value, words, value == (entry.how or "all"), "") for value, words in ways)


def _how(entry: Entry) -> str:
    """Return how an answer is to go as its page says it: a change of what has one's name has it without saying."""
    return "" if entry.base and entry.how == NAMED else entry.how


def _places(page: AnswerPage, entry: Entry) -> tuple[Place, ...]:
    chosen = "" if entry.stance is None else str(entry.stance)
    return tuple(
        (str(place), words, str(place) == chosen, also)
        for place, words, also in (
            *((place, words, " apart" if place == APART else "") for place, words in page.asking.places),
            (OPEN, _("Leave this open"), " open"),
        )
    )


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
        str(item.draft.version if item.draft else 0),
        "",
        _places(page, both),
        _ways(page, item, both),
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
