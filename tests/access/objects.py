"""What an address may name: the same things in the cast's two partnerships."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from alongside.agreements import commands as agreements
from alongside.agreements.models import Proposal
from alongside.agreements.tests.agreeing import agreed
from alongside.learning import commands as learning
from alongside.mail import commands as mail
from alongside.mail.letters import stop_path
from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Partnership
from alongside.partnerships.seats import Seat
from alongside.passing_on import commands as passing_on
from alongside.people import commands as people
from alongside.people.models import PersonalLink
from alongside.people.secrets import new_secret
from alongside.rounds import commands as rounds
from alongside.rounds.models import Answer, Round, SpokenFor, TypedIn
from alongside.rounds.sheets import AWAY
from alongside.rounds.tests import steps
from tests.access.matrix import every_address, path_to, table
from tests.cast import Cast

NOBODYS = "zzzzzzzzzzzz"
MALFORMED = "0O-l1"
QUESTION = "purpose.beneficiaries"


@dataclass(frozen=True)
class Things:
    """One of each thing that an address can name, all of one partnership."""

    partnership: str
    values: dict[str, str]
    instead: dict[str, dict[str, str]]  # by address, where another thing of the same name is meant


def things(cast: Cast, who: str, partnership: Partnership) -> Things:
    """Make one of each in `partnership`, by its organiser `who`; another person there is what `person` names."""
    seat, at = cast.seat(who), cast.at
    talk = learning.begin_talk(seat=seat, question=QUESTION, on=at.date(), at=at)
    action = learning.keep_action(seat=seat, talk=talk, seen=0, what="Ask at the breakfast", due=at.date(), at=at)
    learning.keep_line(seat=seat, talk=talk, kind="again", seen=0, words="", due=at.date(), at=at)
    learning.keep_line(seat=seat, talk=talk, kind="standing", seen=0, words="Older people who live alone", at=at)
    learning.keep_line(seat=seat, talk=talk, kind="present", seen=0, words="Eight of us", at=at)
    learning.finish_talk(seat=seat, talk=talk, at=at)
    agreements.plan_meeting(seat=seat, meeting="whom", seen=0, room="Two carers.", words="We eat first.", at=at)
    expected = people.expect(seat=seat, wanted=[people.Wanted("Sam Hill", new_secret())], at=at)[0]
    room = people.open_room(seat=seat, code=f"{who}2345678"[:8], approved=True, hours=3, places=9, at=at)
    assert room
    knocked = people.knock(room=room, key=new_secret(), name="Jo", label="x", at=at)
    device = people.make_device(membership=seat.membership, secret=new_secret(), label="x", at=at)
    people.make_link(seat=seat, who=seat.membership, secret=new_secret(), at=at)
    sent = PersonalLink.objects.get(membership=seat.membership, own=False)
    arrived = welcomed(seat, cast.add(f"Ada of {partnership.name}", partnership), at)
    assert knocked
    asked = every_round(cast, who)
    on_paper = typed_in(seat, asked["open"], arrived)
    signed = Answer.objects.create(
        round=asked["opened"], membership=arrived.membership, question=ASKS["opened"], words="They never came back."
    )
    put_aside(cast, asked["opened"], arrived)
    noted, taken_off = passed_on(seat, talk.ref, at)
    return Things(
        partnership.ref,
        {
            **noted,
            "talk": talk.ref,
            "agreement": agreed(seat, at=at, again=at.date()).agreement.ref,
            "number": "1",
            "action": action.ref,
            "person": expected.ref,
            "link": PersonalLink.objects.get(membership=expected).ref,
            "room": room.ref,
            "knock": knocked[0].ref,
            "device": device.ref,
            "round": asked["open"].ref,
            "answer": str(on_paper.pk),
            "said": str(spoken(seat, asked["open"]).pk),
            **gathered(cast, seat, asked["opened"]),
        },
        {
            "people:end_sent_link": {"link": sent.ref},
            "people:mail_link": {"link": "x" * 43},
            "mail:stop": {"tick": "told", "token": stopping(seat, at)},
            "people:sent_link_again": {"link": sent.ref},
            "people:parting": {"person": seat.membership.ref},
            **{each: {"person": arrived.membership.ref} for each in OF_SOMEBODY},
            **taken_off,
            **being_heard(seat, at=at),
            "learning:ask_quote": {"words": str(signed.pk)},
            **of_rounds(asked, str(signed.pk)),
        },
    )


def of_rounds(asked: Mapping[str, Round], words: str) -> dict[str, dict[str, str]]:
    """Return what the addresses of rounds name that are about one in another state than the open one."""
    refs = {state: round.ref for state, round in asked.items()}
    mine = {"round": refs["counted"], "question": ASKS["counted"]}
    opened = {"round": refs["opened"]}
    named = (
        (("change", "preview", "ask", "discard"), {"round": refs["prepared"]}),
        (("throw_away", "put_back"), mine),
        (("open",), {"round": refs["counted"]}),
        (("opened", "opened_all", "opened_question"), {**opened, "question": ASKS["opened"]}),
        (("aside", "agree", "ask_no_more"), {**opened, "words": words}),
        (("let_go",), {"round": refs["withdrawn"], "question": ASKS["withdrawn"]}),
    )
    return {f"rounds:{each}": values for names, values in named for each in names}


def welcomed(seat: Seat, new: Seat, at: datetime.datetime) -> Seat:
    """Let the one in `seat` show somebody new round, and say ahead what goes with them when they leave."""
    there = {"new": new.membership, "welcomer": seat.membership}
    partnerships.name_welcomer(seat=seat, reach="In the hall on Tuesdays", at=at, **there)
    said = partnerships.PartingWords(at.date(), "The key to the hall", "Sam, if asked", "Who has the other key")
    partnerships.say_parting(seat=seat, who=seat.membership, seen=0, said=said, at=at)
    return new


OF_SOMEBODY = (
    *("people:welcome", "people:end_welcome", "people:welcome_again", "people:make_organiser"),
    *("people:unmake_organiser", "rounds:type_in_for", "rounds:hand_in"),
)
HEARD = (
    *("agreements:proposal", "agreements:amend", "agreements:say", "agreements:ask", "agreements:in_the_room"),
    *("agreements:undo_room", "agreements:online", "agreements:adopt", "agreements:leave_open"),
    *("agreements:decide", "agreements:withdraw"),
)
"""The addresses of a proposal that is being heard."""


def being_heard(seat: Seat, *, at: datetime.datetime) -> dict[str, dict[str, str]]:
    """Return, by address, a proposal that is being heard. Something else that was agreed is let go."""
    gone = agreed(seat, "values", at=at).agreement
    agreements.let_go(seat=seat, agreement=gone, words="We have others now.", at=at)
    ref = heard_in_a_room(seat, at=at).agreement.ref
    return {address: {"agreement": ref} for address in HEARD}


def heard_in_a_room(seat: Seat, *, at: datetime.datetime) -> Proposal:
    """Propose something that was agreed in a room, of which not all have been heard."""
    wording = agreements.Wording("The bus on Tuesdays", {"words": "We pay for a bus on Tuesdays."})
    made = agreements.propose(seat=seat, kind="decision", wording=wording, at=at)
    room = agreements.Room(at.date(), [seat.membership], "Two carers")
    agreements.agreed_in_the_room(seat=seat, proposal=made, seen=1, room=room, at=at)
    asked = agreements.ask(seat=seat, proposal=made, words="Every Tuesday?", at=at)
    agreements.answer(seat=seat, to=asked, words="But for Christmas.", at=at)
    return made


def stopping(seat: Seat, at: datetime.datetime) -> str:
    """The token of the link that stops letters to an address of somebody's."""
    address = mail.keep_address(who=seat.membership, email="somebody@example.org")
    return stop_path(address, "told", at=at).split("/")[-2]


