"""What can be passed on: for each kind, where it is shown, and what it is called where it is there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from alongside.agreements.models import Agreement, Settlement
from alongside.framework.loading import the_edition
from alongside.journey.pages.year import year_called
from alongside.learning.models import Action, Gathering, Talk
from alongside.partnerships.seats import Seat
from alongside.passing_on.models import What
from alongside.passing_on.pages.decision import NOTED
from alongside.rounds.models import Round

Called = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its page, what that page takes beside the partnership, and what each is called of those asked for.

    What is not there, or another partnership's, is not among those that are called something.
    """

    view: str
    called: Callable[[Seat, Collection[str]], Called]
    alone: bool = False  # its page takes the partnership alone


def _talks(seat: Seat, refs: Collection[str]) -> Called:
    found = Talk.objects.within(seat).done().filter(ref__in=refs).values_list("ref", "question")
    return {ref: _plain(question) for ref, question in found}


def _rounds(seat: Seat, refs: Collection[str]) -> Called:
    return dict(Round.objects.within(seat).opened().filter(ref__in=refs).values_list("ref", "name"))


def _gatherings(seat: Seat, refs: Collection[str]) -> Called:
    found = Gathering.objects.within(seat).filter(ref__in=refs).values_list("ref", "question")
    return {ref: _plain(question) for ref, question in found}


def _tries(seat: Seat, refs: Collection[str]) -> Called:
    return dict(Action.objects.within(seat).filter(ref__in=refs).values_list("ref", "what"))


def _questions(seat: Seat, ids: Collection[str]) -> Called:
    return {each.id: each.plain for each in the_edition().questions if each.id in ids}


def _decisions(seat: Seat, refs: Collection[str]) -> Called:
    settled = Settlement.objects.filter(proposal__agreement__in=Agreement.objects.within(seat), undone_at=None)
    found = settled.filter(how__in=NOTED, proposal__agreement__ref__in=refs).order_by("proposal__number")
    return dict(found.values_list("proposal__agreement__ref", "proposal__title"))


def _years(seat: Seat, months: Collection[str]) -> Called:
    return {month: year for month in months if (year := year_called(seat, month))}


def _whole(seat: Seat, refs: Collection[str]) -> Called:
    return {seat.partnership.ref: ""} if seat.partnership.ref in refs else {}


def _plain(question: str) -> str:
    return the_edition().question(question).plain


KINDS: Mapping[str, Kind] = {
    What.TALK: Kind("passing_on:done", _talks),
    What.PICTURES: Kind("rounds:opened_all", _rounds),
    What.SENTENCES: Kind("learning:note", _gatherings),
    What.THREAD: Kind("journey:thread", _tries),
    What.LEAVING: Kind("journey:leaving_with", _whole, alone=True),
    What.WHERE: Kind("journey:where_we_are", _questions),
    What.DECISION: Kind("passing_on:decision", _decisions),
    What.STORY: Kind("journey:timeline", _whole, alone=True),
    What.YEAR: Kind("journey:year_to", _years),
    What.FILE: Kind("passing_on:take", _whole, alone=True),
}
