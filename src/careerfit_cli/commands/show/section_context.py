"""What a section of the profile page is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import RenderableType

from careerfit_cli.model.glossary import Glossary
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.table_facts import TableFacts
from careerfit_cli.views.display import Display, led, say


@dataclass(frozen=True)
class SectionContext:
    """What a section is drawn from: the occupation, the look, and whether in full."""

    occupation: Occupation
    display: Display
    full: bool
    glossary: Glossary | None = None
    facts: TableFacts | None = None

    def meanings(self, group: str) -> Mapping[str, str]:
        """What the terms of a group mean, when that is to be shown."""
        return self.glossary.meanings(group) if self.glossary else {}


def explained(context: SectionContext, *terms: tuple[str, str]) -> list[RenderableType]:
    """What the words used mean, a line each, when that is to be shown."""
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
    """The paragraphs there are, each after a blank line and with what it is about."""
    there = (led(lead, text) for lead, text in pairs if text)
    return [part for paragraph in there for part in (say(""), paragraph)]
