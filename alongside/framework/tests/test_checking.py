"""Content with one thing wrong is refused, in words that name the file, the entry and the key, or the line."""

import shutil
from pathlib import Path

import pytest

from alongside.framework.checking import ContentError, is_web_address
from alongside.framework.loading import SHIPPED, load_edition
from alongside.framework.tests.breaks import BREAKS, VISION_WHY, Break


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped content."""
    return Path(shutil.copytree(SHIPPED, tmp_path / SHIPPED.name))


def change(folder: Path, file: str, old: str, new: str) -> None:
    """This will change the first place that reads `old`; there must be one."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def complaints(folder: Path) -> list[str]:
    """What is said of a folder, one complaint to a line."""
    with pytest.raises(ContentError) as caught:
        load_edition(folder)
    lines = str(caught.value).splitlines()
    assert len(lines) == len(caught.value.problems)
    return lines


@pytest.mark.parametrize("broken", BREAKS.values(), ids=BREAKS.keys())
def test_what_is_wrong_is_said_with_its_file_entry_and_key(folder: Path, broken: Break) -> None:
    change(folder, broken.file, broken.old, broken.new)
    assert broken.message in complaints(folder)


def test_too_few_examples_are_told(folder: Path) -> None:
    path = folder / "role.toml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    first = lines.index("examples = [\n")
    path.write_text("".join(lines[: first + 2] + lines[first + 4 :]), encoding="utf-8")
    assert complaints(folder) == ["role.toml: role.change: examples: must hold at least 2"]


@pytest.mark.parametrize(
    ("instead", "words"),
    [
        ("[3]", "number 1 must be a table"),
        ("[]", "must be a list with at least one table"),
        ("3", "must be a list with at least one table"),
    ],
)
def test_questions_that_are_not_tables_are_told(folder: Path, instead: str, words: str) -> None:
    path = folder / "role.toml"
    head = path.read_text(encoding="utf-8").partition("[[question]]")[0]
    path.write_text(f"{head}question = {instead}\n", encoding="utf-8")
    assert f"role.toml: role: question: {words}" in complaints(folder)


def test_a_section_that_is_not_a_table_is_told(folder: Path) -> None:
    path = folder / "edition.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text('background = "x"\n' + text.partition("[background]")[0], encoding="utf-8")
    assert "edition.toml: edition: background: must be a table" in complaints(folder)


@pytest.mark.parametrize(
    "broken",
    ["short = What we add", 'short "What we add"', 'plain = "What we add"', 'short = "What we add'],
    ids=["no quotation marks", "no equals sign", "a key twice", "a text that never ends"],
)
def test_broken_syntax_is_told_with_its_line(folder: Path, broken: str) -> None:
    change(folder, "role.toml", 'short = "What we add"', broken)
    before, _, _ = (folder / "role.toml").read_text(encoding="utf-8").partition(broken)
    (complaint,) = complaints(folder)
    assert complaint.startswith(f"role.toml: line {before.count(chr(10)) + 1}: column ")


def test_what_breaks_off_at_the_end_is_told_with_the_last_line(folder: Path) -> None:
    path = folder / "role.toml"
    path.write_text(path.read_text(encoding="utf-8").rstrip().removesuffix("]"), encoding="utf-8")
    last = len(path.read_text(encoding="utf-8").splitlines())
    (complaint,) = complaints(folder)
    assert complaint.startswith(f"role.toml: line {last}: ")


def test_bytes_that_are_no_text_are_told_with_their_line(folder: Path) -> None:
    (folder / "role.toml").write_bytes(b'id = "role"\nname = "R\xf4le"\n')
    assert complaints(folder) == ["role.toml: line 2: is not UTF-8 text"]


@pytest.mark.parametrize("file", ["edition.toml", "tools.toml", "reading.toml", "meetings.toml"])
def test_a_missing_file_is_told(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert complaints(folder) == [f"{file}: the file is missing"]


def test_a_missing_theme_file_is_told(folder: Path) -> None:
    (folder / "role.toml").unlink()
    assert "edition.toml: edition: themes: lists role, but there is no file role.toml" in complaints(folder)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    missing = complaints(tmp_path / "nowhere")
    assert missing == [f"{name}.toml: the file is missing" for name in ("edition", "meetings", "reading", "tools")]


def test_all_that_is_wrong_is_told_at_once(folder: Path) -> None:
    change(folder, "purpose.toml", VISION_WHY, "")
    change(folder, "role.toml", "short =", "brief =")
    change(folder, "reading.toml", 'by = "The King’s Fund"', 'by = ""')
    assert complaints(folder) == [
        "purpose.toml: purpose.vision: why: is missing",
        "role.toml: role.change: short: is missing",
        "role.toml: role.change: brief: is not a key known here",
        "reading.toml: conversations: by: is empty",
    ]


def test_all_files_with_broken_syntax_are_told_at_once(folder: Path) -> None:
    for file in ("role.toml", "tools.toml"):
        change(folder, file, "id =", "id")
    assert [complaint.partition(":")[0] for complaint in complaints(folder)] == ["role.toml", "tools.toml"]


@pytest.mark.parametrize(
    "url", ["http://a.org", "https://", "https://localhost", "//a.org", "javascript:x.y", "https://a.org/b c", ""]
)
def test_only_whole_https_addresses_are_links(url: str) -> None:
    assert not is_web_address(url)
    assert is_web_address("https://a.org/b")
