"""From one occupation to another: what to add, what carries over, what changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careerfit_cli.compare.side_by_side import IMPORTANT, flags
from careerfit_cli.compare.stages import Stage, stages
from careerfit_cli.model.amounts import any_at_least, is_at_least
from careerfit_cli.model.bls import Outlook, Pay
from careerfit_cli.model.elements import (
    ABILITIES,
    KNOWLEDGE,
    LEVEL_RANGE,
    SKILLS,
    WORK_ACTIVITIES,
)
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.preparation import EDUCATION, EXPERIENCE, TRAINING, zone_label

LEVELLED = (SKILLS, KNOWLEDGE, WORK_ACTIVITIES, ABILITIES)
"""The domains rated on level, the most easily learned first."""

PERCENT = "percent over the period"

ADD, NEARLY = 1.0, 0.5
"""Points of level, 0-7: at `ADD` more or above an element must be added, and below
`NEARLY` more it is carried over.
"""


@dataclass(frozen=True)
class Need:
    """One element important in the new work, and its level in both, 0-7 in tenths.

    `importance` is 0-100, in the new work. Elements the old work does not use have level 0.
    """

    domain: str
    element: str
    importance: float
    level: float
    needed: float

    @property
    def more(self) -> float:
        """How many more points of level are needed; negative if the old level is higher."""
        return round(self.needed - self.level, 1)


@dataclass(frozen=True)
class Change:
    """A figure before and after, each with its unit and years; `None` is not reported.

    `difference` is in their unit, or in points for percentages; `None` if their units
    or years differ.
    """

    what: str
    before: float | None
    after: float | None
    units: tuple[str, str]
    periods: tuple[str, str]
    difference: float | None

    @property
    def percent(self) -> float | None:
        """The difference in percent of what was before, for pay."""
        if self.difference is None or not self.before or "dollars" not in self.units[0]:
            return None
        return 100 * self.difference / self.before

    @property
    def at_least(self) -> tuple[bool, bool]:
        """Whether each figure is published only as a lower limit."""
        return is_at_least(self.before), is_at_least(self.after)


@dataclass(frozen=True)
class Step:
    """A kind of preparation before and after; an empty text is not reported.

    `up` is how many categories higher the new one is, `None` if they have no order.
    """

    what: str
    before: str
    after: str
    up: int | None


@dataclass(frozen=True)
class Path:
    """The way from `start` to `goal`.

    Each need is in one of `add` (largest step first), `nearly` and `carried` (most
    important first). `tier` is how close O*NET calls the goal to the start, or empty.
    `stages` are what the goal requires, in order. Technologies are those in demand at the
    goal: `technologies_known` are in demand at the start too, which does not say that a
    person knows them.
    """

    start: Occupation
    goal: Occupation
    tier: str
    add: tuple[Need, ...]
    nearly: tuple[Need, ...]
    carried: tuple[Need, ...]
    changes: tuple[Change, ...]
    steps: tuple[Step, ...]
    technologies_to_learn: tuple[str, ...]
    technologies_known: tuple[str, ...]
    flags: tuple[str, ...]
    stages: tuple[Stage, ...] = ()


def path_between(start: Occupation, goal: Occupation) -> Path:
    """What separates two occupations, for a person who works in the first."""
    by_importance = sorted(_needs(start, goal), key=lambda need: -need.importance)
    needs = sorted(by_importance, key=lambda need: -need.more)
    # Only what is in demand: "hot" names are listed for many occupations whose workers
    # hardly use them.
    known = set(start.technologies.in_demand)
    wanted = goal.technologies.in_demand
    return Path(
        start=start,
        goal=goal,
        tier=next(
            (related.tier for related in start.related if related.code == goal.code), ""
        ),
        add=tuple(need for need in needs if need.more >= ADD),
        nearly=tuple(need for need in needs if NEARLY <= need.more < ADD),
        carried=tuple(need for need in by_importance if need.more < NEARLY),
        changes=_changes(start, goal),
        steps=_steps(start, goal),
        technologies_to_learn=tuple(name for name in wanted if name not in known),
        technologies_known=tuple(name for name in wanted if name in known),
        flags=flags([start, goal], LEVELLED),
        stages=stages(start, goal),
    )


def _needs(start: Occupation, goal: Occupation) -> list[Need]:
    """The elements important in the new work that both are rated on."""
    return [
        Need(domain.key, element, importance, before[element], after[element])
        for domain in LEVELLED
        for before, after in [(_levels(start, domain.key), _levels(goal, domain.key))]
        for element, importance in goal.ratings.get(domain.key, {}).items()
        if importance >= IMPORTANT and element in before and element in after
    ]


def _levels(occupation: Occupation, domain: str) -> Mapping[str, float]:
    """Levels 0-7, from the scores 0-100 of files; 0 if the work does not use it."""
    unused = occupation.not_relevant.get(domain, ())
    low, high = LEVEL_RANGE
    return {
        element: 0.0
        if element in unused
        else round(low + score * (high - low) / 100, 1)
        for element, score in occupation.levels.get(domain, {}).items()
    }


def _changes(start: Occupation, goal: Occupation) -> tuple[Change, ...]:
    pays = [occupation.pay or Pay(area="", period="") for occupation in (start, goal)]
    outlooks = [
        occupation.outlook or Outlook(area="", period="")
        for occupation in (start, goal)
    ]
    medians = [(pay.median[0], _DOLLARS[pay.median[1]], pay.period) for pay in pays]
    growth = [(outlook.growth, PERCENT, outlook.period) for outlook in outlooks]
    openings = [(outlook.openings, "jobs", outlook.period) for outlook in outlooks]
    return (
        _change("median pay", *medians),
        _change("growth", *growth),
        _change("openings a year", *openings),
    )


_DOLLARS = {"year": "dollars a year", "hour": "dollars an hour"}

_Figure = tuple[float | None, str, str]


def _change(what: str, before: _Figure, after: _Figure) -> Change:
    (first, *kind), (second, *other) = before, after
    units, periods = (before[1], after[1]), (before[2], after[2])
    difference = None
    limited = any_at_least((first, second))
    if first is not None and second is not None and kind == other and not limited:
        difference = round(second - first, 2)
    return Change(what, first, second, units, periods, difference)


def _steps(start: Occupation, goal: Occupation) -> tuple[Step, ...]:
    before, after = start.preparation, goal.preparation
    now, then = (
        f"{zone_label(occupation.job_zone)} of 5" if occupation.job_zone else ""
        for occupation in (start, goal)
    )
    return (
        _step("education", before.education, after.education, EDUCATION),
        _step("experience", before.experience, after.experience, EXPERIENCE),
        _step("training", before.training, after.training, TRAINING),
        _step(
            "job zone", now, then, [f"{zone_label(zone)} of 5" for zone in range(2, 6)]
        ),
    )


def _step(what: str, before: str, after: str, order: Sequence[str]) -> Step:
    ordered = before in order and after in order
    up = order.index(after) - order.index(before) if ordered else None
    return Step(what, before, after, 0 if before and before == after else up)
