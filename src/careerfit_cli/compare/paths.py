"""From one occupation to another: what to add, what carries over, what changes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careerfit_cli.compare.side_by_side import IMPORTANT, NO_OUTLOOK, NO_PAY, flags
from careerfit_cli.model.amounts import any_at_least, is_at_least
from careerfit_cli.model.elements import (
    ABILITIES,
    KNOWLEDGE,
    LEVEL_RANGE,
    SKILLS,
    WORK_ACTIVITIES,
)
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.preparation import (
    EDUCATION,
    EXPERIENCE,
    TRAINING,
    zone_of_five,
)

LEVELLED = (SKILLS, KNOWLEDGE, WORK_ACTIVITIES, ABILITIES)
"""The domains rated on level, the most easily learned first."""

ADD, NEARLY = 1.0, 0.5
"""Points of level, 0-7: at `ADD` more or above an element must be added, and below
`NEARLY` more it is carried over.
"""

TRAINING_TIME = {
    "Short-term on-the-job training": "a month or less",
    "Moderate-term on-the-job training": "more than a month, up to a year",
    "Long-term on-the-job training": "more than a year",
}
"""How long training takes, as BLS defines its categories."""

_CREDENTIAL = re.compile(r"\b(licen[sc]|certif|exam\b|exams\b|registered with)", re.I)


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
class Stage:
    """One stage: its kind, what it is, how long it takes, and its source.

    `time` is empty if not known; `done` says whether the starting occupation already
    requires it.
    """

    kind: str
    what: str
    time: str
    source: str
    done: bool = False


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
        tier=_tier(start, goal),
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


def _tier(start: Occupation, goal: Occupation) -> str:
    tiers = {related.code: related.tier for related in start.related}
    return tiers.get(goal.code, "")


def _changes(start: Occupation, goal: Occupation) -> tuple[Change, ...]:
    """Pay and outlook before and after."""
    changes = []
    pays = [each.pay or NO_PAY for each in (start, goal)]
    outlooks = [each.outlook or NO_OUTLOOK for each in (start, goal)]
    dollars = {"year": "dollars a year", "hour": "dollars an hour"}
    percent = "percent over the period"
    medians = [(pay.median[0], dollars[pay.median[1]], pay.period) for pay in pays]
    growth = [(each.growth, percent, each.period) for each in outlooks]
    openings = [(each.openings, "jobs", each.period) for each in outlooks]
    for what, figures in (
        ("median pay", medians),
        ("growth", growth),
        ("openings a year", openings),
    ):
        (before, unit, period), (after, other_unit, other_period) = figures
        units, periods = (unit, other_unit), (period, other_period)
        same = unit == other_unit and period == other_period
        exact = not any_at_least((before, after))
        difference = None
        if before is not None and after is not None and same and exact:
            difference = round(after - before, 2)
        changes.append(Change(what, before, after, units, periods, difference))
    return tuple(changes)


def _steps(start: Occupation, goal: Occupation) -> tuple[Step, ...]:
    now, then = start.preparation, goal.preparation
    zones = zone_of_five(start.job_zone), zone_of_five(goal.job_zone)
    rows: list[tuple[str, str, str, Sequence[str]]] = [
        ("education", now.education, then.education, EDUCATION),
        ("experience", now.experience, then.experience, EXPERIENCE),
        ("training", now.training, then.training, TRAINING),
        ("job zone", *zones, [zone_of_five(zone) for zone in range(2, 6)]),
    ]
    steps = []
    for what, before, after, order in rows:
        up = 0 if before and before == after else None
        if before in order and after in order:
            up = order.index(after) - order.index(before)
        steps.append(Step(what, before, after, up))
    return tuple(steps)


def stages(start: Occupation, goal: Occupation) -> tuple[Stage, ...]:
    """What BLS and our text name as required for the goal, in the usual order."""
    now, needed, text = start.preparation.education, goal.preparation, goal.words
    required = []
    if needed.education not in ("", EDUCATION[0]):
        known = now in EDUCATION and needed.education in EDUCATION
        done = known and EDUCATION.index(now) >= EDUCATION.index(needed.education)
        required.append(Stage("education", needed.education, "", _TYPICAL, done))
    sentences = _credentials(text.steps) or _credentials(text.entry)
    if credential := text.licenses or sentences:
        required.append(Stage("license or exam", credential, "", "careerfit"))
    if needed.experience not in ("", "None"):
        may_count = "; your present work is related and may count"
        counts = may_count if _tier(start, goal) else ""
        time = needed.experience[0].lower() + needed.experience[1:]
        what = f"work in a related occupation{counts}"
        required.append(Stage("experience", what, time, _TYPICAL))
    if needed.training not in ("", "None"):
        time = TRAINING_TIME.get(needed.training, "")
        required.append(Stage("training on the job", needed.training, time, _TYPICAL))
    return tuple(required)


_TYPICAL = "BLS, typical entry"


def _credentials(text: str) -> str:
    """The sentences about licenses, certifications and exams."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return " ".join(one for one in sentences if _CREDENTIAL.search(one))
