"""What may come in about people: names, organisations, codes, and what was pasted."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside import mail
from alongside.partnerships.commands import RESIDENT, Origin
from alongside.partnerships.forms import PartingForm
from alongside.partnerships.models import LINE, NAME, Kind, Organisation, Size, Stage
from alongside.people.pasted import Pasted, people_in
from alongside.people.secrets import CARD, CODE, SHAPE, new_secret
from alongside.web.forms import DayField, Words

PASTED = 10_000
MOST = 60
"""How many may be pasted at once."""


def person_field() -> Words:
    """The one field that coming in asks for."""
    return Words(
        limit=NAME,
        label=_("What shall we call you?"),
        help_text=_("A first name is enough. Everybody in the partnership can see it."),
        required_words=_("Please write what we should call you."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )


class Typed(Words):
    """A word or two, typed by whoever means it, before what no later press puts back."""

    def __init__(self, word: Any, **more: Any) -> None:
        self.word = word
        self.sentence = format_lazy(_("Please type “{word}”."), word=word)
        super().__init__(
            limit=LINE,
            label=format_lazy(_("Type “{word}”"), word=word),
            required_words=self.sentence,
            widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
            **more,
        )

    def validate(self, value: str) -> None:
        """Refuse every other word, however the right one is written; raises ValidationError."""
        super().validate(value)
        if value.casefold().split() != str(self.word).casefold().split():
            raise ValidationError(self.sentence)


class Keyed(forms.Form):
    """A form that carries a key of its own, so that sending it twice does its work once."""

    key = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": new_secret(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_key(self) -> str:
        """Return the key; raises ValidationError when no page of ours made it."""
        key = str(self.cleaned_data["key"])
        if not re.fullmatch(SHAPE, key):
            raise ValidationError(_("Please load this page again."))
        return key

    def clean(self) -> dict[str, Any]:
        """Say of the key that is missing what concerns the whole page."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors.pop("key", None):
            self.add_error(None, _("This page is too old. Please load it again."))
        return cleaned


def kind_field() -> forms.ChoiceField:
    """What kind of organisation."""
    return forms.ChoiceField(
        label=_("What kind is it?"), required=False, choices=[("", _("I would rather not say")), *Kind.choices]
    )


def size_field() -> forms.ChoiceField:
    """How large it is."""
    return forms.ChoiceField(
        label=_("How large is it?"), required=False, choices=[("", _("I would rather not say")), *Size.choices]
    )


