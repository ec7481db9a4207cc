"""The page on which words are proposed, or changed: its parts, what they begin with, and two versions side by side."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.agreements.models import Agreement, Kind, Proposal, Settlement
from alongside.agreements.pages.agreed import settlements
from alongside.agreements.pages.standing import stands
from alongside.framework.agreements import AgreementKind, the_kind
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question, Theme
from alongside.partnerships.pages import Both
from alongside.partnerships.seats import Seat

MONTHS = 183
"""After how many days we look again, if nobody says another day."""


@dataclass(frozen=True, slots=True)
class WhichQuestion:
    """Every question, by theme: to choose the one that words are proposed for."""

    partnership: str
    themes: tuple[Theme, ...]


def which_question(seat: Seat) -> WhichQuestion:
    """Return every question to choose from. No query."""
    return WhichQuestion(seat.partnership.ref, the_edition().themes)


@dataclass(frozen=True, slots=True)
class ProposePage:
    """The page on which words are proposed, or those of `number` changed. `both` where two have changed the same.

    `stands` is whether something is agreed already, which these words are to take the place of.
    """

    partnership: str
    kind: AgreementKind
    question: Question | None
    begins: bool  # with words of ours
    can_begin: bool
    stands: bool = False
    ref: str = ""
    number: int = 0
    both: tuple[Both, ...] = ()
    by: str = ""


def propose_page(seat: Seat, kind: AgreementKind, question: str, *, begins: bool, stands: bool) -> ProposePage:
    """Return the page on which words of this kind are proposed."""
    asked = the_edition().question(question) if question else None
    can = any(part.pattern for part in kind.parts) and not stands
    return ProposePage(seat.partnership.ref, kind, asked, begins and can, can, stands)


def fresh(kind: AgreementKind, *, begins: bool, words: str, today: datetime.date) -> dict[str, Any]:
    """Return what the fields begin with: nothing, words of ours, or the `words` that it grows from."""
    there = {part.id: part.pattern for part in kind.parts} if begins else {}
    if words:
        there["words"] = words
    return {**there, "look_again": today + datetime.timedelta(days=MONTHS)}


def said_at(seat: Seat, kind: AgreementKind, question: str) -> str:
    """Return where we are with a question, as last said: what agreeing on it begins with."""
    said = stands(seat, question) if kind.id == Kind.WHERE else None
    return said.words if said else ""


def as_it_stands(seat: Seat, agreement: Agreement) -> dict[str, Any]:
    """Return the words that stand now, or stood last, to be said in another way."""
    row = settlements(seat).filter(proposal__agreement=agreement).first()
    proposal = row.proposal if row else agreement.proposals.order_by("-number").first()
    return as_proposed(proposal) if proposal else {}


def as_proposed(proposal: Proposal) -> dict[str, Any]:
    """Return the words of a proposal as its fields show them."""
    return {**proposal.parts, "title": proposal.title, "look_again": proposal.look_again}


def the_one(seat: Seat, kind: AgreementKind, question: str) -> Agreement | None:
    """Return the agreement of a kind of which there is one, or the one to this question, if it is there."""
    if kind.named:
        return None
    of_kind = Agreement.objects.within(seat).filter(kind=kind.id)
    return (of_kind.filter(question=question) if kind.id == Kind.WHERE else of_kind).first()


def heard_now(agreement: Agreement) -> int:
    """Return the number of the proposal for this agreement that is not settled; 0 where there is none."""
    settled = Settlement.objects.filter(proposal=OuterRef("pk"), undone_at=None)
    return (
        agreement.proposals.filter(~Exists(settled)).values_list("number", flat=True).order_by("-number").first() or 0
    )


def amend_page(seat: Seat, proposal: Proposal, typed: Mapping[str, Any] | None = None) -> ProposePage:
    """Return the page on which a proposal is changed.

    `typed` is what somebody typed while another changed the same: then both stand there, to choose from.
    """
    agreement = proposal.agreement
    kind = the_kind(agreement.kind)
    newest = proposal.versions.select_related("by").order_by("-version")[0]
    return ProposePage(
        partnership=seat.partnership.ref,
        kind=kind,
        question=the_edition().question(agreement.question) if agreement.kind == Kind.WHERE else None,
        begins=False,
        can_begin=False,
        ref=agreement.ref,
        number=proposal.number,
        both=_both(kind, typed, as_proposed(proposal)) if typed is not None else (),
        by=newest.by.name,
    )


def _both(kind: AgreementKind, typed: Mapping[str, Any], theirs: Mapping[str, Any]) -> tuple[Both, ...]:
    labels = {"title": kind.named} if kind.named else {}
    labels |= {part.id: part.label for part in kind.parts} | {"look_again": _("When we look again")}
    both = (
        Both(name, label, _said(typed.get(name)), _said(theirs.get(name)), "yours") for name, label in labels.items()
    )
    return tuple(each for each in both if each.yours != each.theirs)


def _said(value: object) -> str:
    return date_format(value, "j F Y") if isinstance(value, datetime.date) else str(value or "")
