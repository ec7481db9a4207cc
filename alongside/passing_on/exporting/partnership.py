"""A partnership as data: everything that it shows its members, and nothing else. docs/format.md explains each name."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate

from alongside.agreements.models import FirstMeeting, SettingAside, Standing
from alongside.framework.loading import the_edition
from alongside.learning.models import Gathering, LineVersion, Talk
from alongside.partnerships.models import (
    Affiliation,
    Departure,
    Membership,
    Organisation,
    Parting,
    PartingVersion,
    Partnership,
    Welcoming,
)
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Version
from alongside.passing_on.exporting.agreed import agreement_data, agreements_of
from alongside.passing_on.exporting.asked import round_data
from alongside.passing_on.exporting.makings import making_data
from alongside.passing_on.exporting.tries import tries_of, try_data
from alongside.passing_on.exporting.written import rows
from alongside.passing_on.models import CameBack, PassedOn
from alongside.rounds.models import Round

FORMAT, VERSION = "alongside-partnership", 2
Data = Mapping[str, object]
Who = Mapping[int | None, str | None]


def partnership_data(seat: Seat, *, at: datetime.datetime) -> Data:
    """Return all that the partnership of this seat shows its members; what can be long is read as it is written."""
    who: Who = {None: None, **dict(Membership.objects.within(seat).values_list("pk", "ref"))}
    talks = Talk.objects.within(seat).select_related("finish", "round")
    asked = Round.objects.within(seat).asked()
    return {
        "format": FORMAT,
        "version": VERSION,
        "invented": seat.partnership.is_invented,
        "made_at": at,
        "questions": _questions(),
        "partnership": _details(seat.partnership, who),
        "organisations": (_organisation(each) for each in rows(Organisation.objects.within(seat))),
        "people": _people(seat, who),
        "talks": (_talk(each, who) for each in rows(talks.prefetch_related(*_OF_A_TALK))),
        "tries": (try_data(each, who) for each in rows(tries_of(seat))),
        "made": (making_data(seat, each, who) for each in rows(Gathering.objects.within(seat).select_related("round"))),
        "standings": (_standing(each, who) for each in rows(Standing.objects.within(seat))),
        "agreements": (agreement_data(each, who) for each in rows(agreements_of(seat))),
        "set_aside": (_set_aside(each, who) for each in rows(SettingAside.objects.within(seat))),
        "first_meetings": (
            _first_meeting(each, who) for each in rows(FirstMeeting.objects.within(seat).prefetch_related("versions"))
        ),
        "passed_on": (_passed_on(each, who) for each in rows(_passings(seat))),
        "rounds": (
            round_data(each, who) for each in rows(asked.select_related("asking", "closing", "withdrawal", "opening"))
        ),
    }


def _questions() -> list[Data]:
    edition = the_edition()
    return [{"id": question.id, "quoted": question.quoted, "plain": question.plain} for question in edition.questions]


def _mark(at: datetime.datetime | None, by: int | None, who: Who) -> Data | None:
    return {"at": at, "by": who[by]} if at else None


def _version(row: Version, who: Who, *fields: str) -> Data:
    return {"version": row.version, "at": row.at, "by": who[row.by_id], **{name: getattr(row, name) for name in fields}}


_DETAILS = ("name", "place", "stage", "contact_name", "contact_reach")


def _details(here: Partnership, who: Who) -> Data:
    return {
        **{name: getattr(here, name) for name in _DETAILS},
        "edition": here.edition,
        "started_at": here.started_at,
        "versions": [_version(each, who, *_DETAILS) for each in here.versions.all()],
    }


def _organisation(row: Organisation) -> Data:
    return {"name": row.name, "kind": row.kind, "size": row.size}


def _people(seat: Seat, who: Who) -> Iterator[Data]:
    """Yield who is here, who is expected and who has gone, as the people page shows them."""
    now = Affiliation.objects.now().select_related("organisation")
    gone = Prefetch("departures", Departure.objects.open(), "gone")
    welcomed = Prefetch("welcomings", Welcoming.objects.now(), "welcomed")
    said = Prefetch("parting__versions", PartingVersion.objects.order_by("version"))
    everybody = Membership.objects.within(seat).with_role().select_related("parting")
    for each in rows(everybody.prefetch_related(Prefetch("affiliations", now, "from_now"), gone, welcomed, said)):
        departure = next(iter(each.gone), None)  # type: ignore[attr-defined]
        if each.arrived_at or not departure:
            yield _person(each, departure, who)


def _person(row: Membership, departure: Departure | None, who: Who) -> Data:
    said: list[Affiliation] = row.from_now  # type: ignore[attr-defined]
    named = [each.organisation.name for each in said if each.organisation]
    return {
        "id": row.ref,
        "name": row.name,
        "has_come_in": row.arrived_at is not None,
        "organiser": row.organises,  # type: ignore[attr-defined]
        "resident": len(said) > len(named),
        "organisation": next(iter(named), None),
        "organisations": named,
        "gone": {"on": localdate(departure.at), "by": who[departure.by_id]} if departure else None,
        "welcomed_by": next((who[each.welcomer_id] for each in row.welcomed), None),  # type: ignore[attr-defined]
        "leaving": _leaving(row.parting, who) if hasattr(row, "parting") else None,
    }


_PARTING = ("leaves_on", "goes", "takers", "ask")


def _leaving(row: Parting, who: Who) -> Data:
    return {
        "version": row.version,
        **{name: getattr(row, name) for name in _PARTING},
        "versions": [_version(each, who, *_PARTING) for each in row.versions.all()],
    }


_OF_A_TALK = (
    "puttings_away",
    "lines",
    Prefetch("lines__versions", LineVersion.objects.order_by("version")),
)


def _talk(row: Talk, who: Who) -> Data:
    finish = getattr(row, "finish", None)
    return {
        "id": row.ref,
        "edition": row.edition,
        "question": row.question,
        "on": row.on,
        "from_round": row.round.ref if row.round else None,
        "started": _mark(row.started_at, row.started_by_id, who),
        "finished": _mark(finish.at, finish.by_id, who) if finish else None,
        "put_away": [
            {**_two(each.at, each.by_id, who), "taken_up": _mark(each.ended_at, each.ended_by_id, who)}
            for each in row.puttings_away.all()
        ],
        "lines": [
            {
                "kind": line.kind,
                "version": line.version,
                **{name: getattr(line, name) for name in _LINE},
                "versions": [_version(each, who, *_LINE) for each in line.versions.all()],
            }
            for line in row.lines.all()
        ],
    }


_LINE = ("words", "due", "expected")


def _two(at: datetime.datetime, by: int | None, who: Who) -> dict[str, object]:
    return {"at": at, "by": who[by]}


def _standing(row: Standing, who: Who) -> Data:
    return {
        "question": row.question,
        "version": row.version,
        "words": row.words,
        "on": row.on,
        **_two(row.at, row.by_id, who),
        "who_was_there": row.who_was_there,
        "talk": row.talk or None,
        "agreement": row.agreement or None,
    }


def _set_aside(row: SettingAside, who: Who) -> Data:
    return {
        "question": row.question,
        "reason": row.reason,
        "look_again": row.look_again,
        **_two(row.at, row.by_id, who),
        "brought_back": _mark(row.ended_at, row.ended_by_id, who),
    }


_PLANNED = ("room", "words")


def _first_meeting(row: FirstMeeting, who: Who) -> Data:
    return {
        "meeting": row.meeting,
        "version": row.version,
        **{name: getattr(row, name) for name in _PLANNED},
        "versions": [_version(each, who, *_PLANNED) for each in row.versions.all()],
    }


_PASSED = ("to", "on", "words")


def _passings(seat: Seat) -> QuerySet[PassedOn]:
    came = Prefetch("came_back", CameBack.objects.now(), "came")
    return PassedOn.objects.within(seat).now().prefetch_related("versions", came)


def _passed_on(row: PassedOn, who: Who) -> Data:
    return {
        "what": row.what,
        "about": row.about,
        **_two(row.at, row.by_id, who),
        "version": row.version,
        **{name: getattr(row, name) for name in _PASSED},
        "versions": [_version(each, who, *_PASSED) for each in row.versions.all()],
        "came_back": [
            {"words": each.words, "on": each.on, **_two(each.at, each.by_id, who)}
            for each in row.came  # type: ignore[attr-defined]  # prefetched above
        ],
    }
