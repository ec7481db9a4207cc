"""What is looked for in a page is found: each fault in a page that has it, and none in a page that is whole."""

from __future__ import annotations

import pytest

from tests.dead_ends.reading import faults, ids, links, read

WHOLE = """<!doctype html><title>Tries</title><body><header><a href="/p/x/">Home</a></header>
<main><h1 id="top">What we try</h1><section><h2>Now</h2><h3>This week</h3>
<ul><li>Ring Joan <a href="/t/1/#who">who</a></li></ul>
</section><details><summary>More</summary><p>One</p></details><form><input name="a"><button>Keep</button></form></main>
<footer><nav aria-label="Help"><a href="/h">Help</a><a href="/w">Who sees what</a><a href="/p">Privacy</a>
<a href="/d">If someone is in danger</a></nav></footer>"""


def test_a_whole_page_has_no_fault_and_says_where_it_leads() -> None:
    page = read(WHOLE)
    assert faults(page) == ()
    assert links(page)[:2] == ("/p/x/", "/t/1/#who")
    assert ids(page) == {"top"}


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("<h2>Now</h2>", "<h1>Now</h1>", "It has 2 great headings."),
        ("<li>Ring Joan", "<li></li><li>Ring Joan", "There is nothing in <li >."),
        ("<p>One</p>", "<p hidden> </p>", "Nothing is folded away under “More”."),
        ("<h3>This week</h3>", "<h3>This week</h3><h3>Last week</h3>", "Nothing stands under “This week”."),
        ("</form></main>", "</form><h2>Later</h2></main>", "Nothing stands under “Later”."),
        ('<a href="/h">Help</a>', "", "Its foot offers Who sees what, Privacy, If someone is in danger."),
        ("Ring Joan", "Ring {{ name }}", "“{{” was left unfilled."),
        ("/t/1/#who", "#", "“who” leads nowhere."),
    ],
)
def test_each_fault_is_found(was: str, becomes: str, fault: str) -> None:
    assert was in WHOLE
    assert fault in faults(read(WHOLE.replace(was, becomes, 1)))


def test_a_page_that_only_its_head_and_foot_lead_away_from_is_a_dead_end() -> None:
    html = WHOLE.replace("<button>Keep</button>", "").replace('<a href="/t/1/#who">who</a>', '<a href="#top">who</a>')
    assert faults(read(html)) == ("Nothing in it leads on.",)


def test_a_drawing_or_a_field_under_a_heading_is_something() -> None:
    assert faults(read(WHOLE.replace("<ul><li>Ring Joan", "<svg><title>x</title></svg><ul><li>Ring Joan"))) == ()
    assert faults(read(WHOLE.replace("</form></main>", "</form><h2>Later</h2><svg></svg></main>"))) == ()
