"""The occupations at each pole of the optional questions, and how many these hide.

    python benchmarks/poles.py

The first table is for judging the directions of the work context elements by eye. The
second gives, for people who answer by chance, the share of the catalogue that
`rank --preferred strong` and `--preferred all` hide.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from statistics import fmean

from careerfit_cli import preferences
from careerfit_cli.model.elements import WORK_CONTEXT
from careerfit_cli.model.profile import Choice, Opposites
from careerfit_cli.preferences import PreferenceCheck, Verdict
from careerfit_cli.storage.bank import load_bank
from careerfit_cli.ui.loading import open_index

MOST = 8
PEOPLE = 100
SEED = 1


def main() -> None:
    """Print both tables as Markdown."""
    opposites = load_bank().opposites
    index = open_index()
    ratings = index.ratings(WORK_CONTEXT)
    titles = {entry.slug: entry.title for entry in index.catalogue}
    found = preferences.standings(opposites, ratings)
    print("| pole | rated | stand farthest there |\n|---|---|---|")
    for own in opposites:
        standing = {slug: at[own.id] for slug, at in found.items() if own.id in at}
        left = sorted(standing, key=lambda slug: -standing[slug].to_left)
        right = sorted(standing, key=lambda slug: -standing[slug].to_right)
        for pole, slugs in ((own.left, left), (own.right, right)):
            listed = "; ".join(titles[slug] for slug in slugs[:MOST])
            print(f"| {pole} | {len(standing)} | {listed} |")
    print("\n| answers | `strong` hides | `all` hides |\n|---|---|---|")
    for count in (1, 2, 3, 5):
        _hidden(
            f"{count} much rather, the rest either",
            lambda chance, count=count: _ends(opposites, count, chance),
            ratings,
        )
    _hidden("1 to 5 by chance", lambda chance: _any(opposites, chance), ratings)


def _ends(
    opposites: Sequence[Opposites], count: int, chance: random.Random
) -> list[Choice]:
    return [
        Choice(own, chance.choice((1, 5))) for own in chance.sample(opposites, count)
    ]


def _any(opposites: Sequence[Opposites], chance: random.Random) -> list[Choice]:
    return [Choice(own, chance.randint(1, 5)) for own in opposites]


def _hidden(
    name: str,
    answers: Callable[[random.Random], list[Choice]],
    ratings: preferences.Ratings,
) -> None:
    chance = random.Random(SEED)
    strong, every = [], []
    for _ in range(PEOPLE):
        met = preferences.met(answers(chance), ratings).values()
        strong.append(fmean(any(map(_is_strong, own)) for own in met))
        every.append(fmean(any(match.is_flag for match in own) for own in met))
    print(f"| {name} | {fmean(strong):.0%} | {fmean(every):.0%} |")


def _is_strong(match: PreferenceCheck) -> bool:
    return match.verdict is Verdict.STRONGLY_AGAINST


if __name__ == "__main__":
    main()
