"""The brief profile page: what matters most in a decision, then ratings in rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType

from careerfit_cli.commands.show import prose, ratings
from careerfit_cli.commands.show.section_context import SectionContext, paragraphs_led
from careerfit_cli.model.elements import DOMAINS, WORK_STYLES, Domain
from careerfit_cli.views import figures
from careerfit_cli.views.display import bullets, half_up, labelled, say, section

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

_DOMAINS = {domain.key: domain for domain in DOMAINS}


def sections(context: SectionContext) -> list[RenderableType | None]:
    """The sections of the brief page in order, `None` where nothing is reported."""
    return [
        prose.summary(context),
        prose.tasks(context),
        prose.conditions(context),
        _preparation(context),
        _outlook(context),
        _ratings(context),
        _more(context),
    ]


def _preparation(context: SectionContext) -> RenderableType:
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
    return section(
        "How to become one",
        "",
        *([say(words.entry)] if words.entry else []),
        *paragraphs_led(("Usual steps", words.steps), ("Next", words.next)),
        *([say(""), labelled(rows, context.display)] if rows else []),
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
    change = context.occupation.words.change
    return section(
        "Job outlook",
        figures.source(context.occupation.sources.get("outlook")),
        say(f"{outlook.phrase or figures.NOT_REPORTED}: {jobs}"),
        *([say(change)] if change else []),
        *(say(line, "dim") for line in figures.group(outlook.group, "The outlook")),
    )


def _ratings(context: SectionContext) -> RenderableType | None:
    """The highest ratings of each domain in a row."""
    rows = [
        (_LABELS.get(key, _DOMAINS[key].title), text)
        for key in RATED
        if (text := _highest(context, _DOMAINS[key]))
    ]
    if not rows:
        return None
    note = "highest ratings, 0-100; personality -3 to +3; O*NET"
    return section("What the work asks for", note, labelled(rows, context.display))


def _highest(context: SectionContext, domain: Domain) -> str:
    """The highest ratings of a domain, or its likely strongest if it is estimated."""
    rated = context.occupation.ratings.get(domain.key)
    if rated:
        names = [
            f"{name} {_shown(domain, score)}" for name, score in _ranked(rated.items())
        ]
        return _listed(names)
    estimate = context.occupation.estimated.get(domain.key)
    if estimate is None:
        return ""
    names = [name for name, _ in _ranked(estimate.values.items())]
    return f"{_listed(names)} (estimated, not published)"


def _ranked(rated: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(rated, key=lambda row: -row[1])[:HIGHEST]


def _shown(domain: Domain, score: float) -> str:
    if domain is WORK_STYLES:
        return f"{WORK_STYLES.published(score):+.1f}"
    return str(half_up(score))


def _more(context: SectionContext) -> RenderableType | None:
    rows = list(_lists(context))
    return section("More facts", "", labelled(rows, context.display)) if rows else None


def _lists(context: SectionContext) -> Iterator[tuple[str, str]]:
    """Qualities, employers, technology, AI and related work, a row each."""
    occupation, facts = context.occupation, context.facts
    if occupation.holland:
        spelled = ratings.holland_names(occupation.holland)
        yield "Holland code", f"{occupation.holland} ({spelled})"
    if occupation.handbook and occupation.handbook.qualities:
        yield "Qualities", _joined(occupation.handbook.qualities)
    if facts and facts.industries:
        names = [
            f"{row.industry.name} {row.share:.0f}%"
            for row in facts.industries[:_EMPLOYERS]
            if row.share and row.share >= _LEAST_SHARE
        ]
        yield "Employers", _joined(names)
    technologies = occupation.technologies
    if software := technologies.in_demand or technologies.hot:
        yield "Technology", _joined(software)
    if facts and facts.programs:
        yield (
            "Programs of study",
            _joined([program.title for program in facts.programs], _PROGRAMS),
        )
    if facts and facts.exposures:
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


def index(context: SectionContext, keys: Sequence[str]) -> RenderableType:
    """How to see the rest: the sections by name, and the whole page."""
    slug = context.occupation.slug
    return section(
        "More on this page",
        "",
        bullets(
            [
                f"Everything: careerfit show {slug} --all",
                f"One section: careerfit show {slug} --section pay",
            ],
            context.display,
        ),
        say(f"Sections: {', '.join(keys)}.", "dim"),
        say(
            "Figures: O*NET (USDOL/ETA, CC BY 4.0, modified) and BLS. Releases and "
            "notices: --section sources.",
            "dim",
        ),
    )


def page(context: SectionContext, keys: Sequence[str]) -> RenderableType:
    """The brief page below the header, ending with an index of the sections."""
    return Group(*(part for part in (*sections(context), index(context, keys)) if part))
