"""What continuous integration does, one session a concern: `nox` runs them all."""

import nox

nox.options.sessions = ["lint", "types", "rooms", "tests", "catalogue"]
nox.options.reuse_existing_virtualenvs = True


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
    session.run("lint-imports")


@nox.session
def tests(session: nox.Session) -> None:
    """Everything pytest finds; arguments are passed on."""
    session.install("-e", ".[dev]")
    session.run("pytest", *session.posargs)


@nox.session
def catalogue(session: nox.Session) -> None:
    """Every occupation file."""
    session.install("-e", ".[dev]")
    session.run("careerfit", "check", "--words")


@nox.session(default=False)
def browser(session: nox.Session) -> None:
    """The report in Chromium, with axe-core; needs npm."""
    session.install("-e", ".[dev]")
    session.run("npm", "install", "--prefix", "tests/axe", external=True)
    session.run("pytest", "-m", "browser", *session.posargs)
