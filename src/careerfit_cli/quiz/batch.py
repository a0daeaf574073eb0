"""Scores the answers of many people at once.

The result for each person is that of `quiz.profile`: the same levels, unclear domains,
and judgment on carelessness.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from careerfit_cli.model.catalogue import DIMENSIONS
from careerfit_cli.model.elements import INTERESTS, MATCHED
from careerfit_cli.model.profile import HIGHEST, LOWEST, NEUTRAL, Bank, Item
from careerfit_cli.quiz.answers import items, with_ties
from careerfit_cli.quiz.careless import (
    LEAST_PATTERN,
    LEAST_REPEATS,
    PERIODS,
    least_agreement,
)
from careerfit_cli.quiz.interests import FLAT_WITHIN
from careerfit_cli.quiz.scoring import LEAST_SPREAD, profile

Array = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Sheets = npt.NDArray[np.uint8]
"""Answers, one row per person and one column per item in the order asked; 0 is skipped."""

CLOSE = 1e-9
"""This close to a cut-off, rounding could decide, so the person is scored individually."""

_DOMAINS = np.array(
    [
        [dimension.domain == domain.key for domain in MATCHED]
        for dimension in DIMENSIONS
    ],
    dtype=np.float64,
)
"""Which dimension belongs to which domain, `(dimensions, domains)`."""


@dataclass(frozen=True)
class Levels:
    """The scored answers, one row per person.

    `levels`, `(people, dimensions)` by `DIMENSIONS`, are 0-100, NaN without answers.
    `clear`, `(people, domains)` by `MATCHED`, marks domains with a signal. `careless` is
    true where the answers as a whole look careless.
    """

    levels: Array
    clear: Mask
    careless: Mask


@dataclass(frozen=True)
class _Form:
    """The items of one length as matrices.

    `counted`, `(items, dimensions)`, says which item counts for which dimension, and
    `picked`, `(items, domains)`, which one in the pick list for which domain. `rated`
    and `repeated` are `(items, rated dimensions)`, without the pick list; check items
    are in `repeated` only. `domains` is `(rated dimensions, domains)`, `reverse`
    `(items,)`.
    """

    counted: Array
    picked: Array
    rated: Array
    repeated: Array
    domains: Array
    reverse: Mask
    is_pick: Mask


def levels_of(bank: Bank, length: str, answers: Sheets) -> Levels:
    """Score the answers to one length of the quiz.

    A column for each tie-breaking question may follow those of the items.
    """
    asked = items(bank, length)
    sheet, ties = answers[:, : len(asked)], answers[:, len(asked) :]
    between = bank.tie_breaks[: ties.shape[1]]
    tie_items = [item for tie in between for item in (tie.left_item, tie.right_item)]
    form = _form((*asked, *tie_items))
    raw = np.hstack([sheet, ties.repeat(2, axis=1)]).astype(np.float32)
    present = (raw > 0).astype(np.float32)
    scored = np.where(form.reverse, (LOWEST + HIGHEST) * present - raw, raw)
    count, total = _sums(present, form.counted), _sums(scored, form.counted)
    levels = total / np.where(count > 0, count, np.nan)
    clear, near = _clear(form, raw, present, scored)
    end = len(asked)
    careless, close = _disagree(_form(asked), raw[:, :end], present[:, :end])
    careless |= _patterned(sheet[:, ~form.is_pick[:end]])
    for person in np.flatnonzero(near.any(axis=1) | close).tolist():
        main, last = (_answers(part[person]) for part in (sheet, ties))
        alone = profile(bank, length, with_ties(bank, length, main, last))
        clear[person] = [domain.key not in alone.unclear for domain in MATCHED]
        careless[person] = bool(alone.careless_reason)
    return Levels((levels - LOWEST) / (HIGHEST - LOWEST) * 100, clear, careless)


def _sums(answers: Singles, counted: Array) -> Array:
    """Sums of answers; these small whole numbers are exact in single precision."""
    return (answers @ counted.astype(np.float32)).astype(np.float64)


def _answers(marks: Sheets) -> list[int | None]:
    return [int(mark) or None for mark in marks]


def levels_of_interests(scores: Array) -> Levels:
    """Levels from six interest scores of another test, `(people, 6)`, R I A S E C.

    They are those of `quiz.profile_of_interests`.
    """
    low = scores.min(axis=1, keepdims=True)
    high = scores.max(axis=1, keepdims=True)
    flat = (high - low < np.abs(high) / FLAT_WITHIN) | (high == low)
    levels = np.full((len(scores), len(DIMENSIONS)), np.nan)
    spread = np.where(high == low, 1, high - low)
    interests = MATCHED.index(INTERESTS)
    levels[:, _DOMAINS[:, interests] > 0] = (scores - low) / spread * 100
    clear = np.zeros((len(scores), len(MATCHED)), dtype=bool)
    clear[:, [interests]] = ~flat
    return Levels(levels, clear, np.zeros(len(scores), dtype=bool))


@lru_cache
def _form(asked: tuple[Item, ...]) -> _Form:
    shape = (len(asked), len(DIMENSIONS))
    rated, picked, repeated = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for row, item in enumerate(asked):
        if item.dimension is None:
            continue
        column = DIMENSIONS.index(item.dimension)
        if item.pick:
            picked[row, column] = 1
            continue
        repeated[row, column] = 1
        rated[row, column] = not item.check
    reverse = np.array([item.reverse for item in asked])
    is_pick = np.array([item.pick for item in asked])
    # Most dimensions are only in the pick list: the others make small matrices.
    by_rating = repeated.any(axis=0)
    return _Form(
        rated + picked,
        picked @ _DOMAINS,
        rated[:, by_rating],
        repeated[:, by_rating],
        _DOMAINS[by_rating],
        reverse,
        is_pick,
    )


def _clear(
    form: _Form, raw: Singles, present: Singles, scored: Singles
) -> tuple[Mask, Mask]:
    """Domains with a signal, and those too close to the cut-off; `(people, domains)`."""
    count, total = _sums(present, form.rated), _sums(scored, form.rated)
    mean, there = total / np.maximum(count, 1), count > 0
    answered, answers = there @ form.domains, count @ form.domains
    dimensions = np.maximum(answered, 1)
    middle = mean @ form.domains / dimensions
    away = np.where(there, mean - middle @ form.domains.T, 0)
    between = away**2 @ form.domains / dimensions
    rated = form.rated @ form.domains
    spread_of_raw = answers * _sums(raw**2, rated) - _sums(raw, rated) ** 2
    within = spread_of_raw / np.maximum(answers, 1) ** 2
    spread = np.sqrt(np.maximum(np.minimum(between, within), 0))
    least = LEAST_SPREAD / np.sqrt(np.maximum(answers, 1) / dimensions)
    picked = _sums(present * (raw != NEUTRAL), form.picked) > 0
    enough = (answered > 0) & (answered * 2 >= _DOMAINS.sum(axis=0))
    near = enough & ~picked & (np.abs(spread - least) < CLOSE)
    return picked | (enough & (spread >= least)), near


def _disagree(form: _Form, raw: Singles, present: Singles) -> tuple[Mask, Mask]:
    """Whose answers about the same thing disagree, and who is at the cut-off.

    Computed as in `careless.agreement`, from sums over forward (`up`) and mirrored (`down`)
    items by dimension. A forward answer scores `raw - lean`, a mirrored one
    `mirror - raw`, where `lean` is the person's acquiescence in the domain.
    """
    domains = form.domains
    forward = form.repeated * ~form.reverse[:, None]
    reverse = form.repeated * form.reverse[:, None]
    ups, up = _sums(present, forward), _sums(raw, forward)
    downs, down = _sums(present, reverse), _sums(raw, reverse)
    both = (ups > 0) & (downs > 0)
    leans = up / np.maximum(ups, 1) + down / np.maximum(downs, 1)
    lean = ((leans / 2 - NEUTRAL) * both) @ domains / np.maximum(both @ domains, 1)
    mirror = LOWEST + HIGHEST + lean
    square = _sums(raw**2, form.repeated @ domains)
    square -= 2 * (lean * (up @ domains) + mirror * (down @ domains))
    square += lean**2 * (ups @ domains) + mirror**2 * (downs @ domains)
    count = ups + downs
    total = up - down + (mirror @ domains.T) * downs - (lean @ domains.T) * ups
    inside = square - (total**2 / np.maximum(count, 1)) @ domains
    answers = count @ domains
    repeated = answers - (count > 0) @ domains
    whole = square - (total @ domains) ** 2 / np.maximum(answers, 1)
    within = np.where(repeated > 0, inside, 0).sum(axis=1)
    chance = (repeated * whole / np.maximum(answers - 1, 1)).sum(axis=1)
    level = np.where(chance > CLOSE, 1 - within / np.maximum(chance, CLOSE), 1)
    repeats = repeated.sum(axis=1).astype(int)
    least = _least_agreements(raw.shape[1])[repeats]
    return level < least, np.abs(level - least) < CLOSE


@lru_cache
def _least_agreements(most: int) -> Array:
    """The cut-off by number of repeated questions; with too few, nobody is flagged."""
    return np.array(
        [
            least_agreement(repeats) if repeats >= LEAST_REPEATS else -np.inf
            for repeats in range(most + 1)
        ]
    )


def _patterned(answers: Sheets) -> Mask:
    """Which people's keys follow one of the patterns."""
    # A row for each item: sums over rows are much faster than sums over columns.
    keys = np.ascontiguousarray(answers.T)
    patterned = np.zeros(len(answers), dtype=bool)
    for period in PERIODS:
        one, other = keys[:-period], keys[period:]
        both = (one > 0) & (other > 0)
        equal = one == other
        neutral = (one == NEUTRAL) & equal
        comparable = (both & ~neutral).sum(axis=0, dtype=np.int16)
        same = (both & equal & ~neutral).sum(axis=0, dtype=np.int16)
        share = same / np.maximum(comparable, 1)
        patterned |= (comparable >= LEAST_REPEATS) & (share >= LEAST_PATTERN)
    return patterned
