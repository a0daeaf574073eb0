"""The table of pay and growth."""

from __future__ import annotations

from collections.abc import Sequence

from careerfit_cli.model import figures
from careerfit_cli.model.amounts import any_at_least, is_at_least
from careerfit_cli.model.bls import Outlook, Pay, Wages
from careerfit_cli.model.figures import NOT_REPORTED
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.report import wording
from careerfit_cli.report.charts import Chart, Scale, bar, round_scale, two_sided
from careerfit_cli.report.wording import Cell, Table

_READING = (
    "The thin line starts where 10% earn less and ends where 10% earn more. The thick "
    "part is the middle half, and the upright mark is the median: half earn less, half "
    "more. Gray lines: {} (k is thousands)."
)
_LIMITED = (
    "Where pay is at least an amount, BLS publishes no higher figure, and the line ends "
    "there."
)


def pay_table(occupations: Sequence[Occupation]) -> Table:
    """Median pay, with its range, and growth, each on one scale for all."""
    amounts = [
        amount
        for occupation in occupations
        for amount in _percentiles(occupation.pay)
        if amount is not None
    ]
    scale = round_scale(amounts) if amounts else None
    changes = two_sided([_growth(each.outlook) or 0.0 for each in occupations])
    notes = ["Pay a year is not reported for any of these careers."]
    if scale:
        notes = [_READING.format(wording.listed([*map(thousands, scale.ticks)]))]
    if any_at_least(amounts):
        notes.append(_LIMITED)
    paid = {f"{each.pay.area}, {each.pay.period}" for each in occupations if each.pay}
    years = {each.outlook.period for each in occupations if each.outlook}
    return Table(
        caption=f"Pay in U.S. dollars a year, {_listed(paid)}, and projected change in "
        f"jobs, {_listed(years)}",
        heads=("Career", "Median pay", "Growth"),
        rows=tuple(
            (each.title, _median(each.pay, scale), _change(each.outlook, changes))
            for each in occupations
        ),
        notes=tuple(notes),
    )


def _listed(periods: set[str]) -> str:
    return wording.listed(sorted(periods)) or NOT_REPORTED


def _percentiles(pay: Pay | None) -> tuple[float | None, ...]:
    wages = pay.annual if pay else Wages()
    return wages.p10, wages.p25, wages.median, wages.p75, wages.p90


def thousands(dollars: float) -> str:
    """The dollars on a scale, in thousands."""
    return f"${dollars / 1000:g}k" if dollars else "$0"


def shown_pay(pay: Pay | None) -> str:
    """The median a year, or an hour with this unit."""
    if pay is None or pay.median[0] is None:
        return NOT_REPORTED
    amount, unit = pay.median
    return f"{figures.dollars(amount, unit)}{' an hour' if unit == 'hour' else ''}"


def _median(pay: Pay | None, scale: Scale | None) -> Cell:
    """The median in words, on the line from the 10th to the 90th percentile."""
    text = shown_pay(pay)
    p10, p25, median, p75, p90 = amounts = _percentiles(pay)
    if scale is None or not any(amounts):
        return text if text == NOT_REPORTED else f"{text} (no pay a year is published)"
    return Chart(
        text,
        "pay",
        scale,
        line=scale.span(p10, p90),
        box=None if is_at_least(p75) else scale.span(p25, p75),
        mark=None if median is None or is_at_least(median) else scale.at(median),
        title=_spoken(amounts),
    )


_SPOKEN = (
    "10% earn less than {}",
    "25% less than {}",
    "half less than {} (the median)",
    "25% more than {}",
    "10% more than {}",
)


def _spoken(amounts: Sequence[float | None]) -> str:
    return ", ".join(
        text.format(figures.dollars(amount))
        for text, amount in zip(_SPOKEN, amounts, strict=True)
        if amount is not None
    )


def _growth(outlook: Outlook | None) -> float | None:
    return outlook.growth if outlook else None


def _change(outlook: Outlook | None, scale: Scale) -> Cell:
    change = _growth(outlook)
    text = wording.growth(outlook)
    return text if change is None else bar(text, change, scale)
