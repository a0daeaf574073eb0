"""The cost of the catalogue index: unchanged, with one file changed, and rebuilt.

Each is the program itself in a fresh process, listing a copy of the catalogue; runs with
a changed file and runs without one take turns.

Run: `python benchmarks/index.py [--pairs 15]`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from careerfit_cli.storage import paths

LIST = """
import sys
from pathlib import Path
from careerfit_cli.__main__ import program
from careerfit_cli.storage import paths
folder = Path(sys.argv.pop())
paths.builtin_occupations = lambda: folder
program()
"""


def seconds(folder: Path, home: Path) -> float:
    """Wall-clock seconds of listing one occupation of a folder."""
    places = {"HOME": str(home), "XDG_CACHE_HOME": str(home)}
    surroundings = os.environ | places | {"PYTHONDONTWRITEBYTECODE": ""}
    argv = [sys.executable, "-c", LIST, "list", "--top", "1", "--json", str(folder)]
    start = time.perf_counter()
    subprocess.run(argv, check=True, env=surroundings, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians, in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=15)
    pairs = parser.parse_args().pairs
    with tempfile.TemporaryDirectory() as name:
        folder, home = Path(name) / "occupations", Path(name)
        shutil.copytree(paths.builtin_occupations(), folder)
        anew = seconds(folder, home)
        file = folder / "registered-nurse.yaml"
        text, more = file.read_text("utf-8"), []
        unchanged = [seconds(folder, home)]
        for number in range(pairs):
            file.write_text(f"{text}# {number}\n", "utf-8")
            changed = seconds(folder, home)
            unchanged.append(seconds(folder, home))
            more.append(changed - unchanged[-1])
    print(f"`list --top 1` of {sum(1 for _ in paths.builtin_occupations().iterdir())}")
    print(f"  {anew * 1000:6.0f} ms with the index made anew, once")
    print(f"  {statistics.median(unchanged) * 1000:6.0f} ms with nothing changed")
    print(
        f"  {statistics.median(more) * 1000:6.0f} ms more with one file changed"
        f" (goal 60; {pairs} pairs)"
    )


if __name__ == "__main__":
    main()
