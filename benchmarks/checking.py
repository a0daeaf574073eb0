"""How fast all occupation files are checked, and how much of that is the YAML parser.

`careerfit check` is run as it is, and with one process alone, in turn. The share of YAML is
of one process's time: composing the nodes of every file, beside reading it whole.

Run: `python benchmarks/checking.py [--runs 5]`.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

import yaml

from careerfit_cli.parallel import cores
from careerfit_cli.storage import occupations, paths, yaml_loader

CHECK = """
import sys
from careerfit_cli import parallel
count = int(sys.argv.pop())
parallel.cores = lambda: count
from careerfit_cli.__main__ import program
program()
"""


def seconds(jobs: int) -> float:
    """Wall-clock seconds of `careerfit check`."""
    argv = [sys.executable, "-c", CHECK, "check", str(jobs)]
    start = time.perf_counter()
    subprocess.run(argv, check=True, capture_output=True)
    return time.perf_counter() - start


def shares(files: list[Path]) -> tuple[float, float]:
    """Processor seconds of composing the YAML of all files, and of reading them whole."""
    texts = [(file, file.read_text("utf-8")) for file in files]
    composing = reading = 0.0
    for file, text in texts:
        start = time.process_time()
        yaml.compose(text, Loader=yaml_loader._Loader)
        middle = time.process_time()
        occupations.parse(text, str(file), file.stem)
        composing += middle - start
        reading += time.process_time() - middle
    return composing, reading


def main() -> None:
    """Print the rates and the share."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    files = occupations.files(paths.builtin_occupations())
    most = cores()
    times = [(seconds(1), seconds(most)) for _ in range(runs)]
    for jobs, column in zip((1, most), zip(*times, strict=True), strict=True):
        own = statistics.median(column)
        rate = len(files) / own
        print(f"{jobs} process(es): {own:.1f} s, {rate:.0f} files a second")
    print(f"ratio: {statistics.median(one / own for one, own in times):.2f}")
    measured = [shares(files) for _ in range(runs)]
    share = statistics.median(composing / reading for composing, reading in measured)
    print(f"YAML parser: {share:.0%} of reading a file")


if __name__ == "__main__":
    main()
