"""JSON of what the catalogue holds: an occupation, lists, search results, comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from careerfit_cli.export.document import (
    SCORE_UNIT,
    document,
    plain,
)
from careerfit_cli.model.elements import WORK_STYLES
from careerfit_cli.model.occupation import Occupation


def occupation(found: Occupation) -> str:
    """Everything the catalogue holds of one occupation."""
    units = {
        "ratings": f"{SCORE_UNIT}; {WORK_STYLES.key}: {WORK_STYLES.measure}",
        "estimated": "as ratings, computed and not published",
        "requirements.percent": "percent of answers",
        "levels": SCORE_UNIT,
        "pay.annual": "U.S. dollars a year",
        "pay.hourly": "U.S. dollars an hour",
        "pay.states_at_least": "states whose median is published only as this or more",
        "pay.jobs": "wage and salary jobs",
        "pay.state_median": "U.S. dollars a pay.state_unit",
        "outlook.jobs_start": "jobs, self-employed included",
        "outlook.jobs_end": "jobs, self-employed included",
        "outlook.change": "jobs over the period",
        "outlook.self_employed": "percent of jobs",
        "handbook.similar.median": "U.S. dollars a year",
        "outlook.growth": "percent over the period",
        "outlook.openings": "jobs a year, average over the period",
        "handbook.employers": "percent of jobs",
    }
    values = {"units": units, **plain(_as_published(found)), "holland": found.holland}
    if found.pay:
        values["pay"]["states_at_least"] = list(found.pay.states_at_least)
    return document("occupation", values)


def _as_published(found: Occupation) -> Occupation:
    """An occupation with impacts of work styles as published, and not 0-100."""
    key = WORK_STYLES.key
    changed = found
    if key in found.ratings:
        values = _impacts(found.ratings[key])
        changed = replace(changed, ratings={**found.ratings, key: values})
    if key in found.estimated:
        estimate = found.estimated[key]
        estimate = replace(estimate, values=_impacts(estimate.values))
        changed = replace(changed, estimated={**found.estimated, key: estimate})
    return changed


def _impacts(scores: Mapping[str, float]) -> Mapping[str, float]:
    return {name: WORK_STYLES.published(score) for name, score in scores.items()}
