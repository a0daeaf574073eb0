"""Is careless answering noticed? Honest and careless sheets through the real code.

The honest ones are the workers of `simulation.py`, one per occupation and seed. The
figures are the shares of sheets that are flagged (`Profile.steady` is false), that have
every domain unclear, and on which a ranking would rest, being neither. It is synthetic,
like the workers. Run: `python benchmarks/careless.py [LENGTH ...]`.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sequence
from statistics import fmean, stdev

import numpy as np
from simulation import SEEDS, answered, people, shipped, workers

from careerfit_cli import quiz
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Bank

MILD = 0.7
"""How strong leanings are, of those of a simulated worker, in people who lean less."""

Sheets = np.ndarray
"""One row of answers per person."""


def honest(
    bank: Bank, length: str, latent: np.ndarray, seed: int, strength: float = 1
) -> Sheets:
    """What simulated workers answer."""
    random = np.random.default_rng(seed)
    levels = 3 + strength * (people(latent, random) - 3)
    return np.array(
        [
            quiz.answers_in(bank, profile.replay)[1]
            for profile in answered(bank, length, levels, random)
        ]
    )


def slipped(sheets: Sheets, share: float, random: np.random.Generator) -> Sheets:
    """The sheets with that share of answers picked at random, in random places."""
    count = round(share * sheets.shape[1])
    places = np.argsort(random.random(sheets.shape), axis=1)[:, :count]
    picked = sheets.copy()
    np.put_along_axis(picked, places, random.integers(1, 6, places.shape), axis=1)
    return picked


def repeated(keys: Sequence[Sequence[int]], count: int) -> Sheets:
    """Each run of keys over and over, down the page."""
    return np.array(
        [list(itertools.islice(itertools.cycle(own), count)) for own in keys]
    )


def patterns(count: int) -> Iterator[tuple[str, Sheets]]:
    """Sheets filled in by a rule, without a look at the questions."""
    marks = range(1, 6)
    same = repeated([[mark] for mark in marks], count)
    up = [[(first + step) % 5 + 1 for step in marks] for first in marks]
    waves = [[1, 2, 3, 4, 5, 4, 3, 2], [5, 4, 3, 2, 1, 2, 3, 4]]
    yield "the same key throughout", same
    yield (
        "two keys in turn (1 5 1 5)",
        repeated([*itertools.permutations(marks, 2)], count),
    )
    yield "1 2 3 4 5 over and over", repeated([*up, *(own[::-1] for own in up)], count)
    yield "1 2 3 4 5 4 3 2 over and over", repeated(waves, count)


def of_seed(
    bank: Bank, length: str, latent: np.ndarray, seed: int
) -> Iterator[tuple[str, Sheets]]:
    """Every kind of sheet, as one seed makes it."""
    own = honest(bank, length, latent, seed)
    random = np.random.default_rng([seed, 1])
    shape, count = own.shape, own.shape[1]
    yield "honest", own
    yield "honest, 2 answers careless", slipped(own, 2 / count, random)
    yield "honest, mild leanings", honest(bank, length, latent, seed, MILD)
    agreeing = np.minimum(own + random.integers(0, 2, shape), 5)
    yield "honest, half of the answers a step up", agreeing
    yield "a quarter of the answers at random", slipped(own, 1 / 4, random)
    yield "half of the answers at random", slipped(own, 1 / 2, random)
    yield "all at random, 1 to 5", random.integers(1, 6, shape)
    yield "all at random, a person's own marks", random.permuted(own, axis=1)
    yield "all at random, 3 or 4", random.integers(3, 5, shape)
    flat = repeated([[mark] for mark in range(1, 6)] * 40, count)
    for one_in in (10, 5):
        yield f"the same key, but 1 in {one_in}", slipped(flat, 1 / one_in, random)
    yield from patterns(count)


def line(bank: Bank, length: str, title: str, by_seed: Sequence[Sheets]) -> str:
    """One row of the table, shares in percent."""
    flagged, unclear, ranked = [], [], []
    for sheets in by_seed:
        found = [quiz.profile(bank, length, own.tolist()) for own in sheets]
        blank = [len(own.unclear) == len(MATCHED) for own in found]
        flagged.append(100 * fmean(not own.steady for own in found))
        unclear.append(100 * fmean(blank))
        ranked.append(
            100
            * fmean(
                own.steady and not none for own, none in zip(found, blank, strict=True)
            )
        )
    return (
        f"{length:<9} {title:<38} {fmean(flagged):>6.1f} "
        f"({min(flagged):.1f}-{max(flagged):.1f}){'':<3}"
        f"{fmean(unclear):>6.1f} {fmean(ranked):>6.1f}"
    )


def agreements(bank: Bank, length: str, sheets: Sheets) -> str:
    """How far honest answers agree, and the cut-off."""
    items = quiz.items(bank, length)
    found = [
        quiz.agreement(list(zip(items, own, strict=True))) for own in sheets.tolist()
    ]
    own, repeats = [agreement for agreement, _ in found], found[0][1]
    if repeats < quiz.LEAST_REPEATS:
        return f"{length:<9} {repeats} repeated questions: too few to compare"
    return (
        f"{length:<9} {repeats} repeated questions, honest agreement {fmean(own):.2f} "
        f"(SD {stdev(own):.3f}), cut-off {quiz.least_agreement(repeats):.3f}"
    )


def main(lengths: list[str]) -> None:
    """Print the table for the lengths named."""
    catalogue, bank = shipped()
    _, latent = workers(catalogue)
    print(
        "length    answers                          flagged, % (seeds)  unclear ranked"
    )
    for length in lengths:
        kinds = [dict(of_seed(bank, length, latent, seed)) for seed in SEEDS]
        print(
            agreements(bank, length, np.concatenate([own["honest"] for own in kinds]))
        )
        for title in kinds[0]:
            print(line(bank, length, title, [own[title] for own in kinds]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or ["quick", "standard", "full"])
