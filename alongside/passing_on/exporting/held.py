"""What Alongside holds about one person: the same facts for a page and as JSON.

Other people's words about them are not here, and neither is what they sent without a name: it cannot be found.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.framework.loading import the_edition
from alongside.learning.models import QuoteAsking
from alongside.mail.models import Address, Tick, WaitingLetter
from alongside.partnerships.models import Membership, Moment, NotNow, Parting, Welcoming
from alongside.partnerships.seats import Seat
from alongside.passing_on.exporting.agreed import voices_of
from alongside.passing_on.exporting.tries import named_in
from alongside.passing_on.exporting.wrote import texts_by
from alongside.people.known import is_known
from alongside.people.models import Device, Knock, PersonalLink
from alongside.rounds.models import Answer, Asked, Round, Sent, TypedIn, scale_of
from alongside.rounds.pages import mine

FORMAT, VERSION = "alongside-held-about-you", 1
Value = str | int | bool | datetime.date | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is held: its name in the JSON, what a page calls it, and what it is."""

    key: str
    label: str
    value: Value

    @property
    def shown(self) -> str:
        """The value as a page shows it."""
        if isinstance(self.value, bool):
            return _("yes") if self.value else _("no")
        if isinstance(self.value, datetime.datetime):
            return date_format(localdate(self.value), "j F Y")
        return date_format(self.value, "j F Y") if isinstance(self.value, datetime.date) else str(self.value)


Facts = tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Several of one kind."""

    key: str
    title: str
    items: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class HeldPage:
    """All of it. `waiting` names rounds in which something was sent with one's name that nobody can read yet.

    Where the device is not known yet to be its person's, what was sent is left out, and only that it was is told.
    """

    ref: str
    partnership: str
    is_invented: bool
    sections: tuple[Section, ...]
    waiting: tuple[str, ...]
    waits_elsewhere: bool
    is_known: bool


def held_page(seat: Seat, secret: str, *, at: datetime.datetime) -> HeldPage:
    """Return what is held about the one in this seat. `secret` opens the drafts that this device opens."""
    own, known = mine.mine_page(seat, secret, at=at), is_known(seat, at=at)
    sections = (
        Section("you", _("Who you are here"), (_you(seat),)),
        Section("came_from", _("Where you came from"), tuple(_came_from(seat.membership))),
        Section("organised", _("When you organised"), tuple(_organised(seat.membership))),
        Section("welcomed", _("Who shows whom round, you among them"), tuple(_welcomed(seat.membership))),
        Section("parting", _("What goes with you when you leave"), tuple(_parting(seat.membership))),
        Section("left", _("That you left, or were removed"), tuple(_left(seat.membership))),
        Section("not_now", _("What you were offered and put away"), tuple(_not_now(seat.membership))),
        Section("devices", _("Where you are in"), tuple(_devices(seat))),
        Section("knocked", _("That you knocked at the door of a room"), tuple(_knocked(seat.membership))),
        Section("mail", _("Your e-mail address"), tuple(_mail(seat, known))),
        Section("letters", _("Letters that wait to be sent, to you or from you"), tuple(_letters(seat))),
        Section("links", _("Links that were made for you"), tuple(_links(seat))),
        Section("asked", _("When some were chosen, and you among them"), tuple(_asked(seat.membership))),
        Section("drafts", _("What you wrote and have not sent"), tuple(_drafts(own))),
        Section("sent", _("That you have sent something, while answers are open"), tuple(_sent(seat.membership))),
        Section("answers", _("What you sent with your name"), tuple(_answers(seat, known, at=at))),
        Section("quotes", _("That somebody asked to pass your words on"), tuple(_quotes(seat.membership))),
        Section("typed_in", _("What was typed in for you"), tuple(_typed_in(seat.membership, known))),
        Section("spoken_through_you", _("When one could speak through you"), tuple(_through(seat.membership))),
        Section("named_in", _("What we will try, or tried, and you are named in"), tuple(_named_in(seat.membership))),
        Section("said_to_proposals", _("What you said to what is proposed"), tuple(_to_proposals(seat.membership))),
        Section("texts", _("What you typed for the group, every version"), tuple(map(_text, texts_by(seat)))),
        Section("moments", _("What you did, and what was done about you"), tuple(_moments(seat))),
    )
    return HeldPage(
        ref=seat.partnership.ref,
        partnership=seat.partnership.name,
        is_invented=seat.partnership.is_invented,
        sections=tuple(section for section in sections if section.items),
        waiting=_waiting(seat, at=at),
        waits_elsewhere=own.waits_elsewhere,
        is_known=known,
    )


def held_data(page: HeldPage, *, at: datetime.datetime) -> Mapping[str, object]:
    """Return the same to be written as JSON."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "invented": page.is_invented,
        "made_at": at,
        "partnership": page.partnership,
        **{
            section.key: ({fact.key: fact.value for fact in facts} for facts in section.items)
            for section in page.sections
        },
        "not_opened_yet": list(page.waiting),
        "drafts_on_other_devices": page.waits_elsewhere,
        "answers_left_out": not page.is_known,
    }


