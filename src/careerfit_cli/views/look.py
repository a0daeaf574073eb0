"""How a screen is to look, and the pieces every screen is put together from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from careerfit_cli.model.figures import half_up as half_up
from careerfit_cli.model.text import printable

NARROW = 64
"""Columns: below this, tables become stacked lists."""

LABEL_COLUMNS = 22
LONGEST_BAR = 24


@dataclass(frozen=True)
class Look:
    """Columns to fill, and what the terminal cannot or should not show.

    `ascii` keeps to ASCII; `plain` is for screen readers: no bars, columns or boxes.
    """

    width: int = 80
    ascii: bool = False
    plain: bool = False

    @property
    def stacked(self) -> bool:
        """Whether tables are written as lists."""
        return self.plain or self.width < NARROW


def say(text: str, style: str = "") -> Text:
    """Text as it stands, never read as markup."""
    return Text(printable(text), style=style)


@dataclass(frozen=True)
class Whole:
    """A text on a line of its own that is never broken, so that it can be copied.

    It stands outside of tables and indented parts, which would cut it to their width.
    """

    text: str
    indent: int = 0

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """The one line, however long."""
        yield Segment(f"{' ' * self.indent}{printable(self.text)}\n")


def heading(title: str, note: str = "") -> Text:
    """A section's heading, with where its figures come from."""
    line = say(title, "bold cyan")
    if note:
        line.append(f"  {printable(note)}", "dim")
    return line


def section(title: str, note: str, *parts: RenderableType) -> RenderableType:
    """A heading and what stands under it, indented, with a blank line after."""
    return Group(heading(title, note), Padding(Group(*parts), (0, 0, 1, 2)))


def bullets(lines: Iterable[str], look: Look) -> RenderableType:
    """A list, a line each, wrapped under itself."""
    mark = "-" if look.ascii or look.plain else "•"
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for line in lines:
        grid.add_row(mark, say(line))
    return grid


def labelled(rows: Iterable[tuple[str, str]], look: Look) -> RenderableType:
    """Lines of `label  value`; stacked looks write `label: value`."""
    if look.stacked:
        return Group(*(_pair(label, value) for label, value in rows))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=LABEL_COLUMNS, overflow="fold")
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row(say(label, "dim"), say(value))
    return grid


def _pair(label: str, value: str) -> Text:
    return Text.assemble((f"{printable(label)}: ", "dim"), printable(value))


def scores(
    rows: Sequence[tuple[str, float]],
    look: Look,
    marked: Iterable[str] = (),
    meanings: Mapping[str, str] | None = None,
) -> RenderableType:
    """Scores 0-100 by name, each with its bar, and its meaning under it if given.

    `marked` names carry a star.
    """
    starred = set(marked)
    if look.plain:
        return Group(
            *(line for row in rows for line in _spoken(row, starred, meanings))
        )
    cells = min(LONGEST_BAR, look.width // 4)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=look.width - cells - 8, overflow="fold")
    grid.add_column(width=3, justify="right")
    grid.add_column(width=cells)
    for name, own in rows:
        shown = f"{name} *" if name in starred else name
        label = _foldable(shown, look.width - cells - 8)
        grid.add_row(say(label), str(half_up(own)), bar(own, cells, look))
        if meanings and name in meanings:
            grid.add_row(Padding(say(meanings[name], "dim"), (0, 0, 0, 2)))
    return grid


def _foldable(label: str, width: int) -> str:
    """A label that can be folded after a slash where a word is wider than its column."""
    if max(map(len, label.split())) <= width:
        return label
    return label.replace("/", "/ ")


def _spoken(
    row: tuple[str, float], starred: set[str], meanings: Mapping[str, str] | None
) -> list[RenderableType]:
    name, own = row
    shown = f"{name} *" if name in starred else name
    line = _pair(shown, str(half_up(own)))
    if meanings and name in meanings:
        return [line, Padding(say(meanings[name], "dim"), (0, 0, 0, 2))]
    return [line]


def bar(score: float, cells: int, look: Look) -> Text:
    """A score 0-100 as a line filled from the left."""
    full, rest = ("=", "-") if look.ascii else ("━", "─")
    filled = half_up(score * cells / 100)
    return Text.assemble((full * filled, "cyan"), (rest * (cells - filled), "dim"))


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    look: Look,
    right: Iterable[int] = (),
    least_width: int = NARROW,
) -> RenderableType:
    """A table; stacked looks, and those under `least_width`, write a block for each row.

    `right` are the places of columns of numbers, set flush right.
    """
    if look.plain or look.width < least_width:
        return Group(*(_block(heads, row) for row in rows))
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    numbers = set(right)
    for place, head in enumerate(heads):
        grid.add_column(
            say(head),
            justify="right" if place in numbers else "left",
            overflow="fold",
            no_wrap=place in numbers,
        )
    for row in rows:
        grid.add_row(*(say(cell) for cell in row))
    return grid


def _block(heads: Sequence[str], row: Sequence[str]) -> RenderableType:
    first, *rest = row
    lines = [say(first, "bold")]
    lines.extend(
        Text.assemble((f"  {printable(head)}: ", "dim"), printable(cell))
        for head, cell in zip(heads[1:], rest, strict=True)
        if cell
    )
    return Group(*lines)


def led(lead: str, text: str) -> Text:
    """A paragraph that starts with what it is about."""
    return Text.assemble((f"{printable(lead)}. ", "bold"), printable(text))


def apart(parts: Iterable[RenderableType]) -> list[RenderableType]:
    """Parts with a blank line between them."""
    spaced: list[RenderableType] = []
    for part in parts:
        spaced += [say(""), part] if spaced else [part]
    return spaced


def paragraphs(texts: Iterable[str], style: str = "dim") -> RenderableType:
    """Running text, a paragraph each."""
    return Group(*(say(text, style) for text in texts))
