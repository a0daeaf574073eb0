"""What the answers of many people add up to, all at once.

Everybody gets what `quiz.profile` gives one person: the same levels, the same unclear
domains, the same verdict on carelessness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
Mask = npt.NDArray[np.bool_]
Sheets = npt.NDArray[np.uint8]
"""Answers, one row per person and one column per item in the order asked; 0 is skipped."""

CLOSE = 1e-9
"""This close to a cut-off, rounding could decide: that person is scored alone."""

_COLUMNS = [
    np.array(
        [n for n, dimension in enumerate(DIMENSIONS) if dimension.domain == domain.key]
    )
    for domain in MATCHED
]


@dataclass(frozen=True)
class Levels:
    """What answers add up to, one row per person.

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

    `rated`, `picked` and `repeated` are `(dimensions, items)`: which item counts for
    which dimension; check items are in `repeated` only. `reverse` is `(items,)`.
    """

    rated: Array
    picked: Array
    repeated: Array
    reverse: Mask
    is_pick: Mask


def levels_of(bank: Bank, length: str, answers: Sheets) -> Levels:
    """What the answers to one length of the quiz add up to.

    A column for each tie-breaking question may follow those of the items.
    """
    asked = items(bank, length)
    sheet, ties = answers[:, : len(asked)], answers[:, len(asked) :]
    between = bank.tie_breaks[: ties.shape[1]]
    tie_items = [item for tie in between for item in (tie.left_item, tie.right_item)]
    form = _form((*asked, *tie_items))
    answers = np.hstack([sheet, ties.repeat(2, axis=1)])
    raw = answers.astype(np.float64)
    present = (answers > 0).astype(np.float64)
    scored = np.where(form.reverse, LOWEST + HIGHEST - raw, raw) * present
    counted = form.rated + form.picked
    count, total = present @ counted.T, scored @ counted.T
    levels = np.full(count.shape, np.nan)
    np.divide(total, count, out=levels, where=count > 0)
    clear, near = _clear(form, raw, present, scored)
    once, end = _form(asked), len(asked)
    careless, close = _disagree(once, raw[:, :end], present[:, :end], scored[:, :end])
    careless |= _patterned(sheet[:, ~once.is_pick])
    for person in np.flatnonzero(near.any(axis=1) | close).tolist():
        main, last = (_answers(part[person]) for part in (sheet, ties))
        alone = profile(bank, length, with_ties(bank, length, main, last))
        clear[person] = [domain.key not in alone.unclear for domain in MATCHED]
        careless[person] = bool(alone.careless_reason)
    return Levels((levels - LOWEST) / (HIGHEST - LOWEST) * 100, clear, careless)


def _answers(marks: Sheets) -> list[int | None]:
    return [int(mark) or None for mark in marks]


def levels_of_interests(scores: Array) -> Levels:
    """What six interest scores of another test add up to, `(people, 6)`, R I A S E C.

    As `quiz.profile_of_interests` has it.
    """
    low = scores.min(axis=1, keepdims=True)
    high = scores.max(axis=1, keepdims=True)
    flat = (high - low < np.abs(high) / FLAT_WITHIN) | (high == low)
    levels = np.full((len(scores), len(DIMENSIONS)), np.nan)
    spread = np.where(high == low, 1, high - low)
    levels[:, _COLUMNS[MATCHED.index(INTERESTS)]] = (scores - low) / spread * 100
    clear = np.zeros((len(scores), len(MATCHED)), dtype=bool)
    clear[:, [MATCHED.index(INTERESTS)]] = ~flat
    return Levels(levels, clear, np.zeros(len(scores), dtype=bool))


def _form(asked: Sequence[Item]) -> _Form:
    shape = (len(DIMENSIONS), len(asked))
    rated, picked, repeated = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for column, item in enumerate(asked):
        if item.dimension is None:
            continue
        row = DIMENSIONS.index(item.dimension)
        if item.pick:
            picked[row, column] = 1
            continue
        repeated[row, column] = 1
        rated[row, column] = not item.check
    reverse = np.array([item.reverse for item in asked])
    is_pick = np.array([item.pick for item in asked])
    return _Form(rated, picked, repeated, reverse, is_pick)


def _clear(form: _Form, raw: Array, present: Array, scored: Array) -> tuple[Mask, Mask]:
    """Domains with a signal, and those too close to the cut-off; `(people, domains)`."""
    clear = np.zeros((len(raw), len(MATCHED)), dtype=bool)
    near = np.zeros_like(clear)
    count, total = present @ form.rated.T, scored @ form.rated.T
    mean = total / np.maximum(count, 1)
    for number, columns in enumerate(_COLUMNS):
        here = form.rated[columns].any(axis=0)
        picks = form.picked[columns].any(axis=0)
        picked = ((raw * picks > 0) & (raw != NEUTRAL)).any(axis=1)
        there, answers = count[:, columns] > 0, count[:, columns].sum(axis=1)
        answered = there.sum(axis=1)
        some = np.maximum(answered, 1)
        middle = np.where(there, mean[:, columns], 0).sum(axis=1) / some
        away = np.where(there, mean[:, columns] - middle[:, None], 0)
        between = (away**2).sum(axis=1) / some
        totals, squares = raw @ here, raw**2 @ here
        spread_of_raw = answers * squares - totals**2
        within = spread_of_raw / np.maximum(answers, 1) ** 2
        spread = np.sqrt(np.maximum(np.minimum(between, within), 0))
        least = LEAST_SPREAD / np.sqrt(np.maximum(answers, 1) / some)
        enough = (answered > 0) & (answered * 2 >= len(columns))
        clear[:, number] = picked | (enough & (spread >= least))
        near[:, number] = enough & ~picked & (np.abs(spread - least) < CLOSE)
    return clear, near


def _disagree(
    form: _Form, raw: Array, present: Array, scored: Array
) -> tuple[Mask, Mask]:
    """Whose answers about the same thing disagree, and who is at the cut-off."""
    forward, reverse = form.repeated * ~form.reverse, form.repeated * form.reverse
    up = _mean(present @ forward.T, raw @ forward.T)
    down = _mean(present @ reverse.T, raw @ reverse.T)
    leans = (up + down) / 2 - 3
    within, chance, repeats = np.zeros((3, len(raw)))
    for columns in _COLUMNS:
        both = ~np.isnan(leans[:, columns])
        lean = np.where(both, leans[:, columns], 0).sum(axis=1)
        lean = lean / np.maximum(both.sum(axis=1), 1)
        shift = np.where(form.reverse, lean[:, None], -lean[:, None])
        values = (scored + shift) * present
        here = form.repeated[columns]
        count, total = present @ here.T, values @ here.T
        square = values**2 @ here.T
        answers = count.sum(axis=1)
        repeated = answers - (count > 0).sum(axis=1)
        inside = (square - total**2 / np.maximum(count, 1)).sum(axis=1)
        whole = square.sum(axis=1) - total.sum(axis=1) ** 2 / np.maximum(answers, 1)
        within += np.where(repeated > 0, inside, 0)
        chance += np.where(repeated > 0, repeated * whole, 0) / np.maximum(
            answers - 1, 1
        )
        repeats += repeated
    level = 1 - within / np.where(chance > CLOSE, chance, 1)
    level = np.where(chance > CLOSE, level, 1)
    least = _least_agreements(raw.shape[1])[repeats.astype(int)]
    return level < least, np.abs(level - least) < CLOSE


def _mean(count: Array, total: Array) -> Array:
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _least_agreements(most: int) -> Array:
    """The cut-off by number of repeated questions; too few allow no verdict."""
    return np.array(
        [
            least_agreement(repeats) if repeats >= LEAST_REPEATS else -np.inf
            for repeats in range(most + 1)
        ]
    )


def _patterned(answers: Sheets) -> Mask:
    """Whose keys follow one of the patterns."""
    patterned = np.zeros(len(answers), dtype=bool)
    for period in PERIODS:
        one, other = answers[:, :-period], answers[:, period:]
        neutral = (one == NEUTRAL) & (other == NEUTRAL)
        both = (one > 0) & (other > 0) & ~neutral
        comparable = both.sum(axis=1)
        same = (both & (one == other)).sum(axis=1)
        share = same / np.maximum(comparable, 1)
        patterned |= (comparable >= LEAST_REPEATS) & (share >= LEAST_PATTERN)
    return patterned
