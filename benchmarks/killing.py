"""Count answers lost when the quiz is killed at random moments on a real terminal.

A quiz is answered key by key and killed with signal 9 at a random moment. Then what is
kept is read: it must be whole, and lack no answer that the screen had gone past. Run:
`python benchmarks/killing.py [--times 200]`. It is never part of the tests.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
import time
from pathlib import Path

import pexpect

from careerfit_cli.errors import CareerfitError
from careerfit_cli.storage import profiles

PLACE = re.compile(rb"(\d+) of 64")
KEYS = "1243253334143532152514333524452532442435543332225533211123124543"


def killed(home: Path, chance: random.Random) -> int:
    """The question on the screen, from 1, when the quiz was killed; 0 before any."""
    surroundings = {**os.environ, "CAREERFIT_HOME": str(home), "TERM": "xterm"}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "careerfit_cli", "quiz"],
        dimensions=(24, 80),
        env=surroundings,
        timeout=30,
    )
    child.delaybeforesend = None
    child.expect(PLACE)
    shown, end = int(child.match[1]), time.monotonic() + chance.uniform(0, 1.5)
    while time.monotonic() < end and shown < len(KEYS):
        child.send(KEYS[shown - 1])
        time.sleep(chance.uniform(0, 0.03))
        try:
            for found in PLACE.findall(child.read_nonblocking(65536, timeout=0)):
                shown = max(shown, int(found))
        except pexpect.TIMEOUT:
            continue
    child.kill(9)
    child.close(force=True)
    return shown


def kept(home: Path) -> int:
    """How many answers are saved; raises `CareerfitError` if the file is damaged."""
    found = profiles.load_unfinished(home)
    return (
        0 if found is None else sum(mark != "-" for mark in found.replay.split(".")[2])
    )


def main() -> None:
    """Print how many times, how often anything was lost, and whether files were whole."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=200)
    times, chance = parser.parse_args().times, random.Random(1)
    lost, answers, damaged = [], 0, 0
    for _ in range(times):
        with tempfile.TemporaryDirectory() as name:
            home = Path(name) / "home"
            shown = killed(home, chance)
            try:
                there = kept(home)
            except CareerfitError as fault:
                damaged += 1
                print(fault)
                continue
            answers += there
            lost.append(max(0, shown - 1 - there))
    print(f"killed {times} times, {answers} answers kept, {damaged} files damaged")
    print(f"answers lost that the screen had gone past: {sum(lost)}, most {max(lost)}")


if __name__ == "__main__":
    main()
