"""The elements occupations are rated on, by O*NET element id, and their scales.

The names are in `data/elements.tsv`, by domain. Source: O*NET Content Model. Work context
carries the names of release 27.x, the release most of its ratings come from; later
releases rename some of the same ids, so importers go by id. O*NET publishes 21 work
styles since 30.0; the 16 of the earlier model, last published in 29.3, are the domain
`former_work_styles`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True)
class Domain:
    """A group of elements rated on one kind of scale.

    `key` is the field name in files and JSON, `title` the heading on screen,
    `table` the O*NET table. `scale` is the O*NET scale id, running from `low` to
    `high`; `levels` is the id of a second 0-7 scale, or empty.
    `elements` maps element id to element name, in O*NET's order. Files, screens and
    JSON have scores from 0 to 100, or the values `as_published`.
    """

    key: str
    title: str
    table: str
    scale: str
    low: int
    high: int
    elements: Mapping[str, str]
    levels: str = ""
    as_published: bool = False

    def score(self, value: float) -> float:
        """The 0-100 score of a published value: (value - low) / (high - low) x 100.

        Two decimals are enough for `published` to return the exact value.
        """
        return round((value - self.low) * 100 / (self.high - self.low), 2)

    def published(self, score: float) -> float:
        """The published value, with two decimals, of a 0-100 score."""
        return round(self.low + score * (self.high - self.low) / 100, 2) + 0.0

    @property
    def names(self) -> tuple[str, ...]:
        """Element names in O*NET's order."""
        return tuple(self.elements.values())

    @property
    def measure(self) -> str:
        """What the scale measures, with its published range."""
        to = "-" if self.low >= 0 else " to "
        return f"{SCALE_NAMES[self.scale]}, {self.low}{to}{self.high}"


@dataclass(frozen=True)
class Element:
    """One thing occupations are rated on; some names are in two domains."""

    domain: Domain
    name: str

    @property
    def whole(self) -> str:
        """Its name with its domain, which no other element has."""
        return f"{self.domain.title.lower()}: {self.name}"


SCALE_NAMES = {
    "OI": "occupational interests",
    "EX": "extent",
    "IM": "importance",
    "CX": "context",
    "WI": "impact",
}

LEVEL_RANGE = (0, 7)
"""The published range of the O*NET level scale (LV)."""

THREE_POINT_CONTEXT = frozenset({"4.C.3.d.4", "4.C.3.d.8"})
"""Work context elements on scale CT, 1-3; all others are on CX, 1-5."""


def _table() -> dict[str, dict[str, str]]:
    """Names by element id, by domain key."""
    table: dict[str, dict[str, str]] = {}
    text = Path(__file__).parents[1].joinpath("data", "elements.tsv").read_bytes()
    for line in text.decode().splitlines():
        domain, element, name = line.split("\t")
        table.setdefault(domain, {})[element] = name
    return table


_TABLE = _table()


def _domain(
    key: str,
    scale: str,
    low: int,
    high: int,
    levels: str = "",
    *,
    table: str = "",
    as_published: bool = False,
) -> Domain:
    words = key.split("_")
    return Domain(
        key=key,
        title=" ".join(words).capitalize(),
        table=table or " ".join(word.capitalize() for word in words),
        scale=scale,
        low=low,
        high=high,
        elements=MappingProxyType(_TABLE[key]),
        levels=levels,
        as_published=as_published,
    )


INTERESTS = _domain("interests", "OI", 1, 7)
INTEREST_AREAS = _domain("interest_areas", "OI", 1, 7, table="Specific Interest Areas")
WORK_VALUES = _domain("work_values", "EX", 1, 7)
WORK_STYLES = _domain("work_styles", "WI", -3, 3, as_published=True)
FORMER_WORK_STYLES = _domain("former_work_styles", "IM", 1, 5, table="Work Styles")
ABILITIES = _domain("abilities", "IM", 1, 5, "LV")
SKILLS = _domain("skills", "IM", 1, 5, "LV")
KNOWLEDGE = _domain("knowledge", "IM", 1, 5, "LV")
WORK_ACTIVITIES = _domain("work_activities", "IM", 1, 5, "LV")
WORK_CONTEXT = _domain("work_context", "CX", 1, 5)

DOMAINS = (
    INTERESTS,
    INTEREST_AREAS,
    WORK_STYLES,
    FORMER_WORK_STYLES,
    WORK_VALUES,
    ABILITIES,
    SKILLS,
    KNOWLEDGE,
    WORK_ACTIVITIES,
    WORK_CONTEXT,
)
"""All domains, in the order files and pages show them."""

MATCHED = (INTERESTS, INTEREST_AREAS, WORK_STYLES)
"""The domains people and occupations are matched on: 6 + 41 + 21 dimensions."""

ESTIMATED = (INTEREST_AREAS, WORK_STYLES)
"""The domains that are estimated where O*NET published none."""

CURRENT = tuple(domain for domain in DOMAINS if domain is not FORMER_WORK_STYLES)
"""The domains occupations are compared and looked up by."""

ELEMENTS = tuple(Element(domain, name) for domain in CURRENT for name in domain.names)
"""All 292 elements of the current domains, in the order of their domains."""


def holland_code(interests: Mapping[str, float]) -> str:
    """First letters of the three highest of six interests; ties keep R I A S E C order."""
    if len(interests) < len(INTERESTS.elements):
        return ""
    order = sorted(INTERESTS.names, key=lambda name: -interests[name])
    return "".join(name[0] for name in order[:3])


def holland_groups(interests: Mapping[str, float]) -> tuple[str, ...]:
    """Letters of the highest interests, highest first, tied ones in one group.

    As many groups as hold three letters or more: `("R", "I", "A")` without ties,
    `("R", "AS")` where two are tied for second. Empty unless all six are there.
    """
    if len(interests) < len(INTERESTS.elements):
        return ()
    groups: list[str] = []
    for value in sorted(set(interests.values()), reverse=True):
        if sum(map(len, groups)) >= CODE_LENGTH:
            break
        tied = [name[0] for name in INTERESTS.names if interests[name] == value]
        groups.append("".join(tied))
    return tuple(groups)


def holland_text(groups: tuple[str, ...]) -> str:
    """A Holland code with its ties in words: `RIA`, or `RI, then A, S and E alike`."""
    parts: list[str] = []
    for group in groups:
        if len(group) > 1:
            parts.append(f"{', '.join(group[:-1])} and {group[-1]} alike")
        elif parts and len(parts[-1]) < CODE_LENGTH and " " not in parts[-1]:
            parts[-1] += group
        else:
            parts.append(group)
    return ", then ".join(parts)


CODE_LENGTH = 3
"""Letters of a Holland code."""
