"""Occupations side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType

from careerfit_cli.compare.side_by_side import (
    IMPORTANT,
    MINOR,
    Comparison,
    Difference,
    Fact,
)
from careerfit_cli.model.attribution import NOTICES
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.views import figures
from careerfit_cli.views.display import (
    Display,
    bullets,
    half_up,
    paragraphs,
    say,
    section,
    table,
)

if TYPE_CHECKING:
    # Only the type: a comparison without a person does not need what ranking needs.
    from careerfit_cli.matching import Match

LEAST_GAP = 10
"""Points below which a difference is not worth a line."""

MOST = 10
"""Differences shown unless all are asked for."""

_FEW = 5

_ORDER = (
    "The rarest gaps come first: points apart, against how far that score varies from "
    "one occupation to the next."
)

_LABEL, _VALUE = 32, 16
"""Columns that a label and each value need at least in a table of words."""

_SHORT_LABEL, _FIGURE, _SHORT = 16, 12, 12
"""Those of a table of figures, and the letters of the longest of these."""

_TITLES = {domain.key: domain.title.lower() for domain in DOMAINS}


def comparison(
    found: Comparison,
    display: Display,
    *,
    most: int | None = MOST,
    fits: Sequence[Match | None] = (),
) -> RenderableType:
    """Figures first, then what differs most, what only one has, and what is shared.

    `most` limits the differences, and to fewer still the lists of names; `fits` are the
    person's own, in the order of the occupations.
    """
    marked = zip(_heads(found), found.occupations, strict=True)
    names = [f"{mark}  {own.title}" for mark, own in marked]
    return Group(
        *(say(name, "bold") for name in names),
        say(""),
        _facts(found, display, fits),
        _differences(found, display, most),
        *_only(found, display, few=most is not None),
        *_shared(found, few=most is not None),
        *_flags(found, display),
        paragraphs(NOTICES),
    )


def _heads(found: Comparison) -> tuple[str, ...]:
    return tuple("ABCDEFGHIJ"[: len(found.occupations)])


def _differences(
    found: Comparison, display: Display, most: int | None
) -> RenderableType:
    rows = [row for row in found.differences if row.gap >= LEAST_GAP]
    needed = [row for row in rows if max(own or 0 for own in row.values) >= MINOR]
    shown = rows if most is None else needed[:most]
    cells = [_difference(row) for row in shown]
    heads = ("Element", *_heads(found), "Points")
    right = range(1, len(heads))
    remarks = [] if not rows else [_ORDER]
    if len(shown) < len(rows):
        more = f"{len(rows) - len(shown)} more differ by {LEAST_GAP} points or more"
        remarks.append(f"{more}; --all shows them.")
    if any(None in row.values for row in shown):
        remarks.append("- is not rated.")
    if not rows:
        remarks.append(f"No score differs by {LEAST_GAP} points or more.")
    return section(
        "What differs most",
        "O*NET scores, 0-100",
        table(heads, cells, display, right=right),
        paragraphs(remarks),
    )


def _difference(row: Difference) -> tuple[str, ...]:
    shown = [None if own is None else half_up(own) for own in row.values]
    rated = [own for own in shown if own is not None]
    values = ("-" if own is None else str(own) for own in shown)
    gap = max(rated) - min(rated)
    return (f"{row.element} ({_TITLES[row.domain]})", *values, str(gap))


def _facts(
    found: Comparison, display: Display, fits: Sequence[Match | None]
) -> RenderableType:
    rows = [
        (_label(fact), *(_value(fact, own) for own in fact.values))
        for fact in found.facts
    ]
    remarks = ["Outlook, growth, jobs and openings are for the whole United States."]
    if any(fits):
        rows.append(("Your FIT", *map(_fit, fits)))
        remarks.append(
            "FIT, 0-100, is from your last quiz: `careerfit why NAME` has its reasons."
        )
    return section(
        "Pay, outlook and entry",
        "BLS; Holland code and job zone O*NET",
        *_side_by_side(("", *_heads(found)), rows, display),
        paragraphs(remarks),
    )


def _side_by_side(
    heads: Sequence[str], rows: Sequence[Sequence[str]], display: Display
) -> list[RenderableType]:
    """A table; where words have no room in one, of the figures, and the words below."""
    count = len(heads) - 1
    if display.stacked or display.width >= _LABEL + _VALUE * count:
        longest = max(len(row[0]) for row in rows)
        spare = display.width - 2 - longest >= (_VALUE + 2) * count
        return [table(heads, rows, display, widths=[longest if spare else None])]
    needed = _SHORT_LABEL + _FIGURE * count
    if display.width < needed:
        return [table(heads, rows, display, least_width=needed)]
    short = [row for row in rows if max(map(len, row[1:])) <= _SHORT]
    long = [row for row in rows if row not in short]
    return [
        table(heads, short, display, right=range(1, count + 1), least_width=needed),
        table(heads, long, display, least_width=display.width + 1),
    ]


def _fit(match: Match | None) -> str:
    if match is None:
        return "cannot be ranked"
    return f"{match.score:.1f} {match.label}, rank {match.rank}"


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


def _only(found: Comparison, display: Display, *, few: bool) -> list[RenderableType]:
    """What each has that none of the others has, if there is anything."""
    parts: list[RenderableType] = []
    for head, occupation, own in zip(
        _heads(found), found.occupations, found.own, strict=True
    ):
        strengths = [
            f"{one.element} ({_TITLES[one.domain]}) {half_up(one.value)}"
            for one in own.strengths
        ]
        lines = [
            f"{label}: {', '.join(_few(names, most if few else None))}."
            for label, names, most in (
                ("Important here, minor there", strengths, _FEW),
                ("Technologies", own.technologies, _FEW),
                ("Job titles", own.titles, _FEW),
            )
            if names
        ]
        if lines:
            parts += [
                say(f"{head}  {occupation.title}", "bold"),
                bullets(lines, display),
            ]
    if not parts:
        return []
    note = f"important: {IMPORTANT} or more of 100; minor: under {MINOR}"
    return [section("What only one has", note, *parts)]


def _few(names: Sequence[str], most: int | None) -> list[str]:
    if most is None or len(names) <= most + 1:
        return list(names)
    return [*names[:most], f"and {len(names) - most} more (--all)"]


def _shared(found: Comparison, *, few: bool) -> list[RenderableType]:
    parts = []
    for title, names in (
        ("Job titles in common", found.shared_titles),
        ("Technologies in common", found.shared_technologies),
    ):
        if names:
            shown = _few(names, 2 * _FEW if few else None)
            parts.append(section(title, "O*NET", say(", ".join(shown))))
    return parts


def _flags(found: Comparison, display: Display) -> list[RenderableType]:
    if not found.flags:
        return []
    return [section("Read with care", "", bullets(found.flags, display))]
