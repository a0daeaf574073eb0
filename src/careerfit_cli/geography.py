"""Find the area a person means, and say how common an occupation is there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from careerfit_cli.errors import UsageError
from careerfit_cli.model.amounts import is_at_least
from careerfit_cli.model.states import STATES
from careerfit_cli.model.tables import Area, AreaPay
from careerfit_cli.model.text import quoted

TYPO = 84
"""Likeness, 0-100, from which a misspelled city is accepted."""

LEAD = 6
"""Points of likeness by which the best spelling must beat those of other areas."""

ROUGH_JOBS, ROUGH_PAY = 30, 10
"""Relative standard errors in percent from which a figure is called rough: our choice."""

MOST_LISTED = 12

_LONGEST = 100


def find_area(query: str, areas: Sequence[Area]) -> Area:
    """The area with a code, a name, or a city in its name.

    A state after the city narrows the choice. Typos are accepted if only one area is
    similar. Raises `UsageError`, with the candidates, when no area or several match.
    """
    query = query[:_LONGEST]
    text = _folded(query)
    city, state = _split(text)
    inside = [area for area in areas if not state or state in area.states]
    exact = (
        [area for area in areas if text in (area.code, area.code[-5:])],
        [area for area in areas if text == _folded(area.name)],
        [area for area in inside if city in _cities(area)],
    )
    for candidates in exact:
        if candidates:
            return _only(query, candidates)
    if code := _STATE_CODES.get(text):
        within = _listed([area for area in areas if code in area.states])
        raise UsageError(
            f"{quoted(query)} is a state, not an area",
            f"use --state {code}, or one of its areas: {within}",
        )
    if worded := [area for area in inside if _has_words(area, city)]:
        return _only(query, worded)
    return _nearest(query, city, inside, state)


def is_named(query: str, area: Area) -> bool:
    """Whether a query is spelled as in the area's name, or is its code."""
    text = _folded(query)
    city, _ = _split(text)
    return _has_words(area, city) or text in (area.code, area.code[-5:])


def _folded(text: str) -> str:
    """Lower-case words without accents, `st` for `saint`."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode().replace("'", ""))
    return " ".join("st" if word == "saint" else word for word in words)


_STATE_CODES = {
    **{code.lower(): code for code in STATES},
    **{_folded(name): code for code, name in STATES.items()},
}


def _split(text: str) -> tuple[str, str]:
    """A city, and the postal code of the state after it, if any."""
    words = text.split()
    for count in (3, 2, 1):
        tail = " ".join(words[-count:])
        if len(words) > count and tail in _STATE_CODES:
            return " ".join(words[:-count]), _STATE_CODES[tail]
    return text, ""


def _cities(area: Area) -> set[str]:
    """The cities in a name, each separately and all together."""
    if area.kind == "nonmetropolitan":
        place = area.name.removesuffix(" nonmetropolitan area")
        return {_folded(place), _folded(area.name)}
    listed = area.name.rpartition(",")[0]
    return {_folded(listed), *map(_folded, re.split(r"--?|/", listed))}


def _has_words(area: Area, city: str) -> bool:
    name = _folded(area.name).split()
    return bool(city) and set(city.split()) <= set(name)


def _only(query: str, candidates: Sequence[Area]) -> Area:
    if len(candidates) == 1:
        return candidates[0]
    raise UsageError(
        f"{quoted(query)} matches {len(candidates)} areas",
        f"add a state or use one of these names: {_listed(candidates)}",
    )


def _listed(areas: Sequence[Area]) -> str:
    names = [f'"{area.name}"' for area in areas[:MOST_LISTED]]
    more = len(areas) - len(names)
    return "; ".join(names) + (f"; and {more} more" if more else "")


def _nearest(query: str, city: str, areas: Sequence[Area], state: str) -> Area:
    from rapidfuzz import fuzz

    ranked = sorted(
        (
            (max(fuzz.ratio(city, name) for name in _cities(area)), area)
            for area in areas
        ),
        key=lambda pair: (-pair[0], pair[1].name),
    )
    best = ranked[0][0] if ranked else 0.0
    near = [area for likeness, area in ranked if likeness >= max(TYPO, best - LEAD)]
    if city and near:
        return _only(query, near)
    hint = "areas are named for their largest cities: try a larger city nearby"
    if state and areas:
        hint = f"areas there: {_listed(areas)}"
    elif best >= TYPO - 2 * LEAD:
        closest = "; ".join(f'"{area.name}"' for _, area in ranked[:3])
        hint = f"closest names: {closest}"
    raise UsageError(f"no area is named like {quoted(query)}", hint)


def how_common(quotient: float | None) -> str:
    """A location quotient in words."""
    if quotient is None:
        return "not reported"
    if quotient >= 1.95:
        return f"{quotient:.1f} times as common as in the nation"
    if quotient > 1.2:
        return "more common than in the nation"
    if quotient >= 0.8:
        return "about as common as in the nation"
    if quotient >= 0.5:
        return "less common than in the nation"
    return "much less common than in the nation"


@dataclass(frozen=True)
class PlaceJobs:
    """Jobs of an occupation in one state or area, and their concentration.

    `quotient` is its share of the place's jobs over its share of the nation's.
    """

    place: str
    jobs: int | None
    quotient: float | None
    median: float | None = None
    unit: str = "year"

    @property
    def at_least(self) -> bool:
        """Whether the median is published only as a lower limit."""
        return is_at_least(self.median)


@dataclass(frozen=True)
class WhereJobsAre:
    """The states and areas with the most jobs, and those where they are most common."""

    most_in_states: tuple[PlaceJobs, ...]
    most_common_in_states: tuple[PlaceJobs, ...]
    most_in_areas: tuple[PlaceJobs, ...]
    most_common_in_areas: tuple[PlaceJobs, ...]
    rough: int


def where_jobs_are(
    jobs_by_state: Mapping[str, int],
    all_by_state: Mapping[str, int],
    by_area: Sequence[AreaPay],
    top: int,
    state_medians: Mapping[str, float],
    unit: str = "year",
) -> WhereJobsAre:
    """The `top` places of each kind.

    State quotients are computed from published jobs. Areas with a rough number of jobs
    (`ROUGH_JOBS`) are left out of the most concentrated; `rough` counts them.
    """
    nation = sum(jobs_by_state.values()) / max(sum(all_by_state.values()), 1)
    states = [
        PlaceJobs(
            state,
            jobs,
            round(jobs / all_by_state[state] / nation, 2),
            state_medians.get(state),
            unit,
        )
        for state, jobs in jobs_by_state.items()
        if jobs
    ]
    areas = [_place(pay) for pay in by_area]
    sure = [_place(pay) for pay in by_area if (pay.jobs_error or 0) < ROUGH_JOBS]
    return WhereJobsAre(
        most_in_states=_most(states, "jobs", top),
        most_common_in_states=_most(states, "quotient", top),
        most_in_areas=_most(areas, "jobs", top),
        most_common_in_areas=_most(sure, "quotient", top),
        rough=len(areas) - len(sure),
    )


def _place(pay: AreaPay) -> PlaceJobs:
    return PlaceJobs(pay.area.name, pay.jobs, pay.quotient, *pay.typical)


def _most(places: Iterable[PlaceJobs], key: str, top: int) -> tuple[PlaceJobs, ...]:
    known = [place for place in places if getattr(place, key) is not None]
    return tuple(sorted(known, key=lambda row: (-getattr(row, key), row.place))[:top])
