"""From jobs already held to the occupations closest to them.

Previous jobs are combined: for every skill, field of knowledge and work activity, the
highest rating of any of them. An occupation is close when its own profile has the same
shape (the correlation of standardized ratings, each element weighted by its
reliability) and requires little that is new (the share of its important elements that
is covered). Both have equal weight.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from careerfit_cli.compare.norms import Ratings, Shape, norms, shape_of
from careerfit_cli.compare.side_by_side import IMPORTANT
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.elements import KNOWLEDGE, SKILLS, WORK_ACTIVITIES

CARRIED = (SKILLS, KNOWLEDGE, WORK_ACTIVITIES)

GAP = 10
"""An element is called new if its importance, 0-100, is higher by more than this."""

HOURS_A_YEAR = 2080

NEARLY_AS_MUCH = 0.9
"""An occupation with better growth must pay at least this share of the old pay."""


@dataclass(frozen=True)
class NextStep:
    """An occupation close to the jobs held.

    `closeness` is 0-100. `carries` are its important elements that the jobs held use as
    much, and `adds` those they use clearly less, the largest gap first. `tier` is how
    close O*NET calls it to one of the jobs, or empty.
    """

    entry: Entry
    closeness: float
    carries: tuple[str, ...]
    adds: tuple[str, ...]
    tier: str


Scores = Mapping[str, Mapping[str, float]]
"""Importance, 0-100, by domain key and element name."""


def next_steps(
    held: Sequence[Entry],
    entries: Sequence[Entry],
    ratings: Ratings,
    tiers: Mapping[str, str] | None = None,
) -> list[NextStep]:
    """Every rated occupation except the jobs held, the closest first.

    `ratings` are of skills, knowledge and work activities; `tiers` are O*NET's, by code.
    """
    known = norms({domain.key: ratings[domain.key] for domain in CARRIED})
    slugs = [entry.slug for entry in held]
    before = {domain.key: _highest(slugs, ratings[domain.key]) for domain in CARRIED}
    shapes = {key: shape_of(key, scores, known) for key, scores in before.items()}
    steps = []
    for entry in entries:
        after = {key: ratings[key].get(entry.slug, {}) for key in before}
        rated = all(before.values()) and all(after.values())
        if rated and entry.slug not in slugs:
            closeness = _closeness(before, after, shapes)
            tier = (tiers or {}).get(entry.code, "")
            steps.append(
                NextStep(entry, closeness, *_carried_and_added(before, after), tier)
            )
    return sorted(steps, key=lambda step: (-step.closeness, step.entry.title))


def _closeness(before: Scores, after: Scores, shapes: Mapping[str, Shape]) -> float:
    """Shape and coverage, the mean over the domains, 0-100."""
    parts = []
    for key, shape in shapes.items():
        alike = max(shape.correlation(after[key]) or 0.0, 0.0)
        parts.append((alike + _covered(before[key], after[key])) / 2)
    return round(100 * math.fsum(parts) / len(parts), 1)


def _highest(
    slugs: Sequence[str], rows: Mapping[str, Mapping[str, float]]
) -> Mapping[str, float]:
    """The highest rating of any of some occupations, by element."""
    highest: dict[str, float] = {}
    for slug in slugs:
        for element, score in rows.get(slug, {}).items():
            highest[element] = max(score, highest.get(element, 0))
    return highest


def _covered(old: Mapping[str, float], new: Mapping[str, float]) -> float:
    """The share of the important elements' ratings that the old work covers, 0-1."""
    needed = {name: score for name, score in new.items() if score >= IMPORTANT}
    total = sum(needed.values())
    if not total:
        return 1.0
    reached = (min(score, old.get(name, 0.0)) for name, score in needed.items())
    return sum(reached) / total


def _carried_and_added(
    before: Scores, after: Scores
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    carries, adds = [], []
    for domain, scores in after.items():
        for name, score in scores.items():
            gap = score - before[domain].get(name, 0.0)
            if score >= IMPORTANT and gap > GAP:
                adds.append((-gap, name))
            elif score >= IMPORTANT and gap <= 0:
                carries.append((-score, name))
    return (
        tuple(name for _, name in sorted(carries)),
        tuple(name for _, name in sorted(adds)),
    )


def yearly(entry: Entry) -> float | None:
    """Median yearly pay; hourly pay is multiplied by 2,080 hours."""
    if entry.median is None:
        return None
    return entry.median * (HOURS_A_YEAR if entry.median_unit == "hour" else 1)


def better(step: NextStep, held: Collection[Entry]) -> bool:
    """Whether an occupation pays more than the best-paid job held, or grows faster.

    Pay known only as a lower limit counts as more. An occupation that grows faster must
    pay at least `NEARLY_AS_MUCH` of it.
    """
    pays = [pay for entry in held if (pay := yearly(entry)) is not None]
    pay = yearly(step.entry)
    if pay is None or not pays:
        return False
    if step.entry.median_at_least:
        return True
    growth = [entry.growth for entry in held if entry.growth is not None]
    grows = step.entry.growth is not None and bool(growth)
    if grows and (step.entry.growth or 0) > max(growth):
        return pay >= NEARLY_AS_MUCH * max(pays)
    return pay > max(pays)
