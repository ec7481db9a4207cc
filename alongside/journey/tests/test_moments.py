"""What stands first on home at each moment: for an organiser, a member, somebody new, somebody let in by a link."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from alongside.journey.pages import next_thing
from alongside.journey.tests.talks import talked
from alongside.partnerships.models import Partnership
from alongside.people.tests import pressing
from alongside.rounds.models import Whom
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WHO, POWER = "purpose.beneficiaries", "working.power"
NEW, LINKED = "zadie", "a link"


@dataclass(frozen=True)
class Moment:
    """A moment: how it comes about, the steps that say it, and for each person what stands first then."""

    name: str
    happens: Callable[[Cast], object]
    steps: tuple[Callable[..., object], ...]
    first: dict[str, str]


def days(cast: Cast, number: int) -> datetime.date:
    return (cast.at + datetime.timedelta(days=number)).date()


def under_way(cast: Cast) -> None:
    """A month in: there was a talk, and whom to tell of harm is named."""
    Partnership.objects.filter(pk=cast.harbour.pk).update(contact_name="Ruth Adeyemi", contact_reach="01632 960114")
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="We each named others.")
    cast.later(days=30)


def new(cast: Cast, before: int = 20) -> None:
    """Zadie came in so many days ago."""
    cast.later(days=-before)
    cast.add("Zadie Nair", cast.harbour)
    cast.later(days=before)


def late_and_new(cast: Cast) -> None:
    cast.later(days=30)
    new(cast)


def near(cast: Cast, left: int) -> None:
    """Answers are closed, all of us have met the page, and the meeting is so many days ahead."""
    under_way(cast)
    steps.asked(cast, days=9, meeting_on=days(cast, 20))
    cast.later(days=20 - left)
    new(cast)


def open_and_sent(cast: Cast) -> None:
    under_way(cast)
    new(cast)
    round = steps.asked(cast, questions=[POWER], meeting_on=days(cast, 20))
    for who in ("amina", "nadia", NEW):
        steps.answer(cast, who, round, POWER, "Mine.")


def open_for_others(cast: Cast) -> None:
    under_way(cast)
    new(cast)
    steps.asked(cast, whom=Whom.FEW, chosen=(cast.member("len"),))


def open_now(cast: Cast) -> None:
    under_way(cast)
    new(cast, before=2)
    steps.asked(cast)


def closed(cast: Cast, meeting_on: datetime.date | None = None) -> None:
    under_way(cast)
    new(cast)
    steps.asked(cast, days=4, meeting_on=meeting_on)
    cast.later(days=5)


def opened(cast: Cast) -> None:
    under_way(cast)
    new(cast)
    steps.fill(cast)
    steps.opened_with_words(cast)


def again(cast: Cast) -> None:
    under_way(cast)
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.", again=days(cast, 20))
    cast.later(days=17)
    new(cast)


def a_year_on(cast: Cast) -> None:
    under_way(cast)
    cast.later(days=340)
    new(cast)


def just_in(cast: Cast) -> None:
    under_way(cast)
    new(cast, before=2)


def everybody(words: str, *more: str) -> dict[str, str]:
    """The same words stand first for all of these."""
    return dict.fromkeys(("amina", "nadia", *more), words)


BEGIN = "Welcome. Where would you like to begin?"
SUGGESTED = "Talk about a question"
WELCOME = "Welcome, Zadie Nair See where we are"
STEP = next_thing
MOMENTS = (
    Moment("first day", lambda cast: None, (), everybody(BEGIN, LINKED)),
    Moment("first day, somebody new", late_and_new, (), everybody(BEGIN, NEW)),
    Moment(
        "three days before a meeting",
        lambda cast: near(cast, 3),
        (STEP._meets, STEP._nothing),
        everybody("Next meeting We meet on Saturday 9 May We open June questions together.", NEW),
    ),
    Moment(
        "on the day of a meeting",
        lambda cast: near(cast, 0),
        (STEP._opens_today, STEP._opens, STEP._meets, STEP._nothing),
        {
            "amina": "Our meeting is today Open June questions together",
            "nadia": "Next meeting Our meeting is today We open June questions together.",
            NEW: "Next meeting Our meeting is today We open June questions together.",
        },
    ),
    Moment(
        "three days before we look again",
        again,
        (STEP._look_again,),
        everybody("We look at this again on Saturday 9 May “Who are the intended beneficiaries", NEW),
    ),
    Moment(
        "asked",
        open_now,
        (STEP._turn,),
        everybody("Your turn June questions: about 9 minutes, until Sunday 3 May", NEW, LINKED),
    ),
    Moment(
        "asked and sent",
        open_and_sent,
        (STEP._nothing,),
        everybody(
            "June questions You have sent your answers They close on Sunday 3 May. "
            "We open them together on Saturday 9 May.",
            NEW,
        ),
    ),
    Moment("others are asked", open_for_others, (), everybody(SUGGESTED, NEW)),
    Moment(
        "closed, and the meeting is weeks ahead",
        lambda cast: closed(cast, meeting_on=days(cast, 60)),
        (STEP._nothing,),
        everybody(
            "June questions Answers are closed We open them together on Tuesday 19 May. Any organiser can do it.", NEW
        ),
    ),
    Moment(
        "closed, and no day was said",
        closed,
        (STEP._opens, STEP._nothing),
        {
            "amina": "Answers are closed Open June questions together",
            "nadia": "June questions Answers are closed We open them together at our next meeting.",
            NEW: "June questions Answers are closed We open them together at our next meeting.",
        },
    ),
    Moment(
        "just opened",
        opened,
        (STEP._opened,),
        everybody("June questions, opened on Sunday 19 April “How will you ensure that power", NEW),
    ),
    Moment("a year on", a_year_on, (STEP._year_on,), everybody("Since you began A year together", NEW)),
    Moment("between", under_way, (), everybody(SUGGESTED)),
    Moment(
        "between, in somebody's first week",
        just_in,
        (STEP._new_here,),
        {"amina": SUGGESTED, NEW: WELCOME, LINKED: "Welcome, Sam Hill See where we are"},
    ),
)
CASES = [pytest.param(moment, who, id=f"{moment.name}: {who}") for moment in MOMENTS for who in moment.first]


def browser(cast: Cast, who: str) -> Client:
    """Whoever it is, on their device; a link is sent by Amina, and opened today."""
    if who != LINKED:
        return cast.client(who)
    client, link = cast.client(), pressing.sent_link(cast, "Sam Hill")
    pressing.come_in(client, link, "Sam Hill")
    return client


def stands_first(cast: Cast, client: Client) -> str:
    """The words of what stands first: of the box that says what comes next, or else the heading."""
    page = client.get(pressing.home(cast.harbour)).content.decode().split("<main")[1]
    box = re.search(r'<section class="panel next.*?</section>|<h1.*?</h1>', page, re.DOTALL)
    assert box
    plain = re.sub(r"\s+", " ", re.sub(r"</?bdi>", "", box[0]))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", plain)).strip()


@pytest.mark.parametrize(("moment", "who"), CASES)
def test_at_each_moment_one_thing_stands_first(cast: Cast, moment: Moment, who: str) -> None:
    moment.happens(cast)
    assert stands_first(cast, browser(cast, who)).startswith(moment.first[who])


@pytest.mark.parametrize("moment", [each for each in MOMENTS if each.steps], ids=lambda moment: moment.name)
def test_without_its_step_something_else_stands_first(
    cast: Cast, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment.happens(cast)
    left = tuple(step for step in next_thing.STEPS if step not in moment.steps)
    assert len(left) == len(next_thing.STEPS) - len(moment.steps)
    monkeypatch.setattr(next_thing, "STEPS", left)
    who = list(moment.first)[-1] if moment.happens is just_in else "amina"
    assert not stands_first(cast, browser(cast, who)).startswith(moment.first[who])


def test_once_the_first_question_is_talked_about_another_comes_and_then_none(cast: Cast) -> None:
    under_way(cast)
    steps.fill(cast, 12)
    round = steps.asked(cast, questions=[POWER, "purpose.vision"])
    for who in ("nadia", "len", "priya", "owen", "mary", "ade"):
        for question in (POWER, "purpose.vision"):
            steps.write(cast, who, round, question, "Mine.", wishes=question == POWER)
        steps.send(cast, who, round)
    steps.opened(cast, round)
    assert "Look at this one first, together." in stands_first(cast, cast.client("len"))
    talked(cast.seat("amina"), POWER, at=cast.at, noticed="This.")
    assert "We have not talked about this one yet." in stands_first(cast, cast.client("len"))
    talked(cast.seat("amina"), "purpose.vision", at=cast.at, noticed="This.")
    assert stands_first(cast, cast.client("len")).startswith(SUGGESTED)


def test_the_year_stands_first_for_two_weeks(cast: Cast) -> None:
    under_way(cast)
    shown = []
    for on in (334, 1, 13, 1):
        cast.later(days=on)
        shown.append("A year together" in stands_first(cast, cast.client("nadia")))
    assert shown == [False, True, True, False]


def test_whoever_is_new_has_the_page_for_them_at_hand_for_sixty_days(cast: Cast) -> None:
    under_way(cast)
    new(cast)
    path = pressing.home(cast.harbour)
    assert "You are new here." in cast.client(NEW).get(path).content.decode()
    assert "You are new here." not in cast.client("nadia").get(path).content.decode()
    cast.later(days=40)
    assert "You are new here." not in cast.client(NEW).get(path).content.decode()
