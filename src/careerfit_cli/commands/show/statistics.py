"""Sections of the profile page with published figures and their sources."""

from __future__ import annotations

import re

from rich.console import RenderableType

from careerfit_cli.commands.show.section_context import (
    SectionContext,
    explained,
    paragraphs_led,
)
from careerfit_cli.model.amounts import AtLeast, is_at_least
from careerfit_cli.model.attribution import NOTICES
from careerfit_cli.model.bls import Pay, Similar
from careerfit_cli.model.occupation import Occupation, PastFigure
from careerfit_cli.model.preparation import REQUIREMENTS
from careerfit_cli.views import figures
from careerfit_cli.views.display import (
    bullets,
    few,
    labelled,
    paragraphs,
    say,
    scores,
    section,
    table,
)


def outlook(context: SectionContext) -> RenderableType | None:
    """Growth, jobs and openings, and what drives them."""
    projection = context.occupation.outlook
    if projection is None:
        return None
    start, end = projection.period[:4], projection.period[:2] + projection.period[-2:]
    before, after = (
        figures.count(projection.jobs_start),
        figures.count(projection.jobs_end),
    )
    openings = (
        f"{figures.count(projection.openings)} a year on average, {projection.period}"
    )
    rows = [
        ("Outlook", projection.phrase or figures.NOT_REPORTED),
        ("Growth", f"{figures.percent(projection.growth)}, {projection.period}"),
        ("Jobs", f"{before} in {start}, {after} in {end}"),
        ("Openings", openings),
    ]
    if projection.self_employed is not None:
        rows.append(
            ("Self-employed", f"{projection.self_employed:g}% of jobs, {start}")
        )
    remarks = figures.group(projection.group, "The outlook")
    book = context.occupation.handbook
    if book and book.outlook and book.outlook != projection.phrase:
        said = book.outlook.lower()
        remarks.append(
            f'The BLS handbook says "{said}" of a wider group, {book.title}.'
        )
    words = context.occupation.words
    return section(
        "Job outlook",
        figures.source(context.occupation.sources.get("outlook")),
        labelled(rows, context.display),
        *(say(line, "dim") for line in remarks),
        *explained(context, ("outlook", projection.phrase)),
        *paragraphs_led(
            ("What drives it", words.demand), ("What changes it", words.change)
        ),
    )


