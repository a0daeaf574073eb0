"""The brief profile page: what matters most in a decision, then ratings in rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from careerfit_cli.commands.show import prose, ratings
from careerfit_cli.commands.show.section_context import (
    SectionContext,
    paragraphs_led,
    remarks,
    text,
)
from careerfit_cli.model.elements import WORK_STYLES, Domain
from careerfit_cli.views import figures
from careerfit_cli.views.display import half_up, say, section_of

_LEAST_SHARE = 0.5
"""Percent of jobs: a smaller share would be shown as 0%."""

RATED = (
    "interests", "interest_areas", "work_styles", "former_work_styles", "work_values",
    "skills", "knowledge", "abilities", "work_activities",
)  # fmt: skip
"""The domains whose highest ratings are shown."""

HIGHEST = 5
"""Ratings shown per domain."""

_LISTED, _EMPLOYERS, _PROGRAMS = 6, 3, 4
"""Names shown per list, of industries and of programs."""

_LABELS = {WORK_STYLES.key: "Personality strengths"}


def page(context: SectionContext, keys: Sequence[str]) -> list[RenderableType | None]:
    """The brief page below the header; `None` is a part without data.

    It ends with an index of the sections that have data, the `keys`.
    """
    rated = [
        (_LABELS.get(key, domain.title), names)
        for key in RATED
        if (names := _highest(context, domain := ratings.BY_KEY[key]))
    ]
    return [
        prose.summary(context),
        prose.tasks(context),
        prose.conditions(context),
        _preparation(context),
        _outlook(context),
        section_of(
            "What the work asks for",
            "highest ratings, 0-100; personality -3 to +3; O*NET",
            context.labelled(rated),
        ),
        section_of("More facts", "", context.labelled(list(_lists(context)))),
        _index(context, keys),
    ]


def _preparation(context: SectionContext) -> RenderableType | None:
    """How people usually get in: text first, then the typical requirements."""
    words, typical = context.occupation.words, context.occupation.preparation
    rows = [
        (label, value)
        for label, value in (
            ("Related experience", typical.experience),
            ("On-the-job training", typical.training),
        )
        if value not in ("", "None")
    ]
    return section_of(
        "How to become one",
        "",
        text(words.entry),
        paragraphs_led(("Usual steps", words.steps), ("Next", words.next)),
        say("") if rows else None,
        context.labelled(rows),
    )


def _outlook(context: SectionContext) -> RenderableType | None:
    outlook = context.occupation.outlook
    if outlook is None:
        return None
    start = outlook.period[:4]
    jobs = (
        f"{figures.count(outlook.jobs_start)} jobs in {start}, "
        f"{figures.percent(outlook.growth)} in {outlook.period}; "
        f"{figures.count(outlook.openings)} openings a year."
    )
    return section_of(
        "Job outlook",
        context.source("outlook"),
        say(f"{outlook.phrase or figures.NOT_REPORTED}: {jobs}"),
        text(context.occupation.words.change),
        remarks(figures.group(outlook.group, "The outlook")),
    )


def _highest(context: SectionContext, domain: Domain) -> str:
    """The highest ratings of a domain, or its likely strongest if it is estimated."""
    rated = context.occupation.ratings.get(domain.key)
    if rated:
        highest = ratings.ranked(rated)[:HIGHEST]
        return _listed([f"{name} {_shown(domain, score)}" for name, score in highest])
    names = ratings.likely(context, domain.key)
    return f"{_listed(names)} (estimated, not published)" if names else ""


def _shown(domain: Domain, score: float) -> str:
    if domain is WORK_STYLES:
        return f"{WORK_STYLES.published(score):+.1f}"
    return str(half_up(score))


def _lists(context: SectionContext) -> Iterator[tuple[str, str]]:
    """Qualities, employers, technology, AI and related work, a row each."""
    occupation, facts = context.occupation, context.facts
    if occupation.holland:
        spelled = ratings.holland_names(occupation.holland)
        yield "Holland code", f"{occupation.holland} ({spelled})"
    if occupation.handbook and occupation.handbook.qualities:
        yield "Qualities", _joined(occupation.handbook.qualities)
    if facts.industries:
        names = [
            f"{row.industry.name} {row.share:.0f}%"
            for row in facts.industries[:_EMPLOYERS]
            if row.share and row.share >= _LEAST_SHARE
        ]
        yield "Employers", _joined(names)
    technologies = occupation.technologies
    if software := technologies.in_demand or technologies.hot:
        yield "Technology", _joined(software)
    if facts.programs:
        programs = [program.title for program in facts.programs]
        yield "Programs of study", _joined(programs, _PROGRAMS)
    if facts.exposures:
        percentiles = " and ".join(f"{one.percentile:.0f}" for one in facts.exposures)
        said = f"percentile {percentiles} of 100; not a forecast of lost jobs"
        yield "AI exposure", said
    related = [
        other.title for other in occupation.related if other.tier == "Primary-Short"
    ]
    if related:
        yield "Related work", _joined(related)


def _joined(names: Sequence[str], most: int = _LISTED) -> str:
    rest = len(names) - most
    return _listed(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def _listed(names: Sequence[str]) -> str:
    """Names in a row, separated by semicolons if one contains a comma."""
    separator = "; " if any("," in name for name in names) else ", "
    return separator.join(names)


def _index(context: SectionContext, keys: Sequence[str]) -> RenderableType | None:
    """How to see the rest: the sections by name, and the whole page."""
    slug = context.occupation.slug
    commands = (
        f"Everything: careerfit show {slug} --all",
        f"One section: careerfit show {slug} --section pay",
    )
    origin = (
        "Figures: O*NET (USDOL/ETA, CC BY 4.0, modified) and BLS. Releases and notices: "
        "--section sources."
    )
    notes = (f"Sections: {', '.join(keys)}.", origin)
    return section_of(
        "More on this page", "", context.bullets(commands), remarks(notes)
    )
