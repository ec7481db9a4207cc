"""What a partnership holds that somebody could lose, in facts: what a press takes away is missing among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.agreements.given import given_of
from alongside.agreements.hearing import last_words
from alongside.agreements.models import FirstMeeting, InTheRoom, LookedAgain, Proposal, SettingAside
from alongside.agreements.pages.agreed import standing
from alongside.learning.models import Action, Insight, Leaves, Line, Outcome, Piece, QuoteAsking, Talk
from alongside.mail.models import Address, Tick
from alongside.partnerships.models import Affiliation, Membership, Parting, Partnership, Welcoming
from alongside.passing_on.models import CameBack, PassedOn
from alongside.people.models import Device, Knock, PersonalLink, RoomCode
from alongside.rounds import commands as rounds
from alongside.rounds.models import Answer, Returned, Round, SpokenFor, TypedIn, Withholding
from alongside.rounds.sheets import Entry
from alongside.rounds.tests import steps
from alongside.rounds.withheld import withheld_in
from tests.access.objects import QUESTION
from tests.cast import Cast

Fact = tuple[Any, ...]


def what_holds(cast: Cast) -> set[Fact]:
    """Everything somebody could lose, as it is now, in facts that a press takes away or gives."""
    at = cast.at
    here = Membership.objects.not_gone().with_role()
    comes_from = Affiliation.objects.filter(until=None).values_list("membership", "organisation")
    details = Partnership.objects.values_list("pk", "name", "place", "stage", "contact_name", "contact_reach")
    said = Parting.objects.values_list("membership", "leaves_on", "goes", "takers", "ask")
    known = Device.objects.known(on=at.date()).filter(membership__in=here)
    aside = SettingAside.objects.filter(ended_at=None)
    gone = LookedAgain.objects.filter(ends=True, undone_at=None)
    opened = Answer.objects.filter(round__in=Round.objects.opened())
    return {
        *(("called", who.pk, who.name, bool(who.arrived_at)) for who in here),
        *(("organises", who.pk) for who in here.organisers()),
        *(("comes from", *row) for row in comes_from),
        *(("welcomes", *row) for row in Welcoming.objects.now().values_list("membership", "welcomer", "reach")),
        *(("goes with them", *row) for row in said),
        *(("is offered all", who.pk) for who in here.filter(not_now=None)),
        *(("device", device.pk) for device in known),
        *(("mail", *row) for row in Address.objects.values_list("membership", "email")),
        *(("tick", each.pk, tick) for each in Address.objects.all() for tick in Tick.values if getattr(each, tick)),
        *(("link", link.pk) for link in PersonalLink.objects.live(at=at)),
        *(("room", room.pk) for room in RoomCode.objects.open(at=at)),
        *(("knocks", knock.pk) for knock in Knock.objects.exclude(pk__in=Knock.objects.declined())),
        *(("details", *row) for row in details),
        *(("aside", *row) for row in aside.values_list("question", "reason", "look_again")),
        *(("stands", row.proposal.agreement_id, row.again) for row in standing(cast.seat("amina"))),
        *(("let go", *row) for row in gone.values_list("agreement", "words")),
        *(("planned", *row) for row in FirstMeeting.objects.values_list("meeting", "room", "words")),
        *agreeing(),
        *(("asked", each) for each in {QUESTION} - set(aside.values_list("question", flat=True))),
        *(
            ("came", *row)
            for row in Outcome.objects.filter(undone_at=None).values_list("action", "happened", "words", "learned")
        ),
        *(("passed on", *row) for row in PassedOn.objects.now().values_list("pk", "to", "words")),
        *(("came back", *row) for row in CameBack.objects.now().values_list("pk", "words")),
        *(("line", *row) for row in Line.objects.values_list("talk", "kind", "words", "due")),
        *(("tries", *row) for row in Action.objects.values_list("talk", "what", "who", "due", "signs", "people")),
        *(("sentence", *row) for row in Insight.objects.now().values_list("pk", "words", "mark", "other")),
        *(("not left out", piece.pk) for piece in Piece.objects.filter(out=False)),
        *(("may leave", asked.pk) for asked in QuoteAsking.objects.filter(leaves=Leaves.NAMED)),
        *(("begun", talk.pk) for talk in Talk.objects.begun()),
        *(("round", *row) for row in Round.objects.values_list("pk", "name", "words")),
        *(("takes answers", round.pk) for round in Round.objects.open(at=at)),
        *(("nobody has looked", round.pk) for round in Round.objects.exclude(pk__in=Round.objects.opened())),
        *(("sent", *row) for row in Answer.objects.values_list("membership", "question", "words")),
        *(("written", question, entry.words) for question, entry in written(cast).items() if not entry.is_empty),
        *elsewhere(cast),
        *(("wants aside", *row) for row in Withholding.objects.waiting().values_list("said", "by")),
        *(("can read", answer.pk) for answer in opened.exclude(pk__in=withheld_in(Round.objects.all()))),
    }


def agreeing() -> set[Fact]:
    """What is proposed, in which words, which of it is being heard, in which room, and who says what to it."""
    said = {
        (each.who, proposal.pk, each.says, each.words)
        for proposal in Proposal.objects.select_related("agreement")
        for each in last_words(given_of(proposal).spoke)
    }
    open_ones = Proposal.objects.exclude(settlements__undone_at=None, settlements__isnull=False)
    return {
        *(("proposed", row.pk, row.title, str(row.parts), row.look_again) for row in Proposal.objects.all()),
        *(("being heard", row.pk) for row in open_ones),
        *(("in a room", *row) for row in InTheRoom.objects.filter(undone_at=None).values_list("proposal", "on")),
        *(("says", *row) for row in said),
    }


def written(cast: Cast) -> Mapping[str, Entry]:
    """What Amina has written in the round that is open, and not sent."""
    asked = Round.objects.open(at=cast.at).filter(partnership=cast.harbour).first()
    return rounds.sheet_of(steps.held(cast, "amina"), asked) if asked else {}


def elsewhere(cast: Cast) -> set[Fact]:
    """What else of a round can be taken away: what came from paper, was said through Amina, or is hers alone.

    What was typed in for somebody is theirs still when it has become their answer, or a draft of their own.
    """
    keys = steps.held(cast, "amina")
    said = {*Answer.objects.values_list("question", "words"), *TypedIn.objects.values_list("question", "words")}
    there = {("said", *each) for each in said | {(question, each.words) for question, each in written(cast).items()}}
    there |= {("through", *row) for row in SpokenFor.objects.values_list("question", "words")}
    for round in Round.objects.filter(partnership=cast.harbour):
        back = rounds.came_back(keys, round, Returned.objects.filter(round=round))
        there |= {("came back", question, each.words) for question, each in back.items()}
        for place in [*map(rounds.place_for, Membership.objects.filter(partnership=cast.harbour)), rounds.THROUGH]:
            sheet = rounds.sheet_of(keys, round, place).items()
            there |= {("typed", place, question, each.words) for question, each in sheet}
        if not Round.objects.open(at=cast.at).filter(pk=round.pk).exists():
            sheet = rounds.sheet_of(keys, round).items()
            there |= {("kept", question, each.words) for question, each in sheet if not each.is_empty}
    return there
