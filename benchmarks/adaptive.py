"""Would fewer questions do, chosen as answers come? Rules compared; none is shipped.

A rule chooses the next dimension, stops when it is sure enough, and says what to do about
dimensions never asked. Its stop is set on seeds 5 and 6 so that it asks, on average, two
thirds of the quick form's questions; then the workers of `simulation.py`, seeds 0-4, answer
it through the real keys, and the real ranking decides who has their own occupation in the
top 10. "Careless" replaces two of a worker's answers, at random places, by random ones.
Choosing and stopping are vectorised over workers. Run:
`python benchmarks/adaptive.py [RULE ...]`.
"""

from __future__ import annotations

import math
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
from simulation import SEEDS, TOP, people, shipped, workers

from careerfit_cli import fit, quiz
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Bank, Item, Profile

SETTING_SEEDS = (5, 6)
SLIPS = 2
EACH = 3
"""Items there are for every dimension."""

LEAST, MOST = 14, 34
"""Questions: half of every domain, which it needs to count, and a few more than quick."""

LEADING = 50
"""Occupations in the lead, for the rule that screens."""

Array = np.ndarray[Any, Any]
COLUMNS = {
    domain.key: np.array([own.domain == domain.key for own in DIMENSIONS])
    for domain in MATCHED
}


@dataclass
class Running:
    """One quiz a worker (row): the answers so far, and what they tell.

    `given` are scored answers, (workers, 28, 3), NaN where not asked. `told` is the log
    likelihood and `scores` the FIT of every rated occupation, whose `shapes` are around
    0. `tops` are the ten best after each question.
    """

    shapes: Array
    given: Array
    told: Array
    scores: Array
    tops: list[Array] = field(default_factory=list)

    @property
    def counts(self) -> Array:
        """How many answers there are, (workers, 28)."""
        return np.count_nonzero(~np.isnan(self.given), axis=2)

    @property
    def means(self) -> Array:
        """The mean answer in each dimension, 1-5; 3 where there is none."""
        total = np.nansum(self.given, axis=2)
        return np.where(self.counts > 0, total / np.maximum(self.counts, 1), 3)

    @property
    def chances(self) -> Array:
        """The probability of each occupation, all being as likely before any answer."""
        odds = np.exp(self.told - self.told.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)


@dataclass(frozen=True)
class Rule:
    """How to choose, when to stop, what to take for dimensions that were not asked.

    `choose` gives what asking each dimension next is worth, `sure` how far the top is
    settled, 0-1. `fill` gives levels, 1-5; without one, dimensions not asked are left
    out, as the real code does. `model` gives `told`. With `by_chance` the ranking is
    that of `chances`, and not FIT.
    """

    name: str
    choose: Callable[[Running], Array]
    sure: Callable[[Running], Array]
    model: Callable[[Array], Array]
    fill: Callable[[Running], Array] | None = None
    most_each: int = 1
    by_chance: bool = False


# Likelihoods: log P(answer 1-5 | occupation), shape (28, 5, occupations).


def robust(latent: Array) -> Array:
    """Near what the occupation's people answer, spread 1.3; one in twenty is anything."""
    answers = np.arange(1, 6)[None, :, None]
    near = np.exp(-(((answers - np.clip(latent.T, 1, 5)[:, None]) / 1.3) ** 2) / 2)
    return np.log(0.95 * near / near.sum(axis=1, keepdims=True) + 0.05 / 5)


def own(latent: Array) -> Array:
    """The simulation's own way of answering: over-fitted to it, and so a bound."""
    spread = math.sqrt(0.5**2 + 1)
    cuts = np.array([-math.inf, 1.5, 2.5, 3.5, 4.5, math.inf])[None, :, None]
    below = np.vectorize(math.erf)((cuts - latent.T[:, None]) / spread / math.sqrt(2))
    return np.log(np.maximum(np.diff(below, axis=1) / 2, 1e-12))


# What to ask next.


def in_order(running: Running) -> Array:
    """One order for all: what tells most about the dimensions not yet asked."""
    left, order = np.cov(running.shapes.T), []
    for _ in DIMENSIONS:
        worth = (left**2).sum(axis=0) / (left.diagonal() + 1.25)
        worth[order] = -1
        first = int(worth.argmax())
        order.append(first)
        told = left[:, [first]]
        left = left - told @ told.T / (told[first] + 1.25)
    return np.broadcast_to(-np.argsort(order).astype(float), running.counts.shape)


