"""The content of a report: occupations, and the person it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from careerfit_cli.matching import Match, Ranking, Stability
from careerfit_cli.matching.tiers import Result
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.glossary import Glossary
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.profile import Profile
from careerfit_cli.preferences import PreferenceCheck
from careerfit_cli.quiz import Tendency


@dataclass(frozen=True)
class Career:
    """An occupation of the report, with its fit and certainty, if known.

    `matches` are how it meets the person's preferences, if any.
    """

    occupation: Occupation
    match: Match | None = None
    stability: Stability | None = None
    matches: tuple[PreferenceCheck, ...] = ()


@dataclass(frozen=True)
class Person:
    """The person: profile, tendencies, and the ranking the careers are from.

    `areas` are plain names of the interest areas.
    """

    profile: Profile
    preferences: tuple[Tendency, ...]
    ranking: Ranking
    areas: Mapping[str, str] = field(default_factory=frozen)


@dataclass(frozen=True)
class Brief:
    """The content of the first two pages besides the careers.

    `holland` is the Holland code in words, and `education` the level the person has or
    plans; either may be empty. `steps` are next steps with their commands, `shortlist`
    titles with the person's notes. `period` gives the years of pay and growth. `skills`
    are names of the skills that careers of a tier are sorted by, or empty.
    """

    result: Result
    holland: str = ""
    education: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    shortlist: tuple[tuple[str, str], ...] = ()
    period: str = ""
    skills: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """The content of a page.

    `careers` are in the order shown; `named` means that the user named them, so they
    are not the first of a ranking. `hidden` is what filters hid: the condition, and how
    many occupations did not meet it. `area` is a state whose median pay is also shown,
    or empty. `version` is the program's. `brief` is the first part, and the only one
    without `full`. `title` is the user's heading.
    """

    made: date
    version: str
    careers: tuple[Career, ...]
    glossary: Glossary
    person: Person | None = None
    named: bool = False
    hidden: tuple[tuple[str, int], ...] = ()
    area: str = ""
    brief: Brief | None = None
    full: bool = True
    title: str = ""
