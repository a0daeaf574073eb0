"""The judges of the match: one command, one table (docs/method.md has its figures).

A  related      O*NET's primary related occupations among the ten nearest profiles
B  after quiz   simulated workers through the real items, keys and ranking
C  real people  respondents with college majors (needs --data)
D  fair         groups of occupations; how evenly careers are suggested
E  chance       labels and warnings on random and honest sheets
F  again        how much two answers of the same person agree

    python benchmarks/judges.py [A B C D E F] [--data FOLDER]

FOLDER holds `judges/`, the respondents, and `data/nces/`, the crosswalk of programs.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
from simulated_people import (
    TYPICAL,
    Array,
    Habits,
    answers,
    population_shift,
    random_sheets,
    shipped,
    worker_profiles,
)

from careerfit_cli import quiz
from careerfit_cli.matching.labels import thresholds
from careerfit_cli.matching.vectors import COLUMNS, OccupationVectors, combinations
from careerfit_cli.model.catalogue import Catalogue
from careerfit_cli.model.elements import INTERESTS, MATCHED
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.profile import Bank
from careerfit_cli.quiz.batch import levels_of, levels_of_interests
from careerfit_cli.storage import pages, paths

SEEDS, TOP = range(3), 10
SPREADS = (0.5, 1.0, 1.3)
INTERESTS_ONLY = {INTERESTS.key: 1.0, "interest_areas": 0.0, "work_styles": 0.0}


@dataclass(frozen=True)
class Bench:
    """What every judge needs."""

    catalogue: Catalogue
    bank: Bank
    occupations: OccupationVectors
    details: tuple[Occupation, ...]
    related: tuple[frozenset[int], ...]
    complete: np.ndarray
    major: np.ndarray


@cache
def bench() -> Bench:
    """The shipped catalogue, with its related occupations."""
    catalogue, bank = shipped()
    folder = paths.builtin_occupations()
    details = tuple(
        found
        for entry in catalogue
        if (found := pages.find(folder, entry.slug)) is not None
    )
    row = {entry.code: n for n, entry in enumerate(catalogue)}
    related = tuple(
        frozenset(
            row[other.code]
            for other in occupation.related
            if other.tier.startswith("Primary") and other.code in row
        )
        for occupation in details
    )
    return Bench(
        catalogue,
        bank,
        OccupationVectors(catalogue),
        details,
        related,
        np.array([not entry.estimated for entry in catalogue]),
        np.array([entry.code[:2] for entry in catalogue]),
    )


def main() -> None:
    """Print the table of the judges named, or of all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("judges", nargs="*", metavar="JUDGE", help="A to F")
    parser.add_argument("--data", type=Path, help="folder of the respondents")
    options = parser.parse_args()
    judges = JUDGES | {"C": lambda: judge_c(options.data)}
    for name, judge in judges.items():
        if name in (options.judges or JUDGES):
            print(f"\n{JUDGES[name].__doc__}")
            judge()


def judge_a() -> None:
    """A  Related occupations among the ten nearest profiles, no noise."""
    own = bench()
    alike = own.occupations.similarity(range(len(own.catalogue)))
    alike[:, ~own.complete] = -np.inf
    np.fill_diagonal(alike, -np.inf)
    complete = np.flatnonzero(own.complete)
    print(
        f"   all domains, {len(complete)} occupations: {_related(alike, complete):.3f}"
    )
    was = [
        n for n in complete if len(own.details[n].ratings.get("work_values", {})) == 6
    ]
    was = [
        n
        for n in was
        if len(own.details[n].ratings.get("former_work_styles", {})) == 16
    ]
    print(
        f"   the {len(was)} with all earlier domains too: {_related(alike, was, was):.3f}"
    )
    for domain in MATCHED:
        vectors = own.occupations.units[:, COLUMNS[domain.key]]
        alone = vectors @ vectors.T
        alone[:, ~own.complete] = -np.inf
        np.fill_diagonal(alone, -np.inf)
        print(f"   {domain.title.lower()} alone: {_related(alone, complete):.3f}")


