"""Other indices beside FIT: where each puts an occupation, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType

from careerfit_cli.fit.methods import (
    BROWN_GORE,
    FIT,
    IACHAN,
    METHODS,
    PEARSON,
    SideBySide,
    Standing,
    Standings,
)
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.notices import NO_CLAIM, NOTICES
from careerfit_cli.views.look import (
    Look,
    bullets,
    labelled,
    paragraphs,
    say,
    section,
    table,
)
from careerfit_cli.views.reasons import UNCLAIMED

NAMES = {
    FIT: "FIT",
    PEARSON: "Pearson's r",
    IACHAN: "Iachan's M",
    BROWN_GORE: "Brown-Gore C",
}
_RANGES = {FIT: "of 100", PEARSON: "of 1", IACHAN: "of 28", BROWN_GORE: "of 18"}
_MEANING = (
    "Rank, with the value in brackets; = shares its rank, and equals stand in title "
    "order. FIT is 0-100 over all 28 dimensions. Pearson's r, -1 to 1, is over the six "
    "interests; Iachan's M, 0-28, and Brown and Gore's C, 0-18, compare three letters "
    "of Holland codes."
)
_SECOND = "careerfit ranks by FIT alone: the other indices are a second view of it."
_MOST_NAMES = 3
_ROOM = 76


def page(found: SideBySide, look: Look, doubt: str = "") -> RenderableType:
    """The first occupations by some indices, side by side, and where they differ.

    `doubt` says why the answers look careless.
    """
    shown = [name for name in METHODS if name in found.leaders or name == FIT]
    heads = ("Occupation", *(NAMES[name] for name in shown))
    rows = [
        (
            own.title,
            *(_cell(found.standings[name].get(own.slug), name) for name in shown),
        )
        for own in found.rows
    ]
    first = next(iter(found.leaders))
    title = f"The first {found.first} by each index"
    if len(found.leaders) == 1:
        title = f"The first {found.first} by {NAMES[first]}"
    return section(
        title,
        "",
        *([say(UNCLAIMED), say("")] if doubt else []),
        table(heads, rows, look, right=range(1, len(heads)), least_width=_ROOM),
        say(""),
        *([bullets(_differences(found), look), say("")] if _several(found) else []),
        paragraphs([_MEANING, _SECOND, NO_CLAIM, *NOTICES]),
    )


def of_one(entry: Entry, every: Standings, look: Look) -> RenderableType:
    """Where each index puts one occupation."""
    rows = [
        (NAMES[name], _spelled(every[name].get(entry.slug), name)) for name in METHODS
    ]
    return section(
        "By other indices", "a second view", labelled(rows, look), paragraphs([_SECOND])
    )


def _several(found: SideBySide) -> bool:
    return len(found.leaders) > 1


def _value(own: Standing, method: str) -> str:
    return f"{own.value:+.2f}" if method == PEARSON else f"{own.value:.1f}"


def _cell(own: Standing | None, method: str) -> str:
    if own is None:
        return "not ranked"
    tie = "=" if own.tied > 1 else ""
    return f"{own.rank}{tie} ({_value(own, method)})"


def _spelled(own: Standing | None, method: str) -> str:
    if own is None:
        return "not ranked"
    shared = f", shared by {own.tied}" if own.tied > 1 else ""
    value = f"{_value(own, method)} {_RANGES[method]}"
    return f"{value}: rank {own.rank} of {own.of}{shared}"


def _differences(found: SideBySide) -> list[str]:
    count = len(found.leaders)
    among = f"Among the first {found.first} by"
    lines = [f"{among} all {count}: {_names(found.shared)}."]
    lines += [
        f"{among} {NAMES[name]} alone: {_names(own)}."
        for name in found.leaders
        if (own := found.alone(name))
    ]
    lines += [
        f"{NAMES[name]}: {len(own)} share the first {found.first} ranks, as equals do."
        for name, own in found.leaders.items()
        if len(own) > found.first
    ]
    missing = [NAMES[name] for name in METHODS if not found.standings[name]]
    if missing:
        lines.append(f"The answers on interests do not allow {', '.join(missing)}.")
    return lines


def _names(entries: Sequence[Entry]) -> str:
    if not entries:
        return "none"
    shown = "; ".join(own.title for own in entries[:_MOST_NAMES])
    rest = len(entries) - _MOST_NAMES
    return f"{shown}; and {rest} more" if rest > 0 else shown
