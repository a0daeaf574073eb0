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

from careerfit_cli.compare.norms import Norms, Ratings, norms
from careerfit_cli.compare.side_by_side import IMPORTANT
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.elements import KNOWLEDGE, SKILLS, WORK_ACTIVITIES

CARRIED = (SKILLS, KNOWLEDGE, WORK_ACTIVITIES)

GAP = 10
"""An element is called new if its importance, 0-100, is higher by more than this."""

HOURS_A_YEAR = 2080

_FLAT = 1e-9

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


@dataclass(frozen=True)
class _Scores:
    """Importance by element of each domain, 0-100."""

    by_domain: Mapping[str, Mapping[str, float]]

    @classmethod
    def of(cls, slugs: Sequence[str], ratings: Ratings) -> _Scores:
        """The highest rating of any of some occupations, by domain and element."""
        scores: dict[str, dict[str, float]] = {}
        for domain in CARRIED:
            highest: dict[str, float] = {}
            for slug in slugs:
                for element, score in ratings[domain.key].get(slug, {}).items():
                    highest[element] = max(score, highest.get(element, 0))
            scores[domain.key] = highest
        return cls(scores)


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
    before = _Scores.of(slugs, ratings)
    steps = []
    for entry in entries:
        if entry.slug in slugs:
            continue
        after = _Scores.of([entry.slug], ratings)
        closeness = _closeness(before, after, known)
        if closeness is not None:
            carries, adds = _carried_and_added(before, after)
            tier = (tiers or {}).get(entry.code, "")
            steps.append(NextStep(entry, closeness, carries, adds, tier))
    return sorted(steps, key=lambda step: (-step.closeness, step.entry.title))


def _closeness(before: _Scores, after: _Scores, known: Norms) -> float | None:
    """Shape and coverage, the mean over the domains; `None` where one is not rated."""
    parts = []
    for domain in CARRIED:
        old, new = before.by_domain[domain.key], after.by_domain[domain.key]
        if not old or not new:
            return None
        shape = _shape(domain.key, old, new, known)
        parts.append((max(shape, 0.0) + _covered(old, new)) / 2)
    return round(100 * math.fsum(parts) / len(parts), 1)


def _shape(
    domain: str, old: Mapping[str, float], new: Mapping[str, float], known: Norms
) -> float:
    """Correlation of standardized ratings, each element weighted by its reliability."""
    total = first = second = squares = other_squares = products = 0.0
    for name, score in new.items():
        norm = known.get((domain, name))
        if name not in old or norm is None or norm.reliability <= 0 or not norm.spread:
            continue
        weight = norm.reliability
        x = (old[name] - norm.mean) / norm.spread
        y = (score - norm.mean) / norm.spread
        total += weight
        first += weight * x
        second += weight * y
        squares += weight * x * x
        other_squares += weight * y * y
        products += weight * x * y
    if not total:
        return 0.0
    both = products - first * second / total
    spread = (squares - first**2 / total) * (other_squares - second**2 / total)
    return both / math.sqrt(spread) if spread > _FLAT else 0.0


def _covered(old: Mapping[str, float], new: Mapping[str, float]) -> float:
    """The share of the important elements' ratings that the old work covers, 0-1."""
    needed = {name: score for name, score in new.items() if score >= IMPORTANT}
    total = sum(needed.values())
    if not total:
        return 1.0
    reached = (min(score, old.get(name, 0.0)) for name, score in needed.items())
    return sum(reached) / total


def _carried_and_added(
    before: _Scores, after: _Scores
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    carries, adds = [], []
    for domain in CARRIED:
        old = before.by_domain[domain.key]
        for name, score in after.by_domain[domain.key].items():
            if score < IMPORTANT:
                continue
            gap = score - old.get(name, 0.0)
            if gap > GAP:
                adds.append((-gap, name))
            elif gap <= 0:
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
