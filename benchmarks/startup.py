"""How long commands take to start and run, against minimal programs of their kind.

Each command and its reference run in turn, so that whatever else the machine does falls
on both; printed are the median of the ratios of the pairs, and the median times, as the
table that is in the README.

The references are minimal Typer programs: one that prints its help, one that prints a
Rich table, and one that only imports typer. The table has as many rows and columns as the
command's own where that prints one table, and else as many rows as it prints lines, in
three columns. They end as Python programs do; careerfit does not (docs/decisions.md).

Run: `python benchmarks/startup.py [--pairs 25]`, with the Python that careerfit is
installed for. It is never part of the tests.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HELP = """
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def show(name: str, plain: bool = False) -> None:
    "Show one thing."
app()
"""

TABLE = """
import sys
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def show(rows: int, columns: int) -> None:
    from rich.console import Console
    from rich.table import Table
    table = Table(*(f"head {number}" for number in range(columns)))
    for number in range(rows):
        table.add_row(*(["some words of text", f"{number * 17:,}"] * columns)[:columns])
    Console(width=80).print(table)
app()
"""

IMPORT = "import typer\n"

PROGRAM = str(Path(sys.executable).with_name("careerfit"))
"""The program as it is installed beside this Python."""

ANSWERS = (
    "v2.quick.1452153531333311333355533331331335535511333333333132521353241235334332"
)


@dataclass(frozen=True)
class Case:
    """A command, the reference it is compared with, and the goal for the ratio.

    `rows` are those of the reference's table where the command prints one table of
    `columns`; else it has as many as the command prints lines.
    """

    label: str
    argv: tuple[str, ...]
    reference: str
    goal: float
    rows: int = 0
    columns: int = 3


CASES = (
    Case("`--help`", ("--help",), HELP, 1.1),
    Case("`--version`", ("--version",), HELP, 1.1),
    Case("completing a name", (), IMPORT, 1.1),
    Case("`show registered-nurse`", ("show", "registered-nurse"), TABLE, 1.25),
    Case('`show "regstered nurse"`', ("show", "regstered nurse"), TABLE, 1.4),
    Case("`list`, 923 rows", ("list",), TABLE, 1.5, rows=923, columns=6),
    Case(
        "`compare registered-nurse carpenter`",
        ("compare", "registered-nurse", "carpenter"),
        TABLE,
        1.5,
    ),
    Case(
        "`rank --answers ...`, with how sure each rank is",
        ("rank", "--answers", ANSWERS),
        TABLE,
        2.2,
    ),
    Case("`quiz --answers ...`, the same", ("quiz", "--answers", ANSWERS), TABLE, 2.2),
)

HEADS = ("command", "ratio to minimal", "goal", "ms", "minimal, ms")


def seconds(argv: Sequence[str], environment: dict[str, str]) -> float:
    """Wall-clock seconds of one run; the run must end well."""
    start = time.perf_counter()
    subprocess.run(
        argv,
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=environment,
    )
    return time.perf_counter() - start


def reference(case: Case, folder: Path, lines: int) -> list[str]:
    """The command line of the reference of a case."""
    script = folder / "reference.py"
    script.write_text(case.reference)
    table = [str(case.rows or lines), str(case.columns)]
    argument = {HELP: ["--help"], TABLE: table, IMPORT: []}[case.reference]
    return [sys.executable, str(script), *argument]


COMPLETING = {
    "_CAREERFIT_COMPLETE": "complete_bash",
    "COMP_WORDS": "careerfit show regis",
    "COMP_CWORD": "2",
}
"""How a shell asks for the names of occupations that begin so."""


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a user with a home folder and without our variables."""
    kept = {
        key: own
        for key, own in os.environ.items()
        if not key.startswith(("XDG_", "CAREERFIT_"))
    }
    return {**kept, "HOME": str(home), "PYTHONDONTWRITEBYTECODE": ""}


def measured(case: Case, folder: Path, pairs: int) -> tuple[float, float, float]:
    """The median ratio of a case, and the median milliseconds of both its sides."""
    plain = surroundings(folder)
    asking = plain | ({} if case.argv else COMPLETING)
    ours = [PROGRAM, *case.argv]
    first = subprocess.run(ours, capture_output=True, check=True, env=asking)
    theirs = reference(case, folder, first.stdout.count(b"\n"))
    seconds(theirs, plain)
    times = [(seconds(ours, asking), seconds(theirs, plain)) for _ in range(pairs)]
    ratio = statistics.median(own / other for own, other in times)
    own, other = (
        statistics.median(column) * 1000 for column in zip(*times, strict=True)
    )
    return ratio, own, other


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=25)
    pairs = parser.parse_args().pairs
    print(f"| {' | '.join(HEADS)} |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # As on a computer where a command has run before, so the index exists.
        seconds([PROGRAM, "list"], surroundings(folder))
        for case in CASES:
            ratio, own, other = measured(case, folder, pairs)
            cells = f"{ratio:.2f} | {case.goal:.2f} | {own:.0f} | {other:.0f}"
            print(f"| {case.label} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
