"""Sets a stage in the data folder that the environment names, and prints how each partnership is come into.

    python -m alongside.journey.tests.stage

Prints JSON: for each stage its path, and the name and value of the cookie of somebody's device.
"""

from __future__ import annotations

import datetime
import json
import sys

import django

LONG = "Partneriaeth Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch a’r Tŷ"
WORDS = "Tŷgwŷddfachynghanolycoed" * 9 + "\nA second line: ŵ ŷ ê á ï ö.\n" + "words and " * 60


def main() -> None:
    """Set all stages, each a partnership of its own."""
    django.setup()
    from django.utils import timezone

    from alongside.journey.tests import talks
    from alongside.partnerships import commands as partnerships
    from alongside.partnerships.models import Membership
    from alongside.partnerships.seats import Seat
    from alongside.people.commands import make_device
    from alongside.people.secrets import new_secret

    at = timezone.now()
    stages: dict[str, tuple[str, str, str]] = {}

    def stage(name: str, called: str = "Harbour Wards Partnership", person: str = "Amina Yusuf") -> Seat:
        started = partnerships.start(name=called, person=person, at=at)
        secret = new_secret()
        make_device(membership=started.membership, secret=secret, label="Firefox on Android", at=at)
        ref = started.partnership.ref
        stages[name] = (f"/p/{ref}/", f"at-{ref}", secret)
        return Seat(Membership.objects.get(pk=started.membership.pk), started.partnership, is_organiser=True)

    def ago(days: int) -> datetime.datetime:
        return at - datetime.timedelta(days=days)

    stage("first day")
    talks.talked(stage("begun"), "purpose.impact", at=at, finish=False, noticed="We each named others.")
    few = stage("three talks")
    who = "purpose.beneficiaries"
    talks.talked(few, who, at=ago(40), standing="Carers.", what="Ask them", who="Nadia", again=ago(2).date())
    talks.talked(few, who, at=ago(20), standing="Carers and children.", unsettled="Whether families too.")
    talks.talked(few, "working.lead", at=ago(9), noticed="Nobody asked.", what="Ask", due=ago(1).date())
    talks.many(stage("many talks"), 200, at=at)
    long = stage("long words", LONG[:80], "Gwenllïan Featherstonehaugh-Cholmondeley ap Llŷr o’r Tŷ Gwŷdd")
    for day, end in ((30, "dechrau"), (3, "diwedd")):
        talks.talked(
            long,
            who,
            at=ago(day),
            what=WORDS,
            who="Gwenllïan " * 15,
            again=ago(1).date(),
            standing=WORDS + end,
            unsettled=WORDS,
            present="Gwenllïan a phawb o’r Tŷ Gwŷdd " * 4,
        )
    sys.stdout.write(json.dumps(stages))


if __name__ == "__main__":
    main()
