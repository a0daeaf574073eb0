"""Which way of comparing profiles agrees best with the occupations O*NET calls related.

Run: python benchmarks/likeness.py

For every occupation rated on all domains: how many of the five O*NET calls closest are
among its ten nearest, how many of the ten O*NET names at all, and how many are of the same
SOC major group. O*NET draws its list from tasks, knowledge and titles, so this is a check
of sense, not of truth.
"""

from __future__ import annotations

import numpy as np

from careerfit_cli.compare.norms import NOISE
from careerfit_cli.compare.similar import ALIKE_IN
from careerfit_cli.model.elements import (
    DOMAINS,
    WORK_CONTEXT,
    WORK_STYLES,
    WORK_VALUES,
    Domain,
)
from careerfit_cli.storage import occupations, paths
from careerfit_cli.ui.loading import all_ratings, open_index

NEAREST = 10
Table = np.ndarray


def scores(domain: Domain, slugs: list[str]) -> Table:
    """Standardised scores of a domain, a row an occupation; NaN is not rated."""
    rows = all_ratings(open_index())[domain.key]
    table = np.array(
        [[rows[slug].get(name, np.nan) for name in domain.names] for slug in slugs]
    )
    return (table - np.nanmean(table, axis=0)) / np.nanstd(table, axis=0)


def reliability(domain: Domain, slugs: list[str]) -> Table:
    """The weight of each element of a domain."""
    rows = all_ratings(open_index())[domain.key]
    table = np.array(
        [[rows[slug].get(name, np.nan) for name in domain.names] for slug in slugs]
    )
    return np.clip(1 - NOISE[domain.key] ** 2 / np.nanvar(table, axis=0), 0, 1)


def distances(table: Table, weights: Table) -> Table:
    """Mean squared distance; two drawn at random are 2 apart."""
    filled = np.nan_to_num(table)
    squares = (filled**2 * weights).sum(axis=1)
    apart = squares[:, None] + squares - 2 * (filled * weights) @ filled.T
    return _unrated(apart / weights.sum(), table)


def correlations(table: Table, weights: Table) -> Table:
    """2 (1 - r); two drawn at random are 2 apart."""
    filled = np.nan_to_num(table)
    centered = filled - (filled * weights).sum(axis=1, keepdims=True) / weights.sum()
    scaled = centered * np.sqrt(weights)
    scaled /= np.maximum(np.linalg.norm(scaled, axis=1, keepdims=True), 1e-9)
    return _unrated(2 * (1 - scaled @ scaled.T), table)


def _unrated(apart: Table, table: Table) -> Table:
    rated = ~np.isnan(table).any(axis=1)
    return np.where(rated[:, None] & rated, apart, 2.0)


def main() -> None:
    """Print a line for each set of domains and each way."""
    entries = open_index().catalogue.entries
    slugs = [entry.slug for entry in entries]
    place = {entry.code: at for at, entry in enumerate(entries)}
    folder = paths.builtin_occupations()
    related = [
        {place[own.code]: own.tier for own in one.related if own.code in place}
        for one in (occupations.load(folder / f"{slug}.yaml") for slug in slugs)
    ]
    tables = {domain.key: scores(domain, slugs) for domain in DOMAINS}
    weights = {domain.key: reliability(domain, slugs) for domain in DOMAINS}
    whole = [
        at
        for at in range(len(slugs))
        if not any(np.isnan(table[at]).all() for table in tables.values())
    ]
    print(f"{len(whole)} occupations")
    sets = {
        "all eight": DOMAINS,
        "without values and styles": (*ALIKE_IN, WORK_CONTEXT),
        "the five": ALIKE_IN,
        "styles and values alone": (WORK_STYLES, WORK_VALUES),
    }
    ways = {"correlation": correlations, "distance": distances}
    for name, domains in sets.items():
        for way, apart in ways.items():
            total = sum(
                apart(tables[own.key], weights[own.key]) for own in domains
            ) / len(domains)
            np.fill_diagonal(total, np.inf)
            nearest = np.argsort(total, axis=1, kind="stable")[:, :NEAREST]
            closest, named, group = [], [], []
            for at in whole:
                own = set(nearest[at])
                first = {
                    one for one, tier in related[at].items() if tier.endswith("Short")
                }
                closest.append(len(own & first) / len(first))
                named.append(len(own & set(related[at])) / NEAREST)
                group.append(
                    np.mean(
                        [entries[one].code[:2] == entries[at].code[:2] for one in own]
                    )
                )
            print(
                f"{name:26} {way:12} of the closest five {np.mean(closest):.2f}, "
                f"named {np.mean(named):.2f}, same major group {np.mean(group):.2f}"
            )


if __name__ == "__main__":
    main()
