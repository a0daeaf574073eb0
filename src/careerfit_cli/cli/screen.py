"""Standard output and error: how wide, which marks and colors, and writing to them."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

from careerfit_cli.errors import BadData, CareerfitError, UnknownOccupation

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.views.look import Look

PIPED_WIDTH = 80
WIDEST = 100
NARROWEST = 20


def look(*, plain: bool = False, stream: TextIO | None = None) -> Look:
    """How a stream is to be written to; piped text does not depend on the terminal."""
    from careerfit_cli.views.look import Look

    stream = stream or sys.stdout
    width = PIPED_WIDTH
    if stream.isatty():
        width = max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))
    return Look(
        width=width,
        ascii=not _encodes(stream, "━─•●┼"),
        plain=plain or os.environ.get("ACCESSIBLE", "") not in ("", "0"),
    )


def has_color(stream: TextIO, *, refused: bool) -> bool:
    """Whether to color: the flag, then NO_COLOR, then FORCE_COLOR, then the terminal."""
    if refused or os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced != "0"
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def show(drawn: RenderableType, screen: Look, *, no_color: bool = False) -> None:
    """Write a renderable to standard output."""
    color = has_color(sys.stdout, refused=no_color or screen.plain)
    write(rendered(drawn, screen, color=color))


def write(text: str) -> None:
    """Write text to standard output; a reader that has gone away is no fault."""
    try:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes standard output once more as it ends; let that fall nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding or "ascii"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))


def complain(error: CareerfitError) -> None:
    """Write what is wrong, and what to do, to standard error."""
    lines = [f"careerfit: {_visible(error.text)}"]
    if isinstance(error, UnknownOccupation) and error.candidates:
        lines.append("Closest names:")
        lines.extend(f"  {title}  ({slug})" for slug, title in error.candidates)
    if isinstance(error, BadData) and len(error.problems) > 1:
        lines[0] = f"careerfit: {_visible(str(error.problems[0]))}"
        lines.append(f"and {len(error.problems) - 1} more in the same file or table")
    if error.hint:
        lines.append(_visible(error.hint))
    note("\n".join(lines))


def note(text: str) -> None:
    """Write a remark to standard error."""
    stream = sys.stderr
    encoding = stream.encoding or "ascii"
    stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    stream.flush()


def progress(doing: str, done: int, total: int) -> None:
    """Show on standard error, if that is a terminal, how far a long job has come."""
    if not sys.stderr.isatty() or (done % 25 and done != total):
        return
    end = "\r" if done < total else f"\r{' ' * (len(doing) + 20)}\r"
    sys.stderr.write(f"\r{doing}: {done} of {total}{end}")
    sys.stderr.flush()


def rendered(drawn: RenderableType, screen: Look, *, color: bool) -> str:
    """The text of a renderable, without the spaces that fill up its lines."""
    from rich.console import Console

    console = Console(
        width=screen.width,
        color_system="standard" if color else None,
        force_terminal=color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        console.print(drawn)
    lines = captured.get().split("\n")
    return "\n".join(_without_padding(line) for line in lines)


def _without_padding(line: str) -> str:
    reset = "\x1b[0m"
    if line.endswith(reset):
        return line.removesuffix(reset).rstrip(" ") + reset
    return line.rstrip(" ")


def _encodes(stream: TextIO, marks: str) -> bool:
    try:
        marks.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _visible(text: str) -> str:
    return "".join(mark if mark.isprintable() or mark == "\n" else "?" for mark in text)
