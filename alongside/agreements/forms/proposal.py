"""What may come in about a proposal: what somebody says, or asks; who was in the room; how it is settled."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.agreements.commands import Room, Word
from alongside.agreements.models import Says
from alongside.partnerships.models import LINE, Membership
from alongside.people.forms import Keyed
from alongside.web.forms import DayField, Words

SAID = LINE * 5
CAN_SAY = (Says.AGREE, Says.LIVE, Says.RESERVATION, Says.CANNOT, Says.BACK)
A_YEAR = 366


class Seen(Keyed):
    """A form that says which version of the words was seen, and is sent once."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def clean(self) -> dict[str, Any]:
        """Say of the version that is missing what concerns the whole page."""
        cleaned = super().clean()
        if self.errors.pop("seen", None) and not self.non_field_errors():
            self.add_error(None, _("This page is too old. Please load it again."))
        return cleaned


def _ahead(form: forms.Form, name: str, on: datetime.date) -> None:
    """Refuse a day that is over, or more than a year away."""
    day = form.cleaned_data.get(name)
    if day and day < on:
        form.add_error(name, _("That day is over. Please write one that is to come."))
    elif day and (day - on).days > A_YEAR:
        form.add_error(name, _("Please choose a day within a year."))


def _counts_from(form: forms.Form, name: str, on: datetime.date) -> None:
    field = form.fields[name]
    assert isinstance(field, DayField)  # noqa: S101
    field.on = on


class SayForm(Seen):
    """What somebody says to a proposal."""

    says = forms.ChoiceField(
        label=_("What do you say to it?"),
        choices=[(each.value, each.label) for each in CAN_SAY],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one."), "invalid_choice": _("Please choose one.")},
    )
    words = Words(
        limit=SAID,
        lines=True,
        required=False,
        label=_("In your words"),
        help_text=_("Which reservation, or which harm? With the others you can leave it empty."),
    )
    back_by = DayField(
        label=_("Only if you take it back: by when you hear"),
        help_text=_("A day, such as 15 May. You can change it later. With all other answers, leave it empty."),
    )

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        _counts_from(self, "back_by", on)

    def clean(self) -> dict[str, Any]:
        """Ask which reservation, which harm, and by when."""
        cleaned = super().clean()
        says = cleaned.get("says")
        if says == Says.RESERVATION and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Please write which reservation you have."))
        if says == Says.CANNOT and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Please write which harm it would do, and to whom."))
        if says == Says.BACK and not cleaned.get("back_by") and "back_by" not in self.errors:
            self.add_error("back_by", _("Please write by when you hear from your organisation."))
        if says == Says.BACK:
            _ahead(self, "back_by", self.on)
        return cleaned

    def word(self) -> Word:
        """Return what is said."""
        return Word(self.cleaned_data["says"], self.cleaned_data["words"], self.cleaned_data["back_by"])


class ClarifyForm(Keyed):
    """A question about what is proposed, or what somebody says to one."""

    words = Words(limit=SAID, lines=True, label=_("What would you like to know?"))


class OnlineForm(Seen):
    """Until when everybody is asked."""

    answer_by = DayField(
        label=_("Until the end of"),
        help_text=_("A day, such as 15 May. Leave it empty to ask no longer."),
    )

    def __init__(self, *args: Any, on: datetime.date, given: datetime.date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        _counts_from(self, "answer_by", on)
        if given is None or given >= on:
            self.fields["answer_by"].required = True
            help_text = _("A day, such as 15 May. It can only be later.") if given else _("A day, such as 15 May.")
            self.fields["answer_by"].help_text = help_text

    def clean(self) -> dict[str, Any]:
        """Refuse a day that is over, or too far off."""
        cleaned = super().clean()
        _ahead(self, "answer_by", self.on)
        return cleaned


class LeaveOpenForm(Seen):
    """What is in the way."""

    words = Words(
        limit=SAID, lines=True, label=_("What is in the way"), help_text=_("In a line or two, for everybody.")
    )


class DecideForm(Seen):
    """Which meeting decided, and when."""

    words = Words(
        limit=SAID,
        lines=True,
        label=_("Which meeting, and why it went on"),
        help_text=_("What was said against it stands beside this, in its own words."),
    )
    on = DayField(label=_("On which day"), required=True, required_words=_("Please write a day."))

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = on
        _counts_from(self, "on", on)

    def clean_on(self) -> datetime.date:
        """Return the day; raises ValidationError where it is to come."""
        return _not_ahead(str(self.data.get("on", "")), self.cleaned_data["on"], self.today)


def _not_ahead(typed: str, day: datetime.date, today: datetime.date) -> datetime.date:
    """Return a day that is not to come: without a year, as “19 March”, the last one; raises ValidationError."""
    if day > today and re.search(r"\d", typed) and not re.search(r"\d{4}", typed):
        day = day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else day
    if day > today:
        raise ValidationError(_("That day is still to come."))
    return day


class RoomForm(Seen):
    """Who was in the room, on which day, and who had a reservation."""

    on = DayField(label=_("On which day"), required=True, required_words=_("Please write a day."))
    others = Words(
        limit=LINE,
        required=False,
        label=_("Who else was there"),
        help_text=_("Those who have no place here, by name or as “two carers”."),
    )

    def __init__(self, *args: Any, on: datetime.date, people: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.people = on, people
        _counts_from(self, "on", on)
        self.fields["there"] = forms.MultipleChoiceField(
            label=_("Who of us was there"),
            choices=[(each.ref, each.name) for each in people],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Please tick at least one."),
                "invalid_choice": _("Somebody you ticked is not here any more. Please tick again."),
            },
        )
        for each in people:
            self.fields[f"reservation_{each.ref}"] = Words(limit=SAID, required=False, label=each.name)

    def clean_on(self) -> datetime.date:
        """Return the day; raises ValidationError where it is to come."""
        return _not_ahead(str(self.data.get("on", "")), self.cleaned_data["on"], self.today)

    def clean(self) -> dict[str, Any]:
        """Refuse a reservation of somebody who was not there."""
        cleaned = super().clean()
        for each in self.people:
            name = f"reservation_{each.ref}"
            if cleaned.get(name) and each.ref not in cleaned.get("there", ()):
                self.add_error(name, _("Please tick above that they were there."))
        return cleaned

    @property
    def reservations(self) -> list[forms.BoundField]:
        """The fields in which a reservation is typed, one for each person."""
        return [self[f"reservation_{each.ref}"] for each in self.people]

    @property
    def shows_reservations(self) -> bool:
        """Whether something was typed there."""
        return any(bound.value() for bound in self.reservations)

    def room(self) -> Room:
        """Return the room."""
        there = [each for each in self.people if each.ref in self.cleaned_data["there"]]
        said = {each.pk: self.cleaned_data[f"reservation_{each.ref}"] for each in there}
        return Room(self.cleaned_data["on"], there, self.cleaned_data["others"], said)
