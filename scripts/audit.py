"""Whether a package that careerfit needs to run has a known vulnerability, by pip-audit.

pip-audit asks the package index, so that it needs the network. It says "no known
vulnerabilities" and ends well, too, when the index knows none of the packages; this
script reports the packages that could not be checked.

Run: `python scripts/audit.py`. It ends with 0 when every package was looked up and none
has a known vulnerability, with 1 when one has, and with 3 when there is no verdict.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import licenses

CLEAN, VULNERABLE, NO_VERDICT = 0, 1, 3
SECONDS = 60
"""How long it may take; a network that answers nothing is none."""


def ask(packages: Mapping[str, str]) -> tuple[str, str]:
    """The output and the errors of pip-audit, for exact versions by name."""
    with tempfile.TemporaryDirectory() as folder:
        pinned = Path(folder) / "needed.txt"
        pinned.write_text("".join(f"{own}=={packages[own]}\n" for own in packages))
        words = (
            "--no-deps",
            "--disable-pip",
            "--progress-spinner",
            "off",
            "-f",
            "json",
        )
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pip_audit", "-r", str(pinned), *words],
                capture_output=True, text=True, check=False, timeout=SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return "", f"no answer in {SECONDS} seconds"
    return done.stdout, done.stderr


def verdict(packages: Mapping[str, str], out: str, err: str) -> tuple[int, list[str]]:
    """The exit code, and the reasons."""
    try:
        told: list[dict[str, Any]] = json.loads(out)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = err.strip().splitlines()[-1:] or ["pip-audit said nothing"]
        return NO_VERDICT, [f"No verdict: {last[0][:300]}"]
    looked_up = {own["name"] for own in told if "vulns" in own}
    faults = [
        f"{own['name']} {own['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no release yet'}"
        for own in told
        for fault in own.get("vulns", ())
    ]
    unknown = sorted(set(packages) - looked_up)
    lines = [*faults, f"{len(looked_up)} of {len(packages)} packages were looked up."]
    if unknown:
        lines.append(f"No verdict on {', '.join(unknown)}.")
    if faults:
        return VULNERABLE, lines
    if unknown:
        return NO_VERDICT, lines
    return CLEAN, [*lines, "None has a known vulnerability."]


def main() -> int:
    """Print the verdict."""
    packages = {
        name: own.version for name, own in licenses.needed("careerfit-cli").items()
    }
    code, lines = verdict(packages, *ask(packages))
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
