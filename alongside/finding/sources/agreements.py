"""What can be found of what is proposed, said to it and agreed, of where we are, and of the first meetings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.agreements.given import given_of_all
from alongside.agreements.hearing import last_words
from alongside.agreements.models import (
    Clarifying,
    FirstMeeting,
    How,
    LookedAgain,
    Proposal,
    SettingAside,
    Settlement,
    Standing,
    Voice,
)
from alongside.agreements.pages.agreed import called
from alongside.finding.sources.shapes import Place, Source, rows
from alongside.framework.loading import the_edition
from alongside.partnerships.seats import Seat


def _proposal_url(seat: Seat, proposal: Proposal, at: str = "") -> str:
    ref = proposal.agreement.ref
    return reverse("agreements:proposal", args=[seat.partnership.ref, ref, proposal.number]) + at


def _to(what: str, proposal: Proposal) -> str:
    return f"{what}: {called(proposal.agreement, proposal)}"


def _proposals(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    found = list(rows(Proposal.objects.within(seat), keys).select_related("agreement"))
    settled = dict(Settlement.objects.filter(proposal__in=found, undone_at=None).values_list("proposal", "how"))
    return {
        each.pk: Place(
            _to(str(How(settled[each.pk]).label) if each.pk in settled else _("Proposed"), each),
            _proposal_url(seat, each, "#words"),
            localdate(each.at),
        )
        for each in found
    }


def _hung_on_proposals(seat: Seat, found: Any, what: str, at: str) -> Mapping[int, Place]:
    """Return the places of what hangs on proposals, with the name of whoever said it."""
    return {
        each.pk: Place(
            _to(what, each.proposal), _proposal_url(seat, each.proposal, at), localdate(each.at), each.by.name
        )
        for each in found.select_related("proposal__agreement", "by")
    }


def _clarifyings(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    here = Clarifying.objects.filter(proposal__agreement__partnership=seat.partnership_id)
    return _hung_on_proposals(seat, rows(here, keys), _("Asked about what is proposed"), "#means")


def _settlements(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    here = Settlement.objects.filter(proposal__agreement__partnership=seat.partnership_id, undone_at=None)
    return {
        each.pk: Place(
            _to(str(How(each.how).label), each.proposal), _proposal_url(seat, each.proposal), localdate(each.at)
        )
        for each in rows(here, keys).select_related("proposal__agreement")
    }


def _voices(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    """Return what somebody said last to a proposal: nothing else of theirs stands on its page."""
    here = rows(Voice.objects.filter(proposal__agreement__partnership=seat.partnership_id), keys)
    found = list(here.select_related("proposal__agreement", "membership"))
    proposals = list({each.proposal for each in found})
    given = given_of_all(seat.partnership_id, proposals) if proposals else {}
    last = {
        (proposal, said.who, said.version, said.words)
        for proposal, of in given.items()
        for said in last_words(of.spoke)
    }
    return {
        each.pk: Place(
            _to(str(each.get_says_display()), each.proposal),
            _proposal_url(seat, each.proposal, "#heard"),
            localdate(each.at),
            each.membership.name,
        )
        for each in found
        if (each.proposal_id, each.membership_id, each.version, each.words) in last
    }


def _looked(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    """Return why agreements were let go that still are: nothing else that was said at a look again is shown."""
    here = LookedAgain.objects.filter(agreement__partnership=seat.partnership_id, undone_at=None)
    last = set(here.order_by("agreement", "-pk").values_list("agreement", "pk"))
    newest: dict[int, int] = {}
    for agreement, key in last:
        newest[agreement] = max(key, newest.get(agreement, 0))
    return {
        each.pk: Place(
            _("We let go of what we had agreed"),
            reverse("agreements:agreement", args=[seat.partnership.ref, each.agreement.ref]) + "#gone",
            localdate(each.at),
        )
        for each in rows(here.filter(ends=True), keys).select_related("agreement")
        if newest[each.agreement_id] == each.pk
    }


def _standings(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    return {
        each.pk: Place(
            _("Where we are, for now"),
            reverse("journey:where_we_are", args=[seat.partnership.ref, each.question]),
            each.on,
        )
        for each in rows(Standing.objects.within(seat), keys)
    }


def _aside(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    return {
        each.pk: Place(
            _("Not for us now"),
            reverse("journey:question", args=[seat.partnership.ref, each.question]) + "#aside",
            localdate(each.at),
            each.by.name,
        )
        for each in rows(SettingAside.objects.within(seat).now(), keys).select_related("by")
    }


def _first_meetings(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    names = {each.id: each.name for each in the_edition().meetings}
    url = reverse("journey:leaving_with", args=[seat.partnership.ref]) + "#meetings"
    found = rows(FirstMeeting.objects.within(seat), keys)
    return {each.pk: Place(names[each.meeting], url) for each in found if each.meeting in names}


_AGREED = {
    "group": "agreed",
    "to": "a.partnership_id",
    "question": "a.question",
    "by_way_of": (
        "JOIN agreements_proposal p ON p.id = s.proposal_id JOIN agreements_agreement a ON a.id = p.agreement_id"
    ),
}
_OF_AN_AGREEMENT = {**_AGREED, "by_way_of": "JOIN agreements_agreement a ON a.id = s.agreement_id"}
_OF_A_QUESTION = {"group": "agreed", "to": "s.partnership_id", "question": "s.question"}
AGREEMENTS = (
    Source(
        id="proposal",
        model=Proposal,
        words=("title",),
        as_parts="parts",
        seen=_proposals,
        **_OF_AN_AGREEMENT,  # type: ignore[arg-type]
    ),
    Source(id="asked", model=Clarifying, words=("words",), seen=_clarifyings, **_AGREED),  # type: ignore[arg-type]
    Source(id="voice", model=Voice, words=("words",), seen=_voices, **_AGREED),  # type: ignore[arg-type]
    Source(id="settled", model=Settlement, words=("words",), seen=_settlements, **_AGREED),  # type: ignore[arg-type]
    Source(id="looked", model=LookedAgain, words=("words",), seen=_looked, **_OF_AN_AGREEMENT),  # type: ignore[arg-type]
    Source(
        id="where",
        model=Standing,
        words=("words",),
        only="s.talk = '' AND s.agreement = ''",  # else they are found where they come from
        seen=_standings,
        **_OF_A_QUESTION,  # type: ignore[arg-type]
    ),
    Source(id="aside", model=SettingAside, words=("reason",), seen=_aside, **_OF_A_QUESTION),  # type: ignore[arg-type]
    Source(
        id="meeting",
        group="talks",
        model=FirstMeeting,
        words=("room", "words"),
        to="s.partnership_id",
        seen=_first_meetings,
    ),
)
