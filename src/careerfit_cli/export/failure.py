"""JSON of an error."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from careerfit_cli.errors import BadData, CareerfitError, Problem, UnknownOccupation
from careerfit_cli.model.text import printable, shortened

LONGEST = 1_000
"""Maximum length of a text; the middle of a longer one is cut."""


def failure(error: CareerfitError, remarks: Sequence[str] = ()) -> str:
    """An error as one JSON object; `remarks` are the messages before it."""
    problems = error.problems if isinstance(error, BadData) else ()
    candidates = error.candidates if isinstance(error, UnknownOccupation) else ()
    content = {
        "code": error.code,
        "exit_code": error.exit_code,
        "message": _shown(str(problems[0]) if problems else error.text),
        "hint": _shown(error.hint),
        "candidates": [
            {"slug": slug, "title": _shown(title)} for slug, title in candidates
        ],
        "problems": [problem_row(problem) for problem in problems],
        "remarks": [_shown(line) for text in remarks for line in text.splitlines()],
    }
    return json.dumps({"schema": "careerfit.error/1", "error": content}, indent=2)


def problem_row(problem: Problem) -> dict[str, Any]:
    """One fault in a file; line 0 is the whole file."""
    return {
        "file": _shown(problem.file),
        "line": problem.line,
        "field": _shown(problem.field),
        "message": _shown(problem.what),
        "hint": _shown(problem.hint),
    }


def _shown(text: str) -> str:
    """A text that is safe for a program to print on a terminal."""
    return shortened(printable(text), LONGEST)
