"""Occupations like one: those O*NET names beside those with the nearest profiles."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType

from careerfit_cli.compare.similar import SimilarOccupation, SimilarOccupations
from careerfit_cli.model.attribution import SHORT
from careerfit_cli.views.display import Display, paragraphs, say, section, table
from careerfit_cli.views.listing import (
    growth_head,
    growth_legend,
    pay_head,
    pay_legend,
    short_education,
    short_growth,
    short_pay,
)

_LEAST_WIDTH = 76

_WIDTHS = (7, 7, 10, 8, 12)
"""Columns of the figures, the same in every group."""

_FIGURES = 2 + sum(2 + width for width in _WIDTHS)

TIERS = {"Primary-Short": "closest", "Primary-Long": "close", "Supplemental": "wider"}
"""O*NET's tiers of related occupations, in a word."""


def neighbors(
    found: SimilarOccupations, display: Display, *, everything: bool = False
) -> RenderableType:
    """Those both name, those O*NET alone names, and those near by profile alone."""
    close = [own for own in found.named if everything or own.tier != "Supplemental"]
    shown = [*found.both, *close, *found.near]
    longest = max((len(own.entry.title) for own in shown), default=0)
    width = min(longest, display.width - _FIGURES)
    parts = (
        _group("Named by O*NET, and near by profile", found.both, width, display),
        _group("Named by O*NET alone", close, width, display),
        _group("Near by profile alone", found.near, width, display),
    )
    left = len(found.named) - len(close)
    return Group(
        say(f"Like {found.occupation.title}", "bold"),
        say(""),
        *(part for part in parts if part),
        paragraphs(_legend(found, shown, left)),
    )


def _group(
    title: str, found: Sequence[SimilarOccupation], width: int, display: Display
) -> RenderableType | None:
    if not found:
        return None
    entries = [own.entry for own in found]
    pay, growth = pay_head(entries), growth_head(entries)
    heads = ("Occupation", "O*NET", "Alike,\n-1 to 1", pay, growth, "Education")
    rows = [_row(own) for own in found]
    grid = table(
        heads,
        rows,
        display,
        right=[2, 3, 4],
        least_width=_LEAST_WIDTH,
        widths=[width, *_WIDTHS],
    )
    return section(title, "", grid)


def _row(own: SimilarOccupation) -> tuple[str, ...]:
    return (
        own.entry.title,
        TIERS.get(own.tier, own.tier) or "no",
        "-" if own.likeness is None else f"{own.likeness:.2f}",
        short_pay(own.entry),
        short_growth(own.entry),
        short_education(own.entry.education),
    )


def _legend(
    found: SimilarOccupations, shown: Sequence[SimilarOccupation], left: int
) -> list[str]:
    entries = [own.entry for own in shown]
    lines = []
    if left:
        lines.append(f"O*NET names {left} more in its widest tier; --all shows them.")
    if found.unknown:
        names = ", ".join(own.title for own in found.unknown)
        lines.append(f"Named by O*NET and not in the catalogue: {names}.")
    lines.append(
        "O*NET: how close it calls them, by what people do, know and are called; "
        "no: it does not name them."
    )
    if found.measured:
        lines.append(
            "Alike: correlation of interests, abilities, skills, knowledge and work "
            "activities, each against the mean of all work; 1 is alike, 0 no relation."
        )
    else:
        lines.append(
            "It is rated on too little to look for near profiles: there is O*NET's list."
        )
    lines += pay_legend(entries)
    lines += growth_legend(entries)
    lines.append("Education: what is typical to enter (BLS). - is not reported.")
    return [*lines, SHORT]
