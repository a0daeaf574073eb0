"""`careerfit class`: a summary of a class, and a report for each student."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.errors import BadData, Problem, UsageError
from careerfit_cli.model.text import printable, quoted
from careerfit_cli.ui import terminal
from careerfit_cli.ui.answer_tables import Scale, SheetName, lowest_of, opened_table
from careerfit_cli.ui.loading import open_index, the_occupation
from careerfit_cli.ui.options import AllowCareless, Json, Screen

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.matching.group import Direction, Summary
    from careerfit_cli.matching.tiers import Result
    from careerfit_cli.model.profile import Bank, Profile
    from careerfit_cli.report import Report
    from careerfit_cli.storage.index import Index
    from careerfit_cli.tables import Answers, FormExport
    from careerfit_cli.views.display import Display

_CODE = re.compile(r"[\w@+](?:[\w .@+-]{0,58}[\w@+-])?")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_CODE_HINT = "use letters, digits, hyphens or underscores, such as S01"

_DIRECTIONS = 10
_NAMED = 3
"""Careers named per direction."""

_SMALL = 5
"""Groups smaller than this can identify students."""


@dataclass(frozen=True)
class Student:
    """A student's code, the line their answers are on, and their profile."""

    code: str
    line: int
    profile: Profile


def class_summary(
    table: Annotated[
        str,
        typer.Argument(metavar="ANSWERS", help="The form's CSV or Excel file, or -."),
    ],
    id_column: Annotated[
        str | None,
        typer.Option("--id", metavar="COLUMN", help="The column with students' codes."),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write a report per student in this folder."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace reports that already exist.")
    ] = False,
    keep_last: Annotated[
        bool,
        typer.Option("--keep-last", help="If a code has several rows, use the last."),
    ] = False,
    top: Annotated[
        int, typer.Option(min=1, max=50, help="How many careers in each report.")
    ] = 10,
    scale: Scale = None,
    sheet: SheetName = None,
    allow_careless: AllowCareless = False,
    json: Json = False,
    *,
    screen: Screen,
) -> None:
    """Summarize the answers of a class, and write a report per student.

    Headings are item ids or the questions; answers are words or 1 to 5.

    \b
    careerfit class answers.csv
    careerfit class answers.csv --id "Your code" -o reports
    """
    from careerfit_cli.matching import group
    from careerfit_cli.storage.bank import load_bank

    bank = load_bank()
    export = _export(table, bank, id_column, lowest_of(scale), sheet)
    students, problems = _students(export, bank, keep_last=keep_last)
    _tell(export, problems)
    if not students:
        what = f"has no row that can be used, of {len(export.rows)}"
        raise BadData([Problem(export.file, 0, "", what)])
    paths = {} if folder is None else _paths(folder, students, force=force)
    index = open_index()
    results = _results(students, index, top, allow_careless=allow_careless)
    if folder is not None:
        _write_reports(folder, paths, results, index, force=force)
    summary = group.summary(results, index.catalogue)
    _show(summary, problems, screen, json=json)


def _export(
    file: str, bank: Bank, id_name: str | None, lowest: int, sheet: str | None
) -> FormExport:
    """The table of answers, with its columns recognized."""
    from careerfit_cli.tables import FormExport

    with opened_table(file, bank, sheet) as table:
        return FormExport(table, bank, id_name, lowest)


def _students(
    export: FormExport, bank: Bank, *, keep_last: bool
) -> tuple[list[Student], list[Problem]]:
    """The students whose rows can be used, and what is wrong with the others.

    Raises `BadData` for an answer on another scale.
    """
    from careerfit_cli.tables import BadRow, OtherScale

    students: list[Student] = []
    problems: list[Problem] = []
    for number, (line, cells) in enumerate(export.rows, 1):
        try:
            row = export.read(cells)
            if row is None:
                continue
            code = _checked(row[0] or str(number), export)
            profile = _profile(row, export.answer_string(cells), bank)
        except BadRow as bad:
            problem = Problem(export.file, line, bad.column, bad.what, bad.hint)
            if isinstance(bad, OtherScale):
                raise BadData([problem]) from bad
            problems.append(problem)
            continue
        students.append(Student(code, line, profile))
    used, repeated = without_duplicates(students, export.file, keep_last=keep_last)
    return used, sorted([*problems, *repeated], key=lambda problem: problem.line)


