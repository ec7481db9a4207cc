"""Every screen with sentences of ours on it, and what is wrong with them.

A screen is a page, a sheet or a letter with all that it includes; what a form or a module of Python says; a content
file; a page of the guide. Bases, and parts that tags put in, are screens of their own, so that each counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from statistics import median

from django.template import Engine

from tests.words import code, contents
from tests.words.marked import paragraphs
from tests.words.reading_age import GRADE_TO_AGE, SENTENCE_END, SOMETHING, grade, words
from tests.words.templates import Reader, the_engine

OLDEST = 11
LONGEST = 25
FEWEST = 4  # of fewer words the measure says nothing
LABEL = 8  # fewer words without a stop are a label, a heading or a button


@dataclass(frozen=True)
class Paragraph:
    """What stands together, as its sentences."""

    sentences: tuple[str, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """Its sentences, without labels, headings and buttons; nothing where they are too short to be measured."""
        told = [one for one in self.sentences if SENTENCE_END.search(one) or len(words(one)) >= LABEL]
        ours = [word for one in told for word in words(one) if not word.startswith(SOMETHING)]
        return tuple(told) if len(ours) >= FEWEST else ()

    @property
    def age(self) -> float:
        """How old one must be to read it; it must tell something."""
        return grade(self.told) + GRADE_TO_AGE


@dataclass(frozen=True)
class Screen:
    """Its name is a path, and with Python the class."""

    name: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def age(self) -> float | None:
        """The median age of its paragraphs; None where it says nothing."""
        ages = [each.age for each in self.paragraphs if each.told]
        return median(ages) if ages else None

    def faults(self) -> Iterator[str]:
        """Yield a line for each sentence that is too long, and one if the whole is too hard."""
        for one in dict.fromkeys(one for each in self.paragraphs for one in each.sentences):
            if len(words(one)) > LONGEST:
                yield f"{self.name}: {len(words(one))} words, {LONGEST} at most: {one}"
        if self.age and self.age > OLDEST:
            hard = sorted((each for each in self.paragraphs if each.told), key=lambda each: -each.age)[:3]
            shown = "; ".join(f"{each.age:.1f}: {' '.join(each.told)}" for each in hard)
            yield f"{self.name}: reading age {self.age:.1f}, {OLDEST} at most. Hardest {shown}"


def screen(name: str, texts: Iterable[str]) -> Screen:
    """Put together what marked texts say; what stands there twice counts once."""
    said = dict.fromkeys(each for text in texts for each in paragraphs(text))
    return Screen(name, tuple(map(Paragraph, said)))


def of_templates(engine: Engine, names: Iterable[str]) -> Iterator[Screen]:
    """Yield each template that no other includes by name."""
    said: dict[str, list[str]] = {}
    included: set[str] = set()
    for name in names:
        reader = Reader(engine)
        said[name] = [reader.read(name), *reader.apart]
        included |= reader.included
    yield from (screen(name, texts) for name, texts in said.items() if name not in included)


def of_code(house: Path) -> Iterator[Screen]:
    """Yield what each class of Python says, and what each module says beside."""
    for path in sorted(house.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(house).parts):
            name = path.relative_to(house).as_posix()
            for speaker, said in code.by_class(path.read_text(encoding="utf-8")).items():
                yield screen(f"{name} {speaker}".strip(), said)


def of_contents(house: Path) -> Iterator[Screen]:
    """Yield each content file."""
    for path in sorted(house.rglob("*.toml")):
        if "tests" not in path.relative_to(house).parts and not is_spoken(path.relative_to(house)):
            yield screen(path.relative_to(house).as_posix(), contents.of_toml(path.read_text(encoding="utf-8")))


def is_spoken(path: PurePath) -> bool:
    """Whether a file holds what invented people say, each in their own way: pages quote it as they quote anybody."""
    return path.parts[:2] == ("demo", "content") and (path.name == "story.toml" or path.parts[-2] == "rounds")


def of_guide(docs: Path) -> Iterator[Screen]:
    """Yield each page of the guide."""
    for path in sorted(docs.glob("guide/*.md")):
        yield screen(f"docs/guide/{path.name}", contents.of_markdown(path.read_text(encoding="utf-8")))


def template_names(house: Path) -> list[str]:
    """The templates of all rooms, by the names they are asked for."""
    found = ((folder, path) for folder in house.glob("*/templates") for path in folder.rglob("*.*"))
    return sorted(path.relative_to(folder).as_posix() for folder, path in found)


def all_screens(root: Path) -> list[Screen]:
    """Every screen of the product at `root`."""
    house = root / "alongside"
    templates = of_templates(the_engine(house), template_names(house))
    return [*templates, *of_code(house), *of_contents(house), *of_guide(root / "docs")]
