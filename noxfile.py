"""What continuous integration does, one session a concern: `nox` runs them all.

tests/test_ci.py holds these sessions and .ci/run against each other.
"""

import shutil
from pathlib import Path

import nox

nox.options.reuse_existing_virtualenvs = True

AXE = (
    *("npm", "install", "--silent", "--no-fund", "--no-audit", "--fetch-retries=0"),
    *("--prefix", "tests/axe"),
)
"""Brings what checks a page for everybody; its test is skipped without it."""

NO_VERDICT = 3
"""How scripts/audit.py ends when packages could not be looked up."""

REPORTED = 3
"""How scripts/versions.py ends when tests fail with a new release of a library."""


@nox.session
def start(session: nox.Session) -> None:
    """The first command of the README, from a plain install."""
    session.install(".")
    session.run("careerfit", "show", "medical-health-services-manager", silent=True)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, and formatting."""
    session.install("ruff>=0.8")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Static types, strictly."""
    session.install("-c", "constraints.txt", "-e", ".[dev]")
    session.run("mypy")


@nox.session
def workflows(session: nox.Session) -> None:
    """A linter of the workflows on GitHub; it asks nothing of the network."""
    session.install("zizmor>=1.20,<2")
    session.run("zizmor", "--offline", "--quiet", ".github/workflows")


@nox.session
def rooms(session: nox.Session) -> None:
    """Which room may import which."""
    session.install("-c", "constraints.txt", "-e", ".[dev]")
    session.run("lint-imports", "--no-logo")


@nox.session
def catalogue(session: nox.Session) -> None:
    """Every occupation file."""
    session.install("-c", "constraints.txt", "-e", ".[dev]")
    session.run("careerfit", "check", "occupations")
    session.run("python", "scripts/prose.py", "occupations")


@nox.session
def docs(session: nox.Session) -> None:
    """The documents: what is made from the program is current, and the site is whole."""
    session.install("-c", "constraints.txt", "-e", ".[dev,docs]")
    session.run("python", "scripts/generated.py", "--check")
    quiet = {"NO_MKDOCS_2_WARNING": "1"}
    session.run("mkdocs", "build", "--strict", env=quiet)


@nox.session
def shipped(session: nox.Session) -> None:
    """What is shipped: licenses, known vulnerabilities, the same bytes, a sound wheel.

    Without a network nothing is known of vulnerabilities, which is said and passes.
    """
    session.install("-c", "constraints.txt", "-e", ".[dev,release]")
    session.run("python", "scripts/licenses.py")
    session.run("python", "scripts/audit.py", success_codes=[0, NO_VERDICT])
    session.run("python", "scripts/distribution.py")


@nox.session
def versions(session: nox.Session) -> None:
    """The core of the tests, with the lowest and the newest versions of libraries."""
    session.install("-c", "constraints.txt", "-e", ".[dev,docs,release]")
    session.run("python", "scripts/constraints.py", "--check")
    session.run("python", "scripts/versions.py", "lowest")
    reported = [0, REPORTED]
    session.run("python", "scripts/versions.py", "newest", success_codes=reported)


@nox.session(default=False)
def constraints(session: nox.Session) -> None:
    """Renew constraints.txt: the newest versions that pyproject.toml allows."""
    session.install("packaging>=24.0", "uv>=0.8,<1")
    session.run("python", "scripts/constraints.py")


@nox.session
def tests(session: nox.Session) -> None:
    """Everything pytest finds, in a browser too where there is one."""
    session.install("-c", "constraints.txt", "-e", ".[dev,docs]")
    if shutil.which("npm"):
        session.run(*AXE, external=True, success_codes=range(256))
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session(default=False)
def browser(session: nox.Session) -> None:
    """The report in Chromium, with axe-core, alone; needs npm."""
    session.install("-c", "constraints.txt", "-e", ".[dev]")
    session.run(*AXE, external=True)
    session.run("pytest", "-m", "browser", *session.posargs)


@nox.session(default=False)
def wheel(session: nox.Session) -> None:
    """Everything pytest finds, against an installed wheel in place of the source."""
    built = Path(session.create_tmp())
    session.install("hatchling>=1.27", "pyyaml>=6.0.2")
    session.run("hatchling", "build", "-t", "wheel", "-d", str(built))
    (made,) = built.glob("*.whl")
    session.install("--force-reinstall", "--no-deps", str(made))
    session.install(f"{made}[dev,docs]")
    session.run("pytest", "-n", "auto", *session.posargs)
