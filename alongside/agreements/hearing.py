"""Judging how a proposal was heard: by organisation and by residents, never by counting heads. Pure: no queries.

It may be adopted when somebody beside its author was heard, nobody who was heard cannot support it, no organisation is
still being asked, and no day that people were given is cut short. How many agree is never asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.agreements.models import How, Says
from alongside.partnerships.models import Kind

HEARD = frozenset({Says.AGREE, Says.THERE, Says.LIVE, Says.RESERVATION, Says.CANNOT})
"""What is a word on a proposal; that it must be taken back first is none yet."""


class State(StrEnum):
    """How a proposal stands."""

    PROPOSED = "proposed"
    BEING_HEARD = "being-heard"
    IN_THE_ROOM = "in-the-room"
    IN_THE_WAY = "in-the-way"
    ADOPTED = "adopted"
    LEFT_OPEN = "left-open"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"

    @property
    def is_settled(self) -> bool:
        """Whether it is settled."""
        return self in (State.ADOPTED, State.LEFT_OPEN, State.DECIDED, State.WITHDRAWN)


_SETTLED: Mapping[str, State] = {
    How.ADOPTED: State.ADOPTED,
    How.LEFT_OPEN: State.LEFT_OPEN,
    How.DECIDED: State.DECIDED,
    How.WITHDRAWN: State.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that people here come from; `kind` may be empty."""

    id: int
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Spoke:
    """What somebody said once. `of` is where they came from then: each organisation, None as a resident; or not said.

    `typed_by` is who typed it in for them; empty where they said it themselves.
    """

    who: int
    name: str
    version: int
    says: str
    on: datetime.date
    words: str = ""
    back_by: datetime.date | None = None
    typed_by: str = ""
    of: tuple[Body | None, ...] = ()

    @property
    def label(self) -> str:
        """What they said, as it was offered."""
        return str(Says(self.says).label)


@dataclass(frozen=True, slots=True)
class Given:
    """All that is judged: the present version and who wrote it, what was said in order, and who there is to be heard.

    `of_here` is where those who are here come from today, by person; whoever has not said is there with nothing.
    `absent_until` is given where this version was agreed in a room, `answer_by` where it is heard online.
    """

    version: int
    author: int
    spoke: Sequence[Spoke] = ()
    of_here: Mapping[int, Collection[Body | None]] | None = None
    absent_until: datetime.date | None = None
    answer_by: datetime.date | None = None
    settled: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One organisation with its people's words; the residents, each of themselves; or (no name) who has not said."""

    name: str
    is_residents: bool
    spoke: tuple[Spoke, ...]

    @property
    def waits(self) -> bool:
        """Whether all that is known of it is that it is being asked."""
        return not any(each.says in HEARD for each in self.spoke)


@dataclass(frozen=True, slots=True)
class Heard:
    """How a proposal was heard. `why_not` says in a sentence why it may not be adopted now; empty: it may be."""

    state: State
    groups: tuple[Group, ...]
    earlier: tuple[Spoke, ...]
    reservations: tuple[Spoke, ...]
    in_the_way: tuple[Spoke, ...]
    waits: tuple[Spoke, ...]
    no_word: tuple[Spoke, ...]
    unheard: tuple[str, ...]
    unheard_kinds: str
    why_not: str

    @property
    def may_be_adopted(self) -> bool:
        """Whether it may be adopted now."""
        return not self.why_not

    @property
    def objected_before(self) -> tuple[Spoke, ...]:
        """What was said last by those who could not support earlier words, and have not spoken to these themselves."""
        return tuple(each for each in self.earlier if each.says == Says.CANNOT)


def heard(given: Given, *, today: datetime.date) -> Heard:
    """Return how a proposal was heard, as it stands today."""
    last = last_words(given.spoke)
    now = [each for each in last if each.version == given.version]
    said = [each for each in now if each.says in HEARD]
    backs = [each for each in now if each.says == Says.BACK and each.back_by]
    waits = tuple(each for each in backs if each.back_by and each.back_by >= today)
    in_the_way = tuple(each for each in said if each.says == Says.CANNOT)
    return Heard(
        state=_state(given, said=said, in_the_way=in_the_way),
        groups=_groups(now),
        earlier=tuple(each for each in last if each.version != given.version),
        reservations=tuple(each for each in said if each.says == Says.RESERVATION),
        in_the_way=in_the_way,
        waits=waits,
        no_word=tuple(each for each in backs if each not in waits),
        unheard=_unheard(given, said if given.settled else [*said, *waits]),
        unheard_kinds=_unheard_kinds(given, said),
        why_not=_why_not(given, last, today),
    )


def last_words(spoke: Sequence[Spoke]) -> tuple[Spoke, ...]:
    """Return the last word of each person, in the order in which they first spoke.

    To the newest words that they spoke to. What is typed in for them never lifts what they said themselves: to the
    same words nothing they said, and to earlier ones not that they cannot support these.
    """
    last: dict[int, Spoke] = {}
    for each in spoke:
        there = last.get(each.who)
        if there is None or _counts(each, there):
            last[each.who] = each
    return tuple(last.values())


def _counts(later: Spoke, there: Spoke) -> bool:
    """Whether what was said later counts instead: not, where typed in, if it holds less against."""
    if later.version < there.version:
        return False
    if not later.typed_by or there.typed_by or _against(later) > _against(there):
        return True
    return later.version > there.version and there.says != Says.CANNOT


