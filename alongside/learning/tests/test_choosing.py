"""Two who changed one line: both texts are shown, one chooses, and nothing is lost."""

from __future__ import annotations

import datetime

import pytest

from alongside.learning.models import Action, Finish, Talk
from alongside.learning.tests.talks import at, begun, lines, press, typed
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(cast: Cast) -> Talk:
    return begun(cast.seat("amina"), at=cast.at)


def test_two_who_changed_one_line_get_both_texts_and_the_rest_is_kept(cast: Cast, talk: Talk) -> None:
    url = at(cast, talk)
    amina, tom = cast.client("amina"), cast.client("tom")
    hers, his = amina.get(url), tom.get(url)
    amina.post(url, typed(hers, noticed_words="Four of <us>."))
    answer = tom.post(url, typed(his, noticed_words="Five of us.", unsettled_words="Whether.", finish="1"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Two of you changed “What we noticed”. Which words?" in page
    assert "Keep what Amina Yusuf wrote" in page
    assert '<p class="as-typed">Four of &lt;us&gt;.</p>' in page
    assert '<p class="as-typed">Five of us.</p>' in page
    assert lines(talk) == {"noticed": "Four of <us>.", "unsettled": "Whether."}
    assert not Finish.objects.exists()


@pytest.mark.parametrize(
    ("choice", "words", "kept"),
    [
        ("yours", "", "Five of us."),
        ("theirs", "", "Four of us."),
        ("both", "Four or five.", "Four or five."),
        ("both", None, "Five of us.\nFour of us."),
    ],
)
def test_one_chooses_and_goes_on(cast: Cast, talk: Talk, choice: str, words: str | None, kept: str) -> None:
    url = at(cast, talk)
    hers, his = cast.client("amina").get(url), cast.client("tom").get(url)
    cast.client("amina").post(url, typed(hers, noticed_words="Four of us."))
    both = cast.client("tom").post(url, typed(his, noticed_words="Five of us."))
    more = {} if words is None else {"noticed_words": words}
    answer = cast.client("tom").post(url, typed(both, noticed_choice=choice, finish="1", **more))
    assert answer.status_code == 302
    assert lines(talk)["noticed"] == kept
    assert Finish.objects.exists()


def test_who_chooses_nothing_is_asked_again_with_both_texts(cast: Cast, talk: Talk) -> None:
    url = at(cast, talk)
    hers, his = cast.client("amina").get(url), cast.client("tom").get(url)
    cast.client("amina").post(url, typed(hers, noticed_words="Four of us."))
    both = cast.client("tom").post(url, typed(his, noticed_words="Five of us."))
    again = cast.client("tom").post(url, typed(both, noticed_choice="nonsense"))
    assert again.status_code == 422
    page = again.content.decode()
    assert "Choose one of the three." in page
    assert "Four of us." in page
    assert "Five of us." in page


def test_whoever_chooses_while_a_third_writes_gets_both_texts_again(cast: Cast, talk: Talk) -> None:
    url = at(cast, talk)
    hers, his = cast.client("amina").get(url), cast.client("tom").get(url)
    cast.client("amina").post(url, typed(hers, noticed_words="Four of us."))
    both = cast.client("tom").post(url, typed(his, noticed_words="Five of us."))
    press(cast.client("nadia"), url, noticed_words="Six of us.")
    again = cast.client("tom").post(url, typed(both, noticed_choice="yours"))
    assert again.status_code == 409
    assert "Keep what Nadia Brandt wrote" in again.content.decode()
    assert lines(talk)["noticed"] == "Six of us."
    assert cast.client("tom").post(url, typed(again, noticed_choice="yours")).status_code == 302
    assert lines(talk)["noticed"] == "Five of us."


def test_what_we_will_try_is_chosen_between_whole(cast: Cast, talk: Talk) -> None:
    url = at(cast, talk)
    hers, his = cast.client("amina").get(url), cast.client("tom").get(url)
    cast.client("amina").post(url, typed(hers, try_what="Ask", try_who="Nadia", try_due="12 April"))
    both = cast.client("tom").post(url, typed(his, try_what="Ring", try_due="1 May"))
    assert both.status_code == 409
    assert "Ask\nNadia\n12 April 2026" in both.content.decode()
    cast.client("tom").post(url, typed(both, try_choice="yours"))
    action = Action.objects.get()
    assert (action.what, action.who, action.due) == ("Ring", "", datetime.date(2026, 5, 1))


def test_a_line_that_one_never_touched_gives_way_to_the_newer(cast: Cast, talk: Talk) -> None:
    url = at(cast, talk)
    press(cast.client("amina"), url, noticed_words="Four.")
    his = cast.client("tom").get(url)
    press(cast.client("amina"), url, noticed_words="Five.")
    assert cast.client("tom").post(url, typed(his, unsettled_words="Whether.")).status_code == 302
    assert lines(talk) == {"noticed": "Five.", "unsettled": "Whether."}
