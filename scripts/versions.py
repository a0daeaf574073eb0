"""Run the core of the tests with the lowest or the newest versions of libraries.

Run: `python scripts/versions.py lowest` installs the lowest versions that pyproject.toml
allows, in an environment of their own under build/, and ends with 1 when a test fails.
`newest` installs the newest ones. When a test fails with these it puts one library after
another back to its version in constraints.txt, names those that make the tests pass
again, and ends with 3: a new release of a library is reported and stops no change.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import constraints
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
RESOLUTIONS = {"lowest": "lowest-direct", "newest": "highest"}
PASSED, FAILED, REPORTED = 0, 1, 3
UV = (sys.executable, "-m", "uv")


class Environment:
    """A virtual environment with careerfit and one choice of versions."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.folder = ROOT / "build" / "versions" / kind
        scripts = "Scripts" if sys.platform == "win32" else "bin"
        self.python = self.folder / scripts / "python"

    def create(self) -> None:
        """Make the environment anew and install what the tests need."""
        subprocess.run([*UV, "venv", "-q", "--clear", str(self.folder)], check=True)
        self.install("--resolution", RESOLUTIONS[self.kind], "-e", f"{ROOT}[dev]")

    def install(self, *arguments: str) -> None:
        """Install packages with uv."""
        command = [*UV, "pip", "install", "-q", "--python", str(self.python)]
        subprocess.run([*command, *arguments], check=True)

    def versions(self) -> dict[str, str]:
        """What is installed, by canonical name."""
        command = [*UV, "pip", "list", "-q", "--python", str(self.python)]
        done = subprocess.run(
            [*command, "--format", "json"], check=True, capture_output=True, text=True
        )
        return {
            canonicalize_name(package["name"]): package["version"]
            for package in json.loads(done.stdout)
        }

    def passes(self, *options: str) -> bool:
        """Whether the core of the tests passes."""
        cache = f"cache_dir={self.folder / 'pytest-cache'}"
        command = [str(self.python), "-m", "pytest", "-m", "core", "-o", cache]
        return (
            subprocess.run([*command, *options], cwd=ROOT, check=False).returncode == 0
        )


def culprits(environment: Environment) -> list[str]:
    """Libraries whose version in constraints.txt makes the failed tests pass."""
    pins = constraints.pinned(constraints.FILE.read_text(encoding="utf-8"))
    names = []
    for name, version in environment.versions().items():
        if version in pins.get(name, {version}):
            continue
        environment.install("--no-deps", f"{name}=={min(pins[name])}")
        if environment.passes("--last-failed", "--tb=no", "-n", "0"):
            names.append(f"{name} {version}")
        environment.install("--no-deps", f"{name}=={version}")
    return names


def main(arguments: list[str]) -> int:
    """Run the core with one choice of versions; the exit code."""
    if len(arguments) != 1 or arguments[0] not in RESOLUTIONS:
        print(__doc__, file=sys.stderr)
        return 2
    environment = Environment(arguments[0])
    environment.create()
    if environment.passes("-n", "auto"):
        return PASSED
    if environment.kind == "lowest":
        print("the tests fail with the lowest versions that pyproject.toml allows")
        return FAILED
    names = ", ".join(culprits(environment)) or "no single library"
    print(f"the tests fail with the newest versions, because of: {names}")
    return REPORTED


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