def _related(scores: Array, rows: object, among: list[int] | None = None) -> float:
    own = bench()
    rows = np.asarray(rows)
    if among is not None:
        hidden = np.ones(scores.shape[1], dtype=bool)
        hidden[among] = False
        scores = np.where(hidden, -np.inf, scores)
    pool = {n for n in range(scores.shape[1]) if np.isfinite(scores[:, n]).any()}
    shares = []
    for row in rows:
        wanted = own.related[row] & pool
        if wanted:
            nearest = set(np.argsort(-scores[row], kind="stable")[:TOP].tolist())
            shares.append(len(nearest & wanted) / len(wanted))
    return float(np.mean(shares))


def _sheets(
    length: str,
    spread: float,
    seed: int,
    habits: Habits = TYPICAL,
    shift: Array | None = None,
    times: int = 1,
) -> tuple[np.ndarray, ...]:
    """Sheets of a worker of every occupation, answered so many times."""
    own = bench()
    random = np.random.default_rng([seed, round(spread * 10)])
    profiles = worker_profiles(own.occupations)
    appeal = profiles + random.normal(0, spread, profiles.shape)
    if shift is not None:
        appeal = appeal + shift
    return tuple(
        answers(own.bank, length, appeal, random, habits) for _ in range(times)
    )


def _scores(
    length: str, sheets: np.ndarray, weights: dict[str, float] | None = None
) -> Array:
    own = bench()
    found = levels_of(own.bank, length, sheets)
    occupations = own.occupations
    if weights:
        occupations = OccupationVectors(own.catalogue, weights)
    return occupations.scores(occupations.people(found.levels, found.clear))


def _nearest(scores: Array) -> np.ndarray:
    return np.argsort(-np.nan_to_num(scores, nan=-1), axis=1, kind="stable")[:, :TOP]


def _figures(scores: Array) -> tuple[float, float, float]:
    """Own occupation in the top ten; related share; share in the same major group."""
    own = bench()
    nearest = _nearest(scores)
    rows = np.flatnonzero(own.complete)
    hits = (nearest[rows] == rows[:, None]).any(axis=1)
    related = [
        len(set(nearest[row]) & own.related[row]) / len(own.related[row])
        for row in rows
        if own.related[row]
    ]
    group = own.major[nearest[rows]] == own.major[rows, None]
    return float(hits.mean()), float(np.mean(related)), float(group.mean())


def judge_b() -> None:
    """B  Simulated workers after the quiz: own in top 10, related, same major group."""
    lengths = [name for name in quiz.LENGTHS if name in bench().bank.lengths]
    for length, spread in product(lengths, SPREADS):
        rows = [_figures(_scores(length, _sheets(length, spread, n)[0])) for n in SEEDS]
        _print_b(f"{length}, spread {spread}", rows)
    rows = [
        _figures(_scores("standard", _sheets("standard", 1.0, n)[0], INTERESTS_ONLY))
        for n in SEEDS
    ]
    _print_b("standard, interests alone", rows)
    habits = {
        "agreeing +0.5": Habits(agreeing=0.5),
        "agreeing +1": Habits(agreeing=1.0),
        "near the middle": Habits(squeeze=0.5),
        "ends only": Habits(extreme=True),
        "half at random": Habits(random=0.5),
    }
    for length, (title, habit) in product(("quick", "standard"), habits.items()):
        sheets = [_sheets(length, 1.0, n, habit)[0] for n in SEEDS]
        _print_b(
            f"{length}, {title}", [_figures(_scores(length, own)) for own in sheets]
        )


def _print_b(title: str, rows: list[tuple[float, float, float]]) -> None:
    own, related, group = np.mean(rows, axis=0)
    print(f"   {title:<30} own {own:.3f}  related {related:.3f}  group {group:.3f}")


def judge_c(data: Path | None = None) -> None:
    """C  Real respondents, interests only: how they rank the work of their major."""
    if data is None:
        print("   left out: --data FOLDER names the respondents")
        return
    sums, majors = _respondents(data)
    targets = _targets(data)
    keep = [n for n, major in enumerate(majors) if targets.get(major)]
    sums, majors = sums[keep], [majors[n] for n in keep]
    found = levels_of_interests(sums)
    own = bench().occupations
    flat = OccupationVectors(bench().catalogue, INTERESTS_ONLY)
    for title, vectors in (("shipped", own), ("interests alone", flat)):
        scores = vectors.scores(vectors.people(found.levels, found.clear))
        figures = _percentile_and_auc(np.nan_to_num(scores, nan=50.0), majors, targets)
        named = "mean percentile {:.3f}  AUC macro {:.3f}  AUC weighted {:.3f}"
        print(f"   {title:<16} n {len(majors)}  {named.format(*figures)}")


