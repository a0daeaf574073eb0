"""What a report is made of: occupations, and the person they are reported to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from careerfit_cli.fit import Fit, Ranking, Stability
from careerfit_cli.model.glossary import Glossary
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.profile import Profile
from careerfit_cli.preferences import Match
from careerfit_cli.quiz import Preference


@dataclass(frozen=True)
class Career:
    """An occupation of the report, with its fit and how sure it is, where known.

    `matches` say how it meets the person's preferences, if there are any.
    """

    occupation: Occupation
    fit: Fit | None = None
    stability: Stability | None = None
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True)
class Person:
    """A person's side: profile, leanings, and the ranking the careers are from."""

    profile: Profile
    preferences: tuple[Preference, ...]
    ranking: Ranking


@dataclass(frozen=True)
class Report:
    """Everything a page says.

    `careers` stand in the order shown; `named` tells that somebody asked for just them,
    and they are not the first of a ranking. `hidden` is what filters hid: what was
    asked, and how many occupations did not meet it. `area` is a state whose median pay
    is told too, or empty. `version` is the program's.
    """

    made: date
    version: str
    careers: tuple[Career, ...]
    glossary: Glossary
    person: Person | None = None
    named: bool = False
    hidden: tuple[tuple[str, int], ...] = ()
    area: str = ""