class StartForm(Keyed):
    """Starting a partnership."""

    name = Words(
        limit=NAME,
        label=_("What is your partnership called?"),
        help_text=_("You can change this later."),
        required_words=_("Please write what your partnership is called."),
    )
    place = Words(limit=NAME, label=_("Where is it?"), help_text=_("A town, a ward, a county."), required=False)
    stage = forms.ChoiceField(
        label=_("Is it new?"),
        choices=Stage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one."), "invalid_choice": _("Please choose one.")},
    )
    person = person_field()
    organisation = Words(limit=NAME, label=_("Which organisation do you come from?"), required=False)
    kind = kind_field()
    size = size_field()
    resident = forms.BooleanField(label=_("I come as a resident"), required=False)
    code = Words(
        limit=LINE,
        label=_("The code that whoever runs this server gave you"),
        required_words=_("Please write the code."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, with_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_code:
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """Ask for an organisation or for the tick, and not for both."""
        cleaned = super().clean()
        written, resident = cleaned.get("organisation"), cleaned.get("resident")
        if written and resident:
            self.add_error("organisation", _("You wrote an organisation and ticked “resident”. Keep one of the two."))
        elif not written and not resident and "organisation" not in self.errors:
            self.add_error("organisation", _("Please write its name, or tick that you come as a resident."))
        return cleaned

    def origin(self) -> Origin:
        """Return where its person comes from."""
        said = self.cleaned_data
        return Origin(new=said["organisation"], kind=said["kind"], size=said["size"])


class CodeForm(forms.Form):
    """A code typed from the wall, or from a card."""

    code = Words(
        limit=LINE,
        label=_("The code"),
        help_text=_("From the wall or the screen: eight letters and numbers. From a card: sixteen."),
        required_words=_("Please type the code."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false", "inputmode": "text"}
        ),
    )

    def clean_code(self) -> str:
        """Return what was typed; raises ValidationError when it is too short or too long for a code."""
        typed = str(self.cleaned_data["code"])
        letters = len("".join(typed.split()).replace("-", ""))
        if letters not in {CODE, CARD}:
            raise ValidationError(
                _("A code has eight or sixteen letters and numbers. This has %(many)d.") % {"many": letters}
            )
        return typed


class JoinForm(Keyed):
    """Coming in: one field."""

    name = person_field()


class EnterForm(Keyed):
    """Coming in by a link: the name is asked for only the first time.

    `typed` where somebody else is in on this device who would lose their way in.
    """

    name = person_field()
    typed = Typed(_("sign out"))

    def __init__(self, *args: Any, first: bool, typed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not first:
            del self.fields["name"]
        if not typed:
            del self.fields["typed"]


class NameForm(forms.Form):
    """Changing what one is called."""

    name = person_field()


class OriginForm(forms.Form):
    """Where one comes from: chosen from those there, added, or neither.

    What was `said` already is not offered again, and is no mistake where it is sent again.
    """

    RESIDENT = "resident"

    where = forms.ChoiceField(
        label=_("Where do you come from?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("That one is not there any more. Please choose again.")},
    )
    new = Words(limit=NAME, label=_("Its name"), required=False)
    kind = kind_field()
    size = size_field()
    since = DayField(label=_("Since when?"), help_text=_("Such as 5 January 2024. Leave it empty for today."))

    def __init__(
        self,
        *args: Any,
        organisations: Iterable[Organisation],
        said: Collection[str] = (),
        on: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.there, self.on = {str(each.pk): each for each in organisations}, on
        where, since = self.fields["where"], self.fields["since"]
        assert isinstance(where, forms.ChoiceField) and isinstance(since, DayField)  # noqa: S101
        where.choices = [
            *((key, each.name) for key, each in self.there.items()),
            (self.RESIDENT, _("I come as a resident")),
        ]
        where.widget.choices = [choice for choice in where.choices if choice[0] not in said]
        since.on = on - datetime.timedelta(days=364)  # "5 January" is the last one there was

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, and not for both."""
        cleaned = super().clean() or self.cleaned_data
        chosen, written = cleaned.get("where"), cleaned.get("new")
        if chosen and written:
            self.add_error("new", _("You chose one above and wrote another. Keep one of the two."))
        elif not chosen and not written and not self.errors:
            self.add_error("where", _("Please choose one, or add yours below."))
        return cleaned

    def clean_since(self) -> datetime.date | None:
        """Return the day, if one was given; raises ValidationError for one that is still to come."""
        since: datetime.date | None = self.cleaned_data["since"]
        if since and since > self.on:
            raise ValidationError(_("That day is still to come. Say it when it is here."))
        return since

    def origin(self) -> Origin:
        """Return what was chosen or added."""
        said = self.cleaned_data
        if said["new"]:
            return Origin(new=said["new"], kind=said["kind"], size=said["size"])
        return RESIDENT if said["where"] == self.RESIDENT else Origin(self.there[said["where"]])


class InviteForm(Keyed):
    """Names, or a To: line."""

    names = Words(
        limit=PASTED,
        lines=True,
        label=_("Who is to come in?"),
        help_text=_("One name a line, or paste the To: line of an e-mail."),
        required_words=_("Please write at least one name."),
    )
    by_mail = forms.BooleanField(
        label=_("Send each their link by e-mail"),
        help_text=_("To those whose address stands beside their name."),
        required=False,
    )
    organisers = forms.BooleanField(label=_("They are to be organisers too"), required=False)

    def __init__(self, *args: Any, by_letter: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (by_letter and mail.is_set_up()):
            del self.fields["by_mail"]

    def clean_names(self) -> list[Pasted]:
        """Return those who were named; raises ValidationError with the name that is too long."""
        people = people_in(self.cleaned_data["names"])
        if not people:
            raise ValidationError(_("We found no name there. Please write one name a line."))
        if len(people) > MOST:
            raise ValidationError(
                _("That is %(many)d people. Please paste %(most)d at a time.") % {"many": len(people), "most": MOST}
            )
        for person in people:
            if len(person.name) > NAME:
                raise ValidationError(_("“%(name)s …” is too long for a name.") % {"name": person.name[:30]})
        return people


class RoomForm(Keyed):
    """Making a code for the room."""

    approved = forms.ChoiceField(
        label=_("Who may come in?"),
        choices=[("no", _("Whoever has the code")), ("yes", _("Whoever an organiser lets in, one by one"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one."), "invalid_choice": _("Please choose one.")},
    )
    hours = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        choices=[(1, _("One hour")), (3, _("Three hours")), (8, _("A day: eight hours")), (24, _("24 hours"))],
        error_messages={"required": _("Please choose one."), "invalid_choice": _("Please choose one.")},
    )
    places = forms.IntegerField(
        label=_("For how many people?"),
        min_value=1,
        max_value=500,
        error_messages={
            "required": _("Please write a number."),
            "invalid": _("Please write a number."),
            "min_value": _("At least one."),
            "max_value": _("At most 500."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"approved": "no", "hours": 3, "places": 40, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class LinkForm(Keyed):
    """Making a link: nothing is asked but a word, where another ends by it."""

    typed = Typed(_("replace"), help_text=_("Your earlier link stops working at once."))

    def __init__(self, *args: Any, ends_another: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ends_another:
            del self.fields["typed"]


class RemoveForm(forms.Form):
    """Removing somebody: why, if one wishes."""

    reason = Words(
        limit=LINE * 5,
        lines=True,
        required=False,
        label=_("Why?"),
        help_text=_("Not needed. Only they and the organisers can read it."),
    )


class LeaveForm(PartingForm):
    """Leaving: three lines for those who stay; and a word from the last one, for nobody is left who could undo it."""

    typed = Typed(_("leave"))

    def __init__(self, *args: Any, typed: bool, **kwargs: Any) -> None:
        super().__init__(*args, own=True, **kwargs)
        self.fields["leaves_on"].widget = forms.HiddenInput()
        self.fields["seen"].required = False  # a page that asked for no lines sends none
        if not typed:
            del self.fields["typed"]

    @property
    def has_lines(self) -> bool:
        """Whether the page that sent this asked for lines."""
        return self.cleaned_data.get("seen") is not None


class SignOutForm(forms.Form):
    """Signing out: a word from those whom no link of their own would bring back."""

    typed = Typed(_("sign out"))

    def __init__(self, *args: Any, typed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not typed:
            del self.fields["typed"]
