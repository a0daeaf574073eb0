"""Sections of the profile page with O*NET's ratings and technologies."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import RenderableType

from careerfit_cli.model.elements import DOMAINS, INTERESTS
from careerfit_cli.views import figures
from careerfit_cli.views.draft import Draft, few, more
from careerfit_cli.views.look import (
    bullets,
    paragraphs,
    say,
    scores,
    section,
)

Section = Callable[[Draft], RenderableType | None]
"""Draws one part of the page; `None` when there is nothing to say."""

_TOP = {
    "abilities": 11,
    "skills": 10,
    "knowledge": 8,
    "work_activities": 15,
    "work_context": 15,
}
_DOMAIN_TITLES = {
    "interests": "Interests",
    "work_styles": "Personality strengths (work styles)",
    "work_values": "Work values",
    "work_context": "Work attributes (work context)",
}
_BY_KEY = {domain.key: domain for domain in DOMAINS}


def domain(key: str) -> Section:
    """The section of one domain of ratings."""

    def draw(draft: Draft) -> RenderableType | None:
        domain = _BY_KEY[key]
        title = _DOMAIN_TITLES.get(key, domain.title)
        rated = draft.occupation.ratings.get(key)
        if not rated:
            return None
        rows = sorted(rated.items(), key=lambda row: -row[1])
        shown = rows if draft.full else rows[: _TOP.get(key, len(rows))]
        weak = set(draft.occupation.low_precision.get(key, ())) & {
            name for name, _ in shown
        }
        return section(
            title,
            figures.rated(draft.occupation.sources.get(key)),
            *(
                [say(_spelled(draft.occupation.holland))]
                if key == INTERESTS.key
                else []
            ),
            scores(shown, draft.look, weak, draft.meanings(key)),
            *_levels(draft, key),
            *more(len(shown), len(rows), "The highest"),
            *_gaps(len(rows), len(domain.elements), weak=bool(weak)),
        )

    return draw


def _spelled(code: str) -> str:
    """A Holland code with the interests its letters stand for."""
    if not code:
        return f"Holland code: {figures.NOT_REPORTED}"
    names = {name[0]: name for name in INTERESTS.names}
    return f"Holland code {code}: {', '.join(names[letter] for letter in code)}"


def _levels(draft: Draft, key: str) -> list[RenderableType]:
    """How much of each element the work needs, when the page is in full."""
    levels = draft.occupation.levels.get(key)
    if not draft.full or not levels:
        return []
    apart = set(draft.occupation.not_relevant.get(key, ()))
    rows = sorted(
        ((name, own) for name, own in levels.items() if name not in apart),
        key=lambda row: -row[1],
    )
    head = say(f"{_BY_KEY[key].title}: level needed, 0-100", "bold")
    rest = [f"Level does not apply: {', '.join(apart)}."] if apart else []
    return [say(""), head, scores(rows, draft.look), paragraphs(rest)]


def _gaps(rated: int, known: int, *, weak: bool) -> list[RenderableType]:
    remarks = []
    if rated < known:
        remarks.append(f"{rated} of {known} rated; the others are not reported.")
    if weak:
        remarks.append("* low precision: too few raters, or they disagreed.")
    return [paragraphs(remarks)] if remarks else []


def technologies(draft: Draft) -> RenderableType | None:
    """Software the work uses."""
    hot, wanted = (
        draft.occupation.technologies.hot,
        draft.occupation.technologies.in_demand,
    )
    if not hot and not wanted:
        return None
    lines = []
    if wanted:
        lines.append(
            f"In demand in job postings: {', '.join(few(wanted, 12, full=draft.full))}"
        )
    hot = tuple(name for name in hot if name not in wanted)
    if hot:
        lines.append(f"Hot technologies: {', '.join(few(hot, 12, full=draft.full))}")
    note = figures.source(draft.occupation.sources.get("technologies"))
    return section("Technology", note, bullets(lines, draft.look))
