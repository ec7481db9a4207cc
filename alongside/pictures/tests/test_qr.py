"""The code to scan says what it was given, and is drawn without anything a strict page refuses."""

import re

import segno

from alongside.pictures.qr import QUIET, qr


def modules_of(svg: str) -> set[tuple[int, int]]:
    """The dark modules (column, row) of a drawing made of horizontal strokes."""
    path = re.search(r' d="([^"]+)"', svg)
    assert path is not None
    dark: set[tuple[int, int]] = set()
    x, y = 0.0, 0.0
    for step, numbers in re.findall(r"([Mmh])([^Mmh]*)", path[1]):
        given = [float(number) for number in re.findall(r"-?(?:\d+(?:\.\d+)?|\.\d+)", numbers)]
        if step == "M":
            x, y = given
        elif step == "m":
            x, y = x + given[0], y + given[1]
        else:
            dark |= {(int(x) + at, int(y)) for at in range(int(given[0]))}
            x += given[0]
    return dark


def test_every_dark_module_is_drawn_and_no_other() -> None:
    text = "https://alongside.example/in/abc"
    wanted = {
        (column + QUIET, row + QUIET)
        for row, modules in enumerate(segno.make(text, micro=False).matrix)
        for column, module in enumerate(modules)
        if module
    }
    assert modules_of(qr(text)) == wanted


def test_the_drawing_has_no_style_no_script_and_no_size_of_its_own() -> None:
    svg = qr("<script>&\"'")
    assert svg.startswith("<svg ")
    assert not re.search(r"style=|<script|width=|height=|\bon\w+=", svg)


def test_two_texts_give_two_drawings() -> None:
    assert qr("one") != qr("two")
