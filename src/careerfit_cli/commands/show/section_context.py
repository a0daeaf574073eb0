"""The input of a section of the profile page, and parts that sections share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import RenderableType

from careerfit_cli.model.glossary import Glossary
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.tables import NO_FACTS, TableFacts
from careerfit_cli.views import display, figures
from careerfit_cli.views.display import Display, group, paragraphs, say


@dataclass(frozen=True)
class SectionContext:
    """The input of a section: occupation, display, and whether to show everything."""

    occupation: Occupation
    display: Display
    full: bool
    glossary: Glossary | None = None
    facts: TableFacts = NO_FACTS

    def meanings(self, group: str) -> Mapping[str, str]:
        """The meanings of a group's terms, if they are to be shown."""
        return self.glossary.meanings(group) if self.glossary else {}

    def explained(self, *terms: tuple[str, str]) -> RenderableType | None:
        """The meanings of terms, each with its group, if they are to be shown."""
        return remarks(
            f"{_named(group, term)}: {meaning}"
            for group, term in terms
            if (meaning := self.meanings(group).get(term))
        )

    def source(self, key: str) -> str:
        """Where the figures of a section of the occupation's file come from."""
        return figures.source(self.occupation.sources.get(key))

    def bullets(self, lines: Iterable[str]) -> RenderableType | None:
        """A bulleted list, or `None` without lines."""
        listed = list(lines)
        return display.bullets(listed, self.display) if listed else None

    def labelled(self, rows: Sequence[tuple[str, str]]) -> RenderableType | None:
        """Lines of labels and values, or `None` without any."""
        return display.labelled(rows, self.display) if rows else None

    def few(self, names: Sequence[str], most: int) -> list[str]:
        """The first names and how many more there are, or all on the full page."""
        return display.few(names, most, full=self.full)


def _named(group: str, term: str) -> str:
    if group == "job_zones":
        return f"Job zone {term}"
    return f"{group.capitalize()}, none" if term == "None" else term


def text(words: str, style: str = "") -> RenderableType | None:
    """A text, or `None` if it is not reported."""
    return say(words, style) if words else None


def remarks(lines: Iterable[str]) -> RenderableType | None:
    """Dim notes on the figures above, or `None` if there are none."""
    listed = list(lines)
    return paragraphs(listed) if listed else None


def paragraphs_led(*pairs: tuple[str, str]) -> RenderableType | None:
    """The non-empty paragraphs, each with its label and after a blank line."""
    texts = [display.led(lead, words) for lead, words in pairs if words]
    parts = [part for paragraph in texts for part in (say(""), paragraph)]
    return group(*parts) if parts else None