def _results(
    students: Sequence[Student], index: Index, top: int, *, allow_careless: bool
) -> Mapping[str, tuple[Profile, Result]]:
    """The profile and the result of each student, by code."""
    from careerfit_cli.matching.tiers import result

    return {
        student.code: (
            student.profile,
            result(
                student.profile, index.catalogue, top, allow_careless=allow_careless
            ),
        )
        for student in students
    }


def _show(
    summary: Summary, problems: Sequence[Problem], screen: Screen, *, json: bool
) -> None:
    if json:
        from careerfit_cli.export.document import document

        terminal.write(document("class", to_dict(summary, problems)))
    else:
        screen.show(render(summary, screen.display))


def _checked(code: str, export: FormExport) -> str:
    """A code that can name a file on any system; raises `BadRow`."""
    from careerfit_cli.tables import BadRow

    if not _CODE.fullmatch(code) or _RESERVED.fullmatch(code):
        column = export.layout.id
        name = export.names[column] if column is not None else ""
        raise BadRow(name, f"is {quoted(code)}, which cannot name a file", _CODE_HINT)
    return code


def _profile(answers: Answers, string: str, bank: Bank) -> Profile:
    from careerfit_cli import quiz
    from careerfit_cli.model.elements import INTERESTS
    from careerfit_cli.storage.bank import load_bank
    from careerfit_cli.tables import EARLIER

    _, length, marks = answers
    if not length:
        scores = dict(zip(INTERESTS.names, map(float, marks), strict=True))
        return quiz.profile_of_interests(scores)
    if string:
        # The report needs the optional questions at the end of the string.
        bank = load_bank(string)
        return quiz.profile(bank, *quiz.answers_in(bank, string))
    sheet = [int(mark) or None for mark in marks]
    return quiz.profile(bank, length.removeprefix(EARLIER), sheet)


def without_duplicates(
    students: Sequence[Student], file: str, *, keep_last: bool
) -> tuple[list[Student], list[Problem]]:
    """Students with unique codes, and a problem for each row left out.

    Codes that differ only in capitals are the same: they would name the same file. With
    `keep_last`, the last of such rows is used; otherwise none is.
    """
    rows: dict[str, list[Student]] = {}
    for student in students:
        rows.setdefault(student.code.casefold(), []).append(student)
    used = [same[-1] for same in rows.values() if len(same) == 1 or keep_last]
    problems = []
    for same in rows.values():
        lines = ", ".join(str(each.line) for each in same)
        what = f"the code {quoted(same[0].code)} is on lines {lines}"
        hint = "correct the codes, or add --keep-last to use the last of them"
        if keep_last:
            hint = f"line {same[-1].line} is used"
        left = same[:-1] if keep_last else same
        if len(same) > 1:
            problems += [Problem(file, each.line, "", what, hint) for each in left]
    return used, problems


def _tell(export: FormExport, problems: Sequence[Problem]) -> None:
    """Report how the columns were read, and which rows are left out and why."""
    columns = f"Reading {export.layout.kind.value}."
    if not export.has_id:
        columns += " No column has codes, so students are numbered by row (see --id)."
    if export.unused:
        columns += f" Not used: {', '.join(map(printable, export.unused))}."
    terminal.note(columns)
    for problem in problems:
        hint = f" ({problem.hint})" if problem.hint else ""
        terminal.note(printable(f"{problem}{hint}"))
    if problems:
        terminal.note(f"{len(problems)} of {len(export.rows)} rows are not used.")