def by_information(running: Running) -> Array:
    """Where the occupations differ most, each by its probability: expected information."""
    chances, shapes = running.chances, running.shapes
    variance = chances @ shapes**2 - (chances @ shapes) ** 2
    return variance / (running.counts + 1)


def by_screening(running: Running) -> Array:
    """All interests and values first, then styles on which the leading fifty differ."""
    leading = np.argpartition(-running.scores, LEADING, axis=1)[:, :LEADING]
    spread = running.shapes[leading].var(axis=1)
    return np.where(COLUMNS["work_styles"], spread, 1000.0 - np.arange(len(DIMENSIONS)))


# When to stop.


def stays(running: Running) -> Array:
    """The share of the top ten that was there after each of the last three questions."""
    if len(running.tops) < 4:
        return np.zeros(len(running.counts))
    now, *before = (running.tops[-n][:, :, None] for n in range(1, 5))
    same = [
        (now == past.transpose(0, 2, 1)).any(axis=2).mean(axis=1) for past in before
    ]
    return np.mean(same, axis=0)


def held(running: Running) -> Array:
    """The probability that the top ten hold the right occupation."""
    return np.take_along_axis(running.chances, running.tops[-1], axis=1).sum(axis=1)


# What to take for dimensions not asked.


def regression(running: Running) -> Array:
    """By their correlations, over the occupations, with those asked."""
    mean, spread = running.shapes.mean(axis=0), np.cov(running.shapes.T)
    noise = np.where(running.counts > 0, 0.25 + 1 / np.maximum(running.counts, 1), 1e6)
    every = spread + noise[:, :, None] * np.eye(len(DIMENSIONS))
    known = np.where(running.counts > 0, running.means - 3 - mean, 0)[:, :, None]
    return 3 + mean + (spread @ np.linalg.solve(every, known))[:, :, 0]


def expected(running: Running) -> Array:
    """The mean of the occupations, each by its probability."""
    return 3 + running.chances @ running.shapes


RULES = (
    Rule("fixed order, unasked left out", in_order, stays, robust),
    Rule("fixed order, regression", in_order, stays, robust, regression),
    Rule("screening, regression", by_screening, stays, robust, regression),
    Rule("information, unasked left out", by_information, held, robust),
    Rule("information, regression", by_information, held, robust, regression, 3),
    Rule("information, expected", by_information, held, robust, expected, 3),
    Rule("expected, knowing the simulation", by_information, held, own, expected, 3),
)
BOUNDS = (
    replace(RULES[-2], name="information, by probability", by_chance=True),
    replace(RULES[-1], name="knowing it, by probability", by_chance=True),
)
"""Ranked by the probability of each occupation: how far a ranking without FIT would get."""


def scores_of(shapes: Array, levels: Array, present: Array) -> Array:
    """FIT of the fully rated occupations; levels are 1-5, `present` may differ by row.

    The product's own arithmetic takes one set of dimensions at a time; here every row
    has its own. It serves choosing and stopping; the ranking counted is the real one.
    """
    total, weight = np.zeros((len(levels), len(shapes))), np.zeros((len(levels), 1))
    for domain, columns in COLUMNS.items():
        here, theirs = present[:, columns].astype(float), shapes[:, columns]
        count = np.maximum(here.sum(axis=1, keepdims=True), 1)
        mean = (levels[:, columns] * here).sum(axis=1, keepdims=True) / count
        mine = (levels[:, columns] - mean) * here
        length = np.sqrt((mine**2).sum(axis=1, keepdims=True))
        squares = here @ (theirs**2).T - (here @ theirs.T) ** 2 / count
        r = mine @ theirs.T / np.sqrt(np.maximum(length**2 * squares, 1e-9))
        shaped = length / np.sqrt(count) >= quiz.LEAST_SPREAD
        half = here.sum(axis=1, keepdims=True) * 2 >= columns.sum()
        share = np.where(shaped & half, fit.WEIGHTS[domain], 0)
        total, weight = total + share * r, weight + share
    return np.asarray(50 + 50 * total / np.where(weight > 0, weight, 1))