def _facts(*facts: tuple[str, str, Value]) -> Facts:
    """Return those of these facts that say something."""
    return tuple(Fact(*fact) for fact in facts if fact[2] not in (None, ""))


def _name(who: Membership | None) -> str:
    return who.name if who else ""


def _you(seat: Seat) -> Facts:
    who = seat.membership
    return _facts(
        ("name", _("Name"), who.name),
        ("id", _("The short name of your place in addresses"), who.ref),
        ("arrived_at", _("Came in"), who.arrived_at),
        ("organiser", _("Organiser"), seat.is_organiser),
    )


def _came_from(who: Membership) -> Iterator[Facts]:
    for row in who.affiliations.select_related("organisation"):
        yield _facts(
            ("organisation", _("From"), row.organisation.name if row.organisation else _("a resident")),
            ("since", _("Since"), row.since),
            ("until", _("Until"), row.until),
        )


def _organised(who: Membership) -> Iterator[Facts]:
    for row in who.organisings.select_related("given_by"):
        yield _facts(
            ("since", _("Since"), row.since),
            ("until", _("Until"), row.until),
            ("made_by", _("Made an organiser by"), _name(row.given_by)),
        )


def _left(who: Membership) -> Iterator[Facts]:
    for row in who.departures.select_related("by", "returned_by"):
        yield _facts(
            ("at", _("Gone"), row.at),
            ("by", _("By"), _name(row.by)),
            ("reason", _("Why"), row.reason),
            ("organised", _("Organised then"), row.organised),
            ("returned_at", _("Back"), row.returned_at),
            ("returned_by", _("Let back by"), _name(row.returned_by)),
        )


def _welcomed(who: Membership) -> Iterator[Facts]:
    rows = Welcoming.objects.filter(Q(membership=who) | Q(welcomer=who))
    for row in rows.select_related("membership", "welcomer", "by", "ended_by"):
        yield _facts(
            ("new", _("New here"), row.membership.name),
            ("welcomer", _("Shows them round"), row.welcomer.name),
            ("reach", _("How they are reached"), row.reach),
            ("since", _("Since"), row.since),
            ("by", _("Named by"), row.by.name),
            ("until", _("Until"), row.until),
            ("ended_by", _("Ended by"), _name(row.ended_by)),
        )


def _parting(who: Membership) -> Iterator[Facts]:
    for row in Parting.objects.filter(membership=who):
        yield _facts(
            ("leaves_on", _("Leaves on"), row.leaves_on),
            ("goes", _("What goes with you"), row.goes),
            ("takers", _("Who could take it"), row.takers),
            ("ask", _("What to ask you before you go"), row.ask),
        )


def _not_now(who: Membership) -> Iterator[Facts]:
    for row in NotNow.objects.filter(membership=who):
        yield _facts(("about", _("About"), row.about), ("at", _("When"), row.at))


def _devices(seat: Seat) -> Iterator[Facts]:
    for row in Device.objects.of(seat).select_related("let_in_by"):
        yield _facts(
            ("label", _("Device"), row.label),
            ("since", _("Since"), row.since),
            ("known_until", _("Known until"), row.known_until),
            ("ended_at", _("Ended"), row.ended_at),
            ("let_in_by", _("Came in by a link made by"), _name(row.let_in_by)),
        )


def _links(seat: Seat) -> Iterator[Facts]:
    for row in PersonalLink.objects.of(seat).select_related("made_by", "let_in_by"):
        yield _facts(
            ("own", _("Your own link"), row.own),
            ("made_at", _("Made"), row.made_at),
            ("made_by", _("By"), row.made_by.name if row.made_by else _("whoever runs this server")),
            ("expires_at", _("Ends if nobody uses it"), row.expires_at),
            ("ended_at", _("Ended"), row.ended_at),
            ("let_in_by", _("Made on a device that came in by a link made by"), _name(row.let_in_by)),
        )


def _mail(seat: Seat, known: bool) -> Iterator[Facts]:
    """The address, to its own person: not where the device is theirs on an organiser's word alone."""
    for address in Address.objects.of(seat) if known else ():
        yield _facts(
            ("email", _("Address"), address.email),
            *((tick, str(Tick(tick).label), bool(getattr(address, tick))) for tick in Tick.values),
        )


def _letters(seat: Seat) -> Iterator[Facts]:
    mine = Q(membership=seat.membership) | Q(by=seat.membership)
    for letter in WaitingLetter.objects.filter(mine):
        yield _facts(("kind", _("What kind"), letter.kind), ("at", _("Since"), letter.at))


def _knocked(who: Membership) -> Iterator[Facts]:
    for row in Knock.objects.filter(membership=who).select_related("answered_by"):
        yield _facts(
            ("name", _("Name"), row.name),
            ("label", _("Device"), row.device_label),
            ("at", _("When"), row.at),
            ("answered_at", _("Answered"), row.answered_at),
            ("answered_by", _("By"), _name(row.answered_by)),
        )


def _through(who: Membership) -> Iterator[Facts]:
    for row in Round.objects.filter(through=who).order_by("made_at"):
        yield _facts(("round", _("Asked in"), row.name), ("reach", _("How you are reached"), row.through_reach))


