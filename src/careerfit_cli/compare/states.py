"""Median pay state by state, against the national median."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from careerfit_cli.model.amounts import any_at_least, is_at_least
from careerfit_cli.model.bls import Pay
from careerfit_cli.model.states import STATES


@dataclass(frozen=True)
class StateMedian:
    """Median pay in one state, and how far above the national median it is, in percent.

    `median` is in dollars a `state_unit` of the pay it was taken from. It is `None` if
    not published; `percent` is `None` if either median is not published or only a lower
    limit.
    """

    code: str
    state: str
    median: float | None
    percent: float | None

    @property
    def at_least(self) -> bool:
        """Whether the median is published only as a lower limit."""
        return is_at_least(self.median)


def by_state(
    pay: Pay | None, only: Collection[str] = (), by: str = "pay"
) -> tuple[StateMedian, ...]:
    """All states, or those named, with the highest `pay` first or by `state` name.

    Ties are in the order of their names, and states without published pay come last.
    """
    rows = [
        in_state(pay, name)
        for name in STATES.values()
        if name in (only or STATES.values())
    ]
    if by == "state":
        return tuple(sorted(rows, key=lambda row: (row.median is None, row.state)))
    order = sorted(rows, key=lambda row: (-(row.median or 0), row.state))
    return tuple(sorted(order, key=lambda row: not row.at_least))


def in_state(pay: Pay | None, state: str) -> StateMedian:
    """The median pay of one state, by its name at BLS.

    An area also works if `state_median` contains it; its `code` is empty.
    """
    code = next((code for code, name in STATES.items() if name == state), "")
    if pay is None or state not in pay.state_median:
        return StateMedian(code, state, None, None)
    median = pay.state_median[state]
    return StateMedian(code, state, median, percent_above(median, pay.state_unit, pay))


def percent_above(local: float | None, unit: str, pay: Pay | None) -> float | None:
    """How far a local median is above the national one, in percent.

    `None` if either is not published or only a lower limit, or their units differ.
    """
    national, national_unit = pay.median if pay else (None, "")
    limits = any_at_least((local, national))
    if local is None or not national or unit != national_unit or limits:
        return None
    return 100 * (local / national - 1)
