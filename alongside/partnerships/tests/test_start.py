"""Starting a partnership: one press or five, one partnership."""

import hashlib

import pytest

from alongside.partnerships import commands
from alongside.partnerships.models import Membership, Moment, Organisation, Partnership
from tests.cast import AT, Cast

pytestmark = pytest.mark.data


def test_whoever_starts_it_organises_it(cast: Cast) -> None:
    assert cast.seat("amina").is_organiser
    assert not cast.seat("nadia").is_organiser


def test_the_same_key_starts_one_partnership_only(db: None) -> None:
    key = hashlib.sha256(b"a key").digest()
    made = [commands.start(name="Harbour", person="Amina", at=AT, key=key) for _ in range(3)]
    assert {each.partnership.pk for each in made} == {made[0].partnership.pk}
    assert {each.membership.pk for each in made} == {made[0].membership.pk}
    assert [each.again for each in made] == [False, True, True]
    assert (Partnership.objects.count(), Membership.objects.count()) == (1, 1)


def test_starting_leaves_a_moment_and_a_first_version(cast: Cast) -> None:
    moments = Moment.objects.filter(partnership=cast.harbour, what="started")
    assert [moment.who for moment in moments] == [cast.member("amina")]
    assert [version.name for version in cast.harbour.versions.all()] == ["Harbour Wards Partnership"]


def test_an_organisation_is_added_once_however_it_is_written(cast: Cast) -> None:
    cast.add("Priya Shah", cast.harbour, commands.Origin(new="HARBOUR carers"))
    assert Organisation.objects.filter(partnership=cast.harbour, name__iexact="harbour carers").count() == 1
    seat = cast.seat("priya")
    assert seat.membership.affiliations.get().organisation == cast.member("amina").affiliations.get().organisation
