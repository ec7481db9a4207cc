"""Writes docs/guide from the guides of the product: `python -m docs.write_guides`. `make pictures` does it too."""

from __future__ import annotations

from pathlib import Path

from alongside.front.guides import NAMES, Guide, Section, guide
from alongside.front.others import ForOthers, Part, for_others

FOLDER = Path(__file__).with_name("guide")
PICTURES = "../../alongside/front/static"
FUNDER = "a-funder"
INVENTED = "The pictures show an invented partnership. Nobody in it is real."
MADE = "<!-- Made from {source} by `python -m docs.write_guides`: change it there. -->"


def written() -> dict[str, str]:
    """Every file of docs/guide by its name."""
    guides = {f"{name}.md": _guide(guide(name)) for name in NAMES}
    return {**guides, f"{FUNDER}.md": _for_others(for_others(FUNDER))}


def _guide(found: Guide) -> str:
    head = f"# {found.title}\n\n{found.whom}. {found.takes}.\n\n{found.lead}"
    made = MADE.format(source=f"alongside/front/guides/{found.name}.toml")
    pictured = any(section.picture for section in found.sections)
    return "\n\n".join([made, head, *map(_section, found.sections), *([INVENTED] if pictured else [])]) + "\n"


def _section(section: Section) -> str:
    parts = [f"## {section.heading}"]
    if section.picture:
        parts.append(f"![{section.picture.alt}]({PICTURES}/{section.picture.path})")
    parts.append("\n".join(_steps(section)))
    return "\n\n".join(parts)


def _steps(section: Section) -> list[str]:
    lines = []
    for number, step in enumerate(section.steps, section.begins):
        below = " " * len(f"{number}. ")  # what belongs to a step stands under its first letter
        lines.append(f"{number}. {step.says.marked}")
        lines += [f"{below}- {point.marked}" for point in step.points]
        lines += ["", f"{below}    {step.command}", ""] if step.command else []
    return lines


def _for_others(page: ForOthers) -> str:
    made = MADE.format(source=f"alongside/front/others/{FUNDER}.toml")
    sources = "\n".join(f"- [{source.name}]({source.url})" for source in page.sources)
    parts = [made, f"# {page.title}", page.lead, *map(_part, page.parts), f"## Where to read more\n\n{sources}"]
    return "\n\n".join(parts) + "\n"


def _part(part: Part) -> str:
    points = "\n".join(f"- {point}" for point in part.points)
    return "\n\n".join([f"## {part.heading}", *part.lines, *([points] if points else [])])


def main() -> None:
    """This will write every file anew, and take away what has no source."""
    files = written()
    for path in FOLDER.glob("*.md"):
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
