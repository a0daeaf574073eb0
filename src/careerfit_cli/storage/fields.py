"""The fields of an occupation file, and their conversion to the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields as dataclass_fields
from typing import TYPE_CHECKING

from careerfit_cli.model.amounts import AtLeast
from careerfit_cli.model.elements import DOMAINS, ESTIMATED, Domain
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import (
    Contact,
    Estimate,
    Group,
    Handbook,
    Occupation,
    Outlook,
    PastFigure,
    Pay,
    Preparation,
    Related,
    Requirement,
    Similar,
    Source,
    Technologies,
    Titles,
    Wages,
    Words,
)
from careerfit_cli.model.preparation import OUTLOOKS, REQUIREMENTS

if TYPE_CHECKING:
    from careerfit_cli.storage.part import Part
    from careerfit_cli.storage.plain import Plain

    Fields = Part | Plain

SCHEMA = 1
"""The version of the file format this program reads and writes."""

SOC = r"[0-9]{2}-[0-9]{4}"
CODE = rf"{SOC}\.[0-9]{{2}}"

OWN_CODE = "99-9999.00"
"""The code of those that have none: no major group of the SOC is 99."""

HEADER = ("schema", "code", "title")
WORDS = tuple(field.name for field in dataclass_fields(Words))
FIGURES = (
    "job_zone",
    "preparation",
    "pay",
    "outlook",
    "handbook",
    "requirements",
    *(domain.key for domain in DOMAINS),
    "estimated",
    "levels",
    "low_precision",
    "not_relevant",
    "technologies",
    "titles",
    "related",
    "history",
    "sources",
)

WORDS_BANNER = "# WORDS: written by people; an import keeps these lines as they are"
FIGURES_BANNER = (
    "# FIGURES: written by `careerfit import`; changes here are overwritten"
)

TIERS = {
    "primary_short": "Primary-Short",
    "primary_long": "Primary-Long",
    "supplemental": "Supplemental",
}
"""File key of each tier of related occupations, by how close they are."""

_LEVELLED = {domain.key: domain for domain in DOMAINS if domain.levels}
_BY_KEY = {domain.key: domain for domain in DOMAINS}
_ESTIMATED = {domain.key: domain for domain in ESTIMATED}
_WAGES = ("mean", "p10", "p25", "median", "p75", "p90")
AT_LEAST = "at_least_"
"""Begins the key of amounts that are published only as lower limits."""

_STATES, _STATES_BY_HOUR = "state_median_dollars_a_year", "state_median_dollars_an_hour"
_AMOUNTS = ("dollars_a_year", "dollars_an_hour", _STATES, _STATES_BY_HOUR)
_MOST_DOLLARS = 100_000_000
_MOST_JOBS = 1_000_000_000


def is_code(text: str) -> bool:
    """Whether a text has the form of an O*NET-SOC code."""
    return bool(re.fullmatch(CODE, text))


def occupation_in(root: Fields, slug: str) -> Occupation:
    """The occupation whose file holds these fields; faults are noted in its document."""
    return Occupation(
        slug=slug,
        code=root.matching("code", CODE, "11-9111.00"),
        title=root.text("title"),
        words=_words(root),
        titles=_titles(root.part("titles", ("reported", "alternate"))),
        job_zone=root.whole("job_zone", 1, 5),
        preparation=_preparation(root),
        pay=_pay(root) if "pay" in root else None,
        outlook=_outlook(root) if "outlook" in root else None,
        ratings=_scores(root, _BY_KEY),
        levels=_scores(root.part("levels", _LEVELLED), _LEVELLED),
        low_precision=_marks(root.part("low_precision", _BY_KEY), _BY_KEY),
        not_relevant=_marks(root.part("not_relevant", _LEVELLED), _LEVELLED),
        estimated=_estimated(root),
        requirements=_requirements(root.part("requirements", REQUIREMENTS)),
        technologies=_technologies(root.part("technologies", ("hot", "in_demand"))),
        related=_related(root.part("related", TIERS)),
        handbook=_handbook(root) if "handbook" in root else None,
        history=_history(root),
        sources=_sources(root.part("sources", FIGURES)),
    )


def _words(root: Fields) -> Words:
    readers: Mapping[object, Callable[[str], object]] = {
        "str": root.text,
        "tuple[str, ...]": root.texts,
        "Mapping[str, str]": lambda name: _sentences(root, name),
    }
    known = dataclass_fields(Words)
    return Words(**{field.name: readers[field.type](field.name) for field in known})  # type: ignore[arg-type]


def _sentences(root: Fields, name: str) -> Mapping[str, str]:
    part = root.part(name, None)
    return frozen({key: part.text(key) for key in part})


def _titles(part: Fields) -> Titles:
    return Titles(part.texts("reported"), part.texts("alternate"))


def _group(part: Fields) -> Group | None:
    if "published_for" not in part:
        return None
    keys = ("soc", "title")
    group = part.part("published_for", keys, keys)
    return Group(group.matching("soc", SOC, "13-1020"), group.text("title"))


def _preparation(root: Fields) -> Preparation:
    keys = ("education", "experience", "training", "published_for")
    part = root.part("preparation", keys)
    return Preparation(
        education=part.text("education"),
        experience=part.text("experience"),
        training=part.text("training"),
        group=_group(part),
    )


def _pay(root: Fields) -> Pay:
    part = root.part(
        "pay",
        ("area", "period", "published_for", "jobs",
         *(f"{what}{key}" for key in _AMOUNTS for what in ("", AT_LEAST))),
        ("area", "period"),
    )  # fmt: skip
    by_hour = _STATES_BY_HOUR in part or f"{AT_LEAST}{_STATES_BY_HOUR}" in part
    states = _STATES_BY_HOUR if by_hour else _STATES
    if by_hour and (_STATES in part or f"{AT_LEAST}{_STATES}" in part):
        what = "is given beside state medians a year"
        part.fault(states, what, "keep one of them")
    medians = _amounts(part, states, 2 if by_hour else 0)
    return Pay(
        area=part.text("area"),
        period=part.text("period"),
        annual=_wages(part, "dollars_a_year", 0),
        hourly=_wages(part, "dollars_an_hour", 2),
        jobs=part.whole("jobs", 0, _MOST_JOBS),
        state_unit="hour" if by_hour and medians else "year",
        state_median=medians,
        group=_group(part),
    )


def _wages(part: Fields, name: str, places: int) -> Wages:
    wages = _amounts(part, name, places, _WAGES)
    return Wages(**{key: wages.get(key) for key in _WAGES})


def _amounts(
    part: Fields, name: str, places: int, known: Collection[str] | None = None
) -> Mapping[str, float]:
    """Dollars by name: exact ones, and those published only as lower limits."""
    exact = part.numbers(name, 0, _MOST_DOLLARS, places, known)
    limits = part.numbers(f"{AT_LEAST}{name}", 0, _MOST_DOLLARS, places, known)
    for both in exact.keys() & limits.keys():
        what = f"gives {both}, and {name} gives it too"
        part.fault(f"{AT_LEAST}{name}", what, "keep one of them")
    return frozen({**exact, **{key: AtLeast(limit) for key, limit in limits.items()}})


def _outlook(root: Fields) -> Outlook:
    part = root.part(
        "outlook",
        ("area", "period", "published_for", "phrase", "growth_percent",
         "jobs_start", "jobs_end", "change", "openings_a_year",
         "self_employed_percent"),
        ("area", "period"),
    )  # fmt: skip
    return Outlook(
        area=part.text("area"),
        period=part.matching("period", r"[0-9]{4}-[0-9]{2}", "2024-34"),
        phrase=part.text("phrase", choices=OUTLOOKS),
        growth=part.number("growth_percent", -100, 1000, places=1),
        jobs_start=part.whole("jobs_start", 0, _MOST_JOBS),
        jobs_end=part.whole("jobs_end", 0, _MOST_JOBS),
        change=part.whole("change", -_MOST_JOBS, _MOST_JOBS),
        openings=part.whole("openings_a_year", 0, _MOST_JOBS),
        self_employed=part.number("self_employed_percent", 0, 100, places=1),
        group=_group(part),
    )


def _scores(
    part: Fields, domains: Mapping[str, Domain]
) -> Mapping[str, Mapping[str, float]]:
    ratings = {key: _values(part, key, domain) for key, domain in domains.items()}
    return frozen({key: scores for key, scores in ratings.items() if scores})


def _values(part: Fields, key: str, domain: Domain) -> Mapping[str, float]:
    """0-100 scores by element name, from scores or published values in a file."""
    if not domain.as_published:
        return part.numbers(key, 0, 100, places=1, known=domain.names)
    values = part.numbers(key, domain.low, domain.high, places=2, known=domain.names)
    return frozen({name: domain.score(value) for name, value in values.items()})


def _estimated(root: Fields) -> Mapping[str, Estimate]:
    part = root.part("estimated", _ESTIMATED)
    keys = ("method", "based_on", "values")
    estimates = {}
    for key in part:
        estimate = part.part(key, keys, keys)
        values = _values(estimate, "values", _ESTIMATED[key])
        estimates[key] = Estimate(
            values, estimate.text("method"), estimate.text("based_on")
        )
    return frozen(estimates)


def _requirements(part: Fields) -> Mapping[str, Requirement]:
    answers = {}
    for key in part:
        categories = REQUIREMENTS[key].categories
        answer = part.part(key, ("percent", "low_precision"), ("percent",))
        answers[key] = Requirement(
            answer.numbers("percent", 0, 100, places=2, known=categories),
            answer.texts("low_precision", choices=categories),
        )
    return frozen(answers)


def _marks(
    part: Fields, domains: Mapping[str, Domain]
) -> Mapping[str, tuple[str, ...]]:
    marks = {key: part.texts(key, choices=domains[key].names) for key in part}
    return frozen({key: names for key, names in marks.items() if names})


def _technologies(part: Fields) -> Technologies:
    return Technologies(part.texts("hot"), part.texts("in_demand"))


def _related(part: Fields) -> tuple[Related, ...]:
    return tuple(
        Related(code, titles.text(code), TIERS[tier])
        for tier in TIERS
        for titles in (part.part(tier, None),)
        for code in titles
        if _is_code(titles, code)
    )


def _is_code(part: Fields, code: str) -> bool:
    valid = is_code(code)
    if not valid:
        part.fault(code, "is not an O*NET-SOC code", "it looks like 11-9111.00")
    return valid


def _handbook(root: Fields) -> Handbook:
    part = root.part(
        "handbook",
        (
            "title",
            "period",
            "outlook",
            "employers_percent",
            "qualities",
            "similar",
            "contacts",
        ),
        ("title", "period"),
    )
    return Handbook(
        title=part.text("title"),
        period=part.text("period"),
        outlook=part.text("outlook", choices=OUTLOOKS),
        employers=part.numbers("employers_percent", 0, 100, places=1),
        qualities=part.texts("qualities"),
        similar=tuple(
            Similar(
                title=row.text("title"),
                education=row.text("education"),
                median=row.whole("median_dollars_a_year", 0, _MOST_DOLLARS),
                at_least=row.flag("at_least"),
            )
            for row in part.parts(
                "similar",
                ("title", "education", "median_dollars_a_year", "at_least"),
                ("title",),
            )
        ),
        contacts=tuple(
            Contact(row.text("name"), row.text("url"))
            for row in part.parts("contacts", ("name", "url"), ("name",))
        ),
    )


def _history(root: Fields) -> tuple[PastFigure, ...]:
    required = ("what", "value", "unit", "period", "source")
    return tuple(
        PastFigure(
            what=row.text("what"),
            value=row.number("value", -_MOST_JOBS, _MOST_JOBS, places=2) or 0,
            unit=row.text("unit"),
            period=row.text("period"),
            source=row.text("source"),
            at_least=row.flag("at_least"),
            group=row.text("published_for"),
        )
        for row in root.parts(
            "history", (*required, "at_least", "published_for"), required
        )
    )


def _sources(part: Fields) -> Mapping[str, Source]:
    keys = ("publisher", "release", "measure", "collected", "raters")
    return frozen(
        {
            section: Source(
                **{key: source.text(key) for key in keys},
                earlier=_earlier(source.part("earlier", None)),
            )
            for section in part
            for source in (part.part(section, (*keys, "earlier"), keys[:2]),)
        }
    )


def _earlier(part: Fields) -> Mapping[str, tuple[str, ...]]:
    return frozen({release: part.texts(release) for release in part})
