"""How fast many respondents are scored, compared with a plain product, and memory.

Three tables. The kernel, from levels to the best fits, in turn with what it can be no
faster than by the book: a float32 matrix product and an argpartition over the same
arrays, in the same blocks. Where the time of a whole run goes, by respondent. And whole
runs of `careerfit score` on a file of item answers, with processor time and memory.

Run: `python benchmarks/batch.py [RESPONDENTS]`, a million if not said. Products keep to
one thread, as `score` does; OPENBLAS_NUM_THREADS in the environment says otherwise.
Answers are picked at random, which looks careless, so all are ranked anyway.
"""

from __future__ import annotations

import csv
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from careerfit_cli import matching, quiz
from careerfit_cli.batch import Job, Respondents, Scorer
from careerfit_cli.matching.batch import BLOCK, BatchMatcher
from careerfit_cli.matching.vectors import OccupationVectors, combinations
from careerfit_cli.quiz.answers import STANDARD
from careerfit_cli.quiz.batch import levels_of
from careerfit_cli.storage.bank import load_bank
from careerfit_cli.tables import CsvTable
from careerfit_cli.ui.loading import open_index

PAIRS = 15
PEOPLE = 16_384
TOP = 10
LENGTH = STANDARD
BANK, CATALOGUE = load_bank(), open_index().catalogue
ITEMS = BANK.lengths[LENGTH]


def answers(count: int, skipped: float, seed: int = 0) -> np.ndarray:
    """Answers picked at random, some of them skipped."""
    rng = np.random.default_rng(seed)
    drawn = rng.integers(1, 6, (count, len(ITEMS)), dtype=np.uint8)
    drawn[rng.random(drawn.shape) < skipped] = 0
    return drawn


def table(marks: np.ndarray, start: int = 0) -> bytes:
    """Rows of a CSV file, without a heading."""
    text = np.array(["", "1", "2", "3", "4", "5"])[marks].tolist()
    rows = (f"P{start + n:07d},{','.join(row)}\n" for n, row in enumerate(text))
    return "".join(rows).encode()


def people_in(data: bytes) -> Respondents:
    """The respondents in a table."""
    return Respondents(CsvTable(io.BytesIO(data), "people.csv", BANK), BANK)


def seconds(job: Callable[[], object]) -> float:
    """Processor time of a job: on one thread, how long it takes when nobody disturbs."""
    start = time.process_time()
    job()
    return time.process_time() - start


def kernel(skipped: float) -> None:
    """Measure the kernel: one row of the first table."""
    ranked = BatchMatcher(CATALOGUE)
    levels = levels_of(BANK, LENGTH, answers(PEOPLE, skipped))
    clear = levels.clear
    people = OccupationVectors(CATALOGUE).people(levels.levels, clear)
    patterns = len(combinations(people.counted))
    singles = people.units.astype(np.float32)
    points = (
        OccupationVectors(CATALOGUE).points((True, True, True)).T.astype(np.float32)
    )
    last = points.shape[1] - TOP

    def bare() -> None:
        for start in range(0, PEOPLE, BLOCK):
            scores = singles[start : start + BLOCK] @ points
            np.argpartition(scores, last, axis=1)[:, last:]

    def whole() -> None:
        ranked.best(levels.levels, clear, levels.careless & False, TOP)

    bare(), whole()
    pairs = [(seconds(bare), seconds(whole)) for _ in range(PAIRS)]
    ratios = [one / other for one, other in pairs]
    low, middle, high = statistics.quantiles(ratios, n=4)
    each = [1e6 * statistics.median(own) / PEOPLE for own in zip(*pairs, strict=True)]
    print(
        f"{skipped:>7.0%}  {patterns:>8}  {each[0]:>7.1f} us  {each[1]:>7.1f} us"
        f"  {middle:>5.2f} ({low:.2f}-{high:.2f})"
    )


def stages() -> None:
    """The second table: one chunk after another, each part timed by itself."""
    marks = answers(PEOPLE, 0.02)
    head = f"id,{','.join(ITEMS)}\n".encode()
    data = head + table(marks)
    scorer = Scorer(BANK, CATALOGUE, TOP, allow_careless=True)
    job = Job(scorer, "csv")
    chunks = list(people_in(data))
    found = [(own, scorer._levels(own)) for own in chunks]
    scored = [scorer.score(own) for own in chunks]
    jobs: dict[str, Callable[[], object]] = {
        "reading CSV": lambda: list(people_in(data)),
        "answers to levels": lambda: [scorer._levels(own) for own in chunks],
        "levels to best fits": lambda: [
            scorer._matcher.best(own.levels, own.clear, own.careless & False, TOP)
            for _, own in found
        ],
        "writing CSV": lambda: [job._text(own) for own in scored],
        "(the csv module, cells only)": lambda: list(
            csv.reader(io.StringIO(data.decode()))
        ),
    }
    try:
        from pyarrow import csv as arrow

        jobs["(pyarrow.csv, cells only)"] = lambda: arrow.read_csv(io.BytesIO(data))
    except ImportError:
        pass
    for name, stage in jobs.items():
        took = statistics.median(seconds(stage) for _ in range(7))
        print(f"{name:<30} {1e6 * took / PEOPLE:>7.2f} us")
    few = [
        quiz.profile(BANK, LENGTH, [int(n) or None for n in row]) for row in marks[:60]
    ]
    took = seconds(lambda: [matching.rank(own, CATALOGUE, TOP) for own in few])
    print(f"{'(matching.rank, one by one)':<30} {1e6 * took / len(few):>7.0f} us")


MEASURED = """
import json, resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
"""Measures from a small process: a child counts the memory of the one it came from."""


def run(file: Path, count: int, jobs: int) -> None:
    """One row of the third table; memory is that of the largest process."""
    out = file.with_name("fits.csv")
    program = Path(sys.executable).with_name("careerfit")
    command = [
        program,
        "score",
        file,
        "-o",
        out,
        "--jobs",
        str(jobs),
        "--allow-careless",
    ]
    start = time.perf_counter()
    told = subprocess.check_output([sys.executable, "-c", MEASURED, *command])
    took, (used, memory) = time.perf_counter() - start, json.loads(told)
    print(
        f"{count:>11,}  {jobs:>4}  {took:>5.1f} s  {used:>8.1f} s"
        f"  {3600 * count / used:>13,.0f}  {memory:>5.0f} MB"
        f"  {out.stat().st_size / 1e6:>5.0f} MB"
    )
    out.unlink()


def main(count: int) -> None:
    """Print the three tables."""
    threads = os.environ["OPENBLAS_NUM_THREADS"]
    print(f"{PEOPLE:,} people x {len(CATALOGUE)} occupations, top {TOP}, {PAIRS} pairs")
    print(f"BLAS threads: {threads}; load {os.getloadavg()[0]:.1f}")
    print("skipped  patterns        bare       whole  bare / whole (quartiles)")
    for skipped in (0.0, 0.02, 0.1):
        kernel(skipped)
    print("\nby respondent, 2 % skipped")
    stages()
    print("\nrespondents  jobs     wall  processor  per core-hour    memory    result")
    with tempfile.TemporaryDirectory() as folder:
        for people in (count // 100, count // 10, count):
            file = Path(folder, "people.csv")
            with file.open("wb") as stream:
                stream.write(f"id,{','.join(ITEMS)}\n".encode())
                for start in range(0, people, PEOPLE):
                    size = min(PEOPLE, people - start)
                    stream.write(table(answers(size, 0.0, start), start))
            for jobs in (1, 2):
                run(file, people, jobs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
