"""The content of a report: occupations, and the person it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from careerfit_cli.matching import Match, Ranking, Stability
from careerfit_cli.matching.tiers import Result
from careerfit_cli.model.elements import INTERESTS, holland_groups, holland_text
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.glossary import Glossary
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.profile import Profile
from careerfit_cli.preferences import PreferenceCheck
from careerfit_cli.quiz import Tendency, tendencies
from careerfit_cli.report.wording import listed


@dataclass(frozen=True)
class Career:
    """An occupation of the report, with its fit and certainty, if known.

    `checks` are how it meets the person's preferences, if any.
    """

    occupation: Occupation
    match: Match | None = None
    stability: Stability | None = None
    checks: tuple[PreferenceCheck, ...] = ()


@dataclass(frozen=True)
class Person:
    """The person, and the result that the careers are from.

    `areas` are plain names of the interest areas. `education` is the level the person
    has or plans, or empty. `steps` are next steps with their commands, `shortlist`
    titles with the person's notes. `skills` are names of the skills that careers of a
    tier are sorted by, or empty.
    """

    profile: Profile
    result: Result
    areas: Mapping[str, str] = field(default_factory=frozen)
    education: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    shortlist: tuple[tuple[str, str], ...] = ()
    skills: tuple[str, ...] = ()

    def levels(self, domain: str) -> Mapping[str, float]:
        """The levels of a domain, 0-100; empty if the answers leave them unclear."""
        profile = self.profile
        return {} if domain in profile.unclear else profile.levels.get(domain, {})

    def listed(self, areas: Sequence[str]) -> str:
        """Interest areas by their plain names, as in a sentence."""
        return listed([self.areas.get(name, name) for name in areas])

    @property
    def ranking(self) -> Ranking:
        """The ranking the careers are from."""
        return self.result.ranking

    @property
    def tendencies(self) -> tuple[Tendency, ...]:
        """The person's tendencies between opposite ways to work."""
        return tendencies(self.profile)

    @property
    def holland(self) -> str:
        """The Holland code, with ties in words, or empty."""
        return holland_text(holland_groups(self.levels(INTERESTS.key)))


@dataclass(frozen=True)
class Report:
    """The content of a page.

    `careers` are in the order shown; `named` means that the user named them, so they
    are not the first of a ranking. `hidden` is what filters hid: the condition, and how
    many occupations did not meet it. `area` is a state whose median pay is also shown,
    or empty. `version` is the program's. Without `full`, a page about a person has only
    the first part. `title` is the user's heading.
    """

    made: date
    version: str
    careers: tuple[Career, ...]
    glossary: Glossary
    person: Person | None = None
    named: bool = False
    hidden: tuple[tuple[str, int], ...] = ()
    area: str = ""
    full: bool = True
    title: str = ""
