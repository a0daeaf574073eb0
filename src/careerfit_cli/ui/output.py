"""Writes documents in a format, to standard output or a file."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, NamedTuple

import typer

from careerfit_cli.errors import CareerfitError, UsageError
from careerfit_cli.model.text import printable
from careerfit_cli.ui import terminal

if TYPE_CHECKING:
    from careerfit_cli.export.table import Cell

Out = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help="Write to a file: jobs.json, jobs.csv, jobs.md."
    ),
]
TableOut = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Write to a file: jobs.json, jobs.csv, jobs.md, jobs.xlsx (Excel).",
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Let --output replace an existing file.")
]

Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Excel = Annotated[
    bool, typer.Option("--excel", help="Print CSV that Excel opens directly.")
]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print a Markdown table.")]

_STANDARD = Path("-")

_ENDINGS = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
}
_BY_ENDING_ALONE = "xlsx"
"""A format without an option: it is written only to files."""


class Output(NamedTuple):
    """The format, empty for a screen, and the file; `None` is standard output.

    `excel` puts a byte order mark before the text, without which Excel does not read it
    as UTF-8.
    """

    kind: str
    path: Path | None = None
    force: bool = False
    excel: bool = False

    def write(self, document: str | bytes, *, private: bool = False) -> None:
        """Write a document; only its owner can read a `private` file.

        Raises `CareerfitError` if the file cannot be written; no partial file is left.
        """
        if isinstance(document, str):
            if self.path is None and not self.excel:
                terminal.write(document)
                return
            document = f"{document.rstrip(chr(10))}\n".encode()
        elif self.path is None:
            raise UsageError("a workbook is not for a screen", "name it with -o")
        with self.stream(private=private) as stream:
            stream.write(document)

    def write_json(
        self, schema: str, data: Mapping[str, Any], *, private: bool = False
    ) -> None:
        """Write data as the JSON document of a schema, such as `list`."""
        from careerfit_cli.export.document import document

        self.write(document(schema, data), private=private)

    def write_rows(
        self,
        schema: str,
        data: Mapping[str, Any],
        heads: Sequence[str],
        rows: Iterable[Mapping[str, Cell]],
    ) -> None:
        """Write data as a JSON document, or its rows as CSV or Markdown.

        Each row has a cell for every head but `source`, which all rows share.
        """
        if self.kind == "json":
            self.write_json(schema, data)
        else:
            from careerfit_cli.export.table import cells_of

            self.write_table(heads, cells_of(heads, rows))

    def write_table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        *,
        private: bool = False,
    ) -> None:
        """Write rows as CSV or Markdown."""
        from careerfit_cli.export.table import comma_separated, markdown

        write = comma_separated if self.kind == "csv" else markdown
        self.write(write(heads, rows), private=private)

    @contextmanager
    def stream(self, *, private: bool = False) -> Iterator[BinaryIO]:
        """A stream for a document in parts; its file appears only when complete.

        Raises as `write` does; any error in the block leaves no file.
        """
        with self._opened(private=private) as stream:
            stream.write(BOM_UTF8 if self.excel else b"")
            yield stream
        if self.path is not None:
            terminal.note(f"Written to {printable(str(self.path))}.")

    @contextmanager
    def _opened(self, *, private: bool) -> Iterator[BinaryIO]:
        if self.path is None:
            with terminal.output() as stream:
                yield stream
            return
        from careerfit_cli.storage import atomic

        with _errors_reported(self.path):
            if _is_device(self.path):
                with self.path.open("wb") as device:
                    yield device
                return
            path = atomic.resolved(self.path)
            with atomic.writing(path, private=private, replace=self.force) as file:
                yield file


def wanted(
    out: Path | None, *, force: bool, excel: bool = False, **formats: bool
) -> Output:
    """Where a command's document goes, from its options.

    `formats` are the formats it has, and whether each was asked for; `excel` is CSV
    with a mark. Without one, the file's extension decides. Raises `UsageError` for more
    than one format, for a file of unknown format, and without `force` for an existing
    file.
    """
    kind = one_format(**formats, excel=excel and not formats.get("csv"))
    kind = "csv" if excel else kind
    if out is None:
        if force:
            raise UsageError("--force is given without a file", "add --output FILE")
        return Output(kind, excel=excel)
    if excel and out.suffix.lower() in (".xls", ".xlsx"):
        leave_out = " or leave out --excel" if "xlsx" in formats else ""
        hint = f"give a name that ends in .csv{leave_out}"
        raise UsageError(f"{out}: --excel writes CSV", hint)
    kind = kind or _of_ending(out, tuple(formats))
    if out == _STANDARD:
        return Output(kind, excel=excel)
    _check(out, force=force)
    return Output(kind, out, force, excel)


def one_format(**formats: bool) -> str:
    """The format asked for, or empty; raises `UsageError` for more than one."""
    asked = [name for name, is_set in formats.items() if is_set]
    if len(asked) > 1:
        flags = " and ".join(f"--{name}" for name in asked)
        raise UsageError(f"{flags} are both given", "give one of them")
    return asked[0] if asked else ""


def _of_ending(out: Path, known: tuple[str, ...]) -> str:
    kind = _ENDINGS.get(out.suffix.lower(), "")
    if kind in known:
        return kind
    flags = " or ".join(f"--{name}" for name in known if name != _BY_ENDING_ALONE)
    raise UsageError(f"which format should {out} have?", f"add {flags}")


def _check(out: Path, *, force: bool) -> None:
    """Raise `CareerfitError` early if the file cannot be written."""
    from careerfit_cli.storage import atomic

    with _errors_reported(out, (OSError, RuntimeError, ValueError)):
        if out.is_dir():
            raise UsageError(f"{out} is a folder", "name a file in it")
        # Refuse another user's link or pipe in a folder everybody can write to.
        atomic.resolved(out)
        if _is_device(out):
            atomic.refuse_planted(out)
        elif not out.resolve().parent.is_dir():
            raise UsageError(f"{out.parent} is not a folder", "make it first")
        if out.is_file() and not force:
            raise FileExistsError


def _is_device(out: Path) -> bool:
    """Whether this is a device or pipe, which is written to directly."""
    return out.exists() and not out.is_file()


@contextmanager
def _errors_reported(
    path: Path, errors: tuple[type[Exception], ...] = (OSError,)
) -> Iterator[None]:
    """Report errors of the system as `path: cannot be written: why`."""
    try:
        yield
    except FileExistsError as error:
        raise UsageError(
            f"{path} already exists", "add --force to replace it"
        ) from error
    except errors as error:
        why = getattr(error, "strerror", None) or "the system refuses"
        raise CareerfitError(f"{path}: cannot be written: {why}") from error