def requirements(context: SectionContext) -> RenderableType | None:
    """What workers say a new worker needs: percent by category, as bars."""
    answers = context.occupation.requirements
    if not answers:
        return None
    parts: list[RenderableType] = []
    weak = False
    for key, question in REQUIREMENTS.items():
        if key in answers:
            answer = answers[key]
            rows = [row for row in answer.percent.items() if row[1] or context.full]
            marked = {name for name, _ in rows} & set(answer.low_precision)
            weak = weak or bool(marked)
            head = [say("")] if parts else []
            parts += [*head, say(question.title, "bold")]
            labels = {name: f"{percent:.0f}%" for name, percent in rows}
            parts.append(scores(rows, context.display, marked, labels=labels))
    if not context.full:
        parts.append(say("Categories nobody chose are left out.", "dim"))
    remarks = ["* low precision: too few answers, or they disagreed."] if weak else []
    source = context.occupation.sources.get("requirements")
    asked = source.raters.lower() if source and source.raters else "workers"
    return section(
        "Education and training reported by workers",
        f"percent of answers ({asked}), {figures.source(source)}",
        *parts,
        *(say(line, "dim") for line in remarks),
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
    note = figures.source(context.occupation.sources.get("pay"))
    if wages is None:
        return None
    rows = [
        (label, figures.dollars(getattr(wages.annual, key)),
         figures.dollars(getattr(wages.hourly, key), "hour"))
        for key, label in _PERCENTILES
    ]  # fmt: skip
    jobs = f"{figures.count(wages.jobs)} wage and salary jobs, {wages.area}"
    remarks = [
        f"On average (mean): {mean(wages)}.",
        f"{jobs}, without the self-employed.",
    ]
    return section(
        "Pay",
        note,
        table((wages.area, "a year", "an hour"), rows, context.display, right=[1, 2]),
        *(say(line, "dim") for line in (*remarks, *figures.group(wages.group, "Pay"))),
    )


def mean(pay: Pay) -> str:
    """Mean yearly and hourly pay, if published."""
    means = ((pay.annual.mean, "year", "a year"), (pay.hourly.mean, "hour", "an hour"))
    facts = [
        f"{figures.dollars(mean, unit)} {each}"
        for mean, unit, each in means
        if mean is not None
    ]
    return ", ".join(facts) or figures.NOT_REPORTED


def states(context: SectionContext) -> RenderableType | None:
    """Median pay by state, highest first."""
    published = context.occupation.pay
    if published is None or not published.state_median:
        return None
    unit = "an hour" if published.state_unit == "hour" else "a year"
    ordered = sorted(
        published.state_median.items(),
        key=lambda row: (not is_at_least(row[1]), -row[1], row[0]),
    )
    rows = [
        (state, figures.dollars(own_pay, published.state_unit))
        for state, own_pay in ordered
    ]
    remark = "States and territories not listed: not reported."
    return section(
        "Pay by state",
        f"median {unit}, {published.period}",
        labelled(rows, context.display),
        say(remark, "dim"),
        *(say(line, "dim") for line in figures.group(published.group, "Pay")),
    )


def similar(context: SectionContext) -> RenderableType | None:
    """The handbook's similar occupations."""
    book, work = context.occupation.handbook, context.occupation.words.similar_work
    if book is None or not book.similar:
        return None
    heads = ("Occupation", "Entry education", f"Median\npay a year,\n{book.period}")
    rows = [
        (other.title, other.education or figures.NOT_REPORTED, _similar_pay(other))
        for other in book.similar
    ]
    under = [work.get(other.title, "") for other in book.similar]
    listed = table(heads, rows, context.display, right=[2], under=under)
    note = f"BLS handbook on {book.title}"
    return section("Similar occupations", note, listed)


def _similar_pay(other: Similar) -> str:
    if other.median is not None and other.at_least:
        return figures.dollars(AtLeast(other.median))
    return figures.dollars(other.median)


def related(context: SectionContext) -> RenderableType | None:
    """O*NET's related occupations."""
    shown = [
        other
        for other in context.occupation.related
        if context.full or other.tier == "Primary-Short"
    ]
    if not shown:
        return None
    note = f"closest first, {figures.source(context.occupation.sources.get('related'))}"
    lines = (f"{other.title} ({other.code})" for other in shown)
    return section("Related occupations", note, bullets(lines, context.display))


def titles(context: SectionContext) -> RenderableType | None:
    """Job titles."""
    titles = tuple(context.occupation.titles)
    if not titles:
        return None
    note = figures.source(context.occupation.sources.get("titles"))
    return section(
        "Job titles", note, say(", ".join(few(titles, 15, full=context.full)))
    )


def history(context: SectionContext) -> RenderableType | None:
    """Figures of earlier releases."""
    if not context.occupation.history:
        return None
    latest_first = sorted(context.occupation.history, key=_year, reverse=True)
    rows = [(figure.what, figure.period, _past(figure)) for figure in latest_first]
    remark = "For comparison; the figures above are the current ones."
    return section(
        "Earlier figures",
        "",
        table(("Figure", "Period", "Value"), rows, context.display),
        say(remark, "dim"),
    )


def _year(figure: PastFigure) -> str:
    year = re.search(r"\d{4}", figure.period)
    return year[0] if year else ""


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
    return section(
        "About these figures", "", _sources(context.occupation), paragraphs(NOTICES)
    )


def _sources(occupation: Occupation) -> RenderableType:
    by_source: dict[str, list[str]] = {}
    for key, source in occupation.sources.items():
        release = f"{source.publisher} {source.release}"
        by_source.setdefault(release, []).append(key.replace("_", " "))
    meaning = (
        "Scores are O*NET standardized scores: positions on a scale from 0 to 100, not "
        "shares of time or of people."
    )
    lines = (f"{release}: {', '.join(keys)}." for release, keys in by_source.items())
    return paragraphs((meaning, *lines))
