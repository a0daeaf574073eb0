"""Results as lines of text: CSV, and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from careerfit_cli.batch.scoring import HEADS, NOTES, Scored
from careerfit_cli.matching.labels import NAMES
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.text import spreadsheet_safe

_OF_A_FIT = HEADS[2:-1]


class Lines(Protocol):
    """A form of text: what stands before all lines, and the lines of a result."""

    heading: bytes

    def __call__(self, scored: Scored) -> bytes:
        """The lines of a result, as UTF-8."""


@dataclass(frozen=True)
class _Parts:
    """All that lines are put together from but the respondent's own identifier.

    By rank, by occupation, by score and label together, and by note. Rank 0, the last
    occupation and the first score are of those who could not be ranked.
    """

    ranks: Sequence[str]
    occupations: Sequence[str]
    scores: Sequence[str]
    notes: Sequence[str]

    def joined(self, starts: Sequence[str], scored: Scored) -> bytes:
        """The lines of a result; `starts` are those of each respondent's lines."""
        ranks, occupations, scores = self.ranks, self.occupations, self.scores
        ends = [self.notes[note] for note in scored.note.tolist()]
        rows = zip(
            scored.person.tolist(),
            scored.rank.tolist(),
            scored.occupation.tolist(),
            (scored.tenths * len(NAMES) + scored.label).tolist(),
            strict=True,
        )
        lines = [
            f"{starts[who]}{ranks[rank]}{occupations[row]}{scores[score]}{ends[who]}"
            for who, rank, row, score in rows
        ]
        return "".join(lines).encode()


def _parts(
    occupations: Sequence[str], unranked: str, score: str, notes: Sequence[str]
) -> _Parts:
    """The parts; `score` has places for the score and for the label."""
    _, *every = product(range(1001), NAMES)
    return _Parts(
        ["", *map(str, range(1, len(occupations) + 1))],
        [*occupations, unranked],
        ["", *(score % (tenths / 10, label) for tenths, label in every)],
        notes,
    )


class CsvLines:
    """CSV; a text that a spreadsheet would run as a formula gets an apostrophe."""

    heading = f"{','.join(HEADS)}\n".encode()

    def __init__(self, occupations: Sequence[Entry]) -> None:
        own = [f",{_cells(own.slug, own.code, own.title)}," for own in occupations]
        notes = [f"{note}\n" for note in NOTES]
        self._parts = _parts(own, f",{',' * len(_OF_A_FIT)}", "%.1f,%s,", notes)

    def __call__(self, scored: Scored) -> bytes:
        """The lines of a result, as UTF-8."""
        starts = [f"{own if own.isalnum() else _cells(own)}," for own in scored.ids]
        return self._parts.joined(starts, scored)


class JsonLines:
    """JSON Lines: an object a line."""

    heading = b""

    def __init__(self, occupations: Sequence[Entry]) -> None:
        nothing = json.dumps(dict.fromkeys(_OF_A_FIT))[1:-1]
        self._parts = _parts(
            [f', {_members(own)}, "fit": ' for own in occupations],
            f'null, {nothing}, "note": ',
            '%.1f, "label": "%s", "note": ',
            [f'"{note}"}}\n' for note in NOTES],
        )

    def __call__(self, scored: Scored) -> bytes:
        """The lines of a result, as UTF-8."""
        starts = [f'{{"id": {json.dumps(own)}, "rank": ' for own in scored.ids]
        return self._parts.joined(starts, scored)


def _members(entry: Entry) -> str:
    own = {"slug": entry.slug, "code": entry.code, "title": entry.title}
    return json.dumps(own)[1:-1]


def _cells(*cells: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="")
    writer.writerow([spreadsheet_safe(cell) for cell in cells])
    return text.getvalue()
