"""Sections of the profile page with O*NET's ratings and technologies."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import RenderableType

from careerfit_cli.commands.show.section_context import SectionContext
from careerfit_cli.model.elements import (
    DOMAINS,
    FORMER_WORK_STYLES,
    INTERESTS,
    WORK_STYLES,
    Domain,
)
from careerfit_cli.views import figures
from careerfit_cli.views.display import (
    bullets,
    few,
    half_up,
    more,
    paragraphs,
    say,
    scores,
    section,
)

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
_BY_KEY = {domain.key: domain for domain in DOMAINS}


def domain(key: str) -> Section:
    """The section of one domain of ratings."""

    def draw(context: SectionContext) -> RenderableType | None:
        domain = _BY_KEY[key]
        title = _DOMAIN_TITLES.get(key, domain.title)
        rated = context.occupation.ratings.get(key)
        if not rated:
            return _estimated(context, domain)
        rows = sorted(rated.items(), key=lambda row: -row[1])
        shown = rows if context.full else rows[: _TOP.get(key, len(rows))]
        weak = set(context.occupation.low_precision.get(key, ())) & {
            name for name, _ in shown
        }
        return section(
            title,
            figures.rated(context.occupation.sources.get(key)),
            *(
                [say(_spelled(context.occupation.holland))]
                if key == INTERESTS.key
                else []
            ),
            scores(shown, context.display, weak, context.meanings(key)),
            *_levels(context, key),
            *more(len(shown), len(rows), "The highest"),
            *_gaps(len(rows), len(domain.elements), weak=bool(weak)),
        )

    return draw


MATTERS = 0.5
"""A work style helps or hinders from this impact on, -3 to 3."""

_IMPACTS: tuple[tuple[str, Callable[[float], bool]], ...] = (
    ("Helps", lambda impact: impact >= MATTERS),
    ("Does not matter", lambda impact: -MATTERS < impact < MATTERS),
    ("Hinders", lambda impact: impact <= -MATTERS),
)


def styles(context: SectionContext) -> RenderableType | None:
    """Work styles by whether they help, do not matter or hinder in the work."""
    key = WORK_STYLES.key
    rated = context.occupation.ratings.get(key)
    if not rated:
        return _estimated(context, WORK_STYLES)
    impacts = {name: WORK_STYLES.published(score) for name, score in rated.items()}
    ranked = sorted(impacts.items(), key=lambda row: -row[1])
    parts: list[RenderableType] = []
    for title, is_in in _IMPACTS:
        rows = [(name, impact) for name, impact in ranked if is_in(impact)]
        if rows:
            parts.append(say(f"{title}:", "bold"))
            parts.append(_impacts(rows, context))
    note = figures.source(context.occupation.sources.get(key))
    return section(
        _DOMAIN_TITLES[key],
        f"impact on the work, -3 to +3, {note}",
        *parts,
        *_gaps(len(rated), len(WORK_STYLES.elements), weak=False),
    )


MOST_ESTIMATED = 5


def _estimated(context: SectionContext, domain: Domain) -> RenderableType | None:
    """The highest estimates of a domain that was not published, in words only."""
    estimate = context.occupation.estimated.get(domain.key)
    if estimate is None:
        return None
    ranked = sorted(estimate.values.items(), key=lambda row: -row[1])
    names = ", ".join(name for name, _ in ranked[:MOST_ESTIMATED])
    return section(
        f"{_DOMAIN_TITLES[domain.key]}: estimated, not published",
        "",
        say(f"Likely strongest: {names}."),
        say(f"Estimated by {estimate.method} from {estimate.based_on}.", "dim"),
    )


def _impacts(
    rows: Sequence[tuple[str, float]], context: SectionContext
) -> RenderableType:
    """Impacts with bars for their size; the number shows the sign."""
    return scores(
        [(name, abs(impact) * 100 / WORK_STYLES.high) for name, impact in rows],
        context.display,
        meanings=context.meanings(WORK_STYLES.key),
        labels={name: f"{impact:+.1f}" for name, impact in rows},
    )


def former_styles(context: SectionContext) -> RenderableType | None:
    """The 16 styles O*NET published until release 29.3, in one paragraph."""
    key = FORMER_WORK_STYLES.key
    rated = context.occupation.ratings.get(key)
    if not rated:
        return None
    ranked = sorted(rated.items(), key=lambda row: -row[1])
    weak = set(context.occupation.low_precision.get(key, ()))
    listed = ", ".join(
        f"{name}{' *' if name in weak else ''} {half_up(score)}"
        for name, score in ranked
    )
    return section(
        _DOMAIN_TITLES[key],
        figures.rated(context.occupation.sources.get(key)),
        say(f"{listed}."),
        *_gaps(len(rated), len(FORMER_WORK_STYLES.elements), weak=bool(weak)),
    )


def _spelled(code: str) -> str:
    """A Holland code with the names of its interests."""
    if not code:
        return f"Holland code: {figures.NOT_REPORTED}"
    return f"Holland code {code}: {holland_names(code)}"


def holland_names(code: str) -> str:
    """The names of the interests in a Holland code."""
    names = {name[0]: name for name in INTERESTS.names}
    return ", ".join(names[letter] for letter in code)


def _levels(context: SectionContext, key: str) -> list[RenderableType]:
    """How much of each element the work needs, on the full page."""
    levels = context.occupation.levels.get(key)
    if not context.full or not levels:
        return []
    apart = sorted(context.occupation.not_relevant.get(key, ()))
    rows = sorted(
        ((name, level) for name, level in levels.items() if name not in apart),
        key=lambda row: -row[1],
    )
    head = say(f"{_BY_KEY[key].title}: level needed, 0-100", "bold")
    rest = [f"Level does not apply: {', '.join(apart)}."] if apart else []
    return [say(""), head, scores(rows, context.display), paragraphs(rest)]


def _gaps(rated: int, known: int, *, weak: bool) -> list[RenderableType]:
    remarks = []
    if rated < known:
        remarks.append(f"{rated} of {known} rated; the others are not reported.")
    if weak:
        remarks.append("* low precision: too few raters, or they disagreed.")
    return [paragraphs(remarks)] if remarks else []


def technologies(context: SectionContext) -> RenderableType | None:
    """Software the work uses."""
    hot, wanted = (
        context.occupation.technologies.hot,
        context.occupation.technologies.in_demand,
    )
    if not hot and not wanted:
        return None
    lines = []
    if wanted:
        lines.append(
            f"In demand in job postings: {', '.join(few(wanted, 12, full=context.full))}"
        )
    hot = tuple(name for name in hot if name not in wanted)
    if hot:
        lines.append(f"Hot technologies: {', '.join(few(hot, 12, full=context.full))}")
    note = figures.source(context.occupation.sources.get("technologies"))
    return section("Technology", note, bullets(lines, context.display))
