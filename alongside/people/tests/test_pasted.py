"""Names out of what organisers paste."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.people.pasted import Pasted, people_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Amina Yusuf\nTom Reed", [("Amina Yusuf", ""), ("Tom Reed", "")]),
        ("Amina, Tom; Ruth", [("Amina", ""), ("Tom", ""), ("Ruth", "")]),
        ("Amina Yusuf <a@b.example>, tom@x.example", [("Amina Yusuf", "a@b.example"), ("Tom", "tom@x.example")]),
        (
            '"Reed, Tom" <t@x.example>; Ruth Ade <r@x.example>',
            [("Tom Reed", "t@x.example"), ("Ruth Ade", "r@x.example")],
        ),
        (
            "Reed, Tom <t@x.example>; Ade, Ruth <r@x.example>",
            [("Tom Reed", "t@x.example"), ("Ruth Ade", "r@x.example")],
        ),
        ("To: Amina Yusuf <a@b.example>", [("Amina Yusuf", "a@b.example")]),
        ("1. Amina\n2) Tom\n- Ruth\n• Len", [("Amina", ""), ("Tom", ""), ("Ruth", ""), ("Len", "")]),
        ("tom.reed+work@x.example", [("Tom Reed Work", "tom.reed+work@x.example")]),
        ("<amina@b.example>", [("Amina", "amina@b.example")]),
        ("'Tom Reed' <t@x.example>", [("Tom Reed", "t@x.example")]),
        ("Tom\n\nTom\n", [("Tom", "")]),
        ("Tom <t@x.example>\nTom <o@x.example>", [("Tom", "t@x.example"), ("Tom", "o@x.example")]),
        ("Siân O’Brien-Ŵyn", [("Siân O’Brien-Ŵyn", "")]),
        ('Amina "the quick" Yusuf', [('Amina "the quick" Yusuf', "")]),
        ('"Amina\nTom', [("Amina", ""), ("Tom", "")]),
        ("Dr. Ama Mensah (Harbour Carers)", [("Dr. Ama Mensah", "")]),
        ("Ama (Harbour, Carers) <a@x.example>, Tom (he/him)", [("Ama", "a@x.example"), ("Tom", "")]),
        ("Tom Reed (tom@x.example)", [("Tom Reed", "tom@x.example")]),
        ("(Amina)", [("(Amina)", "")]),
        (" ;,\n ", []),
    ],
)
def test_names_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert people_in(text) == [Pasted(*one) for one in found]


@given(st.text(max_size=200))
def test_whatever_is_pasted_nothing_breaks(text: str) -> None:
    for person in people_in(text):
        assert person.name
        assert not set(person.email) & set("\r\n <>\"'")
