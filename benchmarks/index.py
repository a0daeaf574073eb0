"""What the catalogue index costs: unchanged, with one file changed, and made anew.

Each is a fresh process over a copy of the catalogue; runs with a changed file and runs
without one take turns. Run: `python benchmarks/index.py [--pairs 15]`.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from careerfit_cli.store import places

OPEN = (
    "import sys, pathlib; from careerfit_cli.store import index;"
    "index.open_index(*map(pathlib.Path, sys.argv[1:])).catalogue"
)


def seconds(folder: Path, cached: Path) -> float:
    """Wall-clock seconds of a process that opens the index and does nothing more."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", OPEN, str(folder), str(cached)], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians, in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=15)
    pairs = parser.parse_args().pairs
    with tempfile.TemporaryDirectory() as name:
        folder, cached = Path(name) / "occupations", Path(name) / "index.bin"
        shutil.copytree(places.builtin_occupations(), folder)
        anew = seconds(folder, cached)
        file = folder / "registered-nurse.yaml"
        text, more = file.read_text("utf-8"), []
        unchanged = [seconds(folder, cached)]
        for number in range(pairs):
            file.write_text(f"{text}# {number}\n", "utf-8")
            changed = seconds(folder, cached)
            unchanged.append(seconds(folder, cached))
            more.append(changed - unchanged[-1])
    print(
        f"made anew from {sum(1 for _ in places.builtin_occupations().iterdir())} files"
    )
    print(f"  {anew * 1000:6.0f} ms, once")
    print(f"unchanged\n  {statistics.median(unchanged) * 1000:6.0f} ms")
    print(f"one file changed: {pairs} pairs, goal 60 ms more")
    print(f"  {statistics.median(more) * 1000:6.0f} ms more")


if __name__ == "__main__":
    main()
