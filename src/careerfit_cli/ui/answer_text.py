"""Answers given with a command: a string, a file or standard input."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from careerfit_cli.errors import BadData, Problem, UsageError
from careerfit_cli.ui import terminal

LONGEST_ANSWERS = 10_000
"""How many characters of an answers file are read."""

LONGEST_PATH = 255

_GIVE_ANSWERS = "give an answer string, a file that holds one, or - for input"


def answer_text(answers: str) -> str:
    """The answer string itself, the content of the file it names, or standard input."""
    if answers == "-":
        return terminal.standard_input().read(LONGEST_ANSWERS)
    if not _names_a_file(answers):
        return answers
    raw = b""
    try:
        with Path(answers).open("rb") as file:
            raw = file.read(LONGEST_ANSWERS)
        return _decoded(raw)
    except OSError as error:
        raise UsageError(f"{answers}: {error.strerror}", _GIVE_ANSWERS) from error
    except ValueError as error:
        from careerfit_cli.tables.encoding import what_else

        what, _ = what_else(raw) or ("is not a text file", "")
        raise BadData([Problem(answers, 0, "", what, _GIVE_ANSWERS)]) from error


@contextmanager
def blaming_file(answers: str) -> Iterator[None]:
    """Raise `BadData` for answers that cannot be read if they come from a file."""
    try:
        yield
    except UsageError as error:
        if answers == "-" or not _names_a_file(answers):
            raise
        problem = Problem(answers, 0, "", error.text, error.hint)
        raise BadData([problem]) from error


def _decoded(raw: bytes) -> str:
    """The text of a file of answers; raises `ValueError` if it is not text."""
    if raw.startswith((b"PK", b"%PDF")):
        raise ValueError
    is_utf_16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    return raw.decode("utf-16" if is_utf_16 else "utf-8-sig")


def _names_a_file(answers: str) -> bool:
    """Whether a text names a file: the file exists, or the text can be nothing else."""
    if not answers or "\0" in answers or len(answers) > LONGEST_PATH:
        return False
    path = Path(answers)
    # Unlike `Path.exists`, this returns false for a name too long for a file.
    there = os.path.exists(path)  # noqa: PTH110
    return there or len(path.parts) > 1 or path.suffix in (".txt", ".json")
