"""Respondents in, their best fits out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import product
from typing import Any

import numpy as np

from careerfit_cli.batch.columns import people_of_columns
from careerfit_cli.batch.layout import layout_of
from careerfit_cli.batch.people import (
    EARLIER,
    Counts,
    Form,
    Gathering,
    People,
    RowReader,
)
from careerfit_cli.errors import BadData, Problem
from careerfit_cli.matching import WEIGHTS
from careerfit_cli.matching.batch import BatchMatcher
from careerfit_cli.matching.labels import NAMES
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry
from careerfit_cli.model.elements import INTEREST_AREAS, MATCHED
from careerfit_cli.model.profile import Bank
from careerfit_cli.quiz.batch import Levels, levels_of, levels_of_interests

HEADS = ("id", "rank", "slug", "code", "title", "fit", "label", "note")
"""The columns of a result."""

CARELESS = "careless"
"""The note on answers that look careless as a whole."""

_DOUBTS = (*(f"unclear:{domain.key}" for domain in MATCHED), CARELESS)

NOTES = tuple(
    " ".join(doubt for doubt, there in zip(_DOUBTS, own, strict=True) if there)
    for own in product((False, True), repeat=len(_DOUBTS))
)
"""Every note there can be: which domains did not count, and whether to doubt it all."""

_AREAS = MATCHED.index(INTEREST_AREAS)

_NOTE_BITS = 2 ** np.arange(len(_DOUBTS))[::-1]


@dataclass(frozen=True)
class Scored:
    """The best fits of respondents, flat: a row for each, by respondent and place.

    `person` is a place in `ids`, `occupation` a row of the catalogue, `tenths` the
    score, 0-1000, `label` a place in `match.many.NAMES`. Whoever could not be ranked has
    one row, with an `occupation` of -1. `note`, by respondent, is a place in `NOTES`.
    """

    ids: Sequence[str]
    person: Counts
    occupation: Counts
    rank: Counts
    tenths: Counts
    label: Counts
    note: Counts

    @property
    def unranked(self) -> int:
        """How many could not be ranked, or should not be."""
        return int(np.count_nonzero(self.occupation < 0))


class Scorer:
    """Scores respondents against every occupation; it can be sent to another process.

    `top`, `weights` and `only` are those of `match.rank`, `anyway` that of `match.claimed`:
    without it, nobody whose answers look careless is ranked. Raises `UsageError` as
    `match.rank` does.
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
        weighted = [key for key, weight in weights.items() if weight]
        # Careless ratings do not spoil the areas that were picked (`rank.withheld`).
        self._by_areas_alone = weighted == [INTEREST_AREAS.key]
        self._settings = (catalogue, top, dict(weights), only)
        self._many, self._top, self._anyway = (
            BatchMatcher(catalogue, weights, only),
            top,
            allow_careless,
        )

    @property
    def occupations(self) -> Sequence[Entry]:
        """The occupations, by the numbers that results use."""
        return self._settings[0].entries

    def score(self, people: People) -> Scored:
        """The best fits of respondents, in their order."""
        found = self._levels(people)
        best = self._many.best(found.levels, found.clear, self._top)
        doubts = np.column_stack([~best.counted, found.careless])
        columns = np.stack(
            [best.person, best.occupation, best.rank, best.tenths, best.label]
        )
        if not self._anyway:
            by_picks = self._by_areas_alone & best.counted[:, _AREAS]
            withheld = found.careless & ~by_picks
            columns = columns[:, ~withheld[best.person]]
        unranked = np.setdiff1d(np.arange(len(people.ids)), columns[0])
        if len(unranked):
            none = np.zeros((5, len(unranked)), dtype=np.int64)
            none[0], none[1] = unranked, -1
            columns = np.concatenate([columns, none], axis=1)
            columns = columns[:, np.argsort(columns[0], kind="stable")]
        person, occupation, rank, tenths, label = columns
        note = doubts @ _NOTE_BITS
        return Scored(people.ids, person, occupation, rank, tenths, label, note)

    def table(
        self,
        columns: Mapping[str, Any],
        length: str | None = None,
        on_bad: Callable[[Problem], None] | None = None,
    ) -> dict[str, list[Any]]:
        """The best fits of respondents in columns, as columns by `HEADS`.

        `columns`, by name, are those of a file: a pandas frame will do. Rows that cannot
        be read are told to `on_bad`; without it the first one raises `BadData`. `length`
        and what else is raised are those of `layout_of`.
        """
        reader = RowReader(
            layout_of(tuple(columns), self.bank, "table", length), self.bank
        )
        people = people_of_columns(columns, Gathering(reader, "table", 0))
        if people.problems and on_bad is None:
            raise BadData(people.problems[:1])
        for problem in people.problems:
            if on_bad is not None:
                on_bad(problem)
        return columns_of(self.score(people), self.occupations)

    def _levels(self, people: People) -> Levels:
        count = len(people.ids)
        found = Levels(
            np.full((count, len(DIMENSIONS)), np.nan),
            np.zeros((count, len(MATCHED)), dtype=bool),
            np.zeros(count, dtype=bool),
        )
        for form in people.forms:
            own = self._levels_of(form)
            found.levels[form.people] = own.levels
            found.clear[form.people] = own.clear
            found.careless[form.people] = own.careless
        return found

    def _levels_of(self, form: Form) -> Levels:
        if not form.length:
            return levels_of_interests(form.marks)
        earlier = self.bank.earlier
        if earlier is not None and form.length.startswith(EARLIER):
            return levels_of(earlier, form.length.removeprefix(EARLIER), form.marks)
        return levels_of(self.bank, form.length, form.marks)

    def __reduce__(self) -> tuple[Any, ...]:
        # What the scorer was made from: read-only mappings cannot be sent as they are.
        given = {own.name: getattr(self.bank, own.name) for own in fields(self.bank)}
        plain: dict[str, Any] = {
            name: dict(own) for name, own in given.items() if isinstance(own, Mapping)
        }
        bank = replace(self.bank, **plain)
        made = partial(Scorer, allow_careless=self._anyway)
        return made, (bank, *self._settings)


def columns_of(scored: Scored, occupations: Sequence[Entry]) -> dict[str, list[Any]]:
    """A result as columns, by `HEADS`; `None` where there is no rank."""
    found = scored.occupation.tolist()
    ranked = [row >= 0 for row in found]

    def where(values: Sequence[Any]) -> list[Any]:
        return [
            own if there else None for own, there in zip(values, ranked, strict=True)
        ]

    return {
        "id": [scored.ids[person] for person in scored.person.tolist()],
        "rank": where(scored.rank.tolist()),
        "slug": where([occupations[row].slug for row in found]),
        "code": where([occupations[row].code for row in found]),
        "title": where([occupations[row].title for row in found]),
        "fit": where([tenths / 10 for tenths in scored.tenths.tolist()]),
        "label": where([NAMES[label] for label in scored.label.tolist()]),
        "note": [NOTES[note] for note in scored.note[scored.person].tolist()],
    }