def _paths(
    folder: Path, students: Sequence[Student], *, force: bool
) -> Mapping[str, Path]:
    """The file of each student; raises `UsageError` if one already exists."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder", "name another with -o")
    paths = {each.code: folder / f"{each.code}.html" for each in students}
    _refuse_existing(folder, paths.values(), force=force)
    return paths


def _refuse_existing(folder: Path, paths: Iterable[Path], *, force: bool) -> None:
    taken = [path.name for path in paths if path.exists()]
    if taken and not force:
        what = f"{folder} already has {', '.join(taken[:_NAMED])}"
        raise UsageError(what, "add --force to replace, or name another folder")


def _write_reports(
    folder: Path,
    paths: Mapping[str, Path],
    results: Mapping[str, tuple[Profile, Result]],
    index: Index,
    *,
    force: bool,
) -> None:
    """Write private reports for all students with a ranking, or for none."""
    from careerfit_cli.report import page
    from careerfit_cli.storage import atomic, private, transaction

    ranked = {
        code: (profile, result)
        for code, (profile, result) in results.items()
        if result.ranking.matches
    }
    files = {}
    for done, (code, (profile, result)) in enumerate(ranked.items(), 1):
        terminal.progress("Writing reports", done, len(ranked))
        text = page(_report(code, profile, result, index)).rstrip("\n")
        files[paths[code].name] = f"{text}\n".encode()
    with private.trying("made", folder):
        private.make(atomic.resolved(folder))
    with transaction.locked(folder, transaction.REPORTING) as locked:
        _refuse_existing(folder, paths.values(), force=force)
        locked.write(files, private=True)
    reports = "report" if len(ranked) == 1 else "reports"
    terminal.note(f"{len(ranked)} {reports} written to {printable(str(folder))}.")
    if without := [code for code in results if code not in ranked]:
        terminal.note(f"No report, because there is no ranking: {', '.join(without)}.")
    terminal.note(
        "They hold personal answers. Delete them when you no longer need them."
    )


def _report(code: str, profile: Profile, result: Result, index: Index) -> Report:
    """The first two pages of a student's report, with the code as its title."""
    from dataclasses import replace

    from careerfit_cli.commands.report import matched_report
    from careerfit_cli.report import Person
    from careerfit_cli.ui.profile_options import area_names
    from careerfit_cli.views.next_steps import steps_with_answers

    slugs = [match.entry.slug for match in result.ranking.matches]
    occupations = {slug: the_occupation(slug) for slug in slugs}
    steps = tuple(steps_with_answers(result, profile.replay))
    person = Person(profile, result, area_names(), steps=steps)
    report = matched_report(person, index, occupations)
    return replace(report, full=False, title=code)


def render(summary: Summary, display: Display) -> RenderableType:
    """The summary: counts, types, directions, and answers to review."""
    from rich.console import Group

    from careerfit_cli.model.attribution import NO_CLAIM, SHORT
    from careerfit_cli.views.display import bullets, labelled, say, section

    types = [(name, str(count)) for name, count in summary.types.items()]
    types += [
        (name, str(count))
        for name, count in (("Tied", summary.tied), ("Not clear", len(summary.flat)))
        if count and types
    ]
    students = "student" if summary.people == 1 else "students"
    parts = [
        say(f"{summary.people} {students}, {summary.ranked} with a ranking", "bold"),
        say(""),
        section("Strongest interest", "students", labelled(types, display))
        if types
        else say("No student's interests are clear."),
    ]
    if summary.directions:
        lines = [
            _direction(direction) for direction in summary.directions[:_DIRECTIONS]
        ]
        note = "similar careers together"
        parts.append(section("Careers in first tiers", note, bullets(lines, display)))
    again = [
        f"{title}: {', '.join(codes)}."
        for title, codes in (
            ("Flat answers on interests", summary.flat),
            ("Answers look careless", summary.careless),
        )
        if codes
    ]
    if again:
        note = "offer the quiz again, with more time"
        parts.append(section("Look at again", note, bullets(again, display)))
    remark = f"Do not share counts below {_SMALL}: small groups can identify students."
    return Group(*parts, *(say(line, "dim") for line in (remark, NO_CLAIM, SHORT)))


def _direction(direction: Direction) -> str:
    titles = [entry.title for entry in direction.careers[:_NAMED]]
    more = len(direction.careers) - len(titles)
    others = f"; and {more} more" if more else ""
    students = "student" if direction.people == 1 else "students"
    return f"{direction.people} {students}: {'; '.join(titles)}{others}"


def to_dict(summary: Summary, problems: Sequence[Problem]) -> dict[str, Any]:
    """The document of a summary: counts and codes, and no answers."""
    return {
        "units": {"types": "students", "directions.students": "students"},
        "students": summary.people,
        "ranked": summary.ranked,
        "types": dict(summary.types),
        "tied": summary.tied,
        "directions": [
            {
                "students": direction.people,
                "occupations": [entry.slug for entry in direction.careers],
            }
            for direction in summary.directions
        ],
        "flat": list(summary.flat),
        "careless": list(summary.careless),
        "not_used": [
            {"line": problem.line, "column": problem.field, "what": problem.what}
            for problem in problems
        ],
    }
