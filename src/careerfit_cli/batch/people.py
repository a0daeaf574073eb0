"""Respondents as they were read: who they are, and what they answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from careerfit_cli.batch import cells as written
from careerfit_cli.batch.cells import BadRow, OtherScale, quoted
from careerfit_cli.batch.layout import Kind, Layout
from careerfit_cli.errors import BadData, Problem, UsageError
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.profile import LOWEST, Bank
from careerfit_cli.quiz.answers import answers_in, parted, questions, replay, version_of

Counts = npt.NDArray[np.int64]

MOST_COMPARED = 200_000
"""Respondents whose identifiers are held to tell a second row of one of them."""


@dataclass(frozen=True)
class Form:
    """Those of the respondents who answered alike.

    `people` are their places among all. `marks` are answers to the items of `length` in
    the order asked, and of answer strings to the tie-breaking questions after them,
    uint8, 0 is skipped; where `length` is empty, six interest scores.
    """

    people: Counts
    length: str
    marks: npt.NDArray[Any]


@dataclass(frozen=True)
class People:
    """Respondents in their order, by form, and the rows that could not be read."""

    ids: Sequence[str]
    forms: Sequence[Form]
    problems: Sequence[Problem] = ()


Row = tuple[str, str, bytes | tuple[float, ...]]
"""Identifier, length and marks; the identifier is empty where rows are numbered."""


@dataclass(frozen=True)
class RowReader:
    """Reads rows of text cells as their columns say.

    `lowest` is the lowest number of the scale that answers are on; `words` mean answers
    beside the labels of the quiz.
    """

    layout: Layout
    bank: Bank
    lowest: int = LOWEST
    words: Mapping[str, int] = field(default_factory=dict)

    def read(self, cells: Sequence[str]) -> Row | None:
        """One respondent, or `None` for a row of empty cells; raises `BadRow`."""
        if len(cells) != len(self.layout.names):
            if not "".join(cells).strip():
                return None
            what = f"has {_columns(len(cells))}, and the heading has"
            raise BadRow("", f"{what} {len(self.layout.names)}")
        own = self._own(cells)
        if not "".join(own).strip() and not "".join(cells).strip():
            return None
        respondent = self._id(cells)
        if self.layout.kind is Kind.ITEMS:
            return respondent, self.layout.length, self._items(own)
        if self.layout.kind is Kind.INTERESTS:
            return respondent, "", written.scores(own, self._read_names)
        return respondent, *self._string(own[0])

    @cached_property
    def _own(self) -> Callable[[Sequence[str]], Sequence[str]]:
        """Takes the cells of the columns read out of a row."""
        first, *others = self.layout.columns
        own = itemgetter(first, *others)
        return own if others else lambda cells: (cells[first],)

    def _id(self, cells: Sequence[str]) -> str:
        if self.layout.id is None:
            return ""
        own = cells[self.layout.id].strip()
        name = self.layout.names[self.layout.id]
        if not own:
            raise BadRow(name, "is empty", "every respondent needs one")
        if len(own) > written.LONGEST:
            what = f"is longer than {written.LONGEST} characters"
            raise BadRow(name, what, "choose a shorter one, or another column: --id")
        try:
            own.encode()
        except UnicodeEncodeError:
            raise BadRow(name, "is not UTF-8 text", "save the file as UTF-8") from None
        return own

    def _items(self, cells: Sequence[str]) -> bytes:
        try:
            return bytes(map(self.marks.__getitem__, cells))
        except KeyError:
            rows = zip(cells, self._read_names, self._labels, strict=True)
            return bytes(written.mark(*own, self.lowest, self.words) for own in rows)

    @cached_property
    def marks(self) -> Mapping[str, int]:
        """Answers as they are usually written, and as numbers; 0 is skipped."""
        return written.marks_of(self.lowest)

    @cached_property
    def _read_names(self) -> Sequence[str]:
        return [self.layout.names[at].strip() for at in self.layout.columns]

    @cached_property
    def _labels(self) -> Sequence[Sequence[str]]:
        """What the answers to each item are called."""
        return [own.labels for own in questions(self.bank, self.layout.length)]

    def _string(self, cell: str) -> tuple[str, bytes]:
        text = cell.strip()
        for length, (prefix, size) in self._prefixes.items():
            marks = text.removeprefix(prefix)
            if len(marks) == size and len(marks) < len(text) and _are_marks(marks):
                return length, marks.encode().translate(_AS_BYTES) + self._no_ties
        earlier = self.bank.earlier
        if earlier is not None and version_of(text) == earlier.version:
            length, answers = answers_in(earlier, text)
            counted = answers[: len(earlier.lengths[length])]
            return f"{EARLIER}{length}", bytes(answer or 0 for answer in counted)
        name = self.layout.names[self.layout.columns[0]]
        if not text:
            raise BadRow(name, "is empty")
        try:
            length, answers = answers_in(self.bank, self._named(text))
        except UsageError as error:
            raise BadRow(name, f"{quoted(text)}: {error.text}", error.hint) from None
        # The answers to the optional questions are not scored.
        main, _, ties = parted(self.bank, length, answers)
        sheet = bytes(answer or 0 for answer in (*main, *ties))
        return length, sheet if ties else sheet + self._no_ties

    @cached_property
    def _no_ties(self) -> bytes:
        return bytes(len(self.bank.tie_breaks))

    @cached_property
    def _prefixes(self) -> dict[str, tuple[str, int]]:
        return {
            length: (replay(self.bank, length, ()), len(items))
            for length, items in self.bank.lengths.items()
        }

    def _named(self, text: str) -> str:
        """An answer string that names its length, as bare ones do not."""
        bare = not re.search("[a-z]", text, re.IGNORECASE)
        return self._prefixes[self.layout.length][0] + text if bare else text


EARLIER = "v1."
"""What the length of an answer string of version 1 begins with."""

_AS_BYTES = bytes.maketrans(b"-12345", bytes(range(6)))


def _line_of(problem: Problem) -> int:
    return problem.line


def _are_marks(text: str) -> bool:
    return not text.strip("-12345")


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"


@dataclass
class Sheet:
    """Rows read all at once, of which `odd` ones are still to be read as text.

    `marks` is `(rows, columns read)`, as in `Form`; `ids` are empty where rows are
    numbered.
    """

    ids: list[str]
    marks: npt.NDArray[Any]
    odd: npt.NDArray[np.bool_]

    def put(self, place: int, row: Row) -> None:
        """Put in what an odd row really says."""
        self.ids[place], _, marks = row
        self.marks[place] = list(marks)


@dataclass
class Gathering:
    """Respondents being gathered, row by row.

    `number` counts the rows of `file` so far, those that could not be read included,
    and empty ones not. `seen` has the line of each identifier of `file` so far.
    """

    reader: RowReader
    file: str
    number: int
    seen: dict[str, int] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    rows: dict[str, list[tuple[int, bytes | tuple[float, ...]]]] = field(
        default_factory=dict
    )
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, cells: Sequence[str]) -> None:
        """Take in the row of a line, or the problem with it."""
        try:
            row = self.reader.read(cells)
            if row is not None:
                self._check_twice(row[0], line)
        except BadRow as bad:
            self.refuse(line, bad)
            return
        if row is not None:
            self.number += 1
            own, length, marks = row
            self.rows.setdefault(length, []).append((len(self.ids), marks))
            self.ids.append(own or str(self.number))

    def refuse(self, line: int, bad: BadRow) -> None:
        """Count a row that cannot be read; raises `BadData` for one on another scale."""
        self.number += 1
        problem = Problem(self.file, line, bad.column, bad.what, bad.hint)
        if isinstance(bad, OtherScale):
            raise BadData([problem])
        self.problems.append(problem)

    def _check_twice(self, own: str, line: int) -> None:
        """Raise `BadRow` where an earlier line is of the same respondent."""
        if not own or self.reader.layout.id is None:
            return
        first = self.seen.get(own)
        if first is not None:
            name = self.reader.layout.names[self.reader.layout.id].strip()
            what = f"is {quoted(own)}, as on line {first}, which is used"
            raise BadRow(name, what, "give each respondent one row")
        if len(self.seen) < MOST_COMPARED:
            self.seen[own] = line

    def add_sheet(
        self, sheet: Sheet, line: int, cells_of: Callable[[int], Sequence[str]]
    ) -> People:
        """Everybody on a sheet, of which the first row is that of a line.

        `cells_of` gives the text of a row of the sheet.
        """
        before, kept = self.number, np.ones(len(sheet.ids), dtype=bool)
        counts = kept.copy()
        for place in np.flatnonzero(sheet.odd).tolist():
            try:
                row = self.reader.read(cells_of(place))
            except BadRow as bad:
                self.refuse(line + place, bad)
                kept[place] = False
                continue
            if row is None:
                kept[place] = counts[place] = False
            else:
                sheet.put(place, row)
        for place in np.flatnonzero(kept).tolist():
            try:
                self._check_twice(sheet.ids[place], line + place)
            except BadRow as bad:
                self.refuse(line + place, bad)
                kept[place] = False
        self.number = before + int(np.count_nonzero(counts))
        if self.reader.layout.id is None:
            ids = [
                str(number) for number in (before + np.cumsum(counts))[kept].tolist()
            ]
        else:
            ids = list(compress(sheet.ids, kept.tolist()))
        length = self.reader.layout.length
        form = Form(np.arange(len(ids)), length, sheet.marks[kept])
        return People(ids, [form], sorted(self.problems, key=_line_of))

    def people(self) -> People:
        """Everybody gathered."""
        forms = [self._form(length, rows) for length, rows in self.rows.items()]
        return People(self.ids, forms, self.problems)

    def _form(
        self, length: str, rows: list[tuple[int, bytes | tuple[float, ...]]]
    ) -> Form:
        people = np.array([place for place, _ in rows])
        marks = [own for _, own in rows]
        if not length:
            scores = np.array(marks, dtype=np.float64)
            return Form(people, length, scores.reshape(-1, len(INTERESTS.names)))
        joined = b"".join(own for own in marks if isinstance(own, bytes))
        return Form(
            people,
            length,
            np.frombuffer(joined, dtype=np.uint8).reshape(len(people), -1),
        )
