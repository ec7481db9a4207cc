"""The pages of a proposal: proposing, changing, saying, asking, the room, and settling, as each kind of person."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.agreements import commands
from alongside.agreements.models import How, Proposal, Says, Settlement, Voice
from alongside.agreements.tests.process import OTHER, WORDS, at, in_the_room, proposed, says, sent, settle
from alongside.framework.loading import the_edition
from alongside.people.models import Device
from alongside.people.secrets import new_secret
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def propose_at(cast: Cast, kind: str = "purpose", asked: str = "") -> str:
    return reverse("agreements:propose", args=[cast.harbour.ref, kind]) + asked


def test_a_purpose_asks_one_field(cast: Cast) -> None:
    page = cast.client("nadia").get(propose_at(cast))
    assert page.status_code == 200
    answer = cast.client("nadia").post(propose_at(cast), {"key": new_secret(), "words": WORDS})
    made = Proposal.objects.get()
    assert answer["Location"] == at(made)
    assert (made.title, made.parts, made.by, made.look_again) == (
        "Our purpose",
        {"words": WORDS},
        cast.member("nadia"),
        None,
    )


def test_one_may_begin_from_words_of_ours_and_untouched_blanks_are_left_out(cast: Cast) -> None:
    page = cast.client("tom").get(propose_at(cast, "ways", "?begin=ours")).content.decode()
    assert "Some words below are ours, to begin from." in page
    typed = {"key": new_secret(), "words": "We begin on time.\n…"}
    assert cast.client("tom").post(propose_at(cast, "ways"), typed).status_code == 302
    assert Proposal.objects.get().parts == {"words": "We begin on time."}
    alone = {"key": new_secret(), "words": "We work together so that … can …"}
    answer = cast.client("tom").post(propose_at(cast), alone)
    assert answer.status_code == 422
    assert "Please put your own words in the place of “…”." in answer.content.decode()


def test_where_we_are_is_of_a_question(cast: Cast) -> None:
    page = cast.client("tom").get(propose_at(cast, "where")).content.decode()
    assert page.count("?question=") == len(the_edition().questions)
    assert f'href="{propose_at(cast, "where", "?question=role.change")}"' in page
    assert cast.client("tom").get(propose_at(cast, "where", "?question=role.nothing")).status_code == 404
    path = propose_at(cast, "where", "?question=role.change")
    assert cast.client("tom").get(path).status_code == 200
    assert cast.client("tom").post(path, {"key": new_secret(), "words": "Nowhere yet."}).status_code == 302
    assert Proposal.objects.get().agreement.question == "role.change"


@pytest.mark.parametrize("asked", ["?again=zzzzzzzzzzzz", "?again=x", "?again=%00"])
def test_nothing_is_said_again_that_is_not_there(cast: Cast, asked: str) -> None:
    assert cast.client("tom").get(propose_at(cast, "purpose", asked)).status_code == 404


def test_what_is_agreed_is_proposed_again_from_its_words(cast: Cast) -> None:
    made = proposed(cast)
    says(cast, "tom", made, Says.AGREE)
    settle(cast, made, How.ADOPTED)
    page = cast.client("len").get(propose_at(cast, "purpose", f"?again={made.agreement.ref}")).content.decode()
    assert WORDS in page
    typed = {"key": new_secret(), "words": OTHER.parts["words"]}
    cast.client("len").post(propose_at(cast, "purpose", f"?again={made.agreement.ref}"), typed)
    assert [each.number for each in made.agreement.proposals.all()] == [1, 2]


def test_who_proposes_the_same_meanwhile_is_shown_both_to_choose(cast: Cast) -> None:
    made = proposed(cast)
    assert cast.client("tom").get(propose_at(cast))["Location"] == at(made)
    answer = cast.client("tom").post(propose_at(cast), {"key": new_secret(), "words": "Something else."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Something else." in page
    assert WORDS in page
    answer = cast.client("tom").post(at(made, "amend"), {"seen": "1", "words": "x", "choice_words": "theirs"})
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.parts == {"words": WORDS}


def test_whoever_is_slower_is_shown_both_wordings(cast: Cast) -> None:
    made = proposed(cast)
    path = at(made, "amend")
    assert cast.client("nadia").post(path, {"seen": "1", "words": "First."}).status_code == 302
    answer = cast.client("tom").post(path, {"seen": "1", "words": "Second."})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "First." in page
    assert "Second." in page
    assert "<bdi>Nadia Brandt</bdi> wrote other words meanwhile" in page


def test_somebody_says_what_they_think_and_changes_it(cast: Cast) -> None:
    made = proposed(cast)
    client = cast.client("nadia")
    assert "Everybody here sees this with your name." in client.get(at(made)).content.decode()
    for what, words in (("live", ""), ("cannot", "It leaves carers alone at night.")):
        assert client.post(at(made, "say"), sent(says=what, words=words)).status_code == 302
    page = client.get(at(made)).content.decode()
    assert "Something is in the way." in page
    assert "It leaves carers alone at night." in page
    assert Voice.objects.filter(membership=cast.member("nadia")).count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Please choose one."),
        ({"says": "there"}, "Please choose one."),
        ({"says": "reservation"}, "Please write which reservation you have."),
        ({"says": "cannot", "words": " "}, "Please write which harm it would do, and to whom."),
        ({"says": "back"}, "Please write by when you hear from your organisation."),
        ({"says": "back", "back_by": "1 March 2026"}, "That day is over."),
        ({"says": "back", "back_by": "1 March 2029"}, "Please choose a day within a year."),
        ({"says": "agree", "words": "x" * 1001}, "That is longer than 1000 letters."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    made = proposed(cast)
    answer = cast.client("tom").post(at(made, "say"), sent(**typed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Voice.objects.filter(membership=cast.member("tom")).exists()


def test_words_that_changed_meanwhile_are_shown_with_what_was_typed(cast: Cast) -> None:
    made = proposed(cast)
    cast.client("amina").post(at(made, "amend"), {"seen": "1", "words": "Quite other words."})
    answer = cast.client("tom").post(at(made, "say"), sent(says="reservation", words="Who pays?"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Quite other words." in page
    assert "Who pays?" in page
    assert not Voice.objects.filter(membership=cast.member("tom")).exists()


def test_what_was_said_to_earlier_words_is_said_again_with_one_press(cast: Cast) -> None:
    made = proposed(cast)
    says(cast, "tom", made, Says.RESERVATION, "Who pays?")
    cast.client("amina").post(at(made, "amend"), {"seen": "1", "words": "Quite other words."})
    page = cast.client("tom").get(at(made)).content.decode()
    assert "I say the same to these words" in page
    pressed = sent(seen="2", says="reservation", words="Who pays?")
    assert cast.client("tom").post(at(made, "say"), pressed).status_code == 302
    assert "I say the same to these words" not in cast.client("tom").get(at(made)).content.decode()


def test_whoever_came_in_by_an_organisers_link_is_told_that_it_is_said(cast: Cast) -> None:
    made, seat = proposed(cast), cast.seat("nadia")
    Device.objects.create(membership=seat.membership, secret_hash=b"2", since=cast.at, known_until=cast.at)
    Device.objects.filter(pk=seat.device_id or 0).update(let_in_by=cast.member("tom"))
    assert "You came in by a link that <bdi>Tom Reed</bdi> made" in cast.client("nadia").get(at(made)).content.decode()
    cast.client("nadia").post(at(made, "say"), sent(says="agree"))
    assert "typed in by <bdi>Tom Reed</bdi>" in cast.client("len").get(at(made)).content.decode()


@pytest.mark.promise("voice-with-name")
def test_what_one_says_stands_with_ones_name_and_can_be_changed_until_it_is_settled(cast: Cast) -> None:
    made = proposed(cast)
    cast.client("nadia").post(at(made, "say"), sent(says="live"))
    cast.client("nadia").post(at(made, "say"), sent(says="reservation", words="Who pays?"))
    page = cast.client("len").get(at(made)).content.decode()
    assert "Nadia Brandt" in page
    assert "Who pays?" in page
    settle(cast, made, How.LEFT_OPEN, words="Money.")
    cast.client("nadia").post(at(made, "say"), sent(says="agree"))
    assert "Who pays?" in cast.client("len").get(at(made)).content.decode()


def test_what_is_left_open_waits_for_nobody_and_can_be_proposed_in_other_words(cast: Cast) -> None:
    made = proposed(cast)
    cast.client("tom").post(at(made, "say"), sent(says="back", back_by="30 March 2026"))
    page = cast.client("len").get(at(made)).content.decode()
    assert "being asked</span>" in page
    assert "Not heard yet:" not in page
    settle(cast, made, How.LEFT_OPEN, words="Money.")
    page = cast.client("len").get(at(made)).content.decode()
    assert "being asked</span>" not in page
    assert "Not heard: <bdi>Eastport Council</bdi>" in page
    assert "Not heard:" in page
    again = reverse("agreements:propose", args=[cast.harbour.ref, made.agreement.kind])
    assert f'{again}?again={made.agreement.ref}">Propose other words' in page


@pytest.mark.promise("absent-can-say")
def test_whoever_was_absent_has_fourteen_days_unless_all_have_been_heard(cast: Cast) -> None:
    made = proposed(cast)
    in_the_room(cast, made, "amina", "tom")
    assert "Whoever was not there can say until 3 April 2026." in cast.client("nadia").get(at(made)).content.decode()
    cast.later(days=14)
    assert cast.client("amina").post(at(made, "adopt"), sent()).status_code == 422
    for who in ("nadia", "len"):
        says(cast, who, made, Says.LIVE)
    assert cast.client("amina").post(at(made, "adopt"), sent()).status_code == 302


def test_a_question_is_asked_and_answered(cast: Cast) -> None:
    made = proposed(cast)
    assert cast.client("len").post(at(made, "ask"), {"key": new_secret(), "words": "Who is older?"}).status_code == 302
    to = made.clarifyings.get().pk
    assert (
        cast.client("tom").post(at(made, "ask"), {"key": new_secret(), "to": to, "words": "Over 65."}).status_code
        == 302
    )
    page = cast.client("nadia").get(at(made)).content.decode()
    assert page.index("Who is older?") < page.index("Over 65.")
    for nonsense in ("0", "x", "9" * 30, str(made.clarifyings.last().pk)):  # type: ignore[union-attr]
        answer = cast.client("tom").post(at(made, "ask"), {"key": new_secret(), "to": nonsense, "words": "x"})
        assert answer.status_code == 404
    assert cast.client("tom").post(at(made, "ask"), {"key": new_secret(), "words": ""}).status_code == 422


def test_an_organiser_notes_the_room_and_undoes_it(cast: Cast) -> None:
    made, nadia = proposed(cast), cast.member("nadia").ref
    client = cast.client("tom")
    assert client.get(at(made, "in_the_room")).status_code == 200
    typed = {"on": "19 March", "there": nadia, f"reservation_{nadia}": "Who pays?", "others": "Two carers"}
    assert client.post(at(made, "in_the_room"), sent(**typed)).status_code == 302
    page = " ".join(client.get(at(made)).content.decode().split())
    assert "Two carers" in page
    assert "I have a reservation · <bdi>Nadia Brandt</bdi> · typed in by <bdi>Tom Reed</bdi>" in page
    assert "typed this in for you" in cast.client("nadia").get(at(made)).content.decode()
    assert client.post(at(made, "undo_room")).status_code == 302
    assert made.rooms.get().on == datetime.date(2026, 3, 19)
    assert "Two carers" in client.get(at(made, "in_the_room")).content.decode()
    assert "Who pays?" not in client.get(at(made)).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on": "19 March"}, "Please tick at least one."),
        ({"on": "19 March", "there": "zzzzzzzzzzzz"}, "Somebody you ticked is not here any more."),
        ({"on": "30 March 2026", "there": "len"}, "That day is still to come."),
        ({"on": "19 March", "there": "len", "reservation": "nadia"}, "Please tick above that they were there."),
    ],
)
def test_what_is_wrong_with_a_room_is_said(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    made, typed = proposed(cast), dict(typed)
    if typed.get("there") == "len":
        typed["there"] = cast.member("len").ref
    if who := typed.pop("reservation", ""):
        typed[f"reservation_{cast.member(who).ref}"] = "Who pays?"
    answer = cast.client("tom").post(at(made, "in_the_room"), sent(**typed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not made.rooms.exists()


def test_everybody_is_asked_online_until_a_day_and_no_longer(cast: Cast) -> None:
    made = proposed(cast)
    client = cast.client("amina")
    assert client.post(at(made, "online"), sent(answer_by="")).status_code == 422
    assert client.post(at(made, "online"), sent(answer_by="1 March 2026")).status_code == 422
    assert client.post(at(made, "online"), sent(answer_by="3 April")).status_code == 302
    assert "Everybody can say something to it until 3 April 2026." in client.get(at(made)).content.decode()
    for sooner in ("", "2 April"):
        assert client.post(at(made, "online"), sent(answer_by=sooner)).status_code == 422
    assert "Everybody can say something to it until 3 April 2026." in client.get(at(made)).content.decode()
    assert client.post(at(made, "online"), sent(answer_by="4 April")).status_code == 302
    cast.later(days=16)
    assert client.post(at(made, "online"), sent(answer_by="")).status_code == 302
    assert "It is being heard." not in client.get(at(made)).content.decode()


def test_of_what_an_organiser_can_do_one_thing_is_a_button_and_only_while_it_is_the_next(cast: Cast) -> None:
    made, client = proposed(cast), cast.client("amina")

    def buttons() -> list[str]:
        part = client.get(at(made)).content.decode().split("As organiser</h2>")[1].split("</section>")[0]
        return re.findall(r'class="button[^>]*>([^<]+)<', part)

    assert buttons() == ["Ask everyone online"]
    client.post(at(made, "online"), sent(answer_by="3 April"))
    assert buttons() == []


def test_over_an_objection_nothing_is_adopted_and_a_meetings_decision_keeps_it_beside(cast: Cast) -> None:
    made = proposed(cast)
    says(cast, "nadia", made, Says.CANNOT, "It leaves carers alone at night.")
    says(cast, "tom", made, Says.AGREE)
    client = cast.client("amina")
    answer = client.post(at(made, "adopt"), sent())
    assert (answer.status_code, Settlement.objects.count()) == (422, 0)
    assert "It leaves carers alone at night." in client.get(at(made, "decide")).content.decode()
    decided = sent(words="The board, on Monday.", on="20 March")
    assert client.post(at(made, "decide"), decided).status_code == 302
    page = cast.client("nadia").get(at(made)).content.decode()
    assert "Decided in a meeting on 20 March 2026." in page
    assert "Not all could support it." in page
    assert "It leaves carers alone at night." in page


@pytest.mark.parametrize(
    ("name", "typed", "says_so"),
    [
        ("adopt", {}, "Agreed on 20 March 2026."),
        ("leave_open", {"words": "Money."}, "Left open on 20 March 2026."),
        ("decide", {"words": "The board.", "on": "20 March"}, "Decided in a meeting on 20 March 2026."),
        ("withdraw", {}, "Withdrawn on 20 March 2026."),
    ],
)
def test_it_is_settled_once_and_undone(cast: Cast, name: str, typed: dict[str, str], says_so: str) -> None:
    made = proposed(cast)
    says(cast, "nadia", made, Says.AGREE)
    client, form = cast.client("amina"), sent(**typed)
    for _ in range(2):
        assert client.post(at(made, name), form).status_code == 302
    assert Settlement.objects.count() == 1
    assert says_so in client.get(at(made)).content.decode()
    for path in ("amend", "in_the_room", "online"):
        assert client.get(at(made, path))["Location"] == at(made)
    for _ in range(2):
        assert client.post(at(made, "undo_settlement")).status_code == 302
    assert "It is being heard." in client.get(at(made)).content.decode()


def test_words_that_an_organiser_did_not_see_are_not_adopted(cast: Cast) -> None:
    made = proposed(cast)
    cast.client("nadia").post(at(made, "amend"), {"seen": "1", "words": "Quite other words."})
    says(cast, "tom", made, Says.AGREE)
    answer = cast.client("amina").post(at(made, "adopt"), sent(seen="1"))
    assert answer.status_code == 409
    assert "Quite other words." in answer.content.decode()


def test_what_only_organisers_do_is_not_there_for_others(cast: Cast) -> None:
    made = proposed(cast)
    says(cast, "nadia", made, Says.AGREE)
    page = cast.client("nadia").get(at(made)).content.decode()
    assert "As organiser" not in page
    assert "It may be agreed now. An organiser notes that." in page
    assert "Withdraw it" not in page
    assert cast.client("nadia").post(at(made, "withdraw"), sent()).status_code == 404
    settle(cast, made, How.WITHDRAWN)
    assert cast.client("nadia").post(at(made, "undo_settlement")).status_code == 404


def test_one_page_costs_the_same_however_many_spoke(cast: Cast) -> None:
    made, client = proposed(cast), cast.client("amina")
    says(cast, "nadia", made, Says.AGREE)
    with CaptureQueriesContext(connection) as few:
        client.get(at(made))
    for who in ("tom", "len", "nadia"):
        for number in range(4):
            says(cast, who, made, Says.RESERVATION, f"Number {number}")
            cast.client(who).post(at(made, "ask"), {"key": new_secret(), "words": f"What is {number}?"})
    with CaptureQueriesContext(connection) as many:
        client.get(at(made))
    assert len(few) == len(many)


def test_an_objection_to_earlier_words_is_kept_beside_what_a_meeting_decided(cast: Cast) -> None:
    made, against = proposed(cast), "It leaves carers alone at night."
    says(cast, "nadia", made, Says.CANNOT, against)
    commands.amend(seat=cast.seat("amina"), proposal=made, seen=1, wording=OTHER, at=cast.at)
    amina, ref = cast.client("amina"), made.agreement.ref
    assert against in amina.get(at(made, "decide")).content.decode()
    settle(cast, made, How.DECIDED, words="The board, on Monday.")
    assert "What they said stands below." in amina.get(at(made)).content.decode()
    for name in ("agreements:agreement", "passing_on:decision", "passing_on:decision_text"):
        page = amina.get(reverse(name, args=[cast.harbour.ref, ref])).content.decode()
        assert "objections to earlier words" in page.lower(), name
        assert against in page


def test_a_day_too_soon_for_whoever_objected_is_asked_again(cast: Cast) -> None:
    made = proposed(cast)
    says(cast, "nadia", made, Says.CANNOT, "It leaves carers alone at night.")
    commands.amend(seat=cast.seat("amina"), proposal=made, seen=1, wording=OTHER, at=cast.at)
    page = cast.client("amina").post(at(made, "online"), sent(seen="2", answer_by="21 March 2026"))
    assert page.status_code == 422
    assert "Please give a week at least." in page.content.decode()
