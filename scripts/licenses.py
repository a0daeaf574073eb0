"""List the packages that careerfit needs to run, and check their licenses.

Run: `python scripts/licenses.py` lists them, what needs what followed to the end, and
ends with 1 when a license is not among `ALLOWED`, is not told, or a package is missing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from typing import Protocol

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ALLOWED = frozenset(
    (
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC"),
        *("MIT", "PSF-2.0", "Python-2.0", "Zlib"),
    )
)
"""Licenses, by SPDX, that ask of those who ship no more than to keep their text."""

OLDER = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",  # With two or with three clauses: both are allowed.
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Python Software Foundation License": "PSF-2.0",
}
"""What packages that do not name an SPDX license say by classifier."""

_PREFIX = "License :: OSI Approved :: "


class Distribution(Protocol):
    """The parts used of an installed package."""

    metadata: metadata.PackageMetadata
    requires: list[str] | None
    version: str


Find = Callable[[str], Distribution]


def needed(root: str, find: Find = metadata.distribution) -> dict[str, Distribution]:
    """What a package needs to run here, directly or not, by name; extras left out.

    Raises `PackageNotFoundError` for what is needed and not installed.
    """
    found: dict[str, Distribution] = {}
    waiting = [root]
    while waiting:
        package = find(waiting.pop())
        for requirement in requirements(package):
            name = canonicalize_name(requirement.name)
            if name not in found:
                found[name] = find(name)
                waiting.append(name)
    return dict(sorted(found.items()))


def requirements(package: Distribution, extra: str = "") -> Iterator[Requirement]:
    """What a package needs to run here, with one of its extras if given."""
    for requirement in map(Requirement, package.requires or ()):
        if not requirement.marker or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def license_of(package: Distribution) -> str:
    """The license in a package's metadata: by SPDX, or else by its classifiers.

    Empty without a machine-readable one.
    """
    told = package.metadata.get("License-Expression")
    if told:
        return str(told)
    classifiers = package.metadata.get_all("Classifier") or []
    named = [
        own.removeprefix(_PREFIX) for own in classifiers if own.startswith(_PREFIX)
    ]
    return " AND ".join(OLDER.get(own, own.replace(" ", "-")) for own in named)


def is_allowed(expression: str) -> bool:
    """Whether an SPDX expression can be met with licenses in `ALLOWED`.

    An `AND` binds closer than an `OR`. Parentheses and exceptions need a person to read
    them: the answer is no.
    """
    if not expression or re.search(r"[()]|\bWITH\b", expression):
        return False
    ways = re.split(r"\s+OR\s+", expression)
    return any(
        all(own.strip() in ALLOWED for own in re.split(r"\s+AND\s+", way))
        for way in ways
    )


def main() -> int:
    """Print each package, its version and its license; what is refused on errors."""
    packages = needed("careerfit-cli")
    refused = 0
    for name, package in packages.items():
        told = license_of(package)
        print(f"{name} {package.version}: {told or 'no license told'}")
        if not is_allowed(told):
            refused += 1
            print(f"{name}: its license may not be shipped with", file=sys.stderr)
    print(f"{len(packages)} packages, {refused} refused")
    return int(bool(refused))


if __name__ == "__main__":
    sys.exit(main())
