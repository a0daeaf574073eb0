"""Stop imports at random moments, and check that all files stay of one edition.

    python benchmarks/kill_import.py --kills 200 [--occupations 30] [--seed 2026]

A made-up download of many occupations is imported into a folder that also holds files of
the user's own, as `careerfit import onet` in a process of its own, which is then stopped
by SIGKILL, SIGTERM or SIGINT: at any moment, once it has begun to write, or while it
replaces files. The next command is `careerfit show`, after which every file must be of one
edition.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

FIXTURE = Path(__file__).parents[1] / "tests" / "fixtures" / "onet-31.0" / "text"
MODEL = "15-1252.00"
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
OURS = {"notes.md": "mine", ".gitignore": "*.bak\n", "data.csv": "a,b\n"}


def download(folder: Path, count: int, edition: int) -> Path:
    """A download of many occupations like one; editions differ in every occupation."""
    folder.mkdir()
    for path in FIXTURE.iterdir():
        head, _, body = path.read_text("utf-8").partition("\n")
        rows = body.splitlines()
        if head.startswith("O*NET-SOC Code"):
            rows = [row for row in rows if row.startswith(MODEL)]
            if path.name == "Related Occupations.txt":
                # Most would be of occupations that are not there.
                rows = rows[:1]
            rows = [
                like(row, path.name, number, edition)
                for number in range(count)
                for row in rows
            ]
        (folder / path.name).write_text("\n".join([head, *rows, ""]), "utf-8")
    return folder


def like(row: str, table: str, number: int, edition: int) -> str:
    """A row of the model occupation as one of another occupation and edition."""
    cells = row.split("\t")
    cells[0] = code(number)
    if table == "Occupation Data.txt":
        cells[1] = f"Made-Up Workers, Kind {number} in Edition {edition}"
    if table == "Related Occupations.txt":
        cells[1] = code(0 if number else 1)
    return "\t".join(cells)


def code(number: int) -> str:
    """The code of a made-up occupation."""
    return f"15-{2000 + number // 90}.{10 + number % 90}"


def imported(source: Path, folder: Path) -> list[str]:
    """The command line of an import."""
    command = [sys.executable, "-m", "careerfit_cli", "import", "onet"]
    return [*command, str(source), "--into", str(folder)]


def editions(folder: Path) -> Counter[str]:
    """How many files are of each edition; a damaged file is of none."""
    found: Counter[str] = Counter()
    for path in folder.glob("*.yaml"):
        edition = re.search(r"Edition (\d)", path.read_text("utf-8"))
        whole = path.read_text("utf-8").endswith("\n")
        found[edition[1] if edition and whole else "damaged"] += 1
    return found


def stop(process: subprocess.Popen[bytes], folder: Path, longest: float) -> str:
    """Stop an import at a random moment; returns how it ended."""
    sign, most = random.choice((("", longest), ("new", 0.15), ("journal.json", 0.005)))
    awaited = folder / ".careerfit-import" / sign if sign else folder
    while process.poll() is None and not awaited.exists():
        time.sleep(0.0001)
    end = time.monotonic() + random.uniform(0, most)
    while process.poll() is None and time.monotonic() < end:
        time.sleep(0.0001)
    chosen = random.choice(SIGNALS)
    if process.poll() is None:
        process.send_signal(chosen)
    process.wait()
    return f"{chosen.name}, exit {process.returncode}"


def tried(sources: list[Path], folder: Path, longest: float, count: int) -> str:
    """Stop one import, run the next command on the folder, and report the result."""
    before = editions(folder)
    coming = sources[1] if before["1"] else sources[0]
    with subprocess.Popen(
        imported(coming, folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        ended = stop(process, folder, longest)
    stopped = editions(folder)
    names = {path.name for path in folder.iterdir()}
    subprocess.run(
        [sys.executable, "-m", "careerfit_cli", "--occupations", str(folder), "show",
         next(folder.glob("*.yaml")).stem],
        capture_output=True, check=True,
    )  # fmt: skip
    after = editions(folder)
    left = {path.name for path in folder.iterdir() if path.suffix != ".yaml"}
    if len(after) != 1 or after.total() != count or left != {*OURS, ".git"}:
        raise SystemExit(f"FAILED after {ended}: {before} {stopped} {after} {left}")
    if any((folder / name).read_text() != text for name, text in OURS.items()):
        raise SystemExit(f"FAILED after {ended}: a file of the user's own changed")
    hidden = "files of its own left" if ".careerfit-import" in names else "nothing left"
    mixed = "two editions" if len(stopped) > 1 else "one edition"
    result = "new" if after != before else "old"
    return f"{mixed} and {hidden} -> {result} ({ended})"


def main() -> None:
    """Stop imports and print what came of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--occupations", type=int, default=30)
    parser.add_argument("--seed", type=int, default=2026)
    chosen = parser.parse_args()
    random.seed(chosen.seed)
    print(summary(chosen.kills, chosen.occupations))


def summary(kills: int, count: int) -> str:
    """A summary of the kills; raises `SystemExit` if files were mixed or lost."""
    with tempfile.TemporaryDirectory() as name:
        home, folder = Path(name), Path(name) / "occupations"
        os.environ |= {"CAREERFIT_HOME": name, "XDG_CACHE_HOME": name}
        sources = [download(home / f"{edition}", count, edition) for edition in (1, 2)]
        folder.mkdir()
        (folder / ".git").mkdir()
        for own, text in OURS.items():
            (folder / own).write_text(text)
        for source in sources:
            start = time.monotonic()
            subprocess.run(imported(source, folder), check=True, capture_output=True)
        longest = 1.2 * (time.monotonic() - start)
        found = Counter(tried(sources, folder, longest, count) for _ in range(kills))
        shutil.rmtree(folder)
    lines = [f"{times:4}  {what}" for what, times in sorted(found.items())]
    return "\n".join([f"{kills} imports of {count} files stopped:", *lines])


if __name__ == "__main__":
    main()
