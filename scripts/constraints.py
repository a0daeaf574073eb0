"""Every version that CI and the README's test command install: constraints.txt.

Run: `python scripts/constraints.py` takes the newest versions that pyproject.toml allows,
for every extra, system and Python version. With `--check` it writes nothing, and ends
with 1 when a package that is installed for an extra has no version there, or one that
pyproject.toml does not allow.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import licenses
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FILE = ROOT / "constraints.txt"
PACKAGE = "careerfit-cli"


def renew() -> None:
    """Resolve every extra to the newest allowed versions, and write them."""
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml"),
        *("--all-extras", "--universal", "--python-version", "3.11", "--upgrade"),
        *("--no-annotate", "--quiet", "--output-file", FILE.name),
        *("--custom-compile-command", "python scripts/constraints.py"),
    ]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def pinned(text: str) -> dict[str, set[str]]:
    """The versions of each package, by canonical name: one for each marker."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE):
        versions.setdefault(canonicalize_name(name), set()).add(version)
    return versions


def installed_requirements(package: str = PACKAGE) -> Iterator[Requirement]:
    """What a package with all of its extras needs here, followed to the end.

    A package whose own requirements are not installed is not followed further.
    """
    extras = metadata.distribution(package).metadata.get_all("Provides-Extra") or []
    waiting = [(package, extra) for extra in ("", *extras)]
    seen = set(waiting)
    while waiting:
        name, extra = waiting.pop()
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        for requirement in licenses.requirements(distribution, extra):
            yield requirement
            for wanted in ("", *requirement.extras):
                if (entry := (requirement.name, wanted)) not in seen:
                    seen.add(entry)
                    waiting.append(entry)


def faults(versions: dict[str, set[str]], needed: Iterator[Requirement]) -> list[str]:
    """What is missing, and what no version there satisfies; nothing when complete."""
    lines = set()
    for requirement in needed:
        own = versions.get(canonicalize_name(requirement.name), set())
        if not own:
            lines.add(f"{requirement.name} has no version in constraints.txt")
        elif not any(requirement.specifier.contains(version) for version in own):
            lines.add(f"{requirement} does not allow {', '.join(sorted(own))}")
    return sorted(lines)


def main(arguments: list[str]) -> int:
    """Renew the file, or check it; the exit code."""
    if arguments == []:
        renew()
        print(f"wrote {FILE.name}")
        return 0
    if arguments != ["--check"]:
        print(__doc__, file=sys.stderr)
        return 2
    lines = faults(pinned(FILE.read_text(encoding="utf-8")), installed_requirements())
    print(*lines, sep="\n", end="\n" if lines else "")
    print(
        "run python scripts/constraints.py" if lines else "constraints.txt is complete"
    )
    return 1 if lines else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
