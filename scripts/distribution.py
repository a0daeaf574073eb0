"""Check that builds are reproducible, and that the wheel behaves like the source.

The wheel and the source distribution are built twice: here, and from the unpacked source
distribution in another folder, with other file times, umask, time zone, locale and hash
seed. Both pairs must be the same bytes. The wheel is then installed into an environment
that holds nothing else, away from the source, and the examples of every command are run
there and from the source: both must end and print the same (`scripts/outcomes.py`).

Run: `python scripts/distribution.py`; `--keep FOLDER` keeps what was built.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
OUTCOMES = Path(__file__).with_name("outcomes.py")

EPOCH = "1700000000"
"""The time in every archive, unless SOURCE_DATE_EPOCH is set (November 14, 2023)."""

ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
    "PYTHONUTF8": "0",
}
"""What differs around the second build, beside folder, file times and umask."""


def build(
    source: Path, into: Path, kind: str, *, umask: int = -1, **surroundings: str
) -> Path:
    """The `sdist` or `wheel` of a source folder."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", EPOCH)
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(into), "-t", kind],
        cwd=source, check=False, capture_output=True, text=True, umask=umask,
        env={**os.environ, "SOURCE_DATE_EPOCH": epoch, **surroundings},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"it cannot be built:\n{done.stdout}{done.stderr}")
    return next(into.glob({"sdist": "*.tar.gz", "wheel": "*.whl"}[kind]))


def build_elsewhere(sdist: Path, folder: Path) -> tuple[Path, Path]:
    """Build both from an unpacked source distribution, in a different environment."""
    folder.mkdir()
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (unpacked,) = folder.iterdir()
    source = unpacked.rename(folder / "a copy")
    for number, path in enumerate(sorted(source.rglob("*"))):
        os.utime(path, (10**9 + number, 10**9 + number))
        path.chmod(path.stat().st_mode & 0o700)
    into = folder / "built"
    return (
        build(source, into, "sdist", umask=0o077, **ELSEWHERE),
        build(source, into, "wheel", umask=0o077, **ELSEWHERE),
    )


def differences(first: Path, second: Path) -> list[str]:
    """The differences of two archives, by member."""
    if first.read_bytes() == second.read_bytes():
        return []
    one, other = members(first), members(second)
    names = [name for name in {**one, **other} if one.get(name) != other.get(name)]
    return names or ["the archive itself: order, times or rights of its members"]


def members(archive: Path) -> Mapping[str, str]:
    """The digest of each file in a wheel or a source distribution, by name."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return {name: _digest(wheel.read(name)) for name in wheel.namelist()}
    with tarfile.open(archive) as source:
        files = [own for own in source.getmembers() if own.isfile()]
        return {own.name: _digest(source.extractfile(own).read()) for own in files}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def faults_of(wheel: Path) -> list[str]:
    """Files of the wheel that are missing, extra or different from the source."""
    package = SOURCE / "careerfit_cli"
    wanted = {
        f"careerfit_cli/{path.relative_to(package).as_posix()}": path
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    for path in (ROOT / "occupations").glob("*.yaml"):
        wanted[f"careerfit_cli/occupations/{path.name}"] = path
    found = {
        name: digest
        for name, digest in members(wheel).items()
        if name.startswith("careerfit_cli/")
        and name != "careerfit_cli/catalogue.sqlite"
    }
    digests = {name: _digest(path.read_bytes()) for name, path in wanted.items()}
    return [
        name
        for name in sorted({**digests, **found})
        if digests.get(name) != found.get(name)
    ]


def install(wheel: Path, folder: Path) -> Path:
    """Install a wheel and its dependencies into a new environment; return its Python."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    quiet = ("-m", "pip", "install", "-q", "--no-compile")
    subprocess.run([scripts / "python", *quiet, str(wheel)], check=True)
    subprocess.run(
        [scripts / "careerfit", "--version"], check=True, stdout=subprocess.DEVNULL
    )
    return scripts / "python"


def outcomes(python: Path, folder: Path, **surroundings: str) -> dict[str, Any]:
    """The outcome of every example with an interpreter: see scripts/outcomes.py."""
    folder.mkdir()
    bare = {key: own for key, own in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(python), "-P", str(OUTCOMES), str(folder)],
        cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, env={**bare, "PYTHONUTF8": "1", **surroundings},
    )  # fmt: skip
    return dict(json.loads(done.stdout))


def faults_installed(installed: dict[str, Any], source: dict[str, Any]) -> list[str]:
    """The outcomes in which the installed program differs from the source."""
    place = Path(installed["package"])
    faults = []
    if place.is_relative_to(ROOT):
        faults.append(f"the program at hand is not the installed one: {place}")
    if installed["parsed"]:
        faults.append(f"the shipped index is made anew: {installed['parsed']} files")
    if not source["parsed"]:
        faults.append("no occupation file is parsed from the source: nothing is tested")
    ran, wanted = installed["ran"], source["ran"]
    if ran.keys() != wanted.keys():
        faults.append("other commands, or other examples")
    faults += [
        f"careerfit {line}: {told}"
        for line in ran.keys() & wanted.keys()
        for told in _differing(ran[line], wanted[line])
    ]
    return faults


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterable[str]:
    for key in sorted({**one, **other}):
        if one.get(key) != other.get(key):
            yield f"{key} is {one.get(key)!r:.200}, from the source {other.get(key)!r:.200}"


def checked(folder: Path) -> Iterator[str]:
    """Build, compare, install and run in an empty folder; each fault that is found."""
    sdist = build(ROOT, folder / "built", "sdist")
    with ThreadPoolExecutor() as pool:
        second = pool.submit(build_elsewhere, sdist, folder / "elsewhere")
        first = pool.submit(_built_and_run, folder)
        here = {"PYTHONPATH": str(SOURCE)}
        source = pool.submit(outcomes, Path(sys.executable), folder / "here", **here)
    wheel, installed = first.result()
    yield from (f"{own}: not as in the source" for own in faults_of(wheel))
    for one, other in zip((sdist, wheel), second.result(), strict=True):
        content = one.read_bytes()
        print(f"{one.name}: {len(content):,} bytes, sha256 {_digest(content)}")
        for own in differences(one, other):
            yield f"{one.name}, built twice, differs in {own}"
    ran = installed["ran"].values()
    fine = sum(own["code"] == 0 for own in ran)
    print(
        f"{len(ran)} examples and pages of help run from the wheel, {fine} end with 0"
    )
    yield from faults_installed(installed, source.result())


def _built_and_run(folder: Path) -> tuple[Path, dict[str, Any]]:
    wheel = build(ROOT, folder / "built", "wheel")
    python = install(wheel, folder / "environment")
    return wheel, outcomes(python, folder / "there")


def main() -> int:
    """Print what was built and each fault."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    keep = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as name:
        faults = list(checked(Path(name)))
        if keep:
            shutil.copytree(Path(name) / "built", keep, dirs_exist_ok=True)
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
