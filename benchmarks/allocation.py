"""Which two questions help the quick form most, beside one on each dimension.

The workers of `simulation.py` answer every item once; a form takes the answers to its own
items, so that forms differ by their items and not by luck, through the real keys and the
real ranking. Run: `python benchmarks/allocation.py`.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from simulation import SEEDS, TOP, people, shipped, workers

from careerfit_cli import fit, quiz
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry
from careerfit_cli.model.profile import Bank

MORE = (
    (), ("R03",), ("R03", "I02"), ("R03", "A02"), ("R03", "S02"), ("R03", "E02"),
    ("R03", "C02"), ("I02", "S02"), ("E02", "C02"), ("R03", "V14"), ("R03", "W34"),
)  # fmt: skip
"""Items beside the first on each dimension: interests, then a value, then a style."""


def sheet(bank: Bank, levels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Answers of workers (rows) to every item of the bank, in its order."""
    column = {dimension: n for n, dimension in enumerate(DIMENSIONS)}
    items = list(bank.items.values())
    asked = levels[:, [column[item.dimension] for item in items]]
    raw = np.rint(np.clip(asked + random.normal(0, 1, asked.shape), 1, 5))
    return np.where([item.reverse for item in items], 6 - raw, raw).astype(int)


def forms(bank: Bank) -> Iterator[tuple[str, Bank]]:
    """The bank with every form tried as its quick one."""
    seen = set()
    once = []
    for item in quiz.items(bank, "quick"):
        if item.dimension not in seen:
            once.append(item.id)
            seen.add(item.dimension)
    for more in MORE:
        yield ", ".join(more), replace(bank, lengths={"quick": (*once, *more)})


def share(
    catalogue: Catalogue, bank: Bank, entries: list[Entry], sheets: np.ndarray
) -> float:
    """How many workers, in percent, have their own occupation in the top 10."""
    place = {name: n for n, name in enumerate(bank.items)}
    columns = [place[name] for name in bank.lengths["quick"]]
    found = []
    for entry, given in zip(entries, sheets[:, columns].tolist(), strict=True):
        own = fit.fit_of(quiz.profile(bank, "quick", given), catalogue, entry.slug)
        found.append(own is not None and own.rank <= TOP)
    return 100 * statistics.fmean(found)


def main() -> None:
    """Print the table: what is asked beside one item each, and the figure."""
    catalogue, bank = shipped()
    entries, latent = workers(catalogue)
    sheets = []
    for seed in SEEDS:
        random = np.random.default_rng(seed)
        sheets.append(sheet(bank, people(latent, random), random))
    print("items   more      in top 10 (mean, range of seeds)")
    for more, form in forms(bank):
        shares = [share(catalogue, form, entries, own) for own in sheets]
        mean, low, high = statistics.fmean(shares), min(shares), max(shares)
        count = len(form.lengths["quick"])
        print(
            f"{count:>5}   {more:<8}  {mean:>5.1f} % ({low:.1f}-{high:.1f})", flush=True
        )


if __name__ == "__main__":
    main()
