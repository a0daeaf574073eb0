"""JSON about occupation files: what is wrong with them, and a new one."""

from __future__ import annotations

from collections.abc import Sequence

from careerfit_cli.errors import Problem
from careerfit_cli.export.document import document
from careerfit_cli.export.failure import problem_row


def check(files: int, problems: Sequence[Problem], warnings: Sequence[Problem]) -> str:
    """What is wrong with occupation files, of so many that were checked."""
    return document(
        "check",
        {
            "files": files,
            "problems": [problem_row(problem) for problem in problems],
            "warnings": [problem_row(problem) for problem in warnings],
        },
    )


def begun(path: str, slug: str) -> str:
    """The file that was begun for an occupation."""
    return document("new", {"path": path, "slug": slug})
