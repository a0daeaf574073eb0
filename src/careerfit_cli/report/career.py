"""Tables about one career: its match, its figures, and how to enter it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from careerfit_cli.matching import DomainMatch, Match, Stability, reasons
from careerfit_cli.model import figures
from careerfit_cli.model.bls import Outlook, Pay
from careerfit_cli.model.figures import NOT_REPORTED
from careerfit_cli.model.occupation import Occupation, Source
from careerfit_cli.preferences import PreferenceCheck, Verdict
from careerfit_cli.report.charts import Chart, Scale, bar, round_scale, two_sided
from careerfit_cli.report.content import Career
from careerfit_cli.report.wording import (
    DOMAIN_TITLES,
    MINUS,
    Group,
    Table,
    growth,
    meeting,
    signed,
)

MOST_POINTS = 5
"""How many positive, and how many negative, points are shown before all of them."""

_KINDS = {
    "interests": "interest",
    "interest_areas": "area",
    "work_styles": "style",
}


def points_scale(careers: Sequence[Career]) -> Scale:
    """One scale for the points of several careers, which can then be compared."""
    matches = [career.match for career in careers if career.match]
    return two_sided([part.points for match in matches for part in match.contributions])


def points_table(match: Match, scale: Scale) -> Table:
    """The points that raise a FIT most, then those that lower it most."""
    lifts, lowers = reasons(match, MOST_POINTS)
    return Table(
        caption=f"What lifts and lowers the FIT of {match.entry.title}",
        heads=("Dimension", "How you meet", "Points"),
        rows=tuple(
            (
                part.dimension.name,
                f"{_KINDS[part.dimension.domain]}: {meeting(part)}",
                bar(signed(part.points), part.points, scale),
            )
            for part in (*lifts, *reversed(lowers))
        ),
    )


def fit_scale(careers: Sequence[Career]) -> Scale | None:
    """One scale for the scores and their ranges; `None` when no range is known."""
    scores = [
        score
        for career in careers
        if career.match and (sure := career.stability)
        for score in (career.match.score, sure.low_score, sure.high_score)
    ]
    return round_scale(scores, most=4) if scores else None


def fit_range(score: float, sure: Stability, scale: Scale) -> Chart:
    """The 90 % range of a score, with the score as its mark."""
    return Chart(
        f"{sure.low_score:.0f} to {sure.high_score:.0f}",
        "fit",
        scale,
        line=scale.span(sure.low_score, sure.high_score),
        mark=scale.at(score),
    )


def decomposition(match: Match, sources: Mapping[str, Source]) -> Table:
    """All points of a fit by domain, highest first.

    `sources` are the occupation's, by section.
    """
    return Table(
        caption=f"Every point of the FIT of {match.entry.title}; levels are 0-100",
        heads=("Dimension", "You", "The job", "How they meet", "Points"),
        groups=tuple(
            _domain(match, domain, sources.get(domain.domain))
            for domain in match.domains
        ),
        numbers=(1, 2, 4),
    )


def _domain(match: Match, domain: DomainMatch, rated: Source | None) -> Group:
    parts = [
        contribution
        for contribution in match.contributions
        if contribution.dimension.domain == domain.domain
    ]
    whole = sum(round(part.points * 10) for part in parts) / 10
    r = f"{domain.r:+.2f}".replace("-", MINUS)
    return Group(
        heading=f"{DOMAIN_TITLES[domain.domain]}: {signed(whole)} points",
        note=f"correlation {r}; weight {domain.weight:.2f}; job: {source(rated)}",
        rows=tuple(
            (
                part.dimension.name,
                str(figures.half_up(part.person)),
                "-"
                if part.occupation is None
                else str(figures.half_up(part.occupation)),
                meeting(part),
                signed(part.points),
            )
            for part in sorted(parts, key=lambda part: -part.points)
        ),
    )


def key_figures(occupation: Occupation, area: str = "") -> Table:
    """Pay and outlook, each figure with its unit, statistic, year and source.

    They include the median of the state `area`, if it is named.
    """
    sources = occupation.sources
    pay = (*_pay(occupation.pay), *_state_pay(occupation.pay, area))
    return Table(
        caption=f"Key figures of {occupation.title}",
        heads=("Figure", "Value", "What it is"),
        groups=(
            Group("Pay", source(sources.get("pay")), pay),
            Group(
                "Outlook",
                source(sources.get("outlook")),
                tuple(_outlook(occupation.outlook)),
            ),
        ),
    )


def source(rating_source: Source | None) -> str:
    """Publisher, release and date in short, or "not reported"."""
    return figures.source(rating_source) or f"source {NOT_REPORTED}"


def _pay(pay: Pay | None) -> Iterable[tuple[str, str, str]]:
    if pay is None:
        yield "Pay", NOT_REPORTED, "No pay is published for this occupation"
        return
    median, unit = pay.median
    each = "an hour" if unit == "hour" else "a year"
    wages = pay.hourly if unit == "hour" else pay.annual
    where = f"{pay.area}, {pay.period}"

    def amount(value: float | None) -> str:
        if value is None:
            return NOT_REPORTED
        return f"{figures.dollars(value, unit)} {each}"

    middle = NOT_REPORTED
    if wages.p25 is not None and wages.p75 is not None:
        middle = f"{figures.spread(wages.p25, wages.p75, unit)} {each}"
    yield "Median pay", amount(median), f"half earn less, half more; {where}"
    yield "Middle half", middle, f"25th to 75th percentile; {where}"
    yield "Low end", amount(wages.p10), f"10% earn less (10th percentile); {where}"
    yield "High end", amount(wages.p90), f"10% earn more (90th percentile); {where}"
    yield "Average pay", amount(wages.mean), f"mean; {where}"
    jobs = f"wage and salary jobs, without the self-employed; {where}"
    yield "Jobs in the survey", figures.count(pay.jobs), jobs


def _state_pay(pay: Pay | None, area: str) -> Iterable[tuple[str, str, str]]:
    if pay is None or not area:
        return
    amount = pay.state_median.get(area)
    shown = figures.dollars(amount, pay.state_unit)
    if amount is not None:
        shown += " an hour" if pay.state_unit == "hour" else " a year"
    yield f"Median pay, {area}", shown, f"half earn less, half more; {pay.period}"


def _outlook(outlook: Outlook | None) -> Iterable[tuple[str, str, str]]:
    if outlook is None:
        yield "Outlook", NOT_REPORTED, "No projection is published for this occupation"
        return
    years = f"{outlook.area}, {outlook.period}"
    start, end = outlook.period[:4], outlook.period[:2] + outlook.period[-2:]
    phrase = f"{outlook.phrase}; " if outlook.phrase else ""
    change = f"{phrase}projected change in jobs; {years}"
    yield "Growth", growth(outlook), change
    openings = figures.count(outlook.openings)
    if outlook.openings is not None:
        openings += " a year"
    yield "Openings", openings, f"average, people leaving included; {years}"
    jobs = f"all jobs, the self-employed included; {outlook.area}"
    yield f"Jobs in {start}", figures.count(outlook.jobs_start), jobs
    yield (
        f"Jobs in {end}",
        figures.count(outlook.jobs_end),
        f"projected; {outlook.area}",
    )


def preparation(occupation: Occupation) -> Table:
    """What is typical to enter: education, experience, training, job zone."""
    preparation, sources = occupation.preparation, occupation.sources
    entry, zone = source(sources.get("preparation")), source(sources.get("job_zone"))
    return Table(
        caption=f"What is typical to enter ({entry}), and job zone ({zone})",
        heads=("Step", "What is typical"),
        rows=(
            ("Education", figures.typical(preparation.education)),
            ("Related experience", figures.typical(preparation.experience)),
            ("On-the-job training", figures.typical(preparation.training)),
            ("Job zone", figures.job_zone(occupation.job_zone)),
        ),
    )


def preferred(matches: Sequence[PreferenceCheck]) -> Table:
    """How an occupation meets each preference, conflicts first."""
    order = (Verdict.STRONGLY_AGAINST, Verdict.AGAINST)
    rows = sorted(matches, key=lambda match: [match.verdict != one for one in order])
    return Table(
        caption="Your preferences; not part of FIT",
        heads=("You", "The job", "How they meet"),
        rows=tuple(
            (match.choice.said, _leans(match), match.verdict.value) for match in rows
        ),
    )


def _leans(check: PreferenceCheck) -> str:
    if check.passed is None:
        return "not rated"
    return f"{check.pole}, more so than {int(check.passed)}% of occupations"


def wider_groups(occupation: Occupation) -> list[str]:
    """Lines that name the wider groups that figures were published for."""
    pay, outlook = occupation.pay, occupation.outlook
    return [
        *figures.group(pay.group if pay else None, "Pay"),
        *figures.group(outlook.group if outlook else None, "The outlook"),
        *figures.group(occupation.preparation.group, "What is typical to enter"),
    ]


def entering(occupation: Occupation) -> list[tuple[str, str]]:
    """Paragraphs on how people get in, each with an optional label."""
    words = occupation.words
    longer = [
        ("Education", words.education),
        ("Experience", words.experience),
        ("Licenses and certificates", words.licenses),
        ("Advancement", words.advancement),
    ]
    short = [] if words.education else [("", words.entry)]
    return [(lead, text) for lead, text in (*short, *longer) if text]
