"""What the terms on screen mean, in words of our own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

JOB_ZONES = "job_zones"
QUALITIES = "qualities"


@dataclass(frozen=True)
class Definition:
    """A term's meaning; `low` and `high` are what 0 and 100 mean, or empty."""

    term: str
    group: str
    means: str
    low: str = ""
    high: str = ""

    @property
    def whole(self) -> str:
        """The meaning, with both ends of the scale."""
        if not self.low:
            return self.means
        return f"{self.means} 0 {self.low}, 100 {self.high}."


@dataclass(frozen=True)
class Glossary:
    """Definitions by group (a domain key, `job_zones`, `education`, ...) and term."""

    groups: Mapping[str, Mapping[str, Definition]]

    def __iter__(self) -> Iterator[Definition]:
        return (
            definition
            for group in self.groups.values()
            for definition in group.values()
        )

    def meanings(self, group: str) -> Mapping[str, str]:
        """What each term of a group means; empty for an unknown group."""
        return {
            term: definition.whole
            for term, definition in self.groups.get(group, {}).items()
        }
