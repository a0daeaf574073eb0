"""Sections of the profile page with published figures and their sources."""

from __future__ import annotations

import re

from rich.console import RenderableType

from careerfit_cli.commands.show.section_context import (
    SectionContext,
    paragraphs_led,
    remarks,
    text,
)
from careerfit_cli.model.amounts import AtLeast, is_at_least
from careerfit_cli.model.attribution import NOTICES
from careerfit_cli.model.bls import Pay
from careerfit_cli.model.occupation import PastFigure
from careerfit_cli.model.preparation import REQUIREMENTS
from careerfit_cli.views import figures
from careerfit_cli.views.display import (
    apart,
    group,
    paragraphs,
    say,
    scores,
    section_of,
    table,
)


def outlook(context: SectionContext) -> RenderableType | None:
    """Growth, jobs and openings, and what drives them."""
    projection = context.occupation.outlook
    if projection is None:
        return None
    start, end = projection.period[:4], projection.period[:2] + projection.period[-2:]
    before, after, openings = map(
        figures.count,
        (projection.jobs_start, projection.jobs_end, projection.openings),
    )
    rows = [
        ("Outlook", projection.phrase or figures.NOT_REPORTED),
        ("Growth", f"{figures.percent(projection.growth)}, {projection.period}"),
        ("Jobs", f"{before} in {start}, {after} in {end}"),
        ("Openings", f"{openings} a year on average, {projection.period}"),
    ]
    if projection.self_employed is not None:
        share = f"{projection.self_employed:g}% of jobs, {start}"
        rows.append(("Self-employed", share))
    notes = figures.group(projection.group, "The outlook")
    book = context.occupation.handbook
    if book and book.outlook and book.outlook != projection.phrase:
        said = book.outlook.lower()
        notes.append(f'The BLS handbook says "{said}" of a wider group, {book.title}.')
    words = context.occupation.words
    return section_of(
        "Job outlook",
        context.source("outlook"),
        context.labelled(rows),
        remarks(notes),
        context.explained(("outlook", projection.phrase)),
        paragraphs_led(
            ("What drives it", words.demand), ("What changes it", words.change)
        ),
    )


def requirements(context: SectionContext) -> RenderableType | None:
    """What workers say a new worker needs: percent by category, as bars."""
    answers = context.occupation.requirements
    if not answers:
        return None
    parts: list[RenderableType] = []
    weak: set[str] = set()
    for key, question in REQUIREMENTS.items():
        if answer := answers.get(key):
            rows = [row for row in answer.percent.items() if row[1] or context.full]
            marked = {name for name, _ in rows} & set(answer.low_precision)
            weak |= marked
            labels = {name: f"{percent:.0f}%" for name, percent in rows}
            drawn = scores(rows, context.display, marked, labels=labels)
            parts.append(group(say(question.title, "bold"), drawn))
    notes = [] if context.full else ["Categories nobody chose are left out."]
    if weak:
        notes.append("* low precision: too few answers, or they disagreed.")
    source = context.occupation.sources.get("requirements")
    asked = source.raters.lower() if source and source.raters else "workers"
    return section_of(
        "Education and training reported by workers",
        f"percent of answers ({asked}), {figures.source(source)}",
        *apart(parts),
        remarks(notes),
    )


_PERCENTILES = (
    ("p10", "10% earn less than"),
    ("p25", "25% earn less than"),
    ("median", "Median: half earn less"),
    ("p75", "25% earn more than"),
    ("p90", "10% earn more than"),
)


def pay(context: SectionContext) -> RenderableType | None:
    """National wages: yearly and hourly percentiles, and the mean separately."""
    wages = context.occupation.pay
    if wages is None:
        return None
    rows = [
        (label, figures.dollars(getattr(wages.annual, key)),
         figures.dollars(getattr(wages.hourly, key), "hour"))
        for key, label in _PERCENTILES
    ]  # fmt: skip
    jobs = f"{figures.count(wages.jobs)} wage and salary jobs, {wages.area}"
    notes = [
        f"On average (mean): {mean(wages)}.",
        f"{jobs}, without the self-employed.",
        *figures.group(wages.group, "Pay"),
    ]
    return section_of(
        "Pay",
        context.source("pay"),
        table((wages.area, "a year", "an hour"), rows, context.display, right=[1, 2]),
        remarks(notes),
    )


