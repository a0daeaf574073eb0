"""Sections of the profile page with O*NET's ratings and technologies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rich.console import RenderableType

from careerfit_cli.commands.show.section_context import SectionContext, remarks
from careerfit_cli.model.elements import (
    DOMAINS,
    FORMER_WORK_STYLES,
    INTERESTS,
    WORK_STYLES,
    Domain,
)
from careerfit_cli.views import figures
from careerfit_cli.views.display import group, half_up, more, say, scores, section_of

Section = Callable[[SectionContext], RenderableType | None]
"""Draws one part of the page; `None` if there is nothing to show."""

_TOP = {
    "interest_areas": 10,
    "abilities": 11,
    "skills": 10,
    "knowledge": 8,
    "work_activities": 15,
    "work_context": 15,
}
_DOMAIN_TITLES = {
    "interests": "Interests",
    "interest_areas": "Interest areas",
    "work_styles": "Personality strengths (work styles)",
    "former_work_styles": "Former work styles",
    "work_values": "Work values",
    "work_context": "Work attributes (work context)",
}
BY_KEY = {domain.key: domain for domain in DOMAINS}


def ranked(rated: Mapping[str, float]) -> list[tuple[str, float]]:
    """Elements with their scores, highest first."""
    return sorted(rated.items(), key=lambda row: -row[1])


def domain(key: str) -> Section:
    """The section of one domain of ratings."""

    def draw(context: SectionContext) -> RenderableType | None:
        domain = BY_KEY[key]
        rated = context.occupation.ratings.get(key)
        if not rated:
            return _estimated(context, domain)
        rows = ranked(rated)
        shown = rows if context.full else rows[: _TOP.get(key, len(rows))]
        weak = _weak(context, key, dict(shown))
        return section_of(
            _DOMAIN_TITLES.get(key, domain.title),
            figures.rated(context.occupation.sources.get(key)),
            _holland(context.occupation.holland) if domain is INTERESTS else None,
            scores(shown, context.display, weak, context.meanings(key)),
            _levels(context, key),
            *more(len(shown), len(rows), "The highest"),
            _gaps(len(rows), domain, weak=bool(weak)),
        )

    return draw


def _weak(context: SectionContext, key: str, names: Iterable[str]) -> set[str]:
    return set(context.occupation.low_precision.get(key, ())) & set(names)


MATTERS = 0.5
"""A work style helps or hinders from this impact on, -3 to 3."""

_IMPACTS: tuple[tuple[str, Callable[[float], bool]], ...] = (
    ("Helps", lambda impact: impact >= MATTERS),
    ("Does not matter", lambda impact: -MATTERS < impact < MATTERS),
    ("Hinders", lambda impact: impact <= -MATTERS),
)


def styles(context: SectionContext) -> RenderableType | None:
    """Work styles by whether they help, do not matter or hinder in the work.

    Bars show the size of the impact; the numbers also show its sign.
    """
    key = WORK_STYLES.key
    rated = context.occupation.ratings.get(key)
    if not rated:
        return _estimated(context, WORK_STYLES)
    impacts = {name: WORK_STYLES.published(score) for name, score in rated.items()}
    labels = {name: f"{impact:+.1f}" for name, impact in impacts.items()}
    parts: list[RenderableType] = []
    for title, is_in in _IMPACTS:
        rows = [
            (name, abs(impact) * 100 / WORK_STYLES.high)
            for name, impact in ranked(impacts)
            if is_in(impact)
        ]
        if rows:
            meanings = context.meanings(key)
            drawn = scores(rows, context.display, meanings=meanings, labels=labels)
            parts += [say(f"{title}:", "bold"), drawn]
    return section_of(
        _DOMAIN_TITLES[key],
        f"impact on the work, -3 to +3, {context.source(key)}",
        *parts,
        _gaps(len(rated), WORK_STYLES, weak=False),
    )


MOST_ESTIMATED = 5


def likely(context: SectionContext, key: str) -> list[str]:
    """The highest estimates of a domain that was not published, without the values."""
    estimate = context.occupation.estimated.get(key)
    rows = ranked(estimate.values)[:MOST_ESTIMATED] if estimate else []
    return [name for name, _ in rows]


def _estimated(context: SectionContext, domain: Domain) -> RenderableType | None:
    estimate = context.occupation.estimated.get(domain.key)
    if estimate is None:
        return None
    return section_of(
        f"{_DOMAIN_TITLES[domain.key]}: estimated, not published",
        "",
        say(f"Likely strongest: {', '.join(likely(context, domain.key))}."),
        say(f"Estimated by {estimate.method} from {estimate.based_on}.", "dim"),
    )


def former_styles(context: SectionContext) -> RenderableType | None:
    """The 16 styles O*NET published until release 29.3, in one paragraph."""
    key = FORMER_WORK_STYLES.key
    rated = context.occupation.ratings.get(key)
    if not rated:
        return None
    weak = _weak(context, key, rated)
    listed = ", ".join(
        f"{name}{' *' if name in weak else ''} {half_up(score)}"
        for name, score in ranked(rated)
    )
    return section_of(
        _DOMAIN_TITLES[key],
        figures.rated(context.occupation.sources.get(key)),
        say(f"{listed}."),
        _gaps(len(rated), FORMER_WORK_STYLES, weak=bool(weak)),
    )


def _holland(code: str) -> RenderableType:
    """A Holland code with the names of its interests."""
    if not code:
        return say(f"Holland code: {figures.NOT_REPORTED}")
    return say(f"Holland code {code}: {holland_names(code)}")


def holland_names(code: str) -> str:
    """The names of the interests in a Holland code."""
    names = {name[0]: name for name in INTERESTS.names}
    return ", ".join(names[letter] for letter in code)


def _levels(context: SectionContext, key: str) -> RenderableType | None:
    """How much of each element the work needs, on the full page."""
    levels = context.occupation.levels.get(key)
    if not context.full or not levels:
        return None
    apart = sorted(context.occupation.not_relevant.get(key, ()))
    rows = [row for row in ranked(levels) if row[0] not in apart]
    head = say(f"{BY_KEY[key].title}: level needed, 0-100", "bold")
    drawn = group(say(""), head, scores(rows, context.display))
    if not apart:
        return drawn
    return group(drawn, say(f"Level does not apply: {', '.join(apart)}.", "dim"))


def _gaps(rated: int, domain: Domain, *, weak: bool) -> RenderableType | None:
    lines, known = [], len(domain.elements)
    if rated < known:
        lines.append(f"{rated} of {known} rated; the others are not reported.")
    if weak:
        lines.append("* low precision: too few raters, or they disagreed.")
    return remarks(lines)


def technologies(context: SectionContext) -> RenderableType | None:
    """Software the work uses."""
    wanted = context.occupation.technologies.in_demand
    hot = [name for name in context.occupation.technologies.hot if name not in wanted]
    lines = [
        f"{label}: {', '.join(context.few(names, 12))}"
        for label, names in (
            ("In demand in job postings", wanted),
            ("Hot technologies", hot),
        )
        if names
    ]
    return section_of(
        "Technology", context.source("technologies"), context.bullets(lines)
    )
