"""Sections of the profile page from the shipped tables."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from careerfit_cli.commands.show.section_context import SectionContext, remarks
from careerfit_cli.model.preparation import LEVELS, required_levels
from careerfit_cli.model.tables import (
    APPLICABILITY,
    MEASURES,
    NO_FORECAST,
    TASKS,
    disagree,
)
from careerfit_cli.views import figures
from careerfit_cli.views.display import (
    Display,
    bar,
    cell,
    half_up,
    labelled,
    say,
    section_of,
)

_INDUSTRIES, _PROGRAMS = 5, 8
"""Rows shown unless the page is in full."""

_LEAST_SHARE = 0.1
"""Percent of jobs: only `careerfit employers` lists smaller shares."""

_CELLS = 10
"""Width of a full bar, in cells."""


def employers(context: SectionContext) -> RenderableType | None:
    """The industries that employ most of the occupation."""
    facts = context.facts
    if not facts.industries:
        return None
    rows = [row for row in facts.industries if (row.share or 0) >= _LEAST_SHARE]
    rows = rows if context.full else rows[:_INDUSTRIES]
    lines = [f"{cell(row.share, '{:.1f}%')}  {row.industry.name}" for row in rows]
    return section_of(
        "Who employs them",
        f"share of wage and salary jobs, {facts.sources['industry_jobs'].short}",
        context.bullets(lines),
        remarks(figures.group(context.occupation.pay_group, "This")),
        say(f"More: careerfit employers {context.occupation.slug}", "dim"),
    )


def programs(context: SectionContext) -> RenderableType | None:
    """Programs of study that the official crosswalk relates to the occupation."""
    facts = context.facts
    if not facts.programs:
        return None
    titles = [f"{program.title} ({program.code})" for program in facts.programs]
    return section_of(
        "Related programs of study",
        f"crosswalk of {facts.sources['programs'].short}",
        context.bullets(context.few(titles, _PROGRAMS)),
        say("Related does not mean required, nor that it leads to this job.", "dim"),
    )


def education(context: SectionContext) -> RenderableType | None:
    """The education workers say is required, next to the education workers have."""
    facts, have = context.facts, context.facts.attainment
    if have is None:
        return None
    asked = context.occupation.requirements.get("education")
    needs = required_levels(asked.percent) if asked else None
    source = context.source("requirements")
    notes = [f"Need: what workers say is required, {source}."] if needs else []
    notes.append(
        f"Have: workers aged 25 and older, {facts.sources['attainment'].short}."
    )
    if facts.shared_titles:
        others = ", ".join(context.few(facts.shared_titles, 3))
        notes.append(f"BLS gives one set of figures for this occupation and {others}.")
    return section_of(
        "Education workers need and have",
        "percent of workers",
        _levels(needs, have.percent, context.display),
        remarks(notes),
    )


def _levels(
    needs: tuple[float, ...] | None, have: tuple[float, ...], display: Display
) -> RenderableType:
    """A row per level of education, with two bars if they fit."""
    if display.stacked:
        rows = []
        for place, level in enumerate(LEVELS):
            need = f"need {half_up(needs[place])}%, " if needs else ""
            rows.append((level, f"{need}have {half_up(have[place])}%"))
        return labelled(rows, display)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=32, overflow="fold")
    grid.add_column(width=_CELLS + 5)
    grid.add_column(width=_CELLS + 5)
    grid.add_row("", say("Need" if needs else "", "dim"), say("Have", "dim"))
    for place, level in enumerate(LEVELS):
        needed = _bar(needs[place], display) if needs else say("")
        grid.add_row(say(level), needed, _bar(have[place], display))
    return grid


def _bar(percent: float, display: Display) -> Text:
    return Text.assemble(f"{half_up(percent):>3}% ", bar(percent, _CELLS, display))


_MEASURED = {
    TASKS: (
        "the share of its tasks that a language model can help to do twice as fast, as "
        "people judged them; tasks that need more software count half"
    ),
    APPLICABILITY: (
        "how far its work activities are those people did successfully with an AI "
        "assistant"
    ),
}


def ai_exposure(context: SectionContext) -> RenderableType | None:
    """AI exposure by two published measures, as percentiles."""
    facts = context.facts
    if not facts.exposures:
        return None
    lines = [
        f"{MEASURES[exposure.measure]}: percentile {exposure.percentile:.0f}. It measures "
        f"{_MEASURED[exposure.measure]} ({facts.sources[exposure.measure].title}, "
        f"{facts.sources[exposure.measure].period})."
        for exposure in facts.exposures
    ]
    notes = []
    if disagree(facts.exposures):
        notes.append("The two measures disagree about this occupation.")
    shared = [
        MEASURES[exposure.measure] for exposure in facts.exposures if exposure.of_soc
    ]
    if shared and not context.occupation.code.endswith(".00"):
        notes.append(f"{shared[0]} covers all of SOC {context.occupation.soc}.")
    return section_of(
        "AI exposure",
        "percentile among occupations, 100 the most exposed",
        context.bullets(lines),
        remarks((*notes, NO_FORECAST)),
    )
