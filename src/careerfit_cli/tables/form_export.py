"""The export of a form: a small table of answers, with check boxes for areas of work.

Headings and cells mean what they mean in every table of respondents (`headings`,
`cells`). A form adds two things: one question with a check box for each area, and answer
strings pasted under any heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from careerfit_cli.model.profile import LIKED, LOWEST, NEUTRAL, PICK_LIST, Bank
from careerfit_cli.model.text import quoted
from careerfit_cli.tables.answers import Answers, RowReader
from careerfit_cli.tables.cells import BadRow, plain, trimmed
from careerfit_cli.tables.csv_table import windows_text
from careerfit_cli.tables.encoding import fault
from careerfit_cli.tables.headings import ANSWERS, id_column, meant
from careerfit_cli.tables.layout import Kind, Layout, Row, Table, layout_of

MOST_ROWS = 1000
"""Rows that are read: more are for `careerfit score`."""

AGREEMENT = {
    "strongly disagree": 1, "disagree": 2, "somewhat disagree": 2,
    "neutral": 3, "unsure": 3, "not sure": 3, "undecided": 3,
    "neither agree nor disagree": 3, "neither": 3,
    "somewhat agree": 4, "agree": 4, "strongly agree": 5,
}  # fmt: skip
"""Answers on the scale that most forms offer, besides the labels of the quiz."""

_WORDS = re.compile(r"[^\W_]+")
_ANSWER_STRING = re.compile(r"\W*v\d+\.[a-z]+\.[0-9-]", re.IGNORECASE)


class FormExport:
    """The rows of a small table, read as answers to the quiz.

    `id_name` is the heading of the column that names the person, `lowest` the lowest
    number of the scale that answers are on. `names` are the headings without empty ones
    at the end, `rows` the rows that are not empty. Raises `BadData` where there are more
    than `MOST_ROWS` or the headings do not say what the columns hold, and `UsageError`
    where there is no column `id_name`, or where one must be chosen from several.
    """

    def __init__(
        self,
        table: Table,
        bank: Bank,
        id_name: str | None = None,
        lowest: int = LOWEST,
    ) -> None:
        self.file, self._line = table.file, table.line
        self.names = trimmed([windows_text(name).strip() for name in table.names], 0)
        filled = (
            (line, cells)
            if isinstance(cells, BadRow)
            else (
                line,
                trimmed([windows_text(cell) for cell in cells], len(self.names)),
            )
            for line, cells in table.rows(range(len(self.names)))
            if isinstance(cells, BadRow) or "".join(cells).strip()
        )
        self.rows: Sequence[Row] = list(islice(filled, MOST_ROWS + 1))
        if len(self.rows) > MOST_ROWS:
            what = f"has more than {MOST_ROWS:,} rows"
            raise fault(self.file, 0, what, "use `careerfit score`")
        self._areas = [item for item in bank.items.values() if item.pick]
        self._boxes = _column_of_boxes(self.names, bank)
        names = [
            ANSWERS if _holds_answer_strings(self.rows, column) else name
            for column, name in enumerate(self.names)
        ]
        self._check_twice(names, bank)
        person = id_column(names, id_name, first_counts=False)
        added = [] if self._boxes is None else [item.id for item in self._areas]
        id_name = "" if person is None else names[person]
        self.layout: Layout = layout_of(
            [*names, *added], bank, self.file, id_name=id_name, line=self._line
        )
        self._reader = RowReader(self.layout, bank, lowest, AGREEMENT)

    def _check_twice(self, names: Sequence[str], bank: Bank) -> None:
        """Raise `BadData` where two headings mean the same question."""
        asked = {name.casefold() for name in bank.items}
        meanings = meant(names, bank)
        for at, meaning in enumerate(meanings):
            first = meanings.index(meaning)
            if first < at and meaning in asked:
                both = f"{quoted(names[first])} and {quoted(names[at])}"
                what = f"has two columns for {meaning.upper()}: {both}"
                hint = "remove one of them"
                raise fault(self.file, self._line, what, hint)

    @property
    def has_id(self) -> bool:
        """Whether a column names the person; otherwise rows are numbered."""
        return self.layout.id is not None

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings that are not read."""
        used = {*self.layout.columns, self.layout.id, self._boxes}
        return tuple(name for at, name in enumerate(self.names) if at not in used)

    def read(self, cells: Sequence[str] | BadRow) -> Answers | None:
        """One respondent; raises `BadRow` with the heading of the column at fault."""
        if isinstance(cells, BadRow):
            raise cells
        if len(cells) != len(self.names):
            count = len(self.names)
            raise BadRow("", f"has {len(cells)} cells, and there are {count} columns")
        return self._reader.read([*cells, *self._checked(cells)])

    def answer_string(self, cells: Sequence[str] | BadRow) -> str:
        """The answer string of a row; empty where the table has other columns."""
        if isinstance(cells, BadRow) or self.layout.kind is not Kind.ANSWERS:
            return ""
        return cells[self.layout.columns[0]].strip()

    def _checked(self, cells: Sequence[str]) -> Sequence[str]:
        """An answer to each area, from its check box."""
        if self._boxes is None:
            return []
        left = f" {_words(cells[self._boxes])} "
        marks = {item.id: NEUTRAL for item in self._areas}
        for item in sorted(self._areas, key=lambda item: -len(item.statement)):
            words = f" {_words(item.statement)} "
            if words in left:
                marks[item.id] = LIKED
                left = left.replace(words, " | ", 1)
        if rest := left.replace("|", "").strip():
            name = self.names[self._boxes]
            raise BadRow(name, f"has {quoted(rest)}, which is not an area of work")
        return [str(marks[item.id]) for item in self._areas]


def _words(text: str) -> str:
    """A text as its words in small letters, for comparison."""
    return " ".join(_WORDS.findall(text.replace("'", "").casefold()))


def _column_of_boxes(names: Sequence[str], bank: Bank) -> int | None:
    """The column of a question with a check box for each area; `None` without one."""
    question = plain(bank.parts[PICK_LIST].prompt).partition("?")[0]
    places = (
        at
        for at, name in enumerate(map(plain, names))
        if name == "areas of work" or (question in name and "[" not in name)
    )
    return next(places, None)


def _holds_answer_strings(rows: Sequence[Row], column: int) -> bool:
    """Whether most cells of a column look like answer strings."""
    readable = [row for _, row in rows if not isinstance(row, BadRow)]
    cells = [row[column] for row in readable if column < len(row)]
    filled = [cell for cell in cells if cell.strip()]
    return sum(map(bool, map(_ANSWER_STRING.match, filled))) * 2 > len(filled)