def _against(spoke: Spoke) -> int:
    return {Says.RESERVATION: 1, Says.BACK: 2, Says.CANNOT: 3}.get(Says(spoke.says), 0)


def _state(given: Given, *, said: Sequence[Spoke], in_the_way: Sequence[Spoke]) -> State:
    if given.settled:
        return _SETTLED[given.settled]
    if in_the_way:
        return State.IN_THE_WAY
    if given.absent_until:
        return State.IN_THE_ROOM
    others = any(each.who != given.author for each in said)
    return State.BEING_HEARD if given.answer_by or others else State.PROPOSED


def _groups(now: Sequence[Spoke]) -> tuple[Group, ...]:
    """Return who spoke by organisation, in the order of their names; then residents; then whoever has not said."""
    bodies: dict[Body, list[Spoke]] = {}
    for each in now:
        for body in each.of:
            if body:
                bodies.setdefault(body, []).append(each)
    ordered = sorted(bodies, key=lambda body: (body.name.casefold(), body.id))
    groups = [Group(body.name, False, tuple(bodies[body])) for body in ordered]
    residents = tuple(each for each in now if None in each.of)
    unsaid = tuple(each for each in now if not each.of)
    groups += [Group("", True, residents)] * bool(residents) + [Group("", False, unsaid)] * bool(unsaid)
    return tuple(groups)


def _here(given: Given) -> list[Body | None]:
    """Return each organisation that somebody here comes from, and None if somebody is a resident; each once."""
    return list(dict.fromkeys(body for bodies in (given.of_here or {}).values() for body in bodies))


def _unheard(given: Given, said: Sequence[Spoke]) -> tuple[str, ...]:
    """Return the organisations of people here of which nobody was heard, or is being asked, by name."""
    was = {body for each in said for body in each.of}
    return tuple(sorted((body.name for body in _here(given) if body and body not in was), key=str.casefold))


def _unheard_kinds(given: Given, said: Sequence[Spoke]) -> str:
    """Return, as a sentence, of which kinds of organisation nobody was heard, and whether no resident was."""
    was = {body.kind if body else None for each in said for body in each.of}
    here = {body.kind if body else None for body in _here(given)}
    called = {
        Kind.NHS: _("the NHS or health"),
        Kind.COUNCIL: _("a council or other public body"),
        Kind.CHARITY: _("a charity or community group"),
        Kind.FAITH: _("a faith group"),
        Kind.BUSINESS: _("a business or social enterprise"),
        Kind.LEARNING: _("a school, college or university"),
    }
    missing = [name for kind, name in called.items() if kind in here - was]
    no_resident = None in here - was
    if not missing:
        return _("No resident has been heard.") if no_resident else ""
    kinds = _(", or from ").join(missing)
    if no_resident:
        return _("Nobody from %(kinds)s has been heard, and no resident.") % {"kinds": kinds}
    return _("Nobody from %(kinds)s has been heard.") % {"kinds": kinds}


def _why_not(given: Given, last: Sequence[Spoke], today: datetime.date) -> str:
    now = [each for each in last if each.version == given.version]
    said = {each.who for each in now if each.says in HEARD}
    if given.settled:
        return _("It is settled.")
    if any(each.says == Says.CANNOT for each in now):
        return _("Somebody cannot support it, because it would do harm.")
    if not said - {given.author}:
        return _("Apart from whoever wrote these words, nobody has been heard yet.")
    asked = [each for each in now if each.says == Says.BACK and each.back_by and each.back_by >= today]
    return _being_asked(asked) or _too_early(given, said, today) or _objected_before(given, last, today)


def _being_asked(asked: Sequence[Spoke]) -> str:
    """Return which organisation is being asked until when; each of them, where there are several."""
    each_until = [
        _("%(who)s until %(day)s") % {"who": _asked_of(each), "day": _day(each.back_by)}
        for each in asked
        if each.back_by
    ]
    if len(each_until) > 1:
        return _("Organisations are being asked: %(which)s.") % {"which": "; ".join(each_until)}
    return _("An organisation is being asked: %(which)s.") % {"which": each_until[0]} if each_until else ""


def _asked_of(spoke: Spoke) -> str:
    names = [body.name for body in spoke.of if body]
    return ", ".join(names) or _("by %(name)s") % {"name": spoke.name}


def _too_early(given: Given, said: Collection[int], today: datetime.date) -> str:
    """Return until when people were told that they can say something; not where everybody here has."""
    if set(given.of_here or ()) <= {*said, given.author}:
        return ""
    if given.absent_until and given.absent_until >= today:
        return _("Whoever was not in the room can say until %(day)s.") % {"day": _day(given.absent_until)}
    if given.answer_by and given.answer_by >= today:
        return _("All were told that they can say until %(day)s.") % {"day": _day(given.answer_by)}
    return ""


def _objected_before(given: Given, last: Sequence[Spoke], today: datetime.date) -> str:
    """Return who could not support earlier words and has not spoken to these, which they were given no day for.

    Else a comma would be enough to get round an objection.
    """
    days = [day for day in (given.absent_until, given.answer_by) if day]
    names = objected_before(given.version, last)
    if not names or any(day < today for day in days):
        return ""
    return _("%(name)s could not support the earlier words. Ask first whether these will do.") % {"name": names[0]}


def objected_before(version: int, last: Sequence[Spoke]) -> tuple[str, ...]:
    """Return the names of those whose last word is that they cannot support earlier words than those of `version`."""
    return tuple(each.name for each in last if each.version != version and each.says == Says.CANNOT)


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")
