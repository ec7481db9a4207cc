"""Making a copy: told through the real commands, whole or not at all, and marked from its first moment."""

from __future__ import annotations

import datetime
from random import Random
from typing import Any

import pytest
from django.utils.timezone import localdate

from alongside.agreements.models import Agreement, Proposal
from alongside.demo import commands
from alongside.demo.models import Example
from alongside.demo.telling import telling
from alongside.demo.telling.world import working_day
from alongside.demo.tests.looking import counts
from alongside.learning.models import Action, Outcome, Talk
from alongside.partnerships.models import Membership, Moment, Partnership
from alongside.people.models import Device
from alongside.people.secrets import hashed, new_secret
from alongside.rounds.models import Answer, Draft, Round, ShownUnnamed
from tests.cast import Cast
from tests.kit.examples import MadeExample, make_example

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def test_it_is_marked_and_nothing_else_is(cast: Cast, orchard: MadeExample) -> None:
    marked = Partnership.objects.filter(is_invented=True)
    assert [each.ref for each in marked] == [orchard.ref]
    assert Example.objects.get().partnership == marked[0]


def test_its_story_ends_today_and_nothing_in_it_is_still_to_come(cast: Cast, orchard: MadeExample) -> None:
    moments = Moment.objects.filter(partnership__ref=orchard.ref)
    last = moments.latest("at")
    assert last.at <= cast.at
    assert (localdate(cast.at) - localdate(last.at)).days <= 1
    assert (localdate(cast.at) - localdate(moments.earliest("at").at)).days == 60


def test_its_people_hold_no_device_but_those_that_a_visitor_looks_by(cast: Cast, orchard: MadeExample) -> None:
    held = Device.objects.filter(membership__partnership__ref=orchard.ref)
    assert {bytes(each.secret_hash) for each in held} == {hashed(secret) for _, secret in orchard.cookies.values()}
    assert held.count() == 3


def test_the_large_one_is_told_to_the_end(cast: Cast) -> None:
    made = make_example("wendle", visitor=new_secret(), at=cast.at)
    here: Any = {"partnership__ref": made.ref}
    assert Membership.objects.filter(**here).here().count() == 17
    assert Round.objects.filter(**here).opened().count() == 4
    assert Round.objects.filter(**here).open(at=cast.at).count() == 1
    assert Answer.objects.filter(round__partnership__ref=made.ref).count() > 100
    assert ShownUnnamed.objects.filter(round__partnership__ref=made.ref).count() > 100
    assert Talk.objects.filter(**here).done().count() >= 10
    assert Action.objects.filter(**here).count() >= 12
    assert {each.happened for each in Outcome.objects.filter(**here)} >= {"yes", "let-go"}
    assert {each.helped for each in Outcome.objects.filter(**here)} >= {"yes", "partly", "no"}
    assert Agreement.objects.filter(**here).count() >= 5
    assert Proposal.objects.filter(agreement__partnership__ref=made.ref, number=2).exists()
    assert not Draft.objects.filter(round__partnership__ref=made.ref).exists()


def test_one_that_breaks_halfway_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*args: object) -> None:
        raise RuntimeError("broke")

    before = counts()
    monkeypatch.setattr(telling, "TELLS", {**telling.TELLS, "settle": breaks})
    commands.want(content="orchard", visitor=b"v" * 32, at=cast.at)
    with pytest.raises(RuntimeError):
        commands.make_wanted(at=cast.at, rng=Random(1))
    kept = {"demo_copywanted", "demo_thrownaway"}
    assert {name: many for name, many in counts().items() if many != before[name]}.keys() == kept


def test_one_that_is_thrown_away_before_it_is_begun_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = telling._begin

    def late(*args: Any, **named: Any) -> None:
        Example.objects.all().delete()
        begin(*args, **named)

    monkeypatch.setattr(telling, "_begin", late)
    commands.want(content="orchard", visitor=b"v" * 32, at=cast.at)
    with pytest.raises(Example.DoesNotExist):
        commands.make_wanted(at=cast.at, rng=Random(1))
    assert not Partnership.objects.filter(is_invented=True).exists()


def test_two_who_make_at_once_make_one(cast: Cast) -> None:
    wanted = commands.want(content="orchard", visitor=b"v" * 32, at=cast.at)
    Example.objects.filter(pk=wanted.pk).update(begun_at=cast.at)  # as another process has, just now
    assert not commands.make_wanted(at=cast.at, rng=Random(1))
    assert not Partnership.objects.filter(is_invented=True).exists()


def test_what_has_a_day_that_is_over_is_never_left_open_between_transactions() -> None:
    from alongside.demo.loading import NAMES, content_of

    for name in NAMES:
        content = content_of(name)
        steps = sorted(telling._steps(content, Random(1)), key=lambda step: step.day)
        for chunk in telling._chunks((step, None) for step in steps):  # type: ignore[misc]
            done = [telling._about(step) for step, _ in chunk if step.do in ("open", "settle")]
            begun = [telling._about(step) for step, _ in chunk if step.do in ("ask", "propose")]
            assert set(done) <= set(begun), [step.do for step, _ in chunk]


@pytest.mark.parametrize("number", range(-8, 9))
@pytest.mark.parametrize("weekday", range(7))
def test_nobody_there_meets_on_a_weekend_nor_has_done_so_tomorrow(weekday: int, number: int) -> None:
    today = datetime.date(2026, 11, 23) + datetime.timedelta(days=weekday)
    day = working_day(today, number)
    assert day.weekday() < 5
    assert abs((day - today).days - number) <= 2
    assert number > 0 or day <= today
    assert day <= working_day(today, number + 1)


@pytest.mark.parametrize("days", range(1, 7))
def test_a_story_can_be_told_on_any_day_of_the_week(cast: Cast, days: int) -> None:
    at = cast.later(days=days)
    make_example("orchard", visitor=new_secret(), at=at)
    assert all(talk.on.weekday() < 5 and talk.on <= at.date() for talk in Talk.objects.all())
