"""Command-line interface: parses options, calls the other packages, prints results."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer

from careerfit_cli.errors import CareerfitError, InternalError, UsageError
from careerfit_cli.model.text import quoted
from careerfit_cli.ui import terminal
from careerfit_cli.ui.app import app

__all__ = ["app", "main"]

# The base class of typer's usage errors. Typer exports only a subclass, and its
# library Click is not a dependency of ours.
_WrongUse: type[Exception] = typer.BadParameter.__mro__[2]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code.

    The only place where errors are caught. `argv` is without the program's name; `None`
    takes the process's own.
    """
    # Set before numpy is imported: our matrices are too small for threads. On 2 busy cores,
    # a second thread made the product of `score` 2 to 13 times slower.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = sys.argv[1:] if argv is None else argv
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    # Even if the rest of the command line is invalid.
    as_json = "--json" in options
    with terminal.holding_notes(on=as_json) as notes:
        code, error = _outcome(argv)
        if error is not None:
            if not as_json:
                terminal.complain(error)
            _tell_of_a_deleted_folder()
    if error is not None and as_json:
        # Rarely needed, so imported only here.
        from careerfit_cli.export.failure import failure

        terminal.write_error(failure(error, notes))
    else:
        for text in notes:
            terminal.note(text)
    return code


def _outcome(argv: Sequence[str] | None) -> tuple[int, CareerfitError | None]:
    """Run a command line; return the exit code, and the error if there was one."""
    try:
        terminal.standard_output()
        code = _run(argv)
    except CareerfitError as error:
        return error.exit_code, error
    except (typer.Abort, KeyboardInterrupt):
        return 130, None
    except _WrongUse as error:
        return UsageError.exit_code, _wrong_use(error)
    except Exception as error:  # noqa: BLE001 - a person must never see a traceback
        return InternalError.exit_code, _our_fault(error)
    return code if isinstance(code, int) else 0, None


def _run(argv: Sequence[str] | None) -> object:
    """Run a command line, and convert errors that typer does not handle."""
    try:
        return app(args=argv, prog_name="careerfit", standalone_mode=False)
    except OSError as error:
        # Typer writes help to a stream that may fail.
        if not terminal.is_of_writing(error):
            raise
        terminal.give_up(error)
    except SystemExit as left:
        # Typer exits like this after completion, and if the reader of help has gone.
        if not isinstance(left.__context__, BrokenPipeError):
            return left.code
        terminal.give_up(left.__context__)
    except ValueError as error:
        # Typer checks paths, even invalid ones.
        arguments = sys.argv[1:] if argv is None else argv
        if not (odd := [word for word in arguments if not _can_be_a_path(word)]):
            raise
        raise UsageError(f"{quoted(odd[0])} cannot be a file's name") from error
    return 0


def _can_be_a_path(word: str) -> bool:
    try:
        return b"\0" not in os.fsencode(word)
    except UnicodeEncodeError:
        return False


def _tell_of_a_deleted_folder() -> None:
    """Explain that the current folder is gone: no file can be read or written in it."""
    try:
        os.getcwd()  # noqa: PTH109 - raises the same error, without pathlib
    except OSError:
        terminal.note(
            "The folder you are in was deleted: go to another one, such as cd ~"
        )


def _wrong_use(error: Exception) -> UsageError:
    message = " ".join(str(error.format_message()).split())  # type: ignore[attr-defined]
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "careerfit"
    hint = f"see `{command} --help`"
    argument = getattr(error, "param", None)
    if context and argument and type(error).__name__ == "MissingParameter":
        about = " ".join((getattr(argument, "help", "") or "").split())
        about = about.partition(". ")[0].removesuffix(".")
        option = next((text for text in argument.opts if text.startswith("--")), None)
        name = option or argument.name
        message = f"{name} missing: {about[:1].lower()}{about[1:]}"
        hint = _example(context) or hint
    elif context and type(error).__name__ == "UsageError":
        kinds = {parameter.param_type_name for parameter in context.command.params}
        if "argument" in kinds:
            hint = f"put several words in quotes, or {hint}"
    return UsageError(message, hint)


def _example(context: Any) -> str:
    """The first example in the help of a command; empty without one."""
    lines = (line.strip() for line in (context.command.help or "").splitlines())
    example = next((line for line in lines if line.startswith("careerfit ")), "")
    return f"for example: {example}" if example else ""


def _our_fault(error: Exception) -> InternalError:
    if os.environ.get("CAREERFIT_DEBUG"):
        # Slow to import, and rarely needed.
        import traceback

        traceback.print_exc()
    return InternalError(
        f"this is our fault, not yours: {type(error).__name__}: {error}",
        "Run it again with CAREERFIT_DEBUG=1 set, and send us what it prints.",
    )
