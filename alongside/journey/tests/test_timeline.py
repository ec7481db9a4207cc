"""What has happened: the story tells each thing once, in its order, and costs the same however much there is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.agreements import commands as agreements
from alongside.agreements.models import How, Says
from alongside.framework.loading import the_edition
from alongside.journey.pages.timeline import SOURCES, TimelinePage, timeline
from alongside.journey.pages.timeline import people as people_of_the_story
from alongside.journey.pages.timeline.places import placed
from alongside.journey.pages.timeline.shapes import AT_ONCE, Entry, Sight, newest
from alongside.journey.tests.talks import many, talked, tried
from alongside.learning import commands as learning
from alongside.learning.commands import Plan, Source, Told
from alongside.learning.tests.makings import gathered, written
from alongside.partnerships import commands as partnerships
from alongside.people import commands as people
from alongside.rounds import commands as rounds
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WHO, POWER = "purpose.beneficiaries", "working.power"


def at(cast: Cast, **asked: str) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse("journey:timeline", args=[cast.harbour.ref]) + (f"?{query}" if query else "")


def page_of(cast: Cast, *, before: str = "", who: str = "len", theme: str = "", what: str = "") -> TimelinePage:
    place = placed(before) if before else None
    return timeline(cast.seat(who), today=cast.at.date(), before=place, theme=theme, what=what)


def entries(cast: Cast, **asked: str) -> list[Entry]:
    return [entry for month in page_of(cast, **asked).months for entry in month.entries]


def says(cast: Cast, **asked: str) -> list[str]:
    return [entry.says.text for entry in entries(cast, **asked)]


def parts(entry: Entry) -> list[str]:
    return [f"{part.name} {part.words}".strip() for part in entry.parts]


def agreed(cast: Cast, title: str = "Our purpose", words: str = "Carers can rest.", kind: str = "purpose") -> None:
    wording = agreements.Wording(title, {"words": words})
    proposal = agreements.propose(seat=cast.seat("amina"), kind=kind, wording=wording, at=cast.at)
    for who in ("tom", "nadia"):
        word = agreements.Word(Says.AGREE, "", None)
        agreements.say(seat=cast.seat(who), proposal=proposal, seen=proposal.version, word=word, at=cast.at)
        proposal.refresh_from_db()
    agreements.settle(seat=cast.seat("amina"), proposal=proposal, seen=proposal.version, how=How.ADOPTED, at=cast.at)


def test_it_is_shown_to_members_and_answers_nobody_else(cast: Cast) -> None:
    for who in ("amina", "nadia"):
        answer = cast.client(who).get(at(cast))
        assert answer.status_code == 200
        assert answer.content.count(b"<h1") == 1
    assert cast.client("ruth").get(at(cast)).status_code == 404
    assert cast.client().get(at(cast)).status_code == 404
    assert cast.client("nadia").post(at(cast)).status_code == 405


@pytest.mark.parametrize(
    "asked",
    [
        {"before": "x"},
        {"before": "1-2"},
        {"before": "1-2-3-4"},
        {"before": "-1-2-3"},
        {"before": "²-2-3"},
        {"before": "9" * 18 + "-1-1"},
        {"month": "2026-13"},
        {"month": "2026-00"},
        {"month": "0026-01"},
        {"month": "2026-1"},
        {"theme": "weather"},
        {"what": "everything"},
    ],
)
def test_what_is_no_place_in_the_story_is_not_there(cast: Cast, asked: dict[str, str]) -> None:
    assert cast.client("amina").get(at(cast, **asked)).status_code == 404


def test_any_place_that_can_be_named_answers(cast: Cast) -> None:
    for asked in (
        {"before": f"{'9' * 17}-99-{'9' * 18}"},
        {"before": "0-0-0"},
        {"month": "2999-12"},
        {"month": "1000-01"},
    ):
        assert cast.client("amina").get(at(cast, **asked)).status_code == 200


def test_on_the_first_day_it_says_that_it_began_and_who_came_and_leads_to_a_question(cast: Cast) -> None:
    assert says(cast) == [
        "Amina Yusuf (Harbour Carers), Tom Reed (Eastport Council), Nadia Brandt and Len Okafor (Harbour Carers)"
        " joined.",
        "Harbour Wards Partnership began here.",
    ]
    page = cast.client("nadia").get(at(cast)).content.decode()
    assert "Begin with a question" in page
    assert '<form class="row story-narrow' not in page


def test_a_talk_is_one_entry_with_its_parts(cast: Cast) -> None:
    cast.later(days=40)
    talked(
        cast.seat("amina"),
        WHO,
        at=cast.at,
        noticed="Four of us named the same families.",
        standing="Carers at home.",
        unsettled="Whether families too.",
        what="Ask three carers",
        who="Nadia",
        due=datetime.date(2026, 6, 1),
        again=datetime.date(2026, 7, 1),
    )
    first = entries(cast)[0]
    assert first.says.text == "We talked about “Who it is for”."
    assert first.theme == "purpose"
    assert parts(first) == [
        "Where we are, for now: Carers at home.",
        "We noticed: Four of us named the same families.",
        "Not settled: Whether families too.",
        "We will try: Ask three carers (Nadia, by 1 June 2026)",
        "We look again: 1 July 2026",
    ]
    assert len(says(cast)) == 3


def test_a_talk_that_is_not_finished_is_not_told(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.later(days=9), finish=False, noticed="This.", what="Ask")
    assert len(says(cast)) == 2


def test_where_we_are_is_told_by_itself_only_where_no_talk_and_no_agreement_tells_it(cast: Cast) -> None:
    cast.later(days=9)
    agreements.record_standing(seat=cast.seat("amina"), question=WHO, words="Carers.", on=cast.at.date(), at=cast.at)
    assert says(cast)[0] == "We said where we are with “Who it is for”."
    assert parts(entries(cast)[0]) == ["For now: Carers."]
    talked(cast.seat("amina"), WHO, at=cast.later(days=1), standing="Carers and children.")
    assert len(says(cast)) == 4


def test_what_was_asked_and_opened_says_of_how_many_only_from_five_up(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, questions=[WHO])
    for who in ("amina", "tom", "nadia", "len", "priya"):
        steps.answer(cast, who, round, WHO, "This.")
    assert says(cast)[0] == "We asked everybody one question: June questions."
    assert not any("answered" in words for entry in entries(cast) for words in parts(entry))
    steps.opened(cast, round)
    assert says(cast)[0] == "We opened June questions."
    assert parts(entries(cast)[0]) == ["five of us answered.".capitalize()]
    few = steps.asked(cast, questions=[POWER], name="Two questions")
    steps.answer(cast, "amina", few, POWER, "This.")
    steps.opened(cast, few)
    assert says(cast)[0] == "We opened Two questions."
    assert parts(entries(cast)[0]) == []


def test_what_is_prepared_and_asked_of_nobody_is_not_told_and_what_was_withdrawn_says_so(cast: Cast) -> None:
    cast.later(days=9)
    steps.prepared(cast)
    assert len(says(cast)) == 2
    round = steps.asked(cast, questions=[WHO], name="Winter questions")
    rounds.withdraw(seat=cast.seat("amina"), round=round, at=cast.later(hours=1))
    assert says(cast)[0] == "We asked everybody one question: Winter questions."
    assert parts(entries(cast)[0])[-1] == "It was withdrawn before answers closed."


def test_what_was_agreed_changed_looked_at_and_let_go_is_told(cast: Cast) -> None:
    cast.later(days=20)
    agreed(cast)
    cast.later(days=20)
    agreed(cast, words="Carers can rest, every week.")
    agreement = cast.harbour.agreements.get()
    cast.later(days=20)
    agreements.still_holds(seat=cast.seat("amina"), agreement=agreement, look_again=None, at=cast.at)
    cast.later(days=20)
    agreements.let_go(seat=cast.seat("amina"), agreement=agreement, words="It is done.", at=cast.at)
    assert says(cast, what="agreed") == [
        "We let Our purpose go.",
        "We looked again at Our purpose. It still holds.",
        "We changed what we agreed: Our purpose.",
        "We agreed on this: Our purpose.",
    ]
    told = entries(cast, what="agreed")
    assert parts(told[0]) == ["Because: It is done."]
    assert parts(told[3]) == ["Carers can rest."]


def test_what_was_left_open_says_what_is_in_the_way_and_what_was_withdrawn_is_not_told(cast: Cast) -> None:
    for how, title in ((How.LEFT_OPEN, "A new lead"), (How.WITHDRAWN, "No lead"), (How.DECIDED, "A bid")):
        wording = agreements.Wording(title, {"words": "This."})
        proposal = agreements.propose(seat=cast.seat("amina"), kind="decision", wording=wording, at=cast.later(days=1))
        agreements.settle(seat=cast.seat("amina"), proposal=proposal, seen=1, how=how, words="The board.", at=cast.at)
    assert says(cast, what="agreed") == ["This was decided in a meeting: A bid.", "We left this open: A new lead."]
    assert parts(entries(cast, what="agreed")[1]) == ["This.", "In the way: The board."]


def test_what_was_proposed_from_a_sentence_of_ours_is_told_with_it(cast: Cast) -> None:
    insight = written(cast, gathered(cast), "We meet when carers cannot.")
    wording = agreements.Wording("How we begin", {"words": "In the evening"})
    agreements.propose(
        seat=cast.seat("amina"), kind="decision", wording=wording, sentence=insight.ref, at=cast.later(days=1)
    )
    assert says(cast)[0] == "From a sentence of ours we proposed: How we begin."
    assert parts(entries(cast)[0]) == ["The sentence: We meet when carers cannot."]


def test_what_we_tried_is_told_and_what_came_of_it_once_it_was_undone_no_more(cast: Cast) -> None:
    seat = cast.seat("amina")
    cast.later(days=9)
    action = learning.say_try(
        seat=seat, plan=Plan("Meet in the evening."), source=Source(question=WHO), on=cast.at.date(), at=cast.at
    )
    cast.later(days=20)
    told = Told("yes", "partly", "Four families came.", "Evenings matter.")
    outcome = learning.record_outcome(seat=seat, action=action, told=told, at=cast.at)
    assert says(cast)[:2] == ["We tried it: Meet in the evening.", "We said we would try: Meet in the evening."]
    assert parts(entries(cast)[0]) == ["It helped some. Four families came.", "We learned: Evenings matter."]
    learning.undo_outcome(seat=seat, outcome=outcome, at=cast.at)
    assert says(cast)[0] == "We said we would try: Meet in the evening."


def test_narrowed_to_what_we_tried_a_talk_tells_what_it_said_we_would_try(cast: Cast) -> None:
    cast.later(days=9)
    talk = talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.", what="Ask three carers")
    talked(cast.seat("amina"), POWER, at=cast.at, finish=False, what="Not yet said")
    learning.record_outcome(
        seat=cast.seat("amina"), action=tried(talk), told=Told("let-go", "", "", ""), at=cast.later(days=9)
    )
    assert says(cast, what="tried") == ["We let it go: Ask three carers.", "We said we would try: Ask three carers."]


def test_a_question_set_aside_and_taken_up_again_is_told(cast: Cast) -> None:
    seat = cast.seat("len")
    agreements.set_aside(seat=seat, question=WHO, reason="After the bid.", at=cast.later(days=9))
    agreements.bring_back(seat=seat, question=WHO, at=cast.later(days=9))
    assert says(cast)[:2] == ["We took “Who it is for” up again.", "We set “Who it is for” aside for now."]
    assert parts(entries(cast)[1]) == ["Because: After the bid."]


def test_who_left_was_removed_and_came_back_is_told_as_people_says_it(cast: Cast) -> None:
    partnerships.leave(seat=cast.seat("len"), at=cast.later(days=9))
    cast.later(days=9)
    partnerships.remove(seat=cast.seat("amina"), who=cast.member("nadia"), reason="Quiet words.", at=cast.at)
    told = says(cast, who="tom", what="people")
    assert told[:2] == ["Nadia Brandt was removed by Amina Yusuf.", "Len Okafor left."]
    assert "Quiet words." not in page_of(cast, who="tom").text


def test_of_somebody_erased_it_says_that_somebody_left_and_nothing_else(cast: Cast) -> None:
    who = cast.member("len")
    cast.later(days=9)
    with transaction.atomic():
        people.erase_person(who, at=cast.at)
    text = page_of(cast, who="tom").text
    assert "Len" not in text
    assert says(cast, who="tom")[0] == "Somebody left."
    assert text.count("Somebody") == 1


def test_the_narrowing_to_a_theme_leaves_out_all_others_and_what_has_none(cast: Cast) -> None:
    cast.later(days=9)
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.")
    talked(cast.seat("amina"), POWER, at=cast.at, noticed="That.")
    steps.asked(cast, questions=[POWER, "role.change"])
    agreed(cast)
    assert says(cast, theme="purpose") == ["We agreed on this: Our purpose.", "We talked about “Who it is for”."]
    assert set(says(cast, theme="working")) == {
        "We talked about “Power, and being heard”.",
        "We asked everybody two questions: June questions.",
    }
    assert says(cast, theme="learning") == []


def every_page(cast: Cast, **asked: str) -> Iterator[list[Entry]]:
    before = ""
    while True:
        page = page_of(cast, before=before, **asked)
        yield [entry for month in page.months for entry in month.entries]
        if not (before := page.earlier):
            return


@pytest.mark.data
@pytest.mark.parametrize("asked", [{}, {"what": "tried"}, {"theme": "purpose"}, {"what": "said", "theme": "role"}])
def test_page_after_page_tells_each_thing_once_and_in_order(cast: Cast, asked: dict[str, str]) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="The first row, and of the last day.")
    many(cast.seat("amina"), 130, at=cast.at, every=0.2)
    for days in range(1, 9):
        learning.say_try(
            seat=cast.seat("amina"),
            plan=Plan("Ask"),
            source=Source(question=WHO),
            on=cast.at.date() - datetime.timedelta(days=days),
            at=cast.at,
        )
    pages = list(every_page(cast, **asked))
    told = [entry.place for page in pages for entry in page]
    assert told == sorted(set(told), reverse=True)
    whole = {entry.place for entry in _all(cast, **asked)}
    assert set(told) == whole
    assert len(pages) > 1 or len(told) < AT_ONCE


def _all(cast: Cast, **asked: str) -> list[Entry]:
    """All of it at once, by asking each source for more than there is."""
    theme = asked.get("theme")
    questions = tuple(each.id for each in the_edition().theme(theme).questions) if theme else None
    sight = Sight(cast.seat("len"), questions=questions, what=asked.get("what", ""), many=10_000)
    wanted = [each for each in SOURCES if asked.get("what", each.what) == each.what and (each.is_about or not theme)]
    return list(people_of_the_story.together(cast.harbour.ref, newest(sight, wanted)))


def test_it_can_begin_at_the_end_of_a_month(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=datetime.datetime(2026, 4, 30, 22, 59, tzinfo=datetime.UTC), noticed="This.")
    talked(cast.seat("amina"), POWER, at=datetime.datetime(2026, 5, 1, 9, tzinfo=datetime.UTC), noticed="That.")
    cast.later(days=100)
    page = cast.client("len").get(at(cast, month="2026-04")).content.decode().split("<main")[1]
    assert "Who it is for" in page
    assert "Power, and being heard" not in page
    assert re.findall(r'href="\?month=([\d-]+)[^"]*"', page) == ["2026-03", "2026-04", "2026-05", "2026-06"]


def test_the_years_are_there_to_go_to_where_there_are_several(cast: Cast) -> None:
    cast.later(days=800)
    page = page_of(cast)
    assert [jump.month for jump in page.years] == ["2028-05", "2027-12", "2026-12"]
    assert next(jump.name for jump in page.in_year) == "March"


def test_it_asks_as_much_of_the_database_with_one_thing_of_each_as_with_many(cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            cast.client("len").get(at(cast))
        return len(queries)

    steps.opened_with_words(cast)
    talk = talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.", what="Ask")
    learning.record_outcome(seat=cast.seat("amina"), action=tried(talk), told=Told("yes", "", "", ""), at=cast.at)
    agreed(cast)
    partnerships.leave(seat=cast.seat("tom"), at=cast.at)
    few = asked()
    many(cast.seat("amina"), 400, at=cast.at - datetime.timedelta(days=1))
    for name in ("Zed Ash", "Yan Bow", "Xia Cole"):
        cast.add(name, cast.harbour)
    assert asked() == few


def test_what_people_wrote_runs_nowhere_and_fills_no_gap(cast: Cast) -> None:
    nasty = "<script>alert(1)</script> {thing} {0} %(n)s"
    talked(cast.seat("amina"), WHO, at=cast.later(days=1), noticed=nasty, what=nasty, who=nasty)
    agreed(cast, title=nasty, kind="decision")
    learning.say_try(
        seat=cast.seat("amina"), plan=Plan(nasty), source=Source(question=WHO), on=cast.at.date(), at=cast.at
    )
    page = cast.client("nadia").get(at(cast)).content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; {thing} {0} %(n)s") > 5


def test_each_entry_leads_to_a_page_that_is_there(cast: Cast) -> None:
    steps.opened_with_words(cast)
    written(cast, gathered(cast), "We meet when carers cannot.")
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.", what="Ask")
    agreements.set_aside(seat=cast.seat("len"), question=POWER, reason="", at=cast.at)
    agreed(cast)
    page = cast.client("nadia").get(at(cast)).content.decode().split("<main")[1]
    for found in set(re.findall(r'href="(/p/[^"]+)"', page)):
        assert cast.client("nadia").get(found).status_code == 200, found


def test_nothing_of_another_partnership_is_told(cast: Cast) -> None:
    seat = cast.seat("ruth")
    talk = talked(seat, WHO, at=cast.at, noticed="Elsewhere.", what="Ask elsewhere")
    learning.record_outcome(seat=seat, action=tried(talk), told=Told("yes", "", "", ""), at=cast.at)
    learning.say_try(seat=seat, plan=Plan("Elsewhere"), source=Source(question=WHO), on=cast.at.date(), at=cast.at)
    agreements.record_standing(seat=seat, question=WHO, words="Elsewhere.", on=cast.at.date(), at=cast.at)
    agreements.set_aside(seat=seat, question=POWER, reason="Elsewhere.", at=cast.at)
    wording = agreements.Wording("Elsewhere", {"words": "Elsewhere."})
    proposal = agreements.propose(seat=seat, kind="decision", wording=wording, at=cast.at)
    agreements.settle(seat=seat, proposal=proposal, seen=1, how=How.DECIDED, words="Elsewhere.", at=cast.at)
    plan = steps.plan(cast, questions=[WHO], name="Elsewhere")
    rounds.ask(
        seat=seat, round=rounds.prepare(seat=seat, plan=plan, key="", at=cast.at), at=cast.at, rng=steps.chance()
    )
    assert len(timeline(seat, today=cast.at.date()).months[0].entries) == 9
    assert len(says(cast)) == 2
    assert "lsewhere" not in page_of(cast).text


def test_it_copies_as_text(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.later(days=1), noticed="This.")
    text = page_of(cast).text
    assert text.startswith(
        "Harbour Wards Partnership\n\nMARCH 2026\n\n21 March 2026: We talked about “Who it is for”.\nWe noticed: This."
    )
