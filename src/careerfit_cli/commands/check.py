"""`careerfit check`: every problem in occupation files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from careerfit_cli.errors import BadData, Problem, UsageError
from careerfit_cli.ui import terminal
from careerfit_cli.ui.loading import finish_import
from careerfit_cli.ui.options import JsonOptions

MANY = 200
"""Files per process: with fewer, starting another one takes longer than it saves."""


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; the built-in occupations if none."),
    ] = None,
    *,
    output: JsonOptions,
) -> None:
    """Check occupation files and report every problem.

    \b
    careerfit check
    careerfit check my-occupations/ baker.yaml
    """
    from careerfit_cli.parallel import cores
    from careerfit_cli.storage import occupations
    from careerfit_cli.storage.ignored import ignored
    from careerfit_cli.storage.paths import builtin_occupations, is_folder

    destination = output.destination()
    for path in paths or []:
        refuse_missing(path)
    builtin = builtin_occupations()
    checked_paths = paths or [builtin, *_own_folders()]
    for path in checked_paths:
        finish_import(path)
    files = [
        file
        for path in checked_paths
        for file in (occupations.files(path) if is_folder(path) else [path])
    ]
    problems: list[Problem] = []
    warnings: list[Problem] = []
    jobs = min(cores(), len(files) // MANY) or 1
    results = occupations.check(files, installed=builtin, jobs=jobs)
    for done, result in enumerate(results, 1):
        terminal.progress("Checking", done, len(files))
        problems += result.problems
        warnings += result.warnings
    reported = {problem.file for problem in problems}
    folders = paths or checked_paths[1:]
    not_read = [own for path in folders if is_folder(path) for own in ignored(path)]
    warnings += [problem for problem in not_read if problem.file not in reported]
    if destination.kind:
        destination.write_json("check", to_dict(len(files), problems, warnings))
    else:
        print_report(len(files), problems, warnings)
    if problems:
        raise typer.Exit(BadData.exit_code)


def print_report(
    files: int, problems: Sequence[Problem], warnings: Sequence[Problem]
) -> None:
    """Print each problem and warning, and how many there are."""
    for problem in problems:
        terminal.say(f"{problem}" + (f" ({problem.hint})" if problem.hint else ""))
    for warning in warnings:
        terminal.say(f"Warning: {warning} ({warning.hint})")
    faulty = len({problem.file for problem in problems})
    counts = f"{counted(len(problems), 'problem')} in {counted(faulty, 'file')}"
    more = f", {counted(len(warnings), 'warning')}" if warnings else ""
    terminal.write(
        f"{counted(files, 'file')} checked, {counts if problems else 'no problems'}{more}."
    )


def _own_folders() -> list[Path]:
    """Folders of the person's own occupations, except an empty default folder."""
    from careerfit_cli.storage import occupations, paths

    usual = paths.personal_occupations()
    return [
        folder
        for folder in paths.own_occupations()
        if folder != usual or not occupations.is_empty(folder)
    ]


def refuse_missing(path: Path) -> None:
    """Raise `UsageError` for a path that does not exist; a broken link is a fault."""
    # Unlike `Path.exists`, this also rejects names that are invalid on the system.
    if not os.path.lexists(path):
        raise UsageError(f"{path}: no such file or folder", "check its spelling")


def counted(count: int, what: str) -> str:
    """A number with its noun: `1 file`, `2 files`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def to_dict(
    files: int, problems: Sequence[Problem], warnings: Sequence[Problem]
) -> dict[str, Any]:
    """The document: problems in `files` occupation files."""
    from careerfit_cli.export.failure import problem_row

    return {
        "files": files,
        "problems": [problem_row(problem) for problem in problems],
        "warnings": [problem_row(problem) for problem in warnings],
    }
