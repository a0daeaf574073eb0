"""The command that ranks careers for a whole table of respondents."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR, S_ISFIFO, S_ISREG
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from careerfit_cli.errors import BadData, Problem, UsageError
from careerfit_cli.model.attribution import NO_CLAIM, SOURCE
from careerfit_cli.model.profile import LOWEST
from careerfit_cli.model.text import printable
from careerfit_cli.ui import filter_options, output, terminal
from careerfit_cli.ui.app import AllowCareless
from careerfit_cli.ui.loading import open_index
from careerfit_cli.ui.ranking import Weights, weights_in

if TYPE_CHECKING:
    from careerfit_cli import batch
    from careerfit_cli.model.profile import Bank

    _Source = batch.TablePeople | batch.ParquetPeople
    _Table = batch.CsvTable | batch.WorkbookTable

_NAMED = 5
_PARQUET = ".parquet"
_GIVE = "give a CSV, Excel or Parquet file, or - for input"
_TOLD = 20
"""Rows that are told for each column; of the rest, only their number."""

Scale = Annotated[
    str | None, typer.Option(help="1-5, or 0-4 where 0 is the lowest answer.")
]

SheetName = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="The sheet of an Excel workbook."),
]


@filter_options.with_filter_options
def score(
    people: Annotated[
        str, typer.Argument(help="A CSV, Excel or Parquet file, or - for CSV.")
    ],
    top: Annotated[int, typer.Option(min=1, help="How many careers per person.")] = 10,
    out: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Write fits.csv, fits.jsonl, fits.xlsx or fits.parquet.",
        ),
    ] = None,
    force: output.Force = False,
    csv: output.Csv = False,
    excel: output.Excel = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print JSON Lines.")] = False,
    parquet: Annotated[bool, typer.Option("--parquet", help="Print Parquet.")] = False,
    length: Annotated[
        str | None,
        typer.Option(help="The quiz that was answered: quick, standard, ..."),
    ] = None,
    id_column: Annotated[
        str | None,
        typer.Option("--id", help="The column that names the respondents."),
    ] = None,
    scale: Scale = None,
    sheet: SheetName = None,
    weights: Weights = None,
    *,
    narrow: filter_options.FilterOptions,
    allow_careless: AllowCareless = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first row that is wrong.")
    ] = False,
    jobs: Annotated[int, typer.Option(min=1, help="How many processes.")] = 1,
) -> None:
    """Rank careers for many people at once, from a table of answers.

    The columns are items (R01, I01, ... or their questions), R, I, A, S, E and C, or
    answer strings.

    \b
    careerfit score people.csv --top 5 -o fits.csv
    careerfit score people.parquet -o fits.parquet --jobs 2
    """
    from careerfit_cli import batch
    from careerfit_cli.filters import apply_filters
    from careerfit_cli.storage.bank import load_bank

    to = output.wanted(
        out,
        force=force,
        csv=csv,
        excel=excel,
        jsonl=jsonl,
        parquet=parquet,
        xlsx=False,
    )
    _check(people, to)
    area, filters = narrow.chosen()
    shares, bank = weights_in(weights), load_bank()
    catalogue = filter_options.paid(open_index(), area)
    found = apply_filters(catalogue, filters)
    filter_options.explain_filters(found)
    if not found.kept:
        raise UsageError("the filters leave no occupation to rank", "drop some")
    only = {entry.slug for entry in found.kept} if filters else None
    scorer = batch.Scorer(
        bank, catalogue, top, shares, only, allow_careless=allow_careless
    )
    work = batch.Work(scorer, to.kind or "csv")
    how = {"length": length, "id_name": id_column, "lowest": lowest_of(scale)}
    with _source(people, bank, sheet, how) as source, to.stream(private=True) as stream:
        _say_what_is_read(source)
        _run(source, work, stream, strict=strict, jobs=jobs)


def _check(people: str, to: output.Output) -> None:
    """Refuse to write over what is read, and rows of bytes to a screen."""
    source = Path(people)
    if to.path and to.path.exists() and source.exists() and to.path.samefile(source):
        what = f"{to.path} is both what is read and what would be written"
        raise UsageError(what, "give -o another name")
    if to.kind == "parquet" and not to.path and sys.stdout and sys.stdout.isatty():
        raise UsageError("a Parquet file is not for a screen", "name it with -o")


def lowest_of(scale: str | None) -> int:
    """The lowest number of a scale; raises `UsageError` for one there is not."""
    from careerfit_cli.batch.cells import SCALES

    if scale is None:
        return LOWEST
    if scale not in SCALES:
        known = " or ".join(SCALES)
        raise UsageError(f"{scale!r} is not a scale", f"give {known}")
    return int(scale[0])


@contextmanager
def _source(
    people: str, bank: Bank, sheet: str | None, how: dict[str, Any]
) -> Iterator[_Source]:
    from careerfit_cli import batch

    path = Path(people)
    if people != "-" and path.suffix.lower() == _PARQUET:
        _refuse_sheet(sheet)
        with opened(path):
            yield batch.ParquetPeople(path, people, bank, **how)
        return
    with opened_table(people, bank, sheet) as table:
        yield batch.TablePeople(table, bank, **how)


@contextmanager
def opened_table(people: str, bank: Bank, sheet: str | None) -> Iterator[_Table]:
    """The table in a CSV file, a sheet of an Excel workbook, or standard input."""
    from careerfit_cli import batch
    from careerfit_cli.workbook import is_workbook

    if people == "-":
        _refuse_sheet(sheet)
        stream = terminal.standard_input("give the name of a CSV file").buffer
        yield batch.CsvTable(stream, "standard input", bank)
        return
    with opened(Path(people)) as file:
        if file.seekable() and is_workbook(file):
            book = batch.WorkbookTable(file, people, bank, sheet)
            if sheet is None and len(book.sheet.names) > 1:
                names = ", ".join(map(printable, book.sheet.names[:_NAMED]))
                terminal.note(f"Reading the first sheet of {names} (--sheet).")
            yield book
            return
        _refuse_sheet(sheet)
        yield batch.CsvTable(file, people, bank)


def _refuse_sheet(sheet: str | None) -> None:
    if sheet is not None:
        raise UsageError("only Excel workbooks have sheets", "leave out --sheet")


def opened(path: Path) -> BinaryIO:
    """A table to be read; raises `UsageError` where it cannot be."""
    try:
        kind = path.stat().st_mode
        piped = S_ISFIFO(kind) and path.suffix.lower() != _PARQUET
        if not (S_ISREG(kind) or S_ISDIR(kind) or piped):
            raise UsageError(f"{path}: is not an ordinary file", _GIVE)
        return path.open("rb")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"{path}: {why}", _GIVE) from error


def _say_what_is_read(source: _Source) -> None:
    """What the columns were taken for, so that a slip in a name is seen."""
    layout = source.layout
    of = f" ({layout.length} quiz)" if layout.kind.name == "ITEMS" else ""
    said = f"Reading {layout.kind.value}{of}."
    if source.line > 1:
        said += f" Headings are on line {source.line}."
    if layout.unused:
        more = len(layout.unused) - _NAMED
        names = ", ".join(map(printable, layout.unused[:_NAMED]))
        said += f" Not used: {names}{f' and {more} more' if more > 0 else ''}."
    if layout.id is None:
        said += " No column names the respondents: they are numbered in order (--id)."
    elif layout.names[layout.id].strip().casefold() not in ("id", "respondent"):
        name = printable(layout.names[layout.id].strip())
        said += f" Respondents are named by {name}."
    terminal.note(said)


def _run(
    source: _Source, work: batch.Work, stream: BinaryIO, *, strict: bool, jobs: int
) -> None:
    sink, tally = work.sink(stream), _Tally(stream)
    try:
        _score_all(source, work, sink, tally, strict=strict, jobs=jobs)
        sink.close()
    except BaseException:
        sink.abandon()
        raise
    tally.sum_up()


def _score_all(
    source: _Source,
    work: batch.Work,
    sink: batch.Sink,
    tally: _Tally,
    *,
    strict: bool,
    jobs: int,
) -> None:
    from careerfit_cli.parallel import map_in_order

    for people, result in map_in_order(source, work, jobs):
        if people.problems and strict:
            tally.clear()
            raise BadData(people.problems[:1])
        tally.refuse(people.problems)
        sink.write(result.data)
        tally.count(len(people.ids), result.unranked)
    tally.clear()
    tally.tell_of_more()
    if tally.refused and not tally.scored:
        what = f"has no row that can be read, of {tally.refused}"
        raise BadData([Problem(source.file, 0, "", what)])


class _Tally:
    """How many are scored and how many are not, said on standard error."""

    def __init__(self, stream: BinaryIO) -> None:
        self.scored = self.unranked = self.refused = 0
        self._by_column: Counter[str] = Counter()
        out = sys.stdout
        self._shown = not (out and out.isatty() and stream is out.buffer)

    def count(self, scored: int, unranked: int) -> None:
        """Count those scored; shown, unless the rows themselves go by on the screen."""
        self.scored += scored
        self.unranked += unranked
        if self._shown:
            terminal.tally("Scored", self.scored)

    def clear(self) -> None:
        """Take the count off the screen."""
        if self._shown:
            terminal.tally("Scored", self.scored, ended=True)

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Tell of rows that cannot be read."""
        if problems:
            self.clear()
        for problem in problems:
            self._by_column[problem.field] += 1
            if self._by_column[problem.field] <= _TOLD:
                hint = f" ({problem.hint})" if problem.hint else ""
                terminal.note(printable(f"{problem}{hint}"))
        self.refused += len(problems)

    def tell_of_more(self) -> None:
        """Say of how many more rows nothing was said."""
        for column, count in self._by_column.items():
            if count > _TOLD:
                more = _counted(count - _TOLD, "more row")
                name = f"column {column}" if column else "whole rows"
                terminal.note(printable(f"{name}: {more} cannot be read"))

    def sum_up(self) -> None:
        """Say what was done, and what is not claimed."""
        done = f"{_counted(self.scored, 'respondent')} scored"
        if self.refused:
            done += f", {_counted(self.refused, 'row')} left out"
        if self.unranked:
            done += f"; {self.unranked:,} not ranked, as the note says why"
        terminal.note(f"{done}.\n{NO_CLAIM}\n{SOURCE}.")


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
