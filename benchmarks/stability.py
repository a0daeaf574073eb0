"""Do the certainty tags hold? Simulated workers answer twice.

Every sixth worker answers, and answers again with the same preferences and new noise; the
figure is how often the first three of the first ranking are in the top 10 of the second,
by tag. It is synthetic, like the workers.

    python benchmarks/stability.py [LENGTH ...]
"""

from __future__ import annotations

import sys
from collections import defaultdict
from statistics import fmean

import numpy as np
from simulated_people import answers, shipped, worker_profiles

from careerfit_cli import matching, quiz
from careerfit_cli.matching import CUT_OFFS, OccupationVectors

EVERY, FIRST, TOP, SPREAD, SEED = 6, 3, 10, 1.0, 5

Row = tuple[bool, bool, bool]
"""Second rank in the top ten; second rank in range; second score in range."""


def rows(length: str) -> dict[str, list[Row]]:
    """What the second answers make of the first three of the first, by tag."""
    catalogue, bank = shipped()
    random = np.random.default_rng(SEED)
    profiles = worker_profiles(OccupationVectors(catalogue))[::EVERY]
    appeal = profiles + random.normal(0, SPREAD, profiles.shape)
    sheets = [answers(bank, length, appeal, random) for _ in range(2)]
    found = defaultdict(list)
    for first, second in zip(*(sheet.tolist() for sheet in sheets), strict=True):
        one, other = (quiz.profile(bank, length, own) for own in (first, second))
        best = matching.rank(one, catalogue, FIRST).matches
        slugs = [match.entry.slug for match in best]
        again = matching.rank(other, catalogue, only=set(slugs)).matches
        after = {match.entry.slug: match for match in again}
        for slug, own in matching.stability(one, catalogue, slugs).items():
            match = after[slug]
            found[own.tag].append(
                (
                    match.rank <= TOP,
                    own.low_rank <= match.rank <= own.high_rank,
                    own.low_score <= match.score <= own.high_score,
                )
            )
    return found


def main(lengths: list[str]) -> None:
    """Print a table for the lengths named."""
    print(
        "length     tag      count  share  second top 10  rank in range  score in range"
    )
    for length in lengths:
        found = rows(length)
        total = sum(map(len, found.values()))
        for tag in (tag for _, tag in CUT_OFFS if tag in found):
            own = found[tag]
            figures = "  ".join(
                f"{fmean(column):>12.1%}" for column in zip(*own, strict=True)
            )
            print(
                f"{length:<10} {tag:<8} {len(own):>5} {len(own) / total:>6.1%} {figures}"
            )


if __name__ == "__main__":
    main(sys.argv[1:] or list(quiz.LENGTHS))
