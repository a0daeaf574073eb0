"""How long a command takes from nothing, beside the least a program like it could take.

Each command and its reference run in turn, so that whatever else the machine does falls
on both; printed are the median of the ratios of the pairs, and the median times. The
references are minimal Typer programs: one that prints its help, one that prints a Rich
table, and one that only imports typer. The table has as many rows and columns as the
command's own where that prints one table, and else as many rows as it prints lines, in
three columns.

Run: `python benchmarks/startup.py [--pairs 15]`. It is never part of the tests.
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

ANSWERS = "v1.standard.1243253334143532152514333524452532442435543332225533211123124543"


@dataclass(frozen=True)
class Case:
    """A command, the reference it is held against, and the ratio aimed at."""

    argv: tuple[str, ...]
    reference: str
    goal: float
    rows: int = 0
    columns: int = 3


CASES = (
    Case(("--help",), HELP, 1.1),
    Case(("--version",), HELP, 1.1),
    Case(("show", "registered-nurse"), TABLE, 1.25),
    Case(("show", "regstered nurse"), TABLE, 1.4),
    Case(("list",), TABLE, 1.5, rows=923, columns=6),
    Case(("compare", "registered-nurse", "carpenter"), TABLE, 1.5),
    Case(("rank", "--answers", ANSWERS), TABLE, 2.2),
    Case(("quiz", "--answers", ANSWERS), TABLE, 2.2),
)


def seconds(argv: Sequence[str], surroundings: dict[str, str]) -> float:
    """Wall-clock seconds of one run; the run must end well."""
    start = time.perf_counter()
    subprocess.run(
        argv,
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=surroundings,
    )
    return time.perf_counter() - start


def reference(case: Case, folder: Path, lines: int) -> list[str]:
    """The command line of the reference of a case."""
    script = folder / "reference.py"
    script.write_text(case.reference)
    table = [str(case.rows or lines), str(case.columns)]
    argument = {HELP: ["--help"], TABLE: table, IMPORT: []}[case.reference]
    return [sys.executable, str(script), *argument]


def completion() -> tuple[list[str], dict[str, str]]:
    """The call a shell makes to complete the name of an occupation."""
    surroundings = {
        "_CAREERFIT_COMPLETE": "complete_bash",
        "COMP_WORDS": "careerfit show regis",
        "COMP_CWORD": "2",
    }
    return [PROGRAM], surroundings


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=15)
    pairs = parser.parse_args().pairs
    print(f"{pairs} pairs each; median of the ratios, and of the times in milliseconds")
    print(f"{'command':<34} {'ratio':>6} {'goal':>6} {'ours':>6} {'reference':>10}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = {**os.environ, "CAREERFIT_HOME": name, "PYTHONDONTWRITEBYTECODE": ""}
        for case in CASES:
            ours = [PROGRAM, *case.argv]
            first = subprocess.run(ours, capture_output=True, check=True, env=plain)
            theirs = reference(case, folder, first.stdout.count(b"\n"))
            report(
                " ".join(case.argv)[:34], ours, theirs, plain, plain, case.goal, pairs
            )
        ours, extra = completion()
        theirs = reference(Case((), IMPORT, 1.1), folder, 0)
        report("completing a name", ours, theirs, plain | extra, plain, 1.1, pairs)


def report(
    name: str,
    ours: Sequence[str],
    theirs: Sequence[str],
    our_env: dict[str, str],
    their_env: dict[str, str],
    goal: float,
    pairs: int,
) -> None:
    """Run the pairs of one case, after one run of each, and print its line."""
    seconds(theirs, their_env)
    times = [(seconds(ours, our_env), seconds(theirs, their_env)) for _ in range(pairs)]
    ratio = statistics.median(own / other for own, other in times)
    own, other = (
        statistics.median(column) * 1000 for column in zip(*times, strict=True)
    )
    print(
        f"{name:<34} {ratio:>6.2f} {goal:>6.2f} {own:>6.0f} {other:>10.0f}", flush=True
    )


if __name__ == "__main__":
    main()
