"""Does the instrument recover a profile? Simulated workers through the real code.

For every occupation rated in all three domains, one simulated worker per seed answers
the quiz; the figure is how often that occupation is in the worker's top 10. It is
synthetic: it shows that the instrument can recover a profile, not that careers are
predicted. Run: `python benchmarks/simulation.py [LENGTH ...]`.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator

import numpy as np

from careerfit_cli import fit, quiz
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Bank, Profile
from careerfit_cli.store import index, places
from careerfit_cli.store.bank import load_bank

SEEDS = range(5)
TOP = 10
REFERENCE = {"interests": 1.0}
"""Interests alone, by Pearson r: the Interest Profiler's way."""


def workers(catalogue: Catalogue) -> tuple[list[Entry], np.ndarray]:
    """Occupations rated on all 28 dimensions, and their latent levels, around 3."""
    entries = [entry for entry in catalogue if None not in entry.scores]
    every = np.array([entry.scores for entry in catalogue], dtype=float)
    rated = ~np.isnan(every).any(axis=1)
    shapes = fit.compared(every)[rated]
    latent = np.empty_like(shapes)
    for domain in MATCHED:
        columns = [n for n, own in enumerate(DIMENSIONS) if own.domain == domain.key]
        own = shapes[:, columns]
        centred = own - own.mean(axis=1, keepdims=True)
        latent[:, columns] = 3 + centred / centred.std(axis=1, keepdims=True)
    return entries, latent


def people(latent: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Levels of simulated workers: those of their occupation, and their own ways."""
    return latent + random.normal(0, 0.5, latent.shape)


def answered(
    bank: Bank, length: str, levels: np.ndarray, random: np.random.Generator
) -> Iterator[Profile]:
    """Each simulated worker's profile, through the real keys; each call answers anew."""
    items = quiz.items(bank, length)
    column = {dimension: n for n, dimension in enumerate(DIMENSIONS)}
    for own in levels:
        asked = own[[column[item.dimension] for item in items]]
        raw = np.clip(asked + random.normal(0, 1, len(items)), 1, 5)
        given = [
            6 - round(answer) if item.reverse else round(answer)
            for item, answer in zip(items, raw, strict=True)
        ]
        yield quiz.profile(bank, length, given)


def shipped() -> tuple[Catalogue, Bank]:
    """The catalogue and the questions as shipped."""
    folder = places.builtin_occupations()
    return index.open_index(folder, places.cached_index(folder)).catalogue, load_bank()


def main(lengths: list[str]) -> None:
    """Print the table for the lengths named."""
    catalogue, bank = shipped()
    entries, latent = workers(catalogue)
    print(f"{len(entries)} simulated workers, {len(catalogue)} occupations ranked")
    print("length     items  method      in top 10 (mean, range of seeds)   unclear")
    for length in lengths:
        for name, weights in (("careerfit", fit.WEIGHTS), ("interests", REFERENCE)):
            shares, scores, unclear = [], [], 0
            for seed in SEEDS:
                hits = 0
                random = np.random.default_rng(seed)
                profiles = answered(bank, length, people(latent, random), random)
                for entry, profile in zip(entries, profiles, strict=True):
                    own = fit.fit_of(profile, catalogue, entry.slug, weights)
                    unclear += bool(profile.unclear)
                    if own is not None:
                        hits += own.rank <= TOP
                        scores.append(own.score)
                shares.append(100 * hits / len(entries))
            mean, low, high = statistics.fmean(shares), min(shares), max(shares)
            count = len(bank.lengths[length])
            print(
                f"{length:<10} {count:>5}  {name:<10}  {mean:>5.1f} % "
                f"({low:.1f}-{high:.1f}){'':<18}{unclear:>7}"
            )
            if weights is fit.WEIGHTS:
                labels(scores)


def labels(scores: list[float]) -> None:
    """Print what share of workers see their own occupation at each label or better."""
    for least, label in fit.LABELS:
        share = sum(score >= least for score in scores) / len(scores)
        print(
            f"{'':<10}   own occupation {label} or better (>= {least:g}): {share:.1%}"
        )


if __name__ == "__main__":
    main(sys.argv[1:] or [quiz.STANDARD])
