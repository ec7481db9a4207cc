"""What comes from the pages on which one types in for others, and a word before something is thrown away."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.people.forms import Typed
from alongside.rounds.forms.answering import Sent, number
from alongside.rounds.forms.rows import AnswerForm
from alongside.rounds.models import WORDS
from alongside.rounds.sheets import Entry
from alongside.web.forms import Words


def words_alone(sent: Sent) -> Sent:
    """Return what was sent with nothing but its words: who speaks through somebody has no place on a scale."""
    return replace(sent, typed=tuple(replace(each, entry=Entry(words=each.entry.words)) for each in sent.typed))


def for_others(form: AnswerForm) -> AnswerForm:
    """Return the fields without the ways an answer may go: what one types in for others goes one way."""
    return replace(form, rows=tuple(replace(row, ways=()) for row in form.rows))


class SeenForm(forms.Form):
    """A press that stands on a version: of what its page showed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> int:
        """Return the version; whatever is no number is none."""
        return number(self.cleaned_data["seen"])


class ThrowAwayForm(SeenForm):
    """Throwing something of one's own away."""

    typed = Typed(_("throw away"))


class RefuseForm(forms.Form):
    """Refusing what was typed in for one."""

    typed = Typed(_("refuse"))


class TakeOutForm(SeenForm):
    """Taking words out that are in."""

    typed = Typed(_("take out"))


class SaidForm(SeenForm):
    """Words that are in, said otherwise."""

    words = Words(limit=WORDS, lines=True, label=_("What they said"))
