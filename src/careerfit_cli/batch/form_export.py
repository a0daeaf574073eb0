"""The export of a form: questions as headings, and words or numbers as answers.

It is translated into the columns that `layout_of` knows and read by the same `RowReader`
as every other table of respondents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from careerfit_cli.batch.anytable import Table
from careerfit_cli.batch.cells import BadRow
from careerfit_cli.batch.headings import ANSWERS, ID_NAMES
from careerfit_cli.batch.layout import Kind, Layout, layout_of
from careerfit_cli.batch.people import Row, RowReader
from careerfit_cli.errors import BadData, Problem, UsageError
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.profile import LIKED, NEUTRAL, PICK_LIST, Bank, Item
from careerfit_cli.model.text import printable, quoted

ID_HEADINGS = (
    *ID_NAMES,
    "code", "student code", "student id", "your code", "slip code", "student",
    "respondent id", "respondent code", "participant", "participant id",
    "participant code",
)  # fmt: skip
"""Headings that name the person, in plain small letters; the first one there counts."""

AGREEMENT = {
    "strongly disagree": 1, "disagree": 2, "somewhat disagree": 2,
    "neutral": 3, "unsure": 3, "not sure": 3, "undecided": 3,
    "neither agree nor disagree": 3, "neither": 3,
    "somewhat agree": 4, "agree": 4, "strongly agree": 5,
}  # fmt: skip
"""Answers of the scale that most forms offer, beside the labels of the quiz."""

_PICKS = "*areas*"
"""The column of a question with check boxes for the areas of work."""

_FEWEST_WORDS = 3
"""Words of a statement that may be found inside a longer heading."""

_ID_FIRST = re.compile(r"^\W*([a-z]\d{1,2})(?=$|[^a-z0-9])", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]\W*$")
_NUMBER = re.compile(r"\(?([0-9])(?:[.,]0+)?\)?")
_NUMBER_AND_WORDS = re.compile(r"([0-9])\s*[-\u2013\u2014.:=)]\s*\S.*|.*\(([0-9])\)")
_ANSWER_STRING = re.compile(r"\W*v\d+\.[a-z]+\.[0-9-]", re.IGNORECASE)


def plain(text: str) -> str:
    """A text as its words in small letters, for comparison."""
    return " ".join(re.findall(r"[^\W_]+", text.replace("'", "").casefold()))


class FormExport:
    """The rows of a table, read as answers to the quiz.

    `id_column` is the heading of the column that names the person. Raises `BadData`
    where the headings do not say what the columns hold or the scale begins at 0, and
    `UsageError` for an `id_column` that is not there, or to ask for one.
    """

    def __init__(
        self, table: Table, file: str, bank: Bank, id_column: str | None = None
    ) -> None:
        self.table, self.file, self._bank = table, file, bank
        meanings = [self._meaning(n, name) for n, name in enumerate(table.names)]
        self._check_twice(meanings)
        own = _id_column(table, meanings, id_column)
        self._meanings = [
            "id" if n == own else ("" if meaning == "id" else meaning)
            for n, meaning in enumerate(meanings)
        ]
        self._names = [*map(self._canonical, range(len(table.names))), *self._added]
        self.layout: Layout = layout_of(self._names, bank, file)
        self._reader = RowReader(self.layout, bank)
        self._check_scale()

    @property
    def has_id(self) -> bool:
        """Whether a column names the person; otherwise rows are numbered."""
        return self.layout.id is not None

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings that are not read."""
        pairs = zip(self.table.names, self._meanings, strict=True)
        return tuple(name for name, meaning in pairs if not meaning)

    def read(self, cells: Sequence[str]) -> Row | None:
        """One respondent; raises `BadRow` with the heading of the column at fault."""
        if len(cells) != len(self.table.names):
            what = (
                f"has {len(cells)} cells, and there are {len(self.table.names)} columns"
            )
            raise BadRow("", what)
        translated = [self._cell(n, cell) for n, cell in enumerate(cells)]
        return self._reader.read([*translated, *self._picked(cells)])

    def answer_string(self, cells: Sequence[str]) -> str:
        """The answer string of a row; empty where the table has other columns."""
        if self.layout.kind is not Kind.ANSWERS:
            return ""
        return cells[self.layout.columns[0]].strip()

    def _meaning(self, column: int, name: str) -> str:
        """`id`, `answers`, an item, an interest, the areas, or nothing."""
        words = plain(name)
        if words in ID_HEADINGS:
            return "id"
        if words == ANSWERS or self._holds_answer_strings(column):
            return ANSWERS
        interests = {own[0].casefold() for own in INTERESTS.names}
        if words in interests | {own.casefold() for own in INTERESTS.names}:
            return words
        return self._item(name) or (_PICKS if self._is_of_areas(words) else "")

    def _holds_answer_strings(self, column: int) -> bool:
        cells = [row[column] for _, row in self.table.rows if column < len(row)]
        told = [cell for cell in cells if cell.strip()]
        return bool(told) and sum(map(bool, map(_ANSWER_STRING.match, told))) * 2 > len(
            told
        )

    def _item(self, name: str) -> str:
        """The id of the item that a heading names by id or by its statement."""
        inside = _IN_BRACKETS.search(name)
        for text in (name, *([inside[1]] if inside else [])):
            if known := self._known.get(plain(text)):
                return known
        first = _ID_FIRST.match(name)
        if first and (known := self._known.get(first[1].casefold())):
            return known
        return next((own for text, own in self._long if text in plain(name)), "")

    def _is_of_areas(self, words: str) -> bool:
        question, _, _ = self._bank.parts[PICK_LIST].prompt.partition("?")
        return plain(question) in words or words == "areas of work"

    @cached_property
    def _known(self) -> Mapping[str, str]:
        """Items by what a whole heading may be."""
        known: dict[str, str] = {}
        for own in self._bank.items:
            known[own.casefold()] = own
            known[f"{own[0]}{own[1:].lstrip('0')}".casefold()] = own
        return known | {
            plain(own.statement): own.id for own in self._bank.items.values()
        }

    @cached_property
    def _long(self) -> Sequence[tuple[str, str]]:
        """Statements long enough to be found inside a heading, longest first."""
        pairs = [(plain(own.statement), own.id) for own in self._bank.items.values()]
        pairs = [pair for pair in pairs if pair[0].count(" ") >= _FEWEST_WORDS - 1]
        return sorted(pairs, key=lambda pair: -len(pair[0]))

    def _check_twice(self, meanings: Sequence[str]) -> None:
        for n, meaning in enumerate(meanings):
            if meaning not in ("", "id") and meaning in meanings[:n]:
                names = self.table.names
                both = (
                    f"{quoted(names[meanings.index(meaning)])} and {quoted(names[n])}"
                )
                what = f"has two columns for {meaning}: {both}"
                raise BadData([Problem(self.file, 1, "", what, "remove one of them")])

    def _canonical(self, column: int) -> str:
        """The name that `layout_of` knows, or one that it passes over."""
        meaning = self._meanings[column]
        return meaning if meaning not in ("", _PICKS) else f"unused {column}"

    @property
    def _added(self) -> Sequence[str]:
        """The items of the areas, where check boxes stand for them."""
        return [own.id for own in self._areas] if _PICKS in self._meanings else []

    @cached_property
    def _areas(self) -> Sequence[Item]:
        return [own for own in self._bank.items.values() if own.pick]

    def _picked(self, cells: Sequence[str]) -> Sequence[str]:
        """An answer to each area, where check boxes stand for them."""
        if _PICKS not in self._meanings:
            return []
        column = self._meanings.index(_PICKS)
        left = f" {plain(cells[column])} "
        marks = {own.id: NEUTRAL for own in self._areas}
        for own in sorted(self._areas, key=lambda item: -len(item.statement)):
            words = f" {plain(own.statement)} "
            if words in left:
                marks[own.id] = LIKED
                left = left.replace(words, " | ", 1)
        if left.replace("|", "").strip():
            name, rest = self.table.names[column], left.replace("|", "").strip()
            raise BadRow(name, f"has {quoted(rest)}, which is not an area of work")
        return [str(marks[own.id]) for own in self._areas]

    def _cell(self, column: int, cell: str) -> str:
        item = self._bank.items.get(self._meanings[column])
        if item is None or not cell.strip():
            return cell.strip()
        answer = self._answer(item, cell.strip())
        if answer is None:
            name, labels = self.table.names[column], ", ".join(self._labels(item))
            raise BadRow(
                name, f"is {quoted(cell)}", f"answers are 1 to 5, or: {labels}"
            )
        return answer

    def _answer(self, item: Item, cell: str) -> str | None:
        """An answer as a number, or as it stands where it is skipped."""
        if number := _number(cell):
            return number
        words = plain(cell)
        labels = [plain(label) for label in self._labels(item)]
        if words in labels:
            return str(labels.index(words) + 1)
        if not words or words in ("na", "nan", "n a"):
            return ""
        return str(AGREEMENT[words]) if words in AGREEMENT else None

    def _labels(self, item: Item) -> Sequence[str]:
        domain = item.dimension.domain if item.dimension else ""
        return self._bank.parts[PICK_LIST if item.pick else domain].labels

    def _check_scale(self) -> None:
        """A single 0 says that everybody answered from 0 to 4, not from 1 to 5."""
        for line, cells in self.table.rows:
            for name, meaning, cell in zip(
                self.table.names, self._meanings, cells, strict=False
            ):
                if meaning in self._bank.items and _number(cell.strip()) == "0":
                    hint = (
                        "if the scale is 0 to 4, add 1 to every answer; "
                        "if 0 means skipped, leave the cell empty"
                    )
                    what = "is 0, and answers are 1 to 5"
                    raise BadData([Problem(self.file, line, name, what, hint)])


def _number(cell: str) -> str:
    if match := _NUMBER.fullmatch(cell):
        return match[1]
    match = _NUMBER_AND_WORDS.fullmatch(cell)
    return (match[1] or match[2]) if match else ""


def _id_column(table: Table, meanings: Sequence[str], wanted: str | None) -> int | None:
    """The column that names the person; `None` where no heading does."""
    names = [plain(name) for name in table.names]
    if wanted is not None:
        there = [n for n, name in enumerate(names) if name == plain(wanted)]
        if len(there) != 1:
            listed = ", ".join(printable(name) for name in table.names[:20])
            which = "no column" if not there else "more than one column"
            raise UsageError(f"there is {which} {quoted(wanted)}", f"columns: {listed}")
        return there[0]
    there = [n for n, meaning in enumerate(meanings) if meaning == "id"]
    if not there:
        likely = [
            name for name in table.names if plain(name).endswith((" id", " code"))
        ]
        if len(likely) == 1:
            return table.names.index(likely[0])
    if len(there) > 1:
        listed = " or ".join(f"--id {quoted(table.names[n])}" for n in there)
        raise UsageError("more than one column could name the student", f"add {listed}")
    return there[0] if there else None
