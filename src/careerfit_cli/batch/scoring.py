"""Respondents in, their best fits out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress, product
from typing import Any

import numpy as np
import numpy.typing as npt

from careerfit_cli.batch.respondents import Block, Form, Respondents
from careerfit_cli.errors import BadData, Problem
from careerfit_cli.matching import WEIGHTS
from careerfit_cli.matching.batch import BatchMatcher, BestMatches
from careerfit_cli.matching.labels import NAMES
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Bank
from careerfit_cli.quiz.batch import Levels, levels_of, levels_of_interests
from careerfit_cli.tables import EARLIER, ColumnTable

Counts = npt.NDArray[np.int64]

HEADS = ("id", "rank", "slug", "code", "title", "fit", "label", "note")
"""The columns of a result."""

CARELESS = "careless"
"""The note on answers that look careless as a whole."""

_REMARKS = (*(f"unclear:{domain.key}" for domain in MATCHED), CARELESS)

NOTES = tuple(
    " ".join(compress(_REMARKS, chosen))
    for chosen in product((False, True), repeat=len(_REMARKS))
)
"""Every possible note: which domains did not count, and whether answers look careless."""

_NOTE_BITS = 2 ** np.arange(len(_REMARKS))[::-1]


@dataclass(frozen=True)
class Scored:
    """The best fits of respondents.

    A person in `best` is a place in `ids`. `note`, by respondent, is a place in `NOTES`.
    """

    ids: Sequence[str]
    best: BestMatches
    note: Counts

    @property
    def unranked(self) -> int:
        """How many respondents are not ranked."""
        return int(np.count_nonzero(self.best.occupation < 0))


class Scorer:
    """Scores respondents against every occupation; it can be sent to another process.

    `top`, `weights` and `only` are those of `matching.rank`. Unless `allow_careless`,
    nobody whose answers look careless is ranked. Raises `UsageError` as `rank` does.
    """

    def __init__(
        self,
        bank: Bank,
        catalogue: Catalogue,
        top: int | None = 10,
        weights: Mapping[str, float] = WEIGHTS,
        only: Collection[str] | None = None,
        *,
        allow_careless: bool = False,
    ) -> None:
        self.bank = bank
        self._settings = (catalogue, top, dict(weights), only)
        self._matcher, self._top = BatchMatcher(catalogue, weights, only), top
        self._allow_careless = allow_careless

    @property
    def occupations(self) -> Sequence[Entry]:
        """The occupations, by the numbers that results use."""
        return self._settings[0].entries

    def score(self, block: Block) -> Scored:
        """The best fits of respondents, in their order."""
        answers = self._levels(block)
        careless = answers.careless & (not self._allow_careless)
        best = self._matcher.best(answers.levels, answers.clear, careless, self._top)
        note = np.column_stack([~best.counted, answers.careless]) @ _NOTE_BITS
        return Scored(block.ids, best, note)

    def table(
        self,
        columns: Mapping[str, Any],
        length: str | None = None,
        on_bad: Callable[[Problem], None] | None = None,
    ) -> dict[str, list[Any]]:
        """The best fits of respondents in columns, as columns by `HEADS`.

        `columns`, by name, are those of a file: a pandas frame will do. `on_bad` is
        called for each row that cannot be read; without it the first one raises
        `BadData`. `length` and other errors are those of `layout_of`.
        """
        result: dict[str, list[Any]] = {head: [] for head in HEADS}
        for block in Respondents(ColumnTable(columns), self.bank, length):
            if block.problems and on_bad is None:
                raise BadData(block.problems[:1])
            for problem in block.problems:
                if on_bad is not None:
                    on_bad(problem)
            scored = columns_of(self.score(block), self.occupations)
            for head, values in scored.items():
                result[head] += values
        return result

    def _levels(self, block: Block) -> Levels:
        count = len(block.ids)
        if len(block.forms) == 1:
            return self._levels_of(block.forms[0])
        every = Levels(
            np.full((count, len(DIMENSIONS)), np.nan),
            np.zeros((count, len(MATCHED)), dtype=bool),
            np.zeros(count, dtype=bool),
        )
        for form in block.forms:
            levels = self._levels_of(form)
            every.levels[form.people] = levels.levels
            every.clear[form.people] = levels.clear
            every.careless[form.people] = levels.careless
        return every

    def _levels_of(self, form: Form) -> Levels:
        if not form.length:
            return levels_of_interests(form.marks)
        earlier = self.bank.earlier
        if earlier is not None and form.length.startswith(EARLIER):
            return levels_of(earlier, form.length.removeprefix(EARLIER), form.marks)
        return levels_of(self.bank, form.length, form.marks)

    def __reduce__(self) -> tuple[Any, ...]:
        make = partial(Scorer, allow_careless=self._allow_careless)
        return make, (self.bank, *self._settings)


def columns_of(scored: Scored, occupations: Sequence[Entry]) -> dict[str, list[Any]]:
    """A result as columns, by `HEADS`; `None` where there is no rank."""
    best = scored.best
    rows = best.occupation.tolist()

    def ranked(values: Iterable[Any]) -> list[Any]:
        pairs = zip(values, rows, strict=True)
        return [None if row < 0 else value for value, row in pairs]

    return {
        "id": [scored.ids[person] for person in best.person.tolist()],
        "rank": ranked(best.rank.tolist()),
        "slug": ranked(occupations[row].slug for row in rows),
        "code": ranked(occupations[row].code for row in rows),
        "title": ranked(occupations[row].title for row in rows),
        "fit": ranked(tenths / 10 for tenths in best.tenths.tolist()),
        "label": ranked(NAMES[label] for label in best.label.tolist()),
        "note": [NOTES[note] for note in scored.note[best.person].tolist()],
    }
