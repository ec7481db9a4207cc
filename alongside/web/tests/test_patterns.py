"""The pattern book shows every part there is, and no page of ours carries a style or a script inside it."""

import re
from pathlib import Path

import pytest
from django.test import Client

from alongside.web.styles import ROOM
from alongside.web.views import KINDS

PAGES = ["/patterns/", *(f"/patterns/{kind}/" for kind in KINDS)]
TEMPLATES = sorted((ROOM.parent).glob("*/templates/**/*.html"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_pattern_book_is_there_for_anybody(client: Client, page: str) -> None:
    assert client.get(page).status_code == 200
    assert client.post(page).status_code in {200, 403, 405}


@pytest.mark.parametrize("kind", ["nothing", "book", "..", "words"])
def test_what_is_no_kind_of_page_is_not_there(client: Client, kind: str) -> None:
    assert client.get(f"/patterns/{kind}/").status_code == 404


def test_every_part_stands_in_the_pattern_book() -> None:
    used = "".join(page.read_text(encoding="utf-8") for page in (ROOM / "templates/web").glob("patterns/*.html"))
    used += "".join((ROOM / f"templates/web/{kind}.html").read_text(encoding="utf-8") for kind in ("base", "reading"))
    there = {part.name for part in (ROOM / "templates/web/parts").glob("*.html")}
    shown = set(re.findall(r"web/parts/([\w.]+)", used))
    tags = {f"{tag}.html" for tag in re.findall(r"{% (field|errors|danger|law|picture)\b", used)}
    inside = {"about.html", "attributes.html", "mark.html", "of_us.html"}
    assert there == shown | tags | inside


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOM.parent)))
def test_no_template_carries_a_style_or_a_script_of_its_own(template: Path) -> None:
    text = re.sub(r"{%.*?%}|{#.*?#}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"<style|\sstyle\s*=|\son\w+\s*=|javascript:", text, re.IGNORECASE)
    assert "<script" not in text


@pytest.mark.parametrize("page", PAGES)
def test_no_page_carries_a_style_or_a_script_inside_it(client: Client, page: str) -> None:
    body = client.get(page).content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=", body)
    assert all(
        re.search(r'src="/static/js/start[^"]*\.js"></script>$', found)
        for found in re.findall(r"<script.*?</script>", body)
    )


@pytest.mark.parametrize("page", PAGES)
def test_help_is_last_and_the_skip_link_first(client: Client, page: str) -> None:
    body = client.get(page).content.decode()
    places = [body.index(part) for part in ('class="skip"', 'id="here"', 'class="foot"', "</body>")]
    assert places == sorted(places)
    assert "<main" not in body[places[2] :]
