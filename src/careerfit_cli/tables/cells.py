"""Reads cells as people and spreadsheets write them: answers and interest scores."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from careerfit_cli.model.profile import HIGHEST, LOWEST
from careerfit_cli.model.text import printable
from careerfit_cli.quiz.interests import NUMBER

SKIPPED = ("", "-", "NA", "NaN", "N/A", "n/a", "#N/A", "null", "NULL")
"""How a question without an answer is written: by people, in R, pandas and SQL."""

SCALES = ("1-5", "0-4")
"""The scales answers may be on; the first is assumed."""

_NO_WORDS: Mapping[str, int] = {}

_OTHER_SCALES = (0, 6, 7, 10)
"""Answers that are the ends of other scales, and no likely slips."""

_SHOWN = 30

LONGEST = 200
"""Characters of an answer, a score or an identifier."""

_NUMBERED = re.compile(
    r"([0-9]{1,2})(?:[.,]0{1,9})?(?:\s*[-\u2013\u2014:.)=]\s*(\D.*))?"
)
_NAMED = re.compile(r"(.*?\D)\s*\(\s*([0-9]{1,2})\s*\)")
_SCORE = re.compile(NUMBER.replace(r"\.", "[.,]"))
_PERCENT = re.compile(r"(.*\d)\s*%")
_SHARE = re.compile(r"(.*\d)\s*(?:/|of|out of)\s*(\d.*)")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d*,\d{3}")


class BadRow(Exception):
    """A row that cannot be read: the column, the problem, and what to do."""

    def __init__(self, column: str, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.column, self.what, self.hint = column, what, hint


class OtherScale(BadRow):
    """An answer on another scale: the other rows may be misread too."""


BROKEN = BadRow(
    "",
    "has a quotation mark without its other half",
    "write a mark inside a quoted cell twice",
)


@cache
def marks_of(lowest: int) -> Mapping[str, int]:
    """Answers as they are usually written, and as 1-5; 0 is skipped.

    `lowest` is the lowest number of the scale that the answers are on.
    """
    return dict.fromkeys(SKIPPED, 0) | {
        text: number - lowest + LOWEST
        for number in range(lowest, lowest + HIGHEST)
        for text in (f"{number}", f"{number}.0")
    }


def trimmed(cells: list[str], width: int) -> list[str]:
    """The cells, without trailing empty ones beyond a width."""
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    return cells


def plain(text: str) -> str:
    """A label or a heading in lower case, with single spaces."""
    return " ".join(text.replace("\ufeff", "").split()).casefold()


def mark(
    cell: str,
    column: str,
    labels: Sequence[str],
    lowest: int,
    others: Mapping[str, int] = _NO_WORDS,
) -> int:
    """An answer in words, as a number or as both; raises `BadRow`.

    Words are the labels of the question, and `others` that mean an answer, 1 to 5.
    """
    text = cell.strip()
    usual = marks_of(lowest).get(text)
    if usual is not None:
        return usual
    words = _answers(tuple(labels))
    if answer := words.get(plain(text)) or others.get(plain(text)):
        return answer
    number, label = _number_and_label(text[: LONGEST + 1])
    if number is None or len(text) > LONGEST:
        raise BadRow(column, f"is {quoted(text)}", _expected(labels, lowest))
    answer = number - lowest + LOWEST
    if not LOWEST <= answer <= HIGHEST:
        if number in _OTHER_SCALES:
            raise OtherScale(column, f"is {quoted(text)}", _ask_about_scale(lowest))
        raise BadRow(column, f"is {quoted(text)}", _expected(labels, lowest))
    if words.get(plain(label), answer) != answer:
        what = f"is {quoted(text)}, whose number and word are different answers"
        raise BadRow(column, what, _expected(labels, lowest))
    return answer


@cache
def _answers(labels: tuple[str, ...]) -> Mapping[str, int]:
    return {plain(label): at for at, label in enumerate(labels, LOWEST)}


def _number_and_label(text: str) -> tuple[int | None, str]:
    if match := _NUMBERED.fullmatch(text):
        return int(match[1]), match[2] or ""
    if match := _NAMED.fullmatch(text):
        return int(match[2]), match[1]
    return None, ""


def _expected(labels: Sequence[str], lowest: int) -> str:
    scale = f"answers run from {lowest} to {lowest + HIGHEST - LOWEST}"
    return f"{scale}; a skipped one is empty; words are {', '.join(labels)}"


def _ask_about_scale(lowest: int) -> str:
    scale = f"answers run from {lowest} to {lowest + HIGHEST - LOWEST}"
    if lowest == LOWEST:
        return (
            f"{scale}; a skipped one is empty. If all answers in this file run from 0 "
            "to 4, give --scale 0-4; if this one is a mistake, correct it"
        )
    return f"{scale} with --scale 0-4; correct it, or leave out --scale"


def scores(cells: Sequence[str], columns: Sequence[str]) -> tuple[float, ...]:
    """Six interest scores: all plain numbers, all percentages or all shares (31/40).

    Raises `BadRow` for anything else.
    """
    read = [_score(cell, column) for cell, column in zip(cells, columns, strict=True)]
    for (_, kind), cell, column in zip(read, cells, columns, strict=True):
        if kind != read[0][1]:
            what = f"is {quoted(cell)}, written unlike {columns[0]}"
            raise BadRow(column, what, "write all six the same way")
    return tuple(value for value, _ in read)


def _score(cell: str, column: str) -> tuple[float, str]:
    text = cell.strip()
    if len(text) > LONGEST:
        raise _no_number(cell, column)
    if match := _PERCENT.fullmatch(text):
        return _number(match[1], cell, column), "%"
    if match := _SHARE.fullmatch(text):
        part, whole = (_number(group, cell, column) for group in match.groups())
        if whole <= 0:
            raise _no_number(cell, column)
        return part / whole, "/"
    return _number(text, cell, column), ""


def _number(text: str, cell: str, column: str) -> float:
    if not _SCORE.fullmatch(text.strip()):
        raise _no_number(cell, column)
    if _THOUSANDS.fullmatch(text.strip()):
        what = f"is {quoted(cell)}: the comma may mean thousands or decimals"
        raise BadRow(column, what, "write 1234 or 1.234")
    return float(text.replace(",", "."))


def _no_number(cell: str, column: str) -> BadRow:
    return BadRow(column, f"is {quoted(cell)}", "all six need a number")


def quoted(text: str) -> str:
    """A cell as it is shown in messages."""
    if not text.strip():
        return "empty"
    cut = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
    return repr(printable(cut))
