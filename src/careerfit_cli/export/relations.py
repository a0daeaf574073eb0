"""Comparisons of an occupation with places, for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from careerfit_cli.compare.states import StateMedian
from careerfit_cli.export.document import (
    document,
    named,
    plain,
)
from careerfit_cli.export.table import Cell, comma_separated, markdown
from careerfit_cli.model.amounts import bare, is_at_least
from careerfit_cli.model.attribution import SOURCE
from careerfit_cli.model.bls import Pay
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.tables import PriceLevel

PAY_HEADS = (
    "slug", "code", "title", "state_code", "state", "median", "unit",
    "national_median", "percent", "price_level", "housing_price_level", "period",
    "published_for", "at_least", "source",
)  # fmt: skip


def by_state(
    occupation: Occupation,
    states_pay: Sequence[StateMedian],
    prices: Mapping[str, PriceLevel],
    kind: str = "json",
) -> str:
    """Median pay by state, as `json`, `csv` or `markdown`."""
    pay = occupation.pay or Pay(area="", period="")
    median, unit = pay.median
    if kind == "json":
        return document(
            "pay",
            {
                "units": {
                    "states.median": _dollars(pay.state_unit),
                    "national.median": _dollars(unit),
                    "at_least": "true: the median is published only as this or more",
                    "states.percent": "percent above the national median",
                    "states.price_level": (
                        "U.S. = 100, 2023 (BEA); pay is not adjusted for it"
                    ),
                },
                "occupation": named(occupation),
                "sources": plain(_of(occupation, "pay")),
                "period": pay.period,
                "national": {
                    "area": pay.area,
                    "median": bare(median),
                    "unit": unit,
                    "at_least": is_at_least(median),
                },
                "published_for": plain(pay.group),
                "states": [
                    {
                        **plain(state_pay),
                        "price_level": plain(prices.get(state_pay.state)),
                    }
                    for state_pay in states_pay
                ],
            },
        )
    group = pay.group.title if pay.group else ""
    national = median if unit == pay.state_unit else None
    rows: list[list[Cell]] = [
        [occupation.slug, occupation.code, occupation.title, state_pay.code,
         state_pay.state, state_pay.median, pay.state_unit, national,
         _rounded(state_pay.percent), *_price_level(prices.get(state_pay.state)),
         pay.period, group, state_pay.at_least, SOURCE]
        for state_pay in states_pay
    ]  # fmt: skip
    write = comma_separated if kind == "csv" else markdown
    return write(PAY_HEADS, rows)


def _price_level(level: PriceLevel | None) -> tuple[float | None, float | None]:
    return (level.all_items, level.housing) if level else (None, None)


def _dollars(unit: str) -> str:
    return f"U.S. dollars {'an hour' if unit == 'hour' else 'a year'}"


def _of(occupation: Occupation, *sections: str) -> dict[str, Any]:
    return {
        key: source for key, source in occupation.sources.items() if key in sections
    }


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 1)
