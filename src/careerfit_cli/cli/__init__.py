"""The front desk: from the command line to calls, and from results to the screen."""

from __future__ import annotations

import os
from collections.abc import Sequence

import typer

from careerfit_cli.cli import screen
from careerfit_cli.cli.app import app
from careerfit_cli.errors import CareerfitError

__all__ = ["app", "main"]

# What typer raises for a wrong command line; it exports only a subclass, and the
# library that class came from is not ours to import.
_WrongUse: type[Exception] = typer.BadParameter.__mro__[2]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code.

    The only place where errors are caught. `argv` is without the program's name; `None`
    takes the process's own.
    """
    try:
        code = app(args=argv, prog_name="careerfit", standalone_mode=False)
    except CareerfitError as error:
        screen.complain(error)
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except _WrongUse as error:
        error.show()  # type: ignore[attr-defined]
        return 2
    except Exception as error:  # noqa: BLE001 - a person must never see a traceback
        return _our_fault(error)
    return code if isinstance(code, int) else 0


def _our_fault(error: Exception) -> int:
    if os.environ.get("CAREERFIT_DEBUG"):
        # Slow to load, and nearly never needed.
        import traceback

        traceback.print_exc()
    screen.note(
        f"careerfit: this is our fault, not yours: {type(error).__name__}: {error}\n"
        "Run it again with CAREERFIT_DEBUG=1 set, and send us what it prints."
    )
    return 1
