"""What the pattern book shows: invented people and words, in every state that a part can be in."""

import datetime
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.analysis.spread import Spread
from alongside.analysis.words import Run
from alongside.pictures.qr import qr
from alongside.pictures.spread import Picture, Row, full, mini
from alongside.web.mast import Mast, MenuEntry, ThemeTab

_THEMES = ("purpose", "role", "people", "working", "learning")


class PatternForm(forms.Form):
    """One field of each kind; it keeps nothing."""

    name = forms.CharField(
        label=_("What shall we call you?"),
        help_text=_("A first name is enough."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"max_length": _("That is longer than 20 letters. Please shorten it.")},
    )
    words = forms.CharField(
        label=_("What we noticed"),
        required=False,
        widget=forms.Textarea,
        max_length=40,
        error_messages={"max_length": _("That is longer than 40 letters. Please shorten it.")},
    )
    day = forms.DateField(
        label=_("When we look again"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("We could not read that as a date. Write it as 2026-06-18.")},
    )
    kind = forms.ChoiceField(
        label=_("Is your partnership new?"),
        choices=[("new", _("It is new")), ("established", _("We have been at it for a while"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    times = forms.MultipleChoiceField(
        label=_("Good times for you"),
        required=False,
        choices=[("morning", _("Mornings")), ("evening", _("Evenings"))],
        widget=forms.CheckboxSelectMultiple,
    )
    organisation = forms.ChoiceField(
        label=_("Your organisation"),
        choices=[
            ("", _("Choose one")),
            ("trust", "Harbour Wards Hospital Trust"),
            ("resident", _("I come as a resident")),
        ],
        error_messages={"required": _("Choose one.")},
    )
    sure = forms.BooleanField(
        label=_("I have read who sees what"), error_messages={"required": _("Tick this to go on.")}
    )


@dataclass(frozen=True)
class PatternBook:
    """All that the pattern book shows."""

    fresh: PatternForm
    wrong: PatternForm
    mast: Mast
    day: datetime.date
    runs: tuple[Run, ...]
    text: str
    typed: tuple[str, ...]
    qr: str
    cards: tuple[str, ...]
    pictures: tuple[tuple[str, Picture], ...]
    minis: tuple[tuple[str, Picture], ...]


def pattern_book() -> PatternBook:
    """The pattern book, the same each time."""
    return PatternBook(
        fresh=PatternForm(auto_id="fresh_%s"),
        wrong=PatternForm(
            {"name": "Amina of the Harbour Wards", "words": "x " * 40, "day": "soon", "times": ["evening"]},
            auto_id="wrong_%s",
        ),
        mast=_mast(),
        day=datetime.date(2026, 6, 18),
        typed=("Four of us named the same families. None of us had asked them.",),
        runs=(
            Run("same", "Older people living alone "),
            Run("gone", "in the harbour wards"),
            Run("added", "anywhere in the borough, and whoever looks after them"),
            Run("same", "."),
        ),
        text="Harbour Wards Partnership, 20 March 2025\n\nWHAT WE NOTICED\nWe each named different people.",
        qr=qr("https://alongside.example/"),
        cards=("Nadia", "Tom", "Ŵyn Llŷr", "Len", "Priya", "Ruth", "Amina", "Jo-Ann Featherstonehaugh-Cholmondeley"),
        pictures=_pictures(),
        minis=tuple((said, mini(_PLACES, _CANT_TELL, _row(spread), _WHERE)) for said, spread in _SPREADS),
    )


_WHERE = "Where are we with this?"
_CANT_TELL = "I can’t tell from where I am"
_PLACES = (
    "We have not talked about it",
    "We have talked, not agreed",
    "We have agreed, not much has changed",
    "Some of us work that way",
    "All of us work that way",
)
_BEFORE = ("I have not thought about it", "I have a hunch", "Some of us have talked", "We have agreed, for now")
_SPREADS = (
    ("Five of us", Spread((1, 2, 1, 1, 0), 0)),
    ("Nine, all in one place", Spread((0, 0, 0, 9, 0), 0)),
    ("Fifteen, in two camps", Spread((7, 1, 0, 1, 6), 0)),
    ("Fifteen, spread evenly", Spread((3, 3, 3, 3, 3), 0)),
    ("Fifteen, close together but one", Spread((1, 0, 3, 11, 0), 0)),
    ("Nine, of whom many can’t tell", Spread((1, 2, 1, 0, 0), 5)),
    ("Nine who can’t tell", Spread((0, 0, 0, 0, 0), 9)),
    ("Forty", Spread((4, 9, 14, 8, 2), 3)),
    ("Forty in one place", Spread((40, 0, 0, 0, 0), 0)),
    ("Four hundred", Spread((38, 91, 143, 84, 3), 41)),
    ("Twenty thousand", Spread((1904, 4551, 7150, 4201, 143), 2051)),
    ("Too few", None),
)


def _row(spread: Spread | None, label: str = "June 2026") -> Row:
    return Row(label, spread, spread.placed + spread.apart if spread else 4)


def _pictures() -> tuple[tuple[str, Picture], ...]:
    now = _row(Spread((1, 3, 5, 4, 0), 2))
    december = _row(Spread((6, 4, 2, 1, 0), 1), "December 2025")
    march = _row(Spread((3, 5, 4, 1, 1), 1), "March 2026")
    several = {
        "Three rounds": full(_PLACES, _CANT_TELL, (december, march, now), _WHERE),
        "Three rounds, one of too few": full(_PLACES, _CANT_TELL, (december, _row(None, "March 2026"), now), _WHERE),
        "What we expected when we prepared": full(
            *(_BEFORE, "I can’t tell yet", (_row(Spread((2, 5, 3, 1), 2), "May 2025"),)),
            "What we expected when we prepared",
            past=True,
        ),
    }
    return (
        *several.items(),
        *((said, full(_PLACES, _CANT_TELL, (_row(spread),), _WHERE)) for said, spread in _SPREADS),
    )


def _mast() -> Mast:
    names = (_("Purpose"), _("Role"), _("People"), _("Working"), _("Learning"))
    here = "/patterns/"
    menu = (MenuEntry(str(_("Questions")), here, current=True), MenuEntry(str(_("People")), here))
    return Mast(
        home_url=here,
        partnership_name="Harbour Wards Partnership",
        entries=lambda: menu,
        person_name="Amina Yusuf",
        you_url=here,
        themes=tuple(
            ThemeTab(theme, str(name), here, current=theme == "people")
            for theme, name in zip(_THEMES, names, strict=True)
        ),
    )
