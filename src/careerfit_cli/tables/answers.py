"""A row of a table as the answers of a respondent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter

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
        read = self._cells_read(cells)
        if not read[0].strip() and not "".join(cells).strip():
            return None
        respondent = self._id(cells)
        if self.layout.kind is Kind.ITEMS:
            return respondent, self.layout.length, self._items(read)
        if self.layout.kind is Kind.INTERESTS:
            return respondent, "", written.scores(read, self._read_names)
        return respondent, *self._string(read[0])

    @cached_property
    def _cells_read(self) -> Callable[[Sequence[str]], Sequence[str]]:
        """Takes the cells of the columns read out of a row."""
        first, count = self.layout.columns[0], len(self.layout.columns)
        if self.layout.columns == tuple(range(first, first + count)):
            return itemgetter(slice(first, first + count))
        return itemgetter(*self.layout.columns)

    def _id(self, cells: Sequence[str]) -> str:
        if self.layout.id is None:
            return ""
        identifier = cells[self.layout.id].strip()
        name = self.layout.names[self.layout.id]
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
        # With a comma in every second place, and nowhere else, each cell has one
        # character, and all are read at once.
        text = f",{','.join(cells)},".replace(",,", ",-,").replace(",,", ",-,")
        marks, (characters, table) = text[1::2], self._single
        if text[::2] == "," * (len(cells) + 1) and not marks.strip(characters):
            return marks.encode().translate(table)
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
    def _single(self) -> tuple[str, bytes]:
        """The answers that are one character, and a table from those to numbers."""
        marks = written.marks_of(self.lowest).items()
        single = {text: mark for text, mark in marks if len(text) == 1}
        characters = "".join(single)
        return characters, bytes.maketrans(characters.encode(), bytes(single.values()))

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


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"
