"""The occupations that lean most on one element."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType

from careerfit_cli.compare.top_elements import RankedOccupation, TopElements
from careerfit_cli.model.attribution import SHORT
from careerfit_cli.views.display import Display, half_up, heading, say, table
from careerfit_cli.views.listing import (
    growth_head,
    growth_legend,
    pay_head,
    pay_legend,
    short_education,
    short_growth,
    short_pay,
)

_LEAST_WIDTH = 72


def leanings(
    found: TopElements,
    shown: Sequence[RankedOccupation],
    meaning: str,
    display: Display,
) -> RenderableType:
    """What the element means, and occupations with their score, pay and growth."""
    entries = [own.entry for own in shown]
    pay, growth = pay_head(entries), growth_head(entries)
    heads = ("Occupation", "Score,\n0-100", "Rank", pay, growth, "Education")
    rows = [_row(own) for own in shown]
    element = found.element
    return Group(
        heading(element.name, element.domain.title.lower()),
        *([say(meaning)] if meaning else []),
        say(""),
        table(heads, rows, display, right=[1, 2, 3, 4], least_width=_LEAST_WIDTH),
        say(""),
        *(say(line, "dim") for line in _legend(found, shown)),
    )


def _row(own: RankedOccupation) -> tuple[str, ...]:
    star = "?" if own.weak else ""
    return (
        own.entry.title,
        f"{half_up(own.score)}{star}",
        str(own.rank),
        short_pay(own.entry),
        short_growth(own.entry),
        short_education(own.entry.education),
    )


def _legend(found: TopElements, shown: Sequence[RankedOccupation]) -> list[str]:
    entries = [own.entry for own in shown]
    low = " from the lowest" if found.lowest else ""
    lines = [
        f"Score: O*NET, 0-100. The mean of all {found.rated} rated is {found.mean:.0f}.",
        f"Rank: among all rated{low}; equals share one.",
    ]
    if tied := _tied(found, shown):
        have = "has" if tied == 1 else "have"
        lines.append(f"{tied} more {have} the last of these scores.")
    if any(own.weak for own in shown):
        lines.append("? is of low precision: too few raters, or they disagreed.")
    if found.unrated:
        one = "occupation is" if found.unrated == 1 else "occupations are"
        lines.append(f"{found.unrated} {one} not rated on it.")
    lines += pay_legend(entries)
    lines += growth_legend(entries)
    lines.append("Education: what is typical to enter (BLS). - is not reported.")
    return [*lines, SHORT]


def _tied(found: TopElements, shown: Sequence[RankedOccupation]) -> int:
    """How many are not shown whose score is that of the last one that is."""
    last = max((own.rank for own in shown), default=0)
    return sum(own.rank == last for own in found.found[len(shown) :])
