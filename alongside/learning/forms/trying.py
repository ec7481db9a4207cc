"""What may come in on what we will try, and on its own page about what came of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.learning.commands import Instead, Plan, Told
from alongside.learning.forms.lines import Seen
from alongside.learning.forms.outcomes import OutcomeForm
from alongside.learning.models import WORDS, Happened, Helped
from alongside.learning.pages.saying import Person
from alongside.partnerships.models import LINE, NAME
from alongside.web.forms import DayField, Words

Data = Mapping[str, Any] | None
PAST = _("That day is past. Keep it?")
KEEP_PAST = _("Keep that day, though it is past")


class PlanForm(forms.Form):
    """What we will try: only what is asked for. `stands` is what stands there, which is begun with.

    `choice_…` come in only from a page that showed two versions: "theirs" keeps the other's, whatever is typed.
    """

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = Seen(required=False, widget=forms.HiddenInput)
    what = Words(limit=WORDS, lines=True, label=_("What will you try?"), required_words=_("Say what you will try."))
    people = forms.MultipleChoiceField(label=_("Which of us?"), widget=forms.CheckboxSelectMultiple, required=False)
    who = Words(
        limit=NAME * 2,
        required=False,
        label=_("Who else, if you like"),
        help_text=_("A name, a group, or “anyone”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    due = DayField(label=_("By when, if you like"), help_text=_("Such as 15 May."))
    past = forms.BooleanField(required=False, label=KEEP_PAST)
    signs = Words(
        limit=LINE * 5,
        lines=True,
        required=False,
        label=_("What would you see, if you like"),
        help_text=_("Something small that would tell you it helped."),
    )

    def __init__(
        self,
        data: Data = None,
        *,
        today: datetime.date,
        people: Sequence[Person],
        stands: Plan | None = None,
        begin: Plan | None = None,
        **initial: Any,
    ) -> None:
        first = begin or stands
        super().__init__(data, initial={**initial, **(_as_typed(first, people) if first else {})})
        self.today, self.all_of_us, self.stands = today, people, stands
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.on = today
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = [(each.ref, each.name) for each in people]

    def clean(self) -> dict[str, Any]:
        """Take the other's where that was chosen; ask about a day that is past, unless it stands there already."""
        said = super().clean() or self.cleaned_data
        theirs = _as_typed(self.stands, self.all_of_us) if self.stands else {}
        for part in theirs:
            named = "people" if part == "who" else part  # who else goes with which of us
            if self.data.get(f"choice_{named}") == "theirs":
                said[part] = theirs[part]
                self.errors.pop(part, None)
        stood = self.stands.due if self.stands else None
        if (due := said.get("due")) and due < self.today and due != stood and not said.get("past"):
            self.add_error("due", ValidationError(PAST, code="past"))
        return said

    @property
    def asks_past(self) -> bool:
        """Whether the day is past, and nobody has said to keep it."""
        return self.has_error("due", "past")

    @property
    def ticked(self) -> list[str]:
        """The names of those of us who are ticked now."""
        refs = self["people"].value() or ()
        return [each.name for each in self.all_of_us if each.ref in refs]

    def plan(self) -> Plan:
        """Return what was said, once it is valid."""
        said = self.cleaned_data
        people = frozenset(each.pk for each in self.all_of_us if each.ref in said["people"])
        return Plan(said["what"], people, said["who"], said["due"], said["signs"])


def _as_typed(plan: Plan, people: Sequence[Person]) -> dict[str, Any]:
    """Return a plan as it would be typed, by the names of the fields."""
    refs = [each.ref for each in people if each.pk in plan.people]
    return {"what": plan.what, "people": refs, "who": plan.who, "due": plan.due, "signs": plan.signs}


def _learned() -> Words:
    return Words(limit=LINE * 5, lines=True, required=False, label=_("What did you learn, if you like"))


class CameForm(OutcomeForm):
    """What came of something we tried, on its own page: there it can be changed too, to something else or a new day."""

    field_order = ("key", "seen", "happened", "instead", "due", "past", "helped", "words", "learned")
    seen = Seen(required=False, widget=forms.HiddenInput)
    instead = Words(limit=WORDS, lines=True, required=False, label=_("You changed it. What will you try now?"))
    due = DayField(label=_("By when now"), help_text=_("Such as 15 May."))
    past = forms.BooleanField(required=False, label=KEEP_PAST)
    learned = _learned()

    def __init__(
        self, data: Data = None, *, today: datetime.date, before: Mapping[int, Plan], initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.today, self.before = today, before
        happened, due = self.fields["happened"], self.fields["due"]
        if isinstance(happened, forms.ChoiceField) and isinstance(due, DayField):
            happened.choices, due.on = Happened.choices, today

    def clean(self) -> dict[str, Any]:
        """Changed, it says what to or by when: something else than the version that was seen."""
        said = super().clean() or self.cleaned_data
        if said.get("happened") != Happened.CHANGED or {"instead", "due"} & set(self.errors):
            return said
        stood = self.before.get(said["seen"])
        if not said["instead"]:
            self.add_error("instead", _("Say what you will try now. If nothing, you let it go."))
        elif stood and (said["instead"], said["due"]) == (stood.what, stood.due):
            self.add_error("instead", _("Say what is other now: what you will try, or by when."))
        elif said["due"] and said["due"] < self.today and not said["past"]:
            self.add_error("due", ValidationError(PAST, code="past"))
        return said

    @property
    def asks_past(self) -> bool:
        """Whether the day is past, and nobody has said to keep it."""
        return self.has_error("due", "past")

    def told(self) -> Told:
        """Return what was said, once it is valid."""
        told = super().told()
        return Told(told.happened, told.helped, told.words, self.cleaned_data["learned"])

    def changed(self) -> Instead | None:
        """Return what it was changed to, if it was."""
        said = self.cleaned_data
        is_other = said["happened"] == Happened.CHANGED
        return Instead(said["seen"], said["instead"], said["due"]) if is_other else None


class HelpedForm(forms.Form):
    """Whether something helped that happened some weeks ago, when it was too soon to say."""

    key = forms.CharField(required=False)
    helped = forms.ChoiceField(
        label=_("Did it help?"),
        choices=Helped.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    words = Words(limit=LINE * 5, lines=True, required=False, label=_("Whom did it help, and whom not?"))
    learned = _learned()

    def told(self) -> Told:
        """Return what was said, once it is valid."""
        said = self.cleaned_data
        return Told(Happened.YES, said["helped"], said["words"], said["learned"])

    def changed(self) -> None:
        """Nothing is changed by it."""