@dataclass(frozen=True)
class Sheets:
    """Answers of workers (rows): `scored`, (workers, 28, 3), by dimension and item.

    `places`, (workers, 2), are the questions answered carelessly, by `slips`, 1-5.
    """

    scored: Array
    places: Array
    slips: Array


def sheets(latent: Array, seed: int) -> Sheets:
    """What one seed's workers would answer to three items on everything."""
    random = np.random.default_rng(seed)
    levels = people(latent, random)[:, :, None]
    answers = np.rint(
        np.clip(levels + random.normal(0, 1, (*latent.shape, EACH)), 1, 5)
    )
    nowhere = np.full((len(latent), SLIPS), -1)
    return Sheets(answers, nowhere, random.integers(1, 6, nowhere.shape))


def careless(honest: Sheets, asked: Array, seed: int) -> Sheets:
    """The same answers but for two, at random among the `asked` questions of each."""
    random = np.random.default_rng(seed + 1000)
    places = [random.choice(count, SLIPS, replace=False) for count in asked]
    return replace(honest, places=np.array(places))


def conduct(
    rule: Rule, latent: Array, sheet: Sheets, enough: float = math.inf
) -> tuple[Running, Array]:
    """Put the quiz to every worker; returns where it ended, and how sure it was.

    A worker is asked nothing more once `enough` is reached. The second value, shape
    (workers, MOST), is `rule.sure` after each question.
    """
    rows, table = np.arange(len(sheet.scored)), rule.model(latent).astype(np.float32)
    blank = np.zeros((len(rows), len(latent)), np.float32)
    unasked = np.full_like(sheet.scored, np.nan)
    running = Running((latent - 3).astype(np.float32), unasked, blank, blank)
    sureness, asking = np.zeros((len(rows), MOST)), np.ones(len(rows), dtype=bool)
    for question in range(min(MOST, len(DIMENSIONS) * rule.most_each)):
        counts = running.counts
        worth = np.where(counts < rule.most_each, rule.choose(running), -np.inf)
        chosen = worth.argmax(axis=1)
        item = np.minimum(counts[rows, chosen], EACH - 1)
        answer = sheet.scored[rows, chosen, item]
        for place, slip in zip(sheet.places.T, sheet.slips.T, strict=True):
            answer = np.where(place == question, slip, answer)
        running.given[rows[asking], chosen[asking], item[asking]] = answer[asking]
        told = table[chosen, answer.astype(int) - 1]
        running.told = running.told + np.where(asking[:, None], told, 0)
        running.scores = scores_of(running.shapes, *levels(rule, running))
        running.tops.append(np.argpartition(-running.scores, TOP, axis=1)[:, :TOP])
        sureness[:, question] = rule.sure(running)
        if question + 1 >= LEAST:
            asking &= sureness[:, question] < enough
        if not asking.any():
            break
    return running, sureness


def asked_by(rule: Rule, latent: Array, enough: float, sheet: Sheets) -> Running:
    """Where a rule's quiz ends for every worker."""
    return conduct(rule, latent, sheet, enough)[0]


def levels(rule: Rule, running: Running) -> tuple[Array, Array]:
    """Levels, 1-5, of every dimension, and which of them count."""
    present = running.counts > 0
    if rule.fill is None:
        return running.means, present
    return np.where(present, running.means, rule.fill(running)), np.ones_like(present)


def enough_for(rule: Rule, latent: Array, average: float) -> float:
    """How sure to be so that the rule asks at most `average` questions, on average."""
    sureness = np.concatenate(
        [conduct(rule, latent, sheets(latent, seed))[1] for seed in SETTING_SEEDS]
    )
    most = min(MOST, len(DIMENSIONS) * rule.most_each)
    highest = np.maximum.accumulate(sureness[:, LEAST - 1 : most - 1], axis=1)
    low, high = 0.0, 1.01
    for _ in range(30):
        middle = (low + high) / 2
        asked = (LEAST + (highest < middle).sum(axis=1)).mean()
        low, high = (middle, high) if asked <= average else (low, middle)
    return low