def _named_in(who: Membership) -> Iterator[Facts]:
    for row, is_now in named_in(who):
        yield _facts(
            ("what", _("What"), row.what),
            ("on", _("Said on"), row.on),
            ("due", _("By when"), row.due),
            ("now", _("Named in it now"), is_now),
        )


def _asked(who: Membership) -> Iterator[Facts]:
    for row in Asked.objects.filter(membership=who).select_related("round"):
        yield _facts(("round", _("Asked in"), row.round.name))


def _drafts(own: mine.MinePage) -> Iterator[Facts]:
    for round in own.rounds:
        for line in round.lines:
            if line.kind != mine.SENT:
                yield _facts(
                    ("round", _("Asked in"), round.name),
                    ("kind", _("Kept as"), line.kind),
                    ("question", _("Question"), line.question.plain),
                    ("place", _("Where you said we are"), line.place),
                    ("words", _("Words"), line.words),
                    ("other_words", _("On another device"), line.other),
                    ("wishes", _("To be talked about"), line.wishes),
                    ("for", _("Typed in"), line.where),
                )


def _to_proposals(who: Membership) -> Iterator[Facts]:
    for row, of in voices_of(who):
        yield _facts(
            ("proposal", _("Proposal"), row.proposal.title),
            ("version", _("Version"), row.version),
            ("says", _("You said"), str(row.get_says_display())),
            ("words", _("Words"), row.words),
            ("back_by", _("Until you hear from your organisation"), row.back_by),
            ("came_from", _("You came from"), of),
            ("at", _("When"), row.at),
            ("typed_by", _("Typed in by"), _name(row.typed_by)),
        )


def _sent(who: Membership) -> Iterator[Facts]:
    for row in Sent.objects.filter(membership=who).select_related("round").order_by("round", "question"):
        yield _facts(("round", _("Asked in"), row.round.name), ("question", _("Question"), _plain(row.question)))


def _plain(question: str) -> str:
    return the_edition().question(question).plain


def _answers(seat: Seat, known: bool, *, at: datetime.datetime) -> Iterator[Facts]:
    """Yield what has one's name: while answers are open, and again from the opening on; between them nobody reads."""
    rounds = Round.objects.within(seat)
    mine = Answer.objects.of(seat).filter(Q(round__in=rounds.open(at=at)) | Q(round__in=rounds.opened()))
    for row in mine.select_related("round", "typed_by").order_by("round__made_at", "question"):
        yield _one(row, known, typed_in_by=_name(row.typed_by))


def _quotes(who: Membership) -> Iterator[Facts]:
    for row in QuoteAsking.objects.filter(answer__membership=who).select_related("answer__round", "by").order_by("pk"):
        yield _facts(
            ("round", _("Asked in"), row.answer.round.name),
            ("question", _("Question"), _plain(row.answer.question)),
            ("asked_by", _("Asked by"), row.by.name),
            ("at", _("When"), row.at),
            ("leaves", _("May they be passed on?"), str(row.get_leaves_display()) if row.leaves else ""),
            ("said_at", _("You said so"), row.said_at),
        )


def _one(row: Answer | TypedIn, known: bool, *, typed_in_by: str) -> Facts:
    asked = (("round", _("Asked in"), row.round.name), ("question", _("Question"), _plain(row.question)))
    by = ("typed_in_by", _("Typed in by"), typed_in_by)
    if not known:
        return _facts(*asked, by)
    place = "" if row.stance is None else scale_of(row.round.way).label(row.stance)
    return _facts(
        *asked,
        ("place", _("Where you said we are"), place),
        ("words", _("Words"), row.words),
        ("wishes", _("To be talked about"), row.wishes),
        by,
    )


def _typed_in(who: Membership, known: bool) -> Iterator[Facts]:
    waiting = TypedIn.objects.filter(membership=who, is_refused=False)
    for row in waiting.select_related("round", "by").order_by("round__made_at", "question", "by__name"):
        yield _one(row, known, typed_in_by=row.by.name)


def _waiting(seat: Seat, *, at: datetime.datetime) -> tuple[str, ...]:
    rounds = Round.objects.within(seat).filter(opening=None, closes_at__lte=at)
    mine = rounds.filter(answers__membership=seat.membership).distinct()
    return tuple(mine.order_by("made_at").values_list("name", flat=True))


def _text(text: tuple[str, datetime.datetime, str, Iterable[str]]) -> Facts:
    what, at, about, words = text
    said = " / ".join(word for word in words if word)
    return _facts(
        ("what", _("What"), what), ("at", _("When"), at), ("about", _("About"), about), ("words", _("Words"), said)
    )


def _moments(seat: Seat) -> Iterator[Facts]:
    """Yield who did what kind of thing when: what one did, and what others did that was about one."""
    about = Q(who=seat.membership) | Q(about=seat.membership.ref)
    for row in Moment.objects.within(seat).filter(about).select_related("who"):
        yield _facts(
            ("what", _("What"), row.what.replace("_", " ")),
            ("by", _("By"), _name(row.who)),
            ("at", _("When"), row.at),
        )
