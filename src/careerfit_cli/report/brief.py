"""The first part of a report about a person: two self-contained printed pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careerfit_cli.matching import Contribution, Match, reasons
from careerfit_cli.matching.tiers import Family, Result
from careerfit_cli.model.elements import WORK_STYLES
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.report import wording
from careerfit_cli.report.content import Career, Person

TITLES = {
    1: ("Best matches", "the answers cannot tell these apart"),
    2: ("Next", "less certain"),
    3: ("After these", "still less certain"),
}
_OTHERS = 5
_STYLES = 3
_MIDDLE = 50


@dataclass(frozen=True)
class Direction:
    """Similar careers, and the reasons for and against the first of them."""

    careers: tuple[Career, ...]
    for_it: str
    against: str


@dataclass(frozen=True)
class ShownTier:
    """A tier as the page shows it; `more` are other careers of the tier."""

    title: str
    note: str
    directions: tuple[Direction, ...]
    more: str


def facts(person: Person, *, named: bool) -> list[tuple[str, str]]:
    """A few lines about the person, from the answers."""
    skills = wording.listed(person.skills)
    if skills and not named:
        skills += " (careers of each group are sorted by them)"
    rows = [
        ("Holland code", person.holland),
        ("Areas chosen", person.listed(person.profile.liked_areas)),
        ("Not for you", person.listed(person.profile.disliked_areas)),
        ("Strongest work styles", _styles(person)),
        ("Education, held or planned", person.education),
        ("Skills and subjects you have", skills),
    ]
    return [(head, text) for head, text in rows if text]


def _styles(person: Person) -> str:
    rated = person.levels(WORK_STYLES.key)
    best = sorted(rated, key=lambda name: -rated[name])[:_STYLES]
    return wording.listed([name for name in best if rated[name] > _MIDDLE])


def tiers(person: Person, careers: Sequence[Career]) -> list[ShownTier]:
    """The careers by tier, with reasons in the first one."""
    by_slug = {career.match.entry.slug: career for career in careers if career.match}
    shown = []
    for tier in person.result.tiers:
        first = tier.number == 1
        directions = [
            _direction(family, by_slug, person.areas, explained=first)
            for family in tier.families
        ]
        directions = [direction for direction in directions if direction.careers]
        rest = [match for match in tier.matches if match.entry.slug not in by_slug]
        if directions:
            more = _more(rest) if first else ""
            shown.append(ShownTier(*TITLES[tier.number], tuple(directions), more))
    return shown


def _more(rest: Sequence[Match]) -> str:
    if not rest:
        return ""
    names = "; ".join(match.entry.title for match in rest[:_OTHERS])
    more = f" and {len(rest) - _OTHERS} more" if len(rest) > _OTHERS else ""
    return f"Also among the best: {names}{more}."


def _direction(
    family: Family,
    careers: Mapping[str, Career],
    areas: Mapping[str, str],
    *,
    explained: bool,
) -> Direction:
    slugs = [match.entry.slug for match in family.matches]
    lifts, lowers = reasons(family.first) if explained else ((), ())
    return Direction(
        tuple(careers[slug] for slug in slugs if slug in careers),
        "; ".join(_reason(part, areas) for part in lifts),
        "; ".join(_reason(part, areas) for part in lowers[:1]),
    )


def _reason(part: Contribution, areas: Mapping[str, str]) -> str:
    name = areas.get(part.dimension.name, part.dimension.name)
    how = wording.meeting(part)
    if part.points < 0:
        how = "higher for you" if part.person_unit > 0 else "higher for the job"
    return f"{name}, {how} ({wording.signed(part.points)})"


def by_interests(result: Result) -> str:
    """The first careers by interests alone if they are mostly different, or nothing."""
    names = "; ".join(entry.title for entry in result.by_interests[:_OTHERS])
    return f"By interests alone the first would be: {names}." if names else ""


def period(careers: Sequence[Career]) -> str:
    """The years of the careers' pay and growth."""
    entries = [career.match.entry for career in careers if career.match]
    pay = dict.fromkeys(filter(None, (entry.pay_period for entry in entries)))
    growth = dict.fromkeys(filter(None, (entry.outlook_period for entry in entries)))
    parts = [f"Pay: national median, {', '.join(pay)} (BLS)."] if pay else []
    if growth:
        parts.append(f"Growth: U.S. jobs, projected, {', '.join(growth)} (BLS).")
    return " ".join(parts)


def by_tier(person: Person, careers: Sequence[Career]) -> list[Occupation]:
    """The occupations in the order of the tiers' tables, then those of no tier."""
    families = [family for tier in person.result.tiers for family in tier.families]
    slugs = [match.entry.slug for family in families for match in family.matches]
    place = {slug: number for number, slug in enumerate(slugs)}
    occupations = [career.occupation for career in careers]
    return sorted(occupations, key=lambda each: place.get(each.slug, len(place)))
