"""Errors that a person can act on: what is wrong, where, what to do, and the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple


class CareerfitError(Exception):
    """An error that a person can fix.

    `text` says what is wrong; `hint`, when given, says what to do about it. `code` names
    the kind of error in JSON.
    """

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "failed"

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.hint = hint


class InternalError(CareerfitError):
    """A bug in careerfit."""

    code = "internal"


class UsageError(CareerfitError):
    """The command line asks for something that cannot be done as asked."""

    exit_code = 2
    code = "usage"


def unreadable(path: object, error: OSError) -> CareerfitError:
    """An error of reading a file or folder: `UsageError` if it does not exist."""
    is_missing = isinstance(error, (FileNotFoundError, NotADirectoryError))
    kind = UsageError if is_missing else CareerfitError
    return kind(f"{path}: cannot be read: {error.strerror}")


class UnknownOccupation(CareerfitError):
    """No occupation, or more than one, matches the name.

    `candidates` are `(slug, title)` pairs, the closest first.
    """

    exit_code = 3
    code = "unknown_occupation"

    def __init__(
        self, text: str, candidates: Sequence[tuple[str, str]] = (), hint: str = ""
    ) -> None:
        super().__init__(text, hint)
        self.candidates = tuple(candidates)


class Problem(NamedTuple):
    """One fault in a file: `file:line field: what`, with a hint.

    `line` counts from 1; 0 means the whole file.
    """

    file: str
    line: int
    field: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        field = f" {self.field}" if self.field else ""
        return f"{place}{field}: {self.what}"


class BadData(CareerfitError):
    """A file has contents that cannot be interpreted without guessing."""

    exit_code = 4
    code = "bad_data"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        more = len(self.problems) - 1
        others = f" (and {more} more: run `careerfit check`)" if more else ""
        super().__init__(f"{first}{others}", first.hint)

    def __reduce__(self) -> tuple[type[BadData], tuple[tuple[Problem, ...]]]:
        return BadData, (self.problems,)
