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
    session.install("-e", ".[dev]")
    session.run("mypy")


@nox.session
def rooms(session: nox.Session) -> None:
    """Which room may import which."""
    session.install("-e", ".[dev]")
    session.run("lint-imports", "--no-logo")


@nox.session
def catalogue(session: nox.Session) -> None:
    """Every occupation file."""
    session.install("-e", ".[dev]")
    session.run("careerfit", "check", "--words", "occupations")


@nox.session
def docs(session: nox.Session) -> None:
    """The documents: what is made from the program is current, and the site is whole."""
    session.install("-e", ".[dev,docs]")
    session.run("python", "scripts/generated.py", "--check")
    quiet = {"NO_MKDOCS_2_WARNING": "1"}
    session.run("mkdocs", "build", "--strict", env=quiet)


@nox.session
def shipped(session: nox.Session) -> None:
    """What is shipped: licenses, known vulnerabilities, the same bytes, a sound wheel.

    Without a network nothing is known of vulnerabilities, which is said and passes.
    """
    session.install("-e", ".[dev,release]")
    session.run("python", "scripts/licenses.py")
    session.run("python", "scripts/audit.py", success_codes=[0, NO_VERDICT])
    session.run("python", "scripts/distribution.py")


@nox.session
def tests(session: nox.Session) -> None:
    """Everything pytest finds, in a browser too where there is one."""
    session.install("-e", ".[dev,docs]")
    if shutil.which("npm"):
        session.run(*AXE, external=True, success_codes=range(256))
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session(default=False)
def browser(session: nox.Session) -> None:
    """The report in Chromium, with axe-core, alone; needs npm."""
    session.install("-e", ".[dev]")
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