def _respondents(data: Path) -> tuple[Array, list[str]]:
    """Six sums in RIASEC order, and majors, of complete respondents."""
    with (data / "judges" / "respondents.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [[f"{letter}{n}" for n in range(1, 9)] for letter in "RIASEC"]
    complete = [row for row in rows if all(int(row[n] or 0) for s in names for n in s)]
    sums = [[sum(int(row[n]) for n in own) for own in names] for row in complete]
    return np.array(sums, dtype=float), [row["major"] for row in complete]


def _targets(data: Path) -> dict[str, list[int]]:
    """Rows of the occupations each major leads to."""
    by_soc = defaultdict(list)
    for row, entry in enumerate(bench().catalogue):
        by_soc[entry.code[:7]].append(row)
    with (data / "data/nces/CIP2020_SOC2018_Crosswalk.csv").open(
        encoding="utf-8-sig"
    ) as file:
        pairs = [
            (row["CIP2020Code"].strip('="'), row["SOC2018Code"].strip('="'))
            for row in csv.DictReader(file)
        ]
    with (data / "judges" / "majors_cip.csv").open(encoding="utf-8") as file:
        prefixes = {
            row["major"]: row["cip_prefixes"].replace(";", " ").split()
            for row in csv.DictReader(file)
        }
    return {
        major: sorted(
            {
                row
                for cip, soc in pairs
                if cip.startswith(tuple(own)) and not soc.startswith("25-1")
                for row in by_soc.get(soc, ())
            }
        )
        for major, own in prefixes.items()
    }


def _percentile_and_auc(
    scores: Array, majors: list[str], targets: dict[str, list[int]]
) -> tuple[float, float, float]:
    ranks = np.argsort(np.argsort(scores, axis=1, kind="stable"), axis=1)
    percentile = ranks / (scores.shape[1] - 1)
    own = [percentile[n, targets[major]].mean() for n, major in enumerate(majors)]
    names = np.array(majors)
    aucs, counts = [], []
    for major in sorted(set(majors)):
        mine = scores[:, targets[major]].mean(axis=1)
        aucs.append(_auc(mine, names == major))
        counts.append(int((names == major).sum()))
    return (
        float(np.mean(own)),
        float(np.mean(aucs)),
        float(np.average(aucs, weights=counts)),
    )


def _auc(values: Array, positive: np.ndarray) -> float:
    """Probability that a positive has the higher value; ties count half."""
    others = np.sort(values[~positive])
    below = np.searchsorted(others, values[positive], side="left")
    upto = np.searchsorted(others, values[positive], side="right")
    return float(((below + upto) / 2 / len(others)).mean())


def judge_d() -> None:
    """D  Fair: groups of occupations, and how evenly careers are suggested."""
    own = bench()
    quick = [_sheets("quick", 0.5, n)[0] for n in SEEDS]
    hits = np.mean(
        [
            (
                _nearest(_scores("quick", sheets))
                == np.arange(len(own.catalogue))[:, None]
            ).any(axis=1)
            for sheets in quick
        ],
        axis=0,
    )
    groups = {
        "lacked earlier domains": np.array([_lacked(found) for found in own.details]),
        "estimated domains": ~own.complete,
        **{
            f"job zone {zone}": np.array([e.job_zone == zone for e in own.catalogue])
            for zone in (2, 3, 4, 5)
        },
        **{
            f"first letter {letter}": np.array(
                [e.holland[:1] == letter for e in own.catalogue]
            )
            for letter in "RIASEC"
        },
        "over 100,000 jobs": np.array(
            [_jobs(found) > 100_000 for found in own.details]
        ),
        "under 10,000 jobs": np.array(
            [0 < _jobs(found) < 10_000 for found in own.details]
        ),
    }
    for title, members in groups.items():
        print(
            f"   {title:<24} n {members.sum():>3}  own in top 10 "
            f"{hits[members].mean():.3f}, all others {hits[~members].mean():.3f}"
        )
    for length in ("quick", "standard"):
        _print_evenness(length)


def _lacked(occupation: Occupation) -> bool:
    complete = (
        len(occupation.ratings.get("work_values", {})) == 6
        and len(occupation.ratings.get("former_work_styles", {})) == 16
    )
    return not complete


def _jobs(occupation: Occupation) -> int:
    outlook = occupation.outlook
    return (outlook.jobs_start or 0) if outlook else 0


def _print_evenness(length: str) -> None:
    own = bench()
    count = np.zeros(len(own.catalogue))
    for seed in range(6):
        sheets = _sheets(length, 1.3, seed, shift=population_shift())[0]
        np.add.at(count, _nearest(_scores(length, sheets)).ravel(), 1)
    ordered = np.sort(count)
    n = len(ordered)
    gini = 2 * (np.arange(1, n + 1) * ordered).sum() / (n * ordered.sum()) - (n + 1) / n
    jobs = np.array([_jobs(found) for found in own.details])
    seen = jobs[count > 0].sum() / jobs.sum()
    most = [own.catalogue.entries[row].title for row in np.argsort(-count)[:3]]
    print(
        f"   typical people, {length}: Gini {gini:.3f}, commonest "
        f"{count.max() / count.mean():.1f} x its even share, never shown "
        f"{(count == 0).sum()}, {seen:.1%} of employment shown; most: {'; '.join(most)}"
    )


def judge_e() -> None:
    """E  Chance: labels and warnings on random and honest sheets."""
    own = bench()
    random = np.random.default_rng(11)
    for length in own.bank.lengths:
        sheets = random_sheets(own.bank, length, 2000, random)
        found = levels_of(own.bank, length, sheets)
        people = own.occupations.people(found.levels, found.clear)
        for combination, rows in combinations(people.counted):
            if len(rows) > 100:
                top = own.occupations.scores(people)[rows].max(axis=1)
                limits = thresholds(combination)
                best, great = (top >= limits.best).mean(), (top >= limits.great).mean()
                print(
                    f"   {length:<9} random, {_named(combination):<20} any best "
                    f"{best:.3f}, great {great:.3f}"
                )
        print(f"   {length:<9} random sheets caught {found.careless.mean():.3f}")
    for length, agreeing in product(("standard", "full"), (0.0, 0.5, 1.0)):
        caught = [
            levels_of(
                own.bank,
                length,
                _sheets(length, spread, 0, Habits(agreeing=agreeing))[0],
            ).careless.mean()
            for spread in SPREADS
        ]
        shares = ", ".join(f"{share:.3f}" for share in caught)
        print(
            f"   {length:<9} honest, agreeing +{agreeing}: withheld {shares} "
            "(spreads .5 1 1.3)"
        )
    for length in own.bank.lengths:
        _print_own_labels(length)
    for title, mark in (("all 3", 3), ("all 5", 5)):
        sheets = np.full((1, len(own.bank.lengths["standard"])), mark, dtype=np.uint8)
        found = levels_of(own.bank, "standard", sheets)
        print(f"   standard, {title}: careless {bool(found.careless[0])}")


def _named(combination: tuple[bool, ...]) -> str:
    names = ("types", "areas", "styles")
    return "+".join(n for n, counted in zip(names, combination, strict=True) if counted)


def _print_own_labels(length: str) -> None:
    own = bench()
    scores = _scores(length, _sheets(length, 0.5, 0)[0])
    found = levels_of(own.bank, length, _sheets(length, 0.5, 0)[0])
    people = own.occupations.people(found.levels, found.clear)
    best, great = [], []
    for combination, rows in combinations(people.counted):
        limits = thresholds(combination)
        best += (scores[rows, rows] >= limits.best).tolist()
        great += (scores[rows, rows] >= limits.great).tolist()
    print(
        f"   {length:<9} honest workers: own occupation best {np.mean(best):.3f}, "
        f"great or better {np.mean(great):.3f}"
    )


def judge_f() -> None:
    """F  Again: overlap of the top tens of two answers of the same person."""
    for length, spread in product(quiz.LENGTHS, (0.5, 1.3)):
        one, other = (
            _nearest(_scores(length, sheets))
            for sheets in _sheets(length, spread, 0, times=2)
        )
        same = [len(set(a) & set(b)) / TOP for a, b in zip(one, other, strict=True)]
        print(
            f"   {length:<9} spread {spread}: {np.mean(same):.3f} of the top ten again"
        )


JUDGES = {
    "A": judge_a,
    "B": judge_b,
    "C": judge_c,
    "D": judge_d,
    "E": judge_e,
    "F": judge_f,
}

if __name__ == "__main__":
    main()
