"""Numbers and facts as text for a report; tables as rows of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careerfit_cli.matching import CUT_OFFS, Contribution
from careerfit_cli.matching.stability import NEAR_TOP
from careerfit_cli.model import figures
from careerfit_cli.model.bls import Outlook
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.preferences import PreferenceCheck, Verdict
from careerfit_cli.report.charts import Chart

MINUS = "\N{MINUS SIGN}"
"""Screen readers read it as "minus", unlike a hyphen."""

DOMAIN_TITLES = {domain.key: domain.title for domain in DOMAINS}

Cell = str | Chart


@dataclass(frozen=True)
class Group:
    """Rows of a table that belong together, with a heading and a note."""

    heading: str
    note: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Table:
    """A table: each row starts with its heading, and notes follow the table.

    `numbers` are the indices of columns with numbers and no chart.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    groups: tuple[Group, ...] = ()
    numbers: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


def signed(points: float) -> str:
    """Points with their sign, in tenths; zero has no sign."""
    return f"{points:+.1f}".replace("-", MINUS) if abs(points) >= 0.05 else "0.0"


def growth(outlook: Outlook | None) -> str:
    """A projected change in percent, signed."""
    value = outlook.growth if outlook else None
    return figures.percent(value).replace("-", MINUS)


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def sentence(text: str) -> str:
    """A text with a capital at the start and a period at the end."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def meeting(part: Contribution) -> str:
    """How the person and the job compare on a dimension."""
    if part.points == 0:
        return "no effect"
    if part.points > 0:
        return "both high" if part.person_unit > 0 else "both low"
    return "you more" if part.person_unit > 0 else "the job more"


def flags(checks: Sequence[PreferenceCheck]) -> str:
    """What goes against a person's preferences, or empty."""
    against = [
        f"{check.pole}{' (strongly)' if check.verdict is Verdict.STRONGLY_AGAINST else ''}"
        for check in checks
        if check.is_flag
    ]
    return f"against your preference: {listed(against)}" if against else ""


def weights(by_domain: Mapping[str, float]) -> str:
    """The weights of the domains, as in a sentence."""
    return listed(
        [
            f"{DOMAIN_TITLES[key].lower()} {weight:.2f}"
            for key, weight in by_domain.items()
        ]
    )


def certainty() -> str:
    """What firm, likely and fragile mean."""
    (firm, _), (likely, _), _ = CUT_OFFS
    return (
        f"Firm: the range stays within {firm:g} times the rank, up or down; likely: "
        f"within {likely:g} times; fragile: wider. Ranks under {NEAR_TOP} count as "
        f"{NEAR_TOP}."
    )