def passed_on(seat: Seat, talk: str, at: datetime.datetime) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Keep notes of what was passed on, and what came back: of each one that stands, and one that was taken off."""
    on, what = at.date(), {"what": "talk", "about": talk}
    passed = passing_on.keep_note(seat=seat, **what, to="The board", on=on, at=at)
    off = passing_on.keep_note(seat=seat, **what, to="Our funder", on=on, at=at)
    passing_on.take_off(seat=seat, passed=off, at=at)
    back = passing_on.keep_came_back(seat=seat, passed=passed, words="They asked for more.", on=on, at=at)
    off_back = passing_on.keep_came_back(seat=seat, passed=passed, words="They wrote.", on=on, at=at)
    passing_on.take_off_came(seat=seat, came=off_back, at=at)
    stands = {"of": talk, "note": passed.ref, "back": str(back.pk)}
    taken_off = {"passing_on:put_back": {"note": off.ref}, "passing_on:put_back_came": {"back": str(off_back.pk)}}
    return stands, taken_off


ASKS = {
    "counted": "role.change",
    "opened": "people.connections",
    "withdrawn": "role.landscape",
    "open": QUESTION,
    "prepared": "role.contribution",
}
"""The question of each round, by how it stands."""


def every_round(cast: Cast, who: str) -> dict[str, Round]:
    """Make a round in each state: prepared, open, counted, opened, withdrawn. People can speak through `who`.

    In the one that is counted `who` has put something away; from the one that is withdrawn something came back to them.
    """
    seat, at, made = cast.seat(who), cast.at, {}
    for state, question in ASKS.items():
        closes = at + datetime.timedelta(days=14)
        plan = rounds.Plan(f"The {state} questions", (question,), closes, through=seat.membership)
        made[state] = rounds.prepare(seat=seat, plan=plan, key="", at=at)
        if state != "prepared":
            rounds.ask(seat=seat, round=made[state], at=at, rng=Random(1))
    steps.write(cast, who, made["counted"], ASKS["counted"], "Not now.", how=AWAY)
    steps.answer(cast, who, made["withdrawn"], ASKS["withdrawn"], "It comes back.")
    for state in ("counted", "opened"):
        rounds.close_early(seat=seat, round=made[state], at=at, rng=Random(1))
    rounds.open_together(seat=seat, round=made["opened"], at=at, rng=Random(1))
    rounds.withdraw(seat=seat, round=made["withdrawn"], at=at)
    return made


def typed_in(seat: Seat, round: Round, by: Seat) -> TypedIn:
    """Let `by` have typed in an answer from paper for the one in `seat`."""
    return TypedIn.objects.create(
        round=round, membership=seat.membership, by=by.membership, question=QUESTION, words="From paper."
    )


def spoken(seat: Seat, round: Round) -> SpokenFor:
    """Let somebody have spoken through the one in `seat`."""
    return SpokenFor.objects.create(round=round, question=QUESTION, words="Asked last.", through=seat.membership)


def gathered(cast: Cast, seat: Seat, round: Round) -> dict[str, str]:
    """Let two sentences be written of what was said in a round; the first is what `sentence` names."""
    made = learning.begin_gathering(seat=seat, question=ASKS["opened"], round=round, at=cast.at)
    first, _ = (
        learning.write_sentence(seat=seat, gathering=made, says=learning.Sentence(words), at=cast.at)
        for words in ("We know few of each other.", "Some know many.")
    )
    return {"making": made.ref, "sentence": first.ref}


def put_aside(cast: Cast, round: Round, seat: Seat) -> None:
    """Let somebody have put aside what was said through them."""
    question = ASKS["opened"]
    row = SpokenFor.objects.create(round=round, question=question, words="At the door.", through=seat.membership)
    rounds.ask_aside(seat=seat, round=round, said=row.pk, back=False, reason="I put it badly", at=cast.at)


ALWAYS = {
    "theme": "purpose",
    "question": QUESTION,
    "kind": "noticed",
    "code": NOBODYS,
    "secret": "x" * 43,
    "sheet": "1",
    "reader": "your-boss",
    "guide": "first-meeting",
    "meeting": "whom",
    "after": "talked",
    "month": "2026-03",
    "what": "talk",
    "matter": "decision",
    "example": NOBODYS,
    "content": "orchard",
    "role": "organiser",
}
"""What names no row of a partnership: content, and ways in that are in nobody's hand."""
EARLY = {"kind": "writing"}
"""The same where one word means two things: the pattern book's kinds."""


def readable(here: Things) -> list[str]:
    """Return the paths of all pages inside the partnership, and the front page, that its organiser can read."""
    rows, paths = table(), ["/"]
    for address in every_address():
        if rows[address.name].answers.get("GET") == 200 and address.door in ("member", "organiser"):
            meant = ALWAYS | here.values | here.instead.get(address.name, {}) | {"partnership": here.partnership}
            paths.append(path_to(address, meant) or "")
    return paths
