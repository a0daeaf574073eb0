"""Documents: in which format, and to standard output or a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, NamedTuple

import typer

from careerfit_cli.cli import screen
from careerfit_cli.errors import CareerfitError, UsageError
from careerfit_cli.model.text import printable

Out = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help="Write to a file: jobs.json, jobs.csv, jobs.md."
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Let --output replace a file that is there.")
]

Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print a Markdown table.")]

_STANDARD = Path("-")

_ENDINGS = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
}


class Output(NamedTuple):
    """The format asked for, empty for a screen, and the file; `None` is standard output."""

    kind: str
    path: Path | None = None
    force: bool = False

    def write(self, text: str, *, private: bool = False) -> None:
        """Write a document; a `private` file is for its owner's eyes alone.

        Raises `CareerfitError` when the file cannot be written; nothing is left of it then.
        """
        if self.path is None:
            screen.write(text)
            return
        with _told(self.path), self._opened(private=private) as file:
            file.write(f"{text.rstrip(chr(10))}\n".encode())
        screen.note(f"Written to {printable(str(self.path))}.")

    @contextmanager
    def stream(self, *, private: bool = False) -> Iterator[BinaryIO]:
        """Where to write a document part by part; a file is there when it is whole.

        Raises as `write` does; what else ends the block leaves nothing either.
        """
        if self.path is None:
            with screen.output() as stream:
                yield stream
            return
        try:
            with self._opened(private=private) as file:
                yield file
        except OSError as error:
            raise _unwritten(self.path, error) from error
        screen.note(f"Written to {printable(str(self.path))}.")

    @contextmanager
    def _opened(self, *, private: bool) -> Iterator[BinaryIO]:
        path = self.path or _STANDARD
        if _is_device(path):
            with path.open("wb") as device:
                yield device
            return
        from careerfit_cli.store import whole

        path = whole.resolved(path)
        with whole.writing(path, private=private, replace=self.force) as file:
            yield file


def wanted(out: Path | None, *, force: bool, **formats: bool) -> Output:
    """Where a command's document goes, from its options.

    `formats` are the formats it has, and whether each was asked for. With none asked
    for, the file's ending says it. Raises `UsageError` for more than one format, for a
    file whose format is not said, and for one that is there unless `force`.
    """
    kind = one_format(**formats)
    if out is None:
        if force:
            raise UsageError("--force is given without a file", "add --output FILE")
        return Output(kind)
    kind = kind or _of_ending(out, tuple(formats))
    if out == _STANDARD:
        return Output(kind)
    _check(out, force=force)
    return Output(kind, out, force)


def one_format(**formats: bool) -> str:
    """The format asked for, or empty; raises `UsageError` for more than one."""
    asked = [name for name, given in formats.items() if given]
    if len(asked) > 1:
        flags = " and ".join(f"--{name}" for name in asked)
        raise UsageError(f"{flags} are both given", "give one of them")
    return asked[0] if asked else ""


def _of_ending(out: Path, known: tuple[str, ...]) -> str:
    kind = _ENDINGS.get(out.suffix.lower(), "")
    if kind in known:
        return kind
    flags = " or ".join(f"--{name}" for name in known)
    raise UsageError(f"which format should {out} have?", f"add {flags}")


def _check(out: Path, *, force: bool) -> None:
    """Refuse early what cannot be written, before any work is done for it."""
    with _told(out):
        if out.is_dir():
            raise UsageError(f"{out} is a folder", "name a file in it")
        _refuse_planted(out)
        if not _is_device(out) and not out.resolve().parent.is_dir():
            raise UsageError(f"{out.parent} is not a folder", "make it first")
        if out.is_file() and not force:
            raise _in_the_way(out)


def _refuse_planted(out: Path) -> None:
    """Refuse a link or pipe of somebody else in a folder everybody can write to."""
    from careerfit_cli.store import whole

    whole.resolved(out)
    if _is_device(out):
        whole.refuse_planted(out)


def _is_device(out: Path) -> bool:
    """Whether this is a device or pipe, written to as it stands."""
    return out.exists() and not out.is_file()


def _in_the_way(out: Path) -> UsageError:
    return UsageError(f"{out} is there already", "add --force to replace it")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell a failure of the system as `path: cannot be written: why`."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: Exception) -> CareerfitError:
    if isinstance(error, FileExistsError):
        return _in_the_way(path)
    why = getattr(error, "strerror", None) or "the system refuses"
    return CareerfitError(f"{path}: cannot be written: {why}")