def mean(pay: Pay) -> str:
    """Mean yearly and hourly pay, if published."""
    means = ((pay.annual.mean, "year"), (pay.hourly.mean, "hour"))
    known = [figures.rate(mean, unit) for mean, unit in means if mean is not None]
    return ", ".join(known) or figures.NOT_REPORTED


def states(context: SectionContext) -> RenderableType | None:
    """Median pay by state, highest first."""
    published = context.occupation.pay
    if published is None or not published.state_median:
        return None
    unit = published.state_unit
    ordered = sorted(
        published.state_median.items(),
        key=lambda row: (not is_at_least(row[1]), -row[1], row[0]),
    )
    return section_of(
        "Pay by state",
        f"median {figures.each(unit)}, {published.period}",
        context.labelled(
            [(state, figures.dollars(median, unit)) for state, median in ordered]
        ),
        say("States and territories not listed: not reported.", "dim"),
        remarks(figures.group(published.group, "Pay")),
    )


def similar(context: SectionContext) -> RenderableType | None:
    """The handbook's similar occupations."""
    book, work = context.occupation.handbook, context.occupation.words.similar_work
    if book is None or not book.similar:
        return None
    heads = ("Occupation", "Entry education", f"Median\npay a year,\n{book.period}")
    rows = []
    for other in book.similar:
        median: float | None = other.median
        if median is not None and other.at_least:
            median = AtLeast(median)
        education = other.education or figures.NOT_REPORTED
        rows.append((other.title, education, figures.dollars(median)))
    under = [work.get(other.title, "") for other in book.similar]
    listed = table(heads, rows, context.display, right=[2], under=under)
    return section_of("Similar occupations", f"BLS handbook on {book.title}", listed)


def related(context: SectionContext) -> RenderableType | None:
    """O*NET's related occupations."""
    lines = [
        f"{other.title} ({other.code})"
        for other in context.occupation.related
        if context.full or other.tier == "Primary-Short"
    ]
    note = f"closest first, {context.source('related')}"
    return section_of("Related occupations", note, context.bullets(lines))


def titles(context: SectionContext) -> RenderableType | None:
    """Job titles."""
    names = context.few(tuple(context.occupation.titles), 15)
    return section_of("Job titles", context.source("titles"), text(", ".join(names)))


def history(context: SectionContext) -> RenderableType | None:
    """Figures of earlier releases."""
    if not context.occupation.history:
        return None
    years = re.compile(r"\d{4}")
    latest_first = sorted(
        context.occupation.history,
        key=lambda figure: years.findall(figure.period)[:1],
        reverse=True,
    )
    rows = [(figure.what, figure.period, _past(figure)) for figure in latest_first]
    return section_of(
        "Earlier figures",
        "",
        table(("Figure", "Period", "Value"), rows, context.display),
        say("For comparison; the figures above are the current ones.", "dim"),
    )


def _past(figure: PastFigure) -> str:
    value = AtLeast(figure.value) if figure.at_least else figure.value
    published = f" (for {figure.group})" if figure.group else ""
    unit = figure.unit.removeprefix("dollars ")
    if unit != figure.unit:
        amount = figures.dollars(value, "hour" if "hour" in unit else "year")
        return f"{amount} {unit}{published}"
    if unit == "score 0-100":
        return f"{figure.value:g} of 100"
    least = "at least " if figure.at_least else ""
    return f"{least}{figures.count(figure.value)} {unit}{published}"


def notices(context: SectionContext) -> RenderableType | None:
    """Sources and attribution."""
    by_source: dict[str, list[str]] = {}
    for key, source in context.occupation.sources.items():
        release = f"{source.publisher} {source.release}"
        by_source.setdefault(release, []).append(key.replace("_", " "))
    meaning = (
        "Scores are O*NET standardized scores: positions on a scale from 0 to 100, not "
        "shares of time or of people."
    )
    lines = (f"{release}: {', '.join(keys)}." for release, keys in by_source.items())
    return section_of(
        "About these figures", "", paragraphs((meaning, *lines, *NOTICES))
    )
