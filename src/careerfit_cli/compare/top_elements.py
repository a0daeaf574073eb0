"""Finds the occupations that need an element most."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.elements import Element


@dataclass(frozen=True)
class RankedOccupation:
    """One occupation's score on the element, 0-100, and its rank among all rated.

    Equal scores share a rank. `weak` is a score O*NET recommends suppressing.
    """

    entry: Entry
    rank: int
    score: float
    weak: bool


@dataclass(frozen=True)
class TopElements:
    """The occupations that need an element most, or least.

    `rated` occupations of the catalogue have a score on it, with mean `mean`; `unrated`
    of the requested ones have none.
    """

    element: Element
    lowest: bool
    found: tuple[RankedOccupation, ...]
    rated: int
    mean: float
    unrated: int


def top_elements(
    element: Element,
    asked: Iterable[Entry],
    ratings: Mapping[str, Mapping[str, float]],
    weak: Mapping[str, Collection[str]],
    *,
    lowest: bool = False,
) -> TopElements:
    """The requested entries, sorted by score, ties by title.

    `ratings` are those of the element's domain over the whole catalogue, by slug, and
    `weak` the names of elements of low precision.
    """
    scores = {
        slug: row[element.name] for slug, row in ratings.items() if element.name in row
    }
    ranks: dict[float, int] = {}
    for place, score in enumerate(sorted(scores.values(), reverse=not lowest), 1):
        ranks.setdefault(score, place)
    entries = tuple(asked)
    weak_in = {slug for slug, names in weak.items() if element.name in names}
    ranked = [
        RankedOccupation(entry, ranks[scores[slug]], scores[slug], slug in weak_in)
        for entry in entries
        if (slug := entry.slug) in scores
    ]
    ranked.sort(key=lambda one: (one.rank, one.entry.title))
    mean = sum(scores.values()) / len(scores) if scores else 0.0
    unrated = len(entries) - len(ranked)
    return TopElements(element, lowest, tuple(ranked), len(scores), mean, unrated)
