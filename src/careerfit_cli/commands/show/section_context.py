"""The input of a section of the profile page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import RenderableType

from careerfit_cli.model.glossary import Glossary
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.tables import TableFacts
from careerfit_cli.views.display import Display, led, say


@dataclass(frozen=True)
class SectionContext:
    """The input of a section: occupation, display, and whether to show everything."""

    occupation: Occupation
    display: Display
    full: bool
    glossary: Glossary | None = None
    facts: TableFacts | None = None

    def meanings(self, group: str) -> Mapping[str, str]:
        """The meanings of a group's terms, if they are to be shown."""
        return self.glossary.meanings(group) if self.glossary else {}


def explained(context: SectionContext, *terms: tuple[str, str]) -> list[RenderableType]:
    """Explanations of the terms used, one per line, if they are to be shown."""
    meanings = (
        (group, term, context.meanings(group).get(term)) for group, term in terms
    )
    return [
        say(f"{_named(group, term)}: {meaning}", "dim")
        for group, term, meaning in meanings
        if meaning
    ]


def _named(group: str, term: str) -> str:
    if group == "job_zones":
        return f"Job zone {term}"
    return (
        f"{group.capitalize()}, {term[:1].lower()}{term[1:]}"
        if term == "None"
        else term
    )


def paragraphs_led(*pairs: tuple[str, str]) -> list[RenderableType]:
    """The non-empty paragraphs, each with its label and after a blank line."""
    there = (led(lead, text) for lead, text in pairs if text)
    return [part for paragraph in there for part in (say(""), paragraph)]
