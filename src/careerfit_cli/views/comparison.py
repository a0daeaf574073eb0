"""Occupations side by side."""

from __future__ import annotations

from rich.console import Group, RenderableType

from careerfit_cli.compare import Comparison, Difference, Fact
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.notices import NOTICES
from careerfit_cli.views import figures
from careerfit_cli.views.look import (
    Look,
    bullets,
    half_up,
    paragraphs,
    say,
    section,
    table,
)

LEAST_GAP = 10
"""Points below which a difference is not worth a line."""

_LABEL, _VALUE = 32, 16
"""Columns that a label and each value need at least in a table of words."""

_TITLES = {domain.key: domain.title.lower() for domain in DOMAINS}


def comparison(
    found: Comparison, look: Look, *, most: int | None = 15
) -> RenderableType:
    """Differences first, then figures, then what is shared; `most` limits differences."""
    marked = zip(_heads(found), found.occupations, strict=True)
    names = [f"{mark}  {own.title}" for mark, own in marked]
    return Group(
        *(say(name, "bold") for name in names),
        say(""),
        _differences(found, look, most),
        _facts(found, look),
        *_shared(found),
        *_flags(found, look),
        paragraphs(NOTICES),
    )


def _heads(found: Comparison) -> tuple[str, ...]:
    return tuple("ABCDEFGHIJ"[: len(found.occupations)])


def _differences(found: Comparison, look: Look, most: int | None) -> RenderableType:
    rows = [row for row in found.differences if row.gap >= LEAST_GAP]
    shown = rows[:most]
    cells = [_difference(row) for row in shown]
    heads = ("Element", *_heads(found), "Gap")
    right = range(1, len(heads))
    more = f"{len(rows) - len(shown)} more differ by {LEAST_GAP} points or more"
    rest = [f"{more}; --all shows them."] if len(shown) < len(rows) else []
    if any(None in row.values for row in shown):
        rest.append("- is not rated.")
    return section(
        "What differs most",
        "O*NET scores, 0-100",
        table(heads, cells, look, right=right),
        paragraphs(rest),
    )


def _difference(row: Difference) -> tuple[str, ...]:
    shown = [None if own is None else half_up(own) for own in row.values]
    rated = [own for own in shown if own is not None]
    values = ("-" if own is None else str(own) for own in shown)
    gap = max(rated) - min(rated)
    return (f"{row.element} ({_TITLES[row.domain]})", *values, str(gap))


def _facts(found: Comparison, look: Look) -> RenderableType:
    rows = [
        (_label(fact), *(_value(fact, own) for own in fact.values))
        for fact in found.facts
    ]
    return section(
        "Pay, outlook and entry",
        "BLS; Holland code and job zone O*NET",
        table(("", *_heads(found)), rows, look, least_width=_least_width(found)),
    )


def _least_width(found: Comparison) -> int:
    return _LABEL + _VALUE * len(found.occupations)


def _label(fact: Fact) -> str:
    periods = dict.fromkeys(period for period in fact.periods if period)
    return f"{fact.label}, {' / '.join(periods)}" if periods else fact.label


def _value(fact: Fact, own: float | str | None) -> str:
    if own is None or own == "":
        return figures.NOT_REPORTED
    if isinstance(own, str):
        return own
    if fact.unit == "dollars":
        return figures.dollars(own, "hour" if "hour" in fact.label else "year")
    return figures.percent(own) if fact.unit == "percent" else figures.count(own)


def _shared(found: Comparison) -> list[RenderableType]:
    parts = []
    for title, names in (
        ("Job titles in common", found.shared_titles),
        ("Technologies in common", found.shared_technologies),
    ):
        if names:
            parts.append(section(title, "O*NET", say(", ".join(names))))
    return parts


def _flags(found: Comparison, look: Look) -> list[RenderableType]:
    if not found.flags:
        return []
    return [section("Read with care", "", bullets(found.flags, look))]
