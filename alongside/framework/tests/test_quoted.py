"""The quoted words are the framework's own, held against a second transcription by another hand."""

from pathlib import Path

import pytest

from alongside.framework.loading import the_edition

TRANSCRIPTION = Path(__file__).parents[3] / "tests" / "transcription" / "framework_2022.txt"


def transcribed() -> dict[str, str]:
    """The second transcription: words by id, one to a line, a tab between; lines with # are notes."""
    lines = TRANSCRIPTION.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def quoted() -> dict[str, str]:
    """All that the shipped content quotes, by the ids of the transcription."""
    edition = the_edition()
    headings = {theme.id: theme.quoted for theme in edition.themes}
    questions = {question.id: question.quoted for question in edition.questions}
    return {"title": edition.title, **headings, **questions}


def test_both_hold_the_same_words_under_the_same_ids() -> None:
    assert len(transcribed()) == 1 + 5 + 23
    assert sorted(quoted()) == sorted(transcribed())


@pytest.mark.parametrize("words_id", sorted(quoted()))
def test_the_quoted_words_are_exact(words_id: str) -> None:
    assert quoted()[words_id] == transcribed()[words_id]


def test_none_of_our_lines_pretends_to_be_quoted() -> None:
    edition = the_edition()
    for question in edition.questions:
        assert question.quoted not in (question.plain, question.why, *question.examples)


def test_the_credit_names_both_authors_and_the_year_and_the_rights_name_the_licence() -> None:
    source = the_edition().source
    for author in ("The King’s Fund", "The National Lottery Community Fund"):
        assert author in source.credit
        assert author in source.rights
    assert str(source.year) == "2022" and "2022" in source.credit
    assert "AGPL" in source.rights and "does not cover" in source.rights
