"""What may come in when a round is prepared, or changed before anybody is asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.framework.loading import the_edition
from alongside.partnerships.models import LINE, NAME
from alongside.people.forms import Keyed
from alongside.rounds.commands import Plan
from alongside.rounds.forms.organising import DaysForm, end_of
from alongside.rounds.models import ENOUGH_ASKED, OPENING_WORDS, Opens, Round, Way, Whom
from alongside.rounds.pages.preparing import PARTS, Choices
from alongside.rounds.pages.said import minutes
from alongside.web.forms import Words

THREE, PICKED, ALL = "three", "picked", "all"
NAMED, UNNAMED = "named", "unnamed"
NAMES = ((NAMED, _("With names")), (UNNAMED, _("Words are shown without names")))
PLEASE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one.")}


class RoundForm(DaysForm):
    """All that is said of a round before it is asked.

    `choices` says what can be chosen here: the people, the three questions that are suggested, and what stands in the
    way of others. Sending without a name is a field only where enough of us are here.
    """

    field_order = ("name", "way", "which", "words", "closes", "opens", "meeting_on", "whom", "chosen", "names")
    name = Words(limit=NAME, label=_("What shall it be called?"), required_words=_("Please write a name."))
    way = forms.ChoiceField(
        label=_("How are the questions meant?"), choices=Way.choices, widget=forms.RadioSelect, error_messages=PLEASE
    )
    which = forms.ChoiceField(label=_("Which questions?"), widget=forms.RadioSelect, error_messages=PLEASE)
    words = Words(
        limit=OPENING_WORDS,
        lines=True,
        required=False,
        label=_("Why you ask, if you like"),
        help_text=_("In your own words. It stands before the first question."),
    )
    opens = forms.ChoiceField(
        label=_("When is what was sent opened?"),
        choices=Opens.choices,
        widget=forms.RadioSelect,
        error_messages=PLEASE,
    )
    whom = forms.ChoiceField(
        label=_("Who is asked?"), choices=Whom.choices, widget=forms.RadioSelect, error_messages=PLEASE
    )
    chosen = forms.MultipleChoiceField(label=_("Some of us: who?"), widget=forms.CheckboxSelectMultiple, required=False)
    names = forms.ChoiceField(
        label=_("How are words shown?"), choices=NAMES, widget=forms.RadioSelect, required=False, error_messages=PLEASE
    )
    through = forms.ChoiceField(label=_("Somebody to speak through, if you like"), required=False)
    through_reach = Words(
        limit=LINE,
        label=_("How they are reached"),
        help_text=_("A phone number, with its hours; or where they can be found."),
        required=False,
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        sent = str(self.data.get("three", "")).split() if self.is_bound else []
        self.three = choices.found(sent) or choices.three
        people = [(who.ref, who.name) for who in choices.people]
        self._offer("which", self._whiches())
        self._offer("chosen", people)
        self._offer("through", [("", _("Nobody")), *people])
        for theme in the_edition().themes:
            self.fields[f"picked-{theme.id}"] = forms.MultipleChoiceField(
                label=theme.name, widget=forms.CheckboxSelectMultiple, required=False, choices=choices.ticks(theme)
            )
        if len(choices.people) < ENOUGH_ASKED:
            del self.fields["names"]

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - all three are
        field.choices = choices

    def _whiches(self) -> list[tuple[str, str]]:
        edition = the_edition()
        suggested, whole = say("Suggested: %(questions)s (%(minutes)s)"), say("All of %(theme)s (%(minutes)s)")
        three = " · ".join(question.short for question in self.three)
        themes = [
            (theme.id, whole % {"theme": theme.name, "minutes": minutes(len(theme.questions))})
            for theme in edition.themes
        ]
        everything = say("All %(n)d (%(minutes)s)")
        return [
            *([(THREE, suggested % {"questions": three, "minutes": minutes(len(self.three))})] if three else []),
            *themes,
            (PICKED, say("Those I tick below (3 minutes each)")),
            (ALL, everything % {"n": len(edition.questions), "minutes": minutes(len(edition.questions))}),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing: ticks, a person, a way to reach them; and for names where few are asked."""
        cleaned = super().clean()
        if cleaned.get("which") == PICKED and not self._ticked():
            self.add_error("which", _("Please tick at least one question below, or choose another line."))
        elif cleaned.get("which") == THREE and self._ticked():
            self.add_error(
                "which", _("You ticked questions below. Choose “Those I tick below”, or take the ticks away.")
            )
        few = cleaned.get("whom") == Whom.FEW
        if few and not cleaned.get("chosen") and "chosen" not in self.errors:
            self.add_error("chosen", _("Please tick who is asked."))
        elif cleaned.get("whom") == Whom.EVERYBODY and cleaned.get("chosen"):
            self.add_error("whom", _("You ticked people below. Choose “Some of us”, or take the ticks away."))
        if "names" in self.fields and "names" not in self.errors:
            self._clean_names(cleaned, few=few)
        if cleaned.get("through") and not cleaned.get("through_reach") and "through_reach" not in self.errors:
            self.add_error("through_reach", _("Please write how they are reached."))
        return cleaned

    def _clean_names(self, cleaned: dict[str, Any], *, few: bool) -> None:
        if not few and not cleaned.get("names"):
            self.add_error("names", PLEASE["required"])
        elif few and cleaned["names"] == UNNAMED:
            sentence = _(
                "Where only some of us are asked, answers are with names. Ask everybody, or choose “With names”."
            )
            self.add_error("names", sentence)

    def _ticked(self) -> set[str]:
        return {each for theme in the_edition().themes for each in self.cleaned_data.get(f"picked-{theme.id}", ())}

    def questions(self) -> tuple[str, ...]:
        """Return the ids of the questions that were chosen, in the edition's order."""
        edition, which = the_edition(), self.cleaned_data.get("which", "")
        if which == THREE:
            return tuple(question.id for question in self.three)
        if which == ALL:
            return tuple(question.id for question in edition.questions)
        picked = self._ticked()
        return tuple(
            each.id for each in edition.questions if (each.id in picked if which == PICKED else each.theme.id == which)
        )

    def plan(self) -> Plan:
        """Return the round as it was said."""
        said = self.cleaned_data
        few, meets = said["whom"] == Whom.FEW, said["opens"] == Opens.MEETING
        people = {who.ref: who for who in self.choices.people}
        return Plan(
            name=said["name"],
            questions=self.questions(),
            closes_at=end_of(said["closes"]),
            way=said["way"],
            words=said["words"],
            opens=said["opens"],
            meeting_on=said["meeting_on"] if meets else None,
            without_names=said.get("names") == UNNAMED and not few,
            whom=said["whom"],
            chosen=tuple(who for who in self.choices.people if who.ref in said["chosen"]) if few else (),
            through=people.get(said["through"]),
            through_reach=said["through_reach"] if said["through"] else "",
        )

    def shows_ticks(self) -> bool:
        """Whether the ticks for questions stand open."""
        return self["which"].value() == PICKED or any(field.value() for field in self.themes())

    def shows_people(self) -> bool:
        """Whether the ticks for people stand open."""
        return self["whom"].value() == Whom.FEW or bool(self["chosen"].value())

    def themes(self) -> list[forms.BoundField]:
        """Return the fields of ticks, one for each theme."""
        return [self[f"picked-{theme.id}"] for theme in the_edition().themes]


class PrepareForm(Keyed, RoundForm):
    """Preparing a round; sent twice, it prepares one."""


class ChangeForm(RoundForm):
    """Changing a prepared round, on the version that was seen.

    `choice_…` come in only from a page that showed two versions: "theirs" keeps the other's part.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def theirs(self) -> set[str]:
        """Return the parts for which the other's were chosen."""
        return {part for part in PARTS if self.data.get(f"choice_{part}") == "theirs"}

    def again(self, now: Round) -> ChangeForm:
        """Return the form with what was typed, standing on the version that is there now."""
        return ChangeForm(choices=self.choices, on=self.on, initial={**self.cleaned_data, "seen": now.version})

    def clean(self) -> dict[str, Any]:
        """Say of a version that is missing what concerns the whole page."""
        cleaned = super().clean()
        if self.errors.pop("seen", None):
            self.add_error(None, _("This page is too old. Please load it again."))
        return cleaned