def profiles(bank: Bank, rule: Rule, running: Running) -> Iterator[Profile]:
    """Profiles through the real keys; what was not asked is skipped, or filled in."""
    items, column = (
        quiz.items(bank, "full"),
        {own: n for n, own in enumerate(DIMENSIONS)},
    )
    for given, every in zip(running.given, levels(rule, running)[0], strict=True):
        left = [iter(own) for own in given]
        answers = [
            None if item.check else next(left[column[item.dimension]], math.nan)
            for item in items
        ]
        made = quiz.profile(
            bank, "full", [keyed(*pair) for pair in zip(items, answers, strict=True)]
        )
        yield (
            made
            if rule.fill is None
            else replace(made, levels=filled(every), unclear={})
        )


def keyed(item: Item, scored: float | None) -> int | None:
    """The key a worker presses on an item; none where it was not asked."""
    return None if scored is None or math.isnan(scored) else item.scored(int(scored))


def filled(every: Array) -> dict[str, dict[str, float]]:
    """Levels of all 28 dimensions, 0-100, as a profile has them."""
    named = list(zip(DIMENSIONS, ((every - 1) * 25).tolist(), strict=True))
    return {
        domain: {own.name: level for own, level in named if own.domain == domain}
        for domain in COLUMNS
    }


def hits(
    rule: Rule, catalogue: Catalogue, bank: Bank, entries: list[Entry], running: Running
) -> float:
    """How many workers, in percent, have their own occupation in the top 10."""
    if rule.by_chance:
        right = running.told.diagonal()[:, None]
        return float(100 * ((running.told > right).sum(axis=1) < TOP).mean())
    made = zip(entries, profiles(bank, rule, running), strict=True)
    return 100 * statistics.fmean(_is_hit(catalogue, *pair) for pair in made)


def _is_hit(catalogue: Catalogue, entry: Entry, profile: Profile) -> bool:
    own = fit.fit_of(profile, catalogue, entry.slug)
    return own is not None and own.rank <= TOP


def quick(bank: Bank, latent: Array, sheet: Sheets) -> Running:
    """The fixed quick form, put to every worker."""
    asked = Counter(item.dimension for item in quiz.items(bank, "quick"))
    each = np.array([asked[own] for own in DIMENSIONS])
    given = np.where(np.arange(EACH) < each[:, None], sheet.scored, np.nan)
    columns, items = np.nonzero(np.arange(EACH) < each[:, None])
    for row, (places, slips) in enumerate(zip(sheet.places, sheet.slips, strict=True)):
        slipped = places >= 0
        given[row, columns[places[slipped]], items[places[slipped]]] = slips[slipped]
    return Running(latent - 3, given, np.empty(0), np.empty(0))


def line(
    name: str,
    rule: Rule,
    put: Callable[[Sheets], Running],
    among: tuple[Catalogue, Bank, list[Entry], Array],
) -> str:
    """One row of the table; `put` puts the quiz to every worker of a seed."""
    catalogue, bank, entries, latent = among
    asked, found, after = [], [], []
    for seed in SEEDS:
        honest = sheets(latent, seed)
        running = put(honest)
        counts = running.counts.sum(axis=1)
        asked.append(counts.mean())
        found.append(hits(rule, catalogue, bank, entries, running))
        running = put(careless(honest, counts, seed))
        after.append(hits(rule, catalogue, bank, entries, running))
    return (
        f"{name:<33} {statistics.fmean(asked):>9.1f} {statistics.fmean(found):>7.1f} % "
        f"({min(found):.1f}-{max(found):.1f}) {statistics.fmean(after):>12.1f} %"
    )


def main(names: list[str]) -> None:
    """Print the table: the quick form, then the rules named; all when none is."""
    catalogue, bank = shipped()
    entries, latent = workers(catalogue)
    among = (catalogue, bank, entries, latent)
    average = len(bank.lengths["quick"]) * 2 / 3
    print(
        f"rules set to {average:.1f} questions; mean of 5 seeds (range)\n"
        f"{'rule':<33} questions   in top 10            with {SLIPS} careless answers"
    )
    print(line("quick form", RULES[0], partial(quick, bank, latent), among), flush=True)
    for rule in (*RULES, *BOUNDS):
        if not names or rule.name in names:
            enough = enough_for(rule, latent, average)
            put = partial(asked_by, rule, latent, enough)
            print(line(rule.name, rule, put, among), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
