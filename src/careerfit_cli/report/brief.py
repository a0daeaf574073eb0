"""The first part of a report about a person: two self-contained printed pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careerfit_cli.matching import Contribution, Match, reasons
from careerfit_cli.matching.tiers import Family, Result
from careerfit_cli.model import figures
from careerfit_cli.model.elements import WORK_STYLES
from careerfit_cli.report import pay, wording
from careerfit_cli.report.content import Brief, Career, Report

TITLES = {
    1: ("Best matches", "the answers cannot tell these apart"),
    2: ("Next", "less certain"),
    3: ("After these", "still less certain"),
}
_OTHERS = 5
_STYLES = 3
_MIDDLE = 50


@dataclass(frozen=True)
class Row:
    """A career in a tier's table; `rank` is its rank, which careers of equal FIT share."""

    rank: int
    title: str
    fit: str
    pay: str
    growth: str
    education: str
    flags: str


@dataclass(frozen=True)
class Direction:
    """Similar careers, and the reasons for and against the first of them."""

    rows: tuple[Row, ...]
    for_it: str
    against: str


@dataclass(frozen=True)
class ShownTier:
    """A tier as the page shows it; `more` are other careers of the tier."""

    title: str
    note: str
    directions: tuple[Direction, ...]
    more: str


def facts(report: Report) -> list[tuple[str, str]]:
    """A few lines about the person, from the answers."""
    person = report.person
    if person is None or report.brief is None:
        return []
    profile = person.profile
    liked = [person.areas.get(name, name) for name in profile.liked_areas]
    disliked = [person.areas.get(name, name) for name in profile.disliked_areas]
    rows = [
        ("Holland code", report.brief.holland),
        ("Areas chosen", wording.listed(liked)),
        ("Not for you", wording.listed(disliked)),
        ("Strongest work styles", _styles(profile.unclear, profile.levels)),
        ("Education, held or planned", report.brief.education),
        ("Skills and subjects you have", _skills(report.brief, named=report.named)),
    ]
    return [(head, text) for head, text in rows if text]


def _skills(brief: Brief, *, named: bool) -> str:
    if not brief.skills:
        return ""
    order = "" if named else " (careers of each group are sorted by them)"
    return f"{wording.listed(brief.skills)}{order}"


def _styles(
    unclear: Mapping[str, str], levels: Mapping[str, Mapping[str, float]]
) -> str:
    if WORK_STYLES.key in unclear:
        return ""
    rated = levels.get(WORK_STYLES.key, {})
    best = sorted(rated, key=lambda name: -rated[name])[:_STYLES]
    return wording.listed([name for name in best if rated[name] > _MIDDLE])


def tiers(report: Report) -> list[ShownTier]:
    """The careers of the report by tier, with reasons in the first one."""
    if report.brief is None:
        return []
    careers = {
        career.match.entry.slug: career for career in report.careers if career.match
    }
    areas = report.person.areas if report.person else {}
    shown = []
    for tier in report.brief.result.tiers:
        directions = [
            _direction(family, careers, areas, explained=tier.number == 1)
            for family in tier.families
        ]
        directions = [direction for direction in directions if direction.rows]
        rest = [match for match in tier.matches if match.entry.slug not in careers]
        if directions:
            title, note = TITLES[tier.number]
            more = _more(rest) if tier.number == 1 else ""
            shown.append(ShownTier(title, note, tuple(directions), more))
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
    rows = [
        _row(match, careers[match.entry.slug])
        for match in family.matches
        if match.entry.slug in careers
    ]
    lifts, lowers = reasons(family.first) if explained else ((), ())
    return Direction(
        tuple(rows),
        "; ".join(_reason(part, areas) for part in lifts),
        "; ".join(_reason(part, areas) for part in lowers[:1]),
    )


def _row(match: Match, career: Career) -> Row:
    entry = match.entry
    marks = " (estimated in part)" if match.estimated else ""
    return Row(
        rank=match.rank,
        title=f"{entry.title}{marks}",
        fit=f"{match.score:.1f} {match.label}",
        pay=pay.shown_pay(career.occupation.pay).removesuffix(" a year"),
        growth=wording.growth(career.occupation.outlook),
        education=entry.education or figures.NOT_REPORTED,
        flags=wording.flags(career.matches),
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
