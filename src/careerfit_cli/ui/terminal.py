"""Standard output and error: width, characters, colors, and writing."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, TextIO

from careerfit_cli.errors import (
    BadData,
    CareerfitError,
    UnknownOccupation,
    UsageError,
)
from careerfit_cli.model.text import printable, shortened

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    from careerfit_cli.views.display import Display

PIPED_WIDTH = 80
WIDEST = 100
NARROWEST = 20

LONGEST_REMARK = 1_000
"""Maximum length of a line on standard error; the middle of a longer one is cut."""

_TYPED = ("careerfit ", "cp ")
"""How lines begin that contain a command to type."""

_RESET = "\x1b[0m"
_PADDING = re.compile(r"(?: |\x1b\[[0-9;]*m)+$")

_NO_WRITING = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EBADF)


def display(*, plain: bool = False, stream: TextIO | None = None) -> Display:
    """The display settings of a stream; piped text does not depend on the terminal."""
    from careerfit_cli.views.display import Display

    stream = stream or standard_output()
    width = PIPED_WIDTH
    if stream.isatty():
        width = max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))
    return Display(
        width=width,
        ascii=not _encodes(stream, "━─•●┼├┤◆⣿"),
        plain=plain or _is_accessible(),
    )


def _is_accessible() -> bool:
    return os.environ.get("ACCESSIBLE", "") not in ("", "0")


def has_color(stream: TextIO, *, refused: bool) -> bool:
    """Whether to color: the flag, then NO_COLOR, then FORCE_COLOR, then the terminal."""
    if refused or os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced != "0"
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def show(
    drawn: RenderableType,
    screen: Display,
    *,
    no_color: bool = False,
    paged: bool = False,
) -> None:
    """Write a renderable to standard output, or a long `paged` one through a pager."""
    color = has_color(sys.stdout, refused=no_color or screen.plain)
    text = rendered(drawn, screen, color=color)
    if paged:
        from careerfit_cli.ui import pager

        command = pager.pager(text, screen)
        if command and pager.read_in(command, text):
            return
    _put(text)


def standard_input(instead: str = "give the answers with --answers") -> TextIO:
    """Standard input; raises `UsageError`, with what to do, when it is closed."""
    if sys.stdin is None or sys.stdin.closed:
        raise UsageError("standard input is closed", instead)
    return sys.stdin


def is_terminal(*streams: TextIO | None) -> bool:
    """Whether all streams are open, and are terminals."""
    return all(stream and not stream.closed and stream.isatty() for stream in streams)


def reads_terminal() -> bool:
    """Whether standard input is a terminal."""
    return is_terminal(sys.stdin)


def standard_output() -> TextIO:
    """Standard output; raises `CareerfitError` when it is closed."""
    if sys.stdout is None or sys.stdout.closed:
        raise CareerfitError("standard output is closed")
    return sys.stdout


def write(text: str) -> None:
    """Write text to standard output; a closed pipe is not an error.

    Raises `CareerfitError` when standard output is closed or cannot be written to.
    """
    letters = text.replace("\n", "")
    if not (letters.isascii() and letters.isprintable()):
        text = "\n".join(map(printable, text.split("\n")))
    _put(text)


def say(line: str) -> None:
    """Write one line to standard output, wrapped on a terminal."""
    write(_wrapped(printable(line), _columns(sys.stdout)))


def _put(text: str) -> None:
    stream = standard_output()
    try:
        stream.write(_encodable(f"{text.rstrip(chr(10))}\n", stream))
        stream.flush()
    except OSError as error:
        give_up(error)


def is_of_writing(error: OSError) -> bool:
    """Whether an error comes from writing to a stream."""
    return error.filename is None and error.errno in _NO_WRITING


def give_up(error: OSError) -> None:
    """Write nothing more to standard output after an error of writing to it.

    Raises `CareerfitError` unless a pipe was closed.
    """
    _discard(standard_output())
    if not isinstance(error, BrokenPipeError):
        what = f"standard output cannot be written to: {error.strerror}"
        raise CareerfitError(what) from error


def _discard(stream: TextIO) -> None:
    # Python flushes a stream again at exit, which must not fail.
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def output() -> Iterator[BinaryIO]:
    """Standard output for bytes; a closed pipe ends the block quietly.

    Raises `CareerfitError` as `write` does.
    """
    stream = standard_output()
    try:
        stream.flush()
        yield stream.buffer
        stream.buffer.flush()
    except OSError as error:
        give_up(error)


def _encodable(text: str, stream: TextIO) -> str:
    encoding = stream.encoding or "ascii"
    return text.encode(encoding, "replace").decode(encoding)


def complain(error: CareerfitError) -> None:
    """Print an error and its hint to standard error."""
    lines = [f"careerfit: {printable(error.text)}"]
    if isinstance(error, UnknownOccupation) and error.candidates:
        lines.append("Closest names:")
        lines.extend(
            f"  {printable(title)}  ({slug})" for slug, title in error.candidates
        )
    if isinstance(error, BadData) and len(error.problems) > 1:
        lines[0] = f"careerfit: {printable(str(error.problems[0]))}"
        lines.append(f"and {len(error.problems) - 1} more in the same file or table")
    if error.hint:
        lines.append(printable(error.hint))
    note("\n".join(lines))


_held_notes: list[str] | None = None


@contextmanager
def holding_notes(*, on: bool = True) -> Iterator[list[str]]:
    """If `on`, hold back messages to write them later, except on a terminal."""
    global _held_notes
    notes: list[str] = []
    if on and not is_terminal(sys.stderr):
        _held_notes = notes
    try:
        yield notes
    finally:
        _held_notes = None


def note(text: str) -> None:
    """Write a message to standard error, wrapped on a terminal."""
    if _held_notes is not None:
        _held_notes.append(text)
        return
    lines = (shortened(printable(line), LONGEST_REMARK) for line in text.splitlines())
    width = _columns(sys.stderr)
    write_error("\n".join(_wrapped(line, width) for line in lines))


def write_error(text: str) -> None:
    """Write text to standard error unchanged, and ignore a failure."""
    stream = sys.stderr
    if stream is None or stream.closed:
        return
    try:
        stream.write(_encodable(f"{text}\n", stream))
        stream.flush()
    except OSError:
        with suppress(OSError):
            _discard(stream)


def _columns(stream: TextIO | None) -> int:
    """The width of a terminal; 0 for other streams, which are not wrapped."""
    return shutil.get_terminal_size().columns if is_terminal(stream) else 0


def _wrapped(line: str, width: int) -> str:
    # A command is never wrapped, so that it can be copied.
    if not width or line.startswith(_TYPED):
        return line
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(
        line,
        width=width,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def progress(doing: str, done: int, total: int) -> None:
    """Show the progress of a long job on standard error, if that is a terminal."""
    if done % 25 == 0 or done == total:
        _redraw(f"{doing}: {done} of {total}", ended=done == total)


def tally(doing: str, done: int, *, ended: bool = False) -> None:
    """Show a count of unknown total on standard error, if that is a terminal."""
    _redraw(f"{doing}: {done:,}", ended=ended)


def _redraw(text: str, *, ended: bool) -> None:
    """Show a line in place of the last one, or remove it when the work has ended."""
    if is_terminal(sys.stderr) and not _is_accessible():
        shown = " " * len(text) if ended else text
        sys.stderr.write(f"\r{shown}\r")
        sys.stderr.flush()


def rendered(drawn: RenderableType, screen: Display, *, color: bool) -> str:
    """The text of a renderable, without trailing spaces."""
    from rich.console import Console

    page = io.StringIO()
    console = Console(
        file=page,
        width=screen.width,
        # Without both, Rich assumes 80 columns on a dumb terminal.
        height=screen.width,
        color_system="standard" if color else None,
        force_terminal=color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    # Unwrapped text, such as an address to copy, may be longer than a line.
    console.print(_Printable(drawn), crop=False)
    lines = page.getvalue().split("\n")
    return "\n".join(_without_padding(line) for line in lines)


class _Printable:
    """A renderable without characters that control a terminal."""

    def __init__(self, drawn: RenderableType) -> None:
        self._drawn = drawn

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[Segment]:
        for piece in console.render(self._drawn, options):
            text = "\n".join(map(printable, piece.text.split("\n")))
            yield piece._replace(text=text)


def _without_padding(line: str) -> str:
    end = _PADDING.search(line)
    if end is None:
        return line
    return line[: end.start()] + (_RESET if _RESET in end[0] else "")


def _encodes(stream: TextIO, marks: str) -> bool:
    try:
        marks.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
