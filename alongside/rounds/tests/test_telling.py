"""What a round's own page tells: what stands in the way, whom to tell how, what it cannot show, who closed it early."""

from __future__ import annotations

import datetime
import html

import pytest

from alongside.rounds import commands
from alongside.rounds.models import Opens, Stances, Whom
from alongside.rounds.tests import steps
from alongside.rounds.tests.test_round_view import address, press, raw, shown
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS


def test_what_stands_in_the_way_is_one_sentence_for_each_other_and_what_is_over_stands_in_no_way(cast: Cast) -> None:
    steps.asked(cast, name="Two", questions=[VISION, POWER], days=3)
    steps.asked(cast, name="One", questions=[ACTION], days=9)
    round = steps.prepared(cast)
    page = shown(cast, round, "amina")
    assert page.count("of these") == 2
    assert "2 of these are asked now in “ Two ”:" in page and "after Monday 23 March 2026" in page
    asking = shown(cast, round, "amina", "change")
    assert "2 questions are asked now in “ Two ”" in asking and "One question is asked now in “ One ”" in asking
    cast.later(days=5)
    assert "Two" not in shown(cast, round, "amina")
    cast.later(days=5)
    page = shown(cast, round, "amina")
    assert "of these" not in page and "Ask now" in page


def test_once_asked_an_organiser_is_given_the_words_to_tell_the_others_and_nobody_else_is(cast: Cast) -> None:
    round = steps.prepared(cast, meeting_on=datetime.date(2026, 4, 9))
    answer = cast.client("amina").post(address(cast, "ask", round), follow=True).content.decode()
    assert "Everybody is asked." in answer
    assert "Tell them" in answer and 'data-copies="message"' in answer
    message = html.unescape(answer.split('id="message"')[1].split(">", 1)[1].split("</pre>")[0])
    assert "“June questions”: 3 questions for each of us, about 9 minutes." in message
    assert "Please answer by the end of Friday 3 April 2026" in message
    assert "http://testserver" + address(cast, "begin", round) + "\n" in message
    assert "at the meeting on Thursday 9 April 2026" in message
    assert "On paper? Ask me for a sheet." in message
    assert message.endswith("Amina Yusuf")
    assert "Tell them" not in shown(cast, round, "nadia")
    assert "Tell them" in shown(cast, round, "tom")
    cast.later(days=20)
    assert "Tell them" not in shown(cast, round, "amina")


def test_of_a_chosen_few_it_says_so_and_offers_nothing_to_whoever_is_not_asked(cast: Cast) -> None:
    round = steps.prepared(cast, whom=Whom.FEW, chosen=(cast.member("len"), cast.member("nadia")), opens=Opens.CLOSE)
    answer = cast.client("amina").post(address(cast, "ask", round), follow=True).content.decode()
    assert "Those you chose are asked." in answer and "It does not ask you." in answer
    assert "3 questions for some of us, you too" in answer
    assert "opened as soon as answers have closed" in answer
    for who, offered in (("amina", False), ("tom", False), ("nadia", True)):
        page = raw(cast, "round", round, who)
        assert ("Type in from paper" in page) is offered
        assert (address(cast, "type_in", round) in page) is offered
        assert cast.client(who).get(address(cast, "type_in", round)).status_code == (200 if offered else 404)
    assert "Give this sheet by Friday 3 April 2026 to somebody who is asked" in shown(cast, round, "nadia", "sheet")
    assert "Amina" not in shown(cast, round, "nadia", "sheet")


@pytest.mark.promise("spread-of-all")
@pytest.mark.parametrize(("many", "spread"), [(4, {}), (5, {1: 5})])
def test_where_each_thinks_they_are_is_counted_once_five_have_answered(
    cast: Cast, many: int, spread: dict[int, int]
) -> None:
    names = steps.fill(cast, 9)
    round = steps.asked(cast)
    assert "is shown only for all of you together, once five have answered" in shown(cast, round)
    assert "so it will not be shown" not in shown(cast, round)
    for who in names[:many]:
        steps.answer(cast, who, round, POWER, f"Words of {who}.", stance=1)
    cast.later(days=15)
    commands.count_due(at=cast.at, rng=steps.chance())
    assert dict(Stances.objects.values_list("stance", "people")) == spread
    assert {field.name for field in Stances._meta.get_fields()} == {"id", "picture", "stance", "people"}


def test_asked_of_fewer_than_five_it_says_that_where_they_are_will_not_be_shown(cast: Cast) -> None:
    few = steps.asked(cast, whom=Whom.FEW, chosen=(cast.member("len"), cast.member("nadia")))
    assert "Fewer than five are asked now, so it will not be shown." in shown(cast, few)
    assert "If you ask fewer than five" in cast.client("amina").get(address(cast, "prepare")).content.decode()


def test_closed_early_it_says_by_whom_and_when_and_closed_by_the_clock_by_nobody(cast: Cast) -> None:
    early, due = steps.asked(cast, questions=[VISION]), steps.asked(cast, questions=[POWER])
    assert press(cast, "close", early, typed="close").status_code == 302
    assert "Amina Yusuf closed them early, on Friday 20 March 2026 ." in shown(cast, early)
    cast.later(days=15)
    commands.count_due(at=cast.at, rng=steps.chance())
    assert "closed them early" not in shown(cast, due)


def test_closing_early_says_what_it_may_cost_where_words_go_without_names(cast: Cast) -> None:
    named = steps.asked(cast, questions=[VISION])
    assert "deleted unread" not in shown(cast, named, "amina", "close")
    steps.fill(cast, 9)
    unnamed = steps.asked(cast, questions=[POWER], without_names=True)
    page = shown(cast, unnamed, "amina", "close")
    assert "what they sent there is deleted unread: words and all. The earlier" in page
