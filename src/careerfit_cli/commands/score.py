"""`careerfit score`: rank careers for a whole table of respondents."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from careerfit_cli.errors import BadData, Problem, UsageError
from careerfit_cli.model.attribution import NO_CLAIM, SOURCE
from careerfit_cli.model.text import printable
from careerfit_cli.ui import filter_options, terminal
from careerfit_cli.ui.answer_tables import Scale, SheetName, lowest_of, opened_table
from careerfit_cli.ui.loading import open_index
from careerfit_cli.ui.options import AllowCareless
from careerfit_cli.ui.output import Csv, Excel, Force, Output, wanted
from careerfit_cli.ui.ranking import Weights, weights_in

if TYPE_CHECKING:
    from careerfit_cli import batch

_NAMED = 5
"""Unused columns listed by name."""

_SHOWN = 20
"""Bad rows shown per column; the others are only counted."""


Out = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Write fits.csv, fits.jsonl, fits.xlsx or fits.parquet.",
    ),
]


@dataclass(frozen=True)
class FitsOptions:
    """Options for the format and the destination of the fits."""

    out: Out = None
    force: Force = False
    csv: Csv = False
    excel: Excel = False
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print JSON Lines.")] = False
    parquet: Annotated[bool, typer.Option("--parquet", help="Print Parquet.")] = False

    def destination(self) -> Output:
        """The format and the file; raises `UsageError` if they do not fit together."""
        return wanted(
            self.out,
            force=self.force,
            csv=self.csv,
            excel=self.excel,
            jsonl=self.jsonl,
            parquet=self.parquet,
            xlsx=False,
        )


def score(
    people: Annotated[
        str, typer.Argument(help="A CSV, Excel or Parquet file, or - for CSV.")
    ],
    top: Annotated[int, typer.Option(min=1, help="How many careers per person.")] = 10,
    *,
    output: FitsOptions,
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
    narrow: filter_options.FilterOptions,
    allow_careless: AllowCareless = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first bad row.")
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

    destination = output.destination()
    _check(people, destination)
    area, filters = narrow.chosen()
    shares, bank = weights_in(weights), load_bank()
    catalogue = filter_options.paid(open_index(), area)
    selected = apply_filters(catalogue, filters)
    filter_options.explain_filters(selected)
    if not selected.kept:
        raise UsageError("the filters leave no occupation to rank", "drop some")
    only = {entry.slug for entry in selected.kept} if filters else None
    scorer = batch.Scorer(
        bank, catalogue, top, shares, only, allow_careless=allow_careless
    )
    job = batch.Job(scorer, destination.kind or "csv")
    with opened_table(people, bank, sheet) as table:
        respondents = batch.Respondents(
            table, bank, length, id_name=id_column, lowest=lowest_of(scale)
        )
        with destination.stream(private=True) as stream:
            terminal.note(_columns_read(respondents))
            _run(respondents, job, stream, strict=strict, jobs=jobs)


def _check(people: str, to: Output) -> None:
    """Refuse to overwrite the input, or to print binary data on a screen."""
    source = Path(people)
    if to.path and to.path.exists() and source.exists() and to.path.samefile(source):
        what = f"{to.path} is both what is read and what would be written"
        raise UsageError(what, "give -o another name")
    if to.kind == "parquet" and not to.path and sys.stdout and sys.stdout.isatty():
        raise UsageError("a Parquet file is not for a screen", "name it with -o")


def _columns_read(respondents: batch.Respondents) -> str:
    """Report how the columns were read, so that a misspelled name is noticed."""
    layout = respondents.layout
    of = f" ({layout.length} quiz)" if layout.kind.name == "ITEMS" else ""
    text = f"Reading {layout.kind.value}{of}."
    if respondents.table.line > 1:
        text += f" Headings are on line {respondents.table.line}."
    if layout.unused:
        more = len(layout.unused) - _NAMED
        names = ", ".join(map(printable, layout.unused[:_NAMED]))
        text += f" Not used: {names}{f' and {more} more' if more > 0 else ''}."
    if layout.id is None:
        text += " No column names the respondents: they are numbered in order (--id)."
    elif layout.names[layout.id].strip().casefold() not in ("id", "respondent"):
        name = printable(layout.names[layout.id].strip())
        text += f" Respondents are named by {name}."
    return text


def _run(
    respondents: batch.Respondents,
    job: batch.Job,
    stream: BinaryIO,
    *,
    strict: bool,
    jobs: int,
) -> None:
    """Score and write every block; raises `BadData` if no row can be read."""
    from careerfit_cli.parallel import map_in_order

    tally = _Tally(stream)
    with job.writer(stream) as write:
        for block, (data, unranked) in map_in_order(respondents, job, jobs):
            if block.problems and strict:
                tally.clear()
                raise BadData(block.problems[:1])
            tally.refuse(block.problems)
            write(data)
            tally.count(len(block.ids), unranked)
        tally.clear()
        tally.count_others()
        if tally.refused and not tally.scored:
            what = f"has no row that can be read, of {tally.refused}"
            raise BadData([Problem(respondents.table.file, 0, "", what)])
    tally.sum_up()


class _Tally:
    """Counts respondents scored and skipped, on standard error."""

    def __init__(self, stream: BinaryIO) -> None:
        self.scored = self.unranked = self.refused = 0
        self._by_column: Counter[str] = Counter()
        out = sys.stdout
        self._shown = not (out and out.isatty() and stream is out.buffer)

    def count(self, scored: int, unranked: int) -> None:
        """Count respondents, and show the count unless results go to the screen."""
        self.scored += scored
        self.unranked += unranked
        if self._shown:
            terminal.tally("Scored", self.scored)

    def clear(self) -> None:
        """Erase the count from the screen."""
        if self._shown:
            terminal.tally("Scored", self.scored, ended=True)

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Show rows that cannot be read."""
        if problems:
            self.clear()
        for problem in problems:
            self._by_column[problem.field] += 1
            if self._by_column[problem.field] <= _SHOWN:
                hint = f" ({problem.hint})" if problem.hint else ""
                terminal.note(printable(f"{problem}{hint}"))
        self.refused += len(problems)

    def count_others(self) -> None:
        """Report how many bad rows were not shown."""
        for column, count in self._by_column.items():
            if count > _SHOWN:
                more = _counted(count - _SHOWN, "more row")
                name = f"column {column}" if column else "whole rows"
                terminal.note(printable(f"{name}: {more} cannot be read"))

    def sum_up(self) -> None:
        """Summarize the run, and print the disclaimer."""
        text = f"{_counted(self.scored, 'respondent')} scored"
        if self.refused:
            text += f", {_counted(self.refused, 'row')} left out"
        if self.unranked:
            text += f"; {self.unranked:,} not ranked: the note column says why"
        terminal.note(f"{text}.\n{NO_CLAIM}\n{SOURCE}.")


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
