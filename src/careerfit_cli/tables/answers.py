"""A row of a table as the answers of a respondent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from careerfit_cli.errors import UsageError
from careerfit_cli.model.profile import LOWEST, Bank
from careerfit_cli.quiz.answers import answers_in, parted, questions, replay, version_of
from careerfit_cli.tables import cells as written
from careerfit_cli.tables.cells import BadRow, quoted
from careerfit_cli.tables.layout import Kind, Layout

Answers = tuple[str, str, bytes | tuple[float, ...]]
"""What a row says: identifier, length and marks.

The identifier is empty where rows are numbered. Marks are answers to the items of the
length in the order asked, and of answer strings to the tie-breaking questions after
them, 1-5, 0 is skipped; where the length is empty, six interest scores.
"""

EARLIER = "v1."
"""What the length of an answer string of version 1 begins with."""

_AS_BYTES = bytes.maketrans(b"-12345", bytes(range(6)))

_LINE_END = ord("\n")
_NO_MARK = 255


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

    def read(self, cells: Sequence[str]) -> Answers | None:
        """One respondent, or `None` for a row of empty cells; raises `BadRow`."""
        if len(cells) != len(self.layout.names):
            if not "".join(cells).strip():
                return None
            what = f"has {_columns(len(cells))}, and the heading has"
            raise BadRow("", f"{what} {len(self.layout.names)}")
        read = [cells[column] for column in self.layout.columns]
        if not read[0].strip() and not "".join(cells).strip():
            return None
        respondent = self._id("" if self.layout.id is None else cells[self.layout.id])
        if self.layout.kind is Kind.ITEMS:
            return respondent, self.layout.length, self._items(read)
        if self.layout.kind is Kind.INTERESTS:
            return respondent, "", written.scores(read, self._read_names)
        return respondent, *self._string(read[0])

    def read_simple(
        self, records: Sequence[str | list[str] | BadRow], delimiter: str
    ) -> dict[int, Answers]:
        """The respondents whose answers are one character each, by place in `records`.

        All are read at once; records that are left out need `read`.
        """
        if self.layout.kind is not Kind.ITEMS:
            return {}
        width = len(self.layout.names)
        lines = [
            record if isinstance(record, str) else _line(record, width, delimiter)
            for record in records
        ]
        text = "\n".join([*lines, ""])
        # One byte per character; characters that are not ASCII are never answers.
        characters = np.frombuffer(text.encode("ascii", "replace"), dtype=np.uint8)
        ends = np.flatnonzero(
            (characters == ord(delimiter)) | (characters == _LINE_END)
        )
        begins = np.concatenate([[0], ends[:-1] + 1])
        table = self._single.copy()
        table[[ord(delimiter), _LINE_END]] = 0  # An empty cell begins with its end.
        marks = table[characters.take(begins)]
        marks[ends - begins > 1] = _NO_MARK
        last = np.flatnonzero(characters[ends] == _LINE_END)
        whole = np.flatnonzero(np.diff(last, prepend=-1) == width)
        first = last[whole] - width + 1
        sheets = marks[first[:, None] + self.layout.columns]
        good = (sheets != _NO_MARK).all(axis=1) & sheets.any(axis=1)
        cells = first[good] + (self.layout.id or 0)
        read = {}
        rows = (whole[good], begins[cells], ends[cells])
        for sheet, place, begin, end in zip(
            sheets[good], *(row.tolist() for row in rows), strict=True
        ):
            try:
                identifier = self._id(text[begin:end])
            except BadRow:
                continue
            read[place] = identifier, self.layout.length, sheet.tobytes()
        return read

    def _id(self, cell: str) -> str:
        if self.layout.id is None:
            return ""
        identifier, name = cell.strip(), self.layout.names[self.layout.id]
        if not identifier:
            raise BadRow(name, "is empty", "every respondent needs one")
        if len(identifier) > written.LONGEST:
            what = f"is longer than {written.LONGEST} characters"
            raise BadRow(name, what, "choose a shorter one, or another column: --id")
        try:
            identifier.encode()
        except UnicodeEncodeError:
            raise BadRow(name, "is not UTF-8 text", "save the file as UTF-8") from None
        return identifier

    def _items(self, cells: Sequence[str]) -> bytes:
        try:
            return bytes(map(self._usual, cells))
        except KeyError:
            rows = zip(cells, self._read_names, self._labels, strict=True)
            return bytes(written.mark(*row, self.lowest, self.words) for row in rows)

    @cached_property
    def _usual(self) -> Callable[[str], int]:
        """Answers as they are usually written, and as numbers; 0 is skipped."""
        return written.marks_of(self.lowest).__getitem__

    @cached_property
    def _single(self) -> npt.NDArray[np.uint8]:
        """Answers of one character, by character."""
        marks = np.full(128, _NO_MARK, dtype=np.uint8)
        for text, mark in written.marks_of(self.lowest).items():
            if len(text) == 1:
                marks[ord(text)] = mark
        return marks

    @cached_property
    def _read_names(self) -> Sequence[str]:
        return [self.layout.names[at].strip() for at in self.layout.columns]

    @cached_property
    def _labels(self) -> Sequence[Sequence[str]]:
        """What the answers to each item are called."""
        asked = questions(self.bank, self.layout.length)
        return [question.labels for question in asked]

    def _string(self, cell: str) -> tuple[str, bytes]:
        text = cell.strip()
        for length, (prefix, size) in self._prefixes.items():
            marks = text.removeprefix(prefix)
            if len(marks) == size < len(text) and not marks.strip("-12345"):
                return length, marks.encode().translate(_AS_BYTES) + self._no_ties
        name = self.layout.names[self.layout.columns[0]]
        if not text:
            raise BadRow(name, "is empty")
        try:
            return self._any_string(text)
        except UsageError as error:
            raise BadRow(name, f"{quoted(text)}: {error.text}", error.hint) from None

    def _any_string(self, text: str) -> tuple[str, bytes]:
        earlier = self.bank.earlier
        if earlier is not None and version_of(text) == earlier.version:
            length, answers = answers_in(earlier, text)
            counted = answers[: len(earlier.lengths[length])]
            return f"{EARLIER}{length}", bytes(answer or 0 for answer in counted)
        length, answers = answers_in(self.bank, self._named(text))
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


def _line(cells: Sequence[str] | BadRow, width: int, delimiter: str) -> str:
    """Cells as a line, or an empty one if `read_simple` would not split it into them."""
    if isinstance(cells, BadRow) or len(cells) != width:
        return ""
    line = delimiter.join(cells)
    return "" if "\n" in line else line


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"
