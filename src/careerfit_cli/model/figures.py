"""Figures as words: each with its unit, statistic and year, or "not reported"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerfit_cli.model.amounts import is_at_least
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.preparation import zone_label

if TYPE_CHECKING:
    # Only for types: a ranking does not load the parts of an occupation.
    from careerfit_cli.model.bls import Group, Outlook, Pay, Wages
    from careerfit_cli.model.occupation import Source
    from careerfit_cli.model.tables import AreaPay

NOT_REPORTED = "not reported"

JOB_ZONES = {
    1: "little or some preparation",
    2: "little or some preparation",
    3: "medium preparation",
    4: "considerable preparation",
    5: "extensive preparation",
}
"""O*NET's job zones; 1 and 2 are one zone since release 30.2, coded 2."""


def half_up(score: float) -> int:
    """A score with at most one decimal as a whole number, halves up: 86.5 -> 87."""
    return int(score + 0.5)


def dollars(amount: float | None, unit: str = "year") -> str:
    """An amount of pay, whole dollars a year or cents an hour, or a lower limit."""
    if amount is None:
        return NOT_REPORTED
    exact = f"${amount:,.2f}" if unit == "hour" else f"${amount:,.0f}"
    return f"at least {exact}" if is_at_least(amount) else exact


def each(unit: str) -> str:
    """The unit of an amount of pay, as a phrase."""
    return "an hour" if unit == "hour" else "a year"


def rate(amount: float | None, unit: str = "year") -> str:
    """An amount of pay with its unit."""
    return f"{dollars(amount, unit)} {each(unit)}"


def spread(low: float, high: float, unit: str = "year") -> str:
    """From one amount of pay to another, or at least the lower one."""
    if is_at_least(low):
        return dollars(low, unit)
    return f"{dollars(low, unit)} to {dollars(high, unit)}"


def high_end(amount: float, unit: str = "year") -> str:
    """What the 90th percentile of pay says."""
    if is_at_least(amount):
        return f"10% or more earn {dollars(amount, unit)}"
    return f"10% earn more than {dollars(amount, unit)}"


def ends(wages: Wages | AreaPay, unit: str = "year") -> dict[str, str]:
    """Published percentiles in words: the low end, middle half and high end of pay."""
    lines = {}
    if wages.p10 is not None:
        lines["low end"] = f"10% earn less than {rate(wages.p10, unit)}"
    if wages.p25 is not None and wages.p75 is not None:
        lines["middle half"] = f"{spread(wages.p25, wages.p75, unit)} {each(unit)}"
    if wages.p90 is not None:
        lines["high end"] = f"{high_end(wages.p90, unit)} {each(unit)}"
    return lines


def count(number: float | None) -> str:
    """A count, with thousands set apart."""
    return NOT_REPORTED if number is None else f"{number:,.0f}"


def percent(number: float | None) -> str:
    """A change in percent, signed, as published."""
    return NOT_REPORTED if number is None else f"{number:+.1f}%".replace("+0.0", "0.0")


def against(percent: float) -> str:
    """The difference of a state's median from the national one."""
    size = f"{abs(percent):.1f}%"
    if size == "0.0%":
        return "the national median"
    return f"{size} {'above' if percent > 0 else 'below'} the national median"


def median_pay(pay: Pay | None) -> str:
    """The national median with its statistic, unit, year and group."""
    if pay is None or pay.median[0] is None:
        return NOT_REPORTED
    amount, unit = pay.median
    return f"{rate(amount, unit)} (median, {pay.area}, {pay.period})"


def outlook(outlook: Outlook | None) -> str:
    """The outlook phrase with the growth it stands for and its years."""
    if outlook is None or outlook.growth is None:
        return NOT_REPORTED
    return f"{outlook.phrase}: U.S. jobs {percent(outlook.growth)}, {outlook.period}"


def job_zone(zone: int | None) -> str:
    """A job zone with its meaning."""
    return (
        NOT_REPORTED if zone is None else f"{zone_label(zone)} of 5, {JOB_ZONES[zone]}"
    )


def group(group: Group | None, what: str) -> list[str]:
    """A line that names the wider row a figure was published for, if it was."""
    if group is None:
        return []
    return [f"{what} covers all of SOC {group.soc}, {group.title}."]


def typical(category: str) -> str:
    """A published category of preparation, `None` being one of them."""
    return "none needed" if category == "None" else category or NOT_REPORTED


def rated(rating_source: Source | None) -> str:
    """What a domain's scores measure, on which scale, and where they come from."""
    if rating_source is None:
        return "0-100"
    return f"{_MEASURES.get(rating_source.measure, '')}0-100, {source(rating_source)}"


_MEASURES = {
    "importance, 1-5": "importance ",
    "extent, 1-7": "how far the work offers it, ",
    "occupational interests, 1-7": "how strongly the work leans to it, ",
    "context, 1-5": "--explain says what 0 and 100 mean, ",
}


_TITLES = {domain.key: domain.title for domain in DOMAINS}


def section_title(key: str) -> str:
    """The title of a section of an occupation file."""
    return _TITLES.get(key, key.replace("_", " ").capitalize())


def source(rating_source: Source | None) -> str:
    """Publisher, release and date, in short."""
    if rating_source is None:
        return ""
    collected = (
        f", ratings to {rating_source.collected}" if rating_source.collected else ""
    )
    earlier = "".join(
        f" ({release}: {', '.join(names)})"
        for release, names in rating_source.earlier.items()
    )
    return f"{rating_source.publisher} {rating_source.release}{earlier}{collected}"
