"""What there is of two days: of one question, of a theme, of the whole; and whether anything of it is otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.journey.pages.shapes import Asked, Topic
from alongside.journey.pages.then_and_now.parts import agreed, people, said, seen, tried, unsettled, where
from alongside.journey.pages.then_and_now.parts.changed import Changed


@dataclass(frozen=True, slots=True)
class OfQuestion:
    """One question then and now; what is empty is not shown."""

    where: where.Where
    seen: seen.Seen | None
    said: said.Said
    agreed: tuple[agreed.Beside, ...]
    unsettled: unsettled.Unsettled
    tries: tried.Tries
    some_came_or_left: bool

    @property
    def was_there(self) -> bool:
        """Whether there was anything of it on the earlier day."""
        asked = self.seen is not None and self.seen.was_there
        return bool(self.where.then or self.said.then or asked or any(each.then for each in self.agreed))

    @property
    def changed(self) -> bool:
        """Whether anything of it is otherwise."""
        asked = self.seen is not None and (self.seen.then is not None or not self.seen.was_there)
        moved = any(each.became != agreed.SAME for each in self.agreed)
        return bool(self.where.changed or asked or moved or self.unsettled.changed or self.tries.tried)


@dataclass(frozen=True, slots=True)
class OfTheme:
    """A theme: its questions of which something changed, and the others."""

    questions: tuple[Changed, ...]
    same: tuple[Asked, ...]
    tries: tried.Tries

    @property
    def changed(self) -> bool:
        """Whether anything of it is otherwise."""
        return bool(self.questions or self.tries.tried)


@dataclass(frozen=True, slots=True)
class ThemeOfAll:
    """One of the five themes, with its questions of which something changed."""

    theme: Topic
    questions: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class OfAll:
    """The whole: our purpose, who is here, what is agreed, the five themes, what we tried."""

    purpose: agreed.Beside | None
    people: people.People
    agreed: tuple[agreed.Beside, ...]
    others_stand: bool
    themes: tuple[ThemeOfAll, ...]
    same: tuple[Topic, ...]
    tries: tried.Tries

    @property
    def changed(self) -> bool:
        """Whether anything is otherwise."""
        purpose = self.purpose is not None and self.purpose.became != agreed.SAME
        return bool(purpose or self.people.changed or self.agreed or self.themes or self.tries.tried)
