"""Display settings, and the building blocks of every screen.

Rich is imported inside functions, so that commands that write JSON do not load it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat, zip_longest
from typing import TYPE_CHECKING, Literal

from careerfit_cli.model.figures import half_up as half_up
from careerfit_cli.model.text import printable

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.table import Table
    from rich.text import Text

NARROW = 64
"""Columns: below this, tables become stacked lists."""

LABEL_COLUMNS = 22
LONGEST_BAR = 24

LEAST_NAME = 36
LEAST_DIGITS = 3
"""Width of the names of scores if there is room, so that bars align across sections."""

_HANGING = 2
"""Indentation of the lines after the first."""


@dataclass(frozen=True)
class Display:
    """The width of a screen, and what the terminal cannot or should not show.

    `ascii` keeps to ASCII; `plain` is for screen readers: no bars, columns or boxes.
    """

    width: int = 80
    ascii: bool = False
    plain: bool = False

    @property
    def stacked(self) -> bool:
        """Whether tables are written as lists."""
        return self.plain or self.width < NARROW


def group(*parts: RenderableType | None) -> RenderableType:
    """Stack parts vertically, without those that are `None`."""
    from rich.console import Group

    return Group(*(part for part in parts if part is not None))


def indented(part: RenderableType, columns: int = 2) -> RenderableType:
    """Indent a part."""
    from rich.padding import Padding

    return Padding(part, (0, 0, 0, columns))


def say(text: str, style: str = "") -> Text:
    """Literal text, never read as markup."""
    from rich.text import Text

    return Text(printable(text), style=style)


def say_lines(text: str, style: str = "") -> Text:
    """Lines of a heading; a comma at the end of a line is dropped."""
    from rich.text import Text

    lines = (line.removesuffix(",") for line in text.split("\n"))
    return Text("\n").join(say(line, style) for line in lines)


@dataclass(frozen=True)
class Whole:
    """A text on its own line that is never wrapped, so that it can be copied.

    Use it outside tables and indented parts, which would cut it to their width.
    """

    text: str
    indent: int = 0

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """The one line, however long."""
        from rich.segment import Segment

        yield Segment(f"{' ' * self.indent}{printable(self.text)}\n")


@dataclass(frozen=True)
class Hanging:
    """A text with a hanging indent, so that each start is visible."""

    text: Text

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """The lines, as wide as there is room."""
        from rich.text import Text

        first, *rest = self.text.wrap(console, options.max_width - _HANGING)
        for indent, line in ("", first), *((" " * _HANGING, line) for line in rest):
            line.rstrip()
            yield Text(indent) + line


@dataclass(frozen=True)
class Heading:
    """A section's heading, with its note next to it if both fit on a line, else below."""

    title: str
    note: str = ""

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """One line, or two and more."""
        from rich.text import Text

        title, note = say(self.title, "bold cyan"), say(self.note, "dim")
        if not note:
            yield title
        elif title.cell_len + 2 + note.cell_len <= options.max_width:
            yield Text.assemble(title, "  ", note)
        else:
            yield title
            yield indented(note)


def titled(title: str, note: str, *parts: RenderableType) -> RenderableType:
    """A screen: its title, a note on the figures below it, and its parts."""
    return group(say(title, "bold"), say(note, "dim"), say(""), *parts)


def cell(figure: float | None, form: str = "{:,.0f}") -> str:
    """A figure in a table; `-` if it is not reported."""
    return "-" if figure is None else form.format(figure)


def heading(title: str, note: str = "") -> RenderableType:
    """A section's heading, with a note on the figures and their source."""
    return Heading(title, note)


def section(title: str, note: str, *parts: RenderableType) -> RenderableType:
    """A heading with its indented content and a blank line after it."""
    return group(heading(title, note), indented(group(*parts)), say(""))


def section_of(
    title: str, note: str, *parts: RenderableType | None
) -> RenderableType | None:
    """A section of the parts that are not `None`, or `None` if there are none."""
    content = [part for part in parts if part is not None]
    return section(title, note, *content) if content else None


def bullets(lines: Iterable[str], display: Display) -> RenderableType:
    """A bulleted list with wrapped items."""
    from rich.table import Table

    mark = "-" if display.ascii or display.plain else "•"
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for line in lines:
        grid.add_row(mark, say(line))
    return grid


def labelled(rows: Iterable[tuple[str, str]], display: Display) -> RenderableType:
    """Lines of `label value`; stacked displays write `label: value`."""
    from rich.table import Table

    if display.stacked:
        return group(*(_pair(label, value) for label, value in rows))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=LABEL_COLUMNS, overflow="fold")
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row(say(label, "dim"), say(value))
    return grid


def _pair(label: str, value: str) -> RenderableType:
    from rich.text import Text

    return Hanging(Text.assemble((f"{printable(label)}: ", "dim"), printable(value)))


def scores(
    rows: Sequence[tuple[str, float]],
    display: Display,
    marked: Iterable[str] = (),
    meanings: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
) -> RenderableType:
    """Scores 0-100 by name, each with its bar, and its meaning below, if known.

    `marked` names carry a star. `labels` are texts by name that replace the scores.
    """
    starred = set(marked)
    texts = labels or {name: str(half_up(score)) for name, score in rows}
    named = [
        (f"{name} *" if name in starred else name, name, score) for name, score in rows
    ]
    cells = min(LONGEST_BAR, display.width // 4)
    digits = max(LEAST_DIGITS, *map(len, texts.values()), 0)
    longest = max((len(shown) for shown, _, _ in named), default=0)
    width = min(display.width - cells - digits - 5, max(LEAST_NAME, longest))
    grid = _score_columns(width, cells, digits)
    lines: list[RenderableType] = [grid]
    for shown, name, score in named:
        if display.plain:
            lines.append(_pair(shown, texts[name]))
        else:
            label = say(foldable(shown, width))
            grid.add_row(label, texts[name], bar(score, cells, display))
        if meanings and name in meanings:
            grid = _score_columns(width, cells, digits)
            lines += [indented(say(meanings[name], "dim")), grid]
    return group(*lines)


def _score_columns(width: int, cells: int, digits: int) -> Table:
    """Columns for names, numbers and bars."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=width, overflow="fold")
    grid.add_column(width=digits, justify="right")
    grid.add_column(width=cells)
    return grid


def foldable(label: str, width: int) -> str:
    """A label that can wrap after a slash if a word is wider than its column."""
    if max(map(len, label.split())) <= width:
        return label
    return label.replace("/", "/ ")


def bar(score: float, cells: int, display: Display) -> Text:
    """A score 0-100 as a line filled from the left."""
    from rich.text import Text

    full, rest = ("=", "-") if display.ascii else ("━", "─")
    filled = half_up(score * cells / 100)
    return Text.assemble((full * filled, "cyan"), (rest * (cells - filled), "dim"))


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    display: Display,
    right: Iterable[int] = (),
    least_width: int = NARROW,
    under: Sequence[str] = (),
    widths: Sequence[int | None] = (),
) -> RenderableType:
    """A table; stacked displays, and those below `least_width`, write a block per row.

    `right` are the places of columns of numbers, set flush right. A head may have
    several lines, and its commas at their ends are for a block, where it is one line.
    `under` has the text under the first cell of each row, if any. Columns share the
    width according to their content, except those with a width in `widths`.
    """
    from rich.align import Align
    from rich.table import Table

    if display.plain or display.width < least_width:
        return group(*map(partial(_block, heads), rows, under or repeat("")))
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    numbers = set(right)
    for place, (head, width) in enumerate(zip_longest(heads, widths)):
        side: Literal["left", "right"] = "right" if place in numbers else "left"
        grid.add_column(
            Align(say_lines(head), side, vertical="bottom"),
            justify=side,
            overflow="fold",
            no_wrap=place in numbers,
            width=width,
        )
    for (first, *rest), more in zip(rows, under or repeat(""), strict=False):
        grid.add_row(_over(first, more), *map(say, rest))
    return grid


def _over(title: str, more: str) -> RenderableType:
    """A cell with a text below its title."""
    return group(say(title), indented(say(more, "dim"))) if more else say(title)


def _block(heads: Sequence[str], row: Sequence[str], under: str) -> RenderableType:
    first, *rest = row
    lines = (
        _pair(head.replace("\n", " "), cell)
        for head, cell in zip(heads[1:], rest, strict=True)
        if cell
    )
    parts = [say(under, "dim"), *lines] if under else lines
    return group(say(first, "bold"), *map(indented, parts))


def few(names: Sequence[str], most: int, *, full: bool) -> list[str]:
    """The first names, and how many more there are."""
    if full or len(names) <= most:
        return list(names)
    return [*names[:most], f"and {len(names) - most} more (--all)"]


def more(shown: int, known: int, which: str) -> list[RenderableType]:
    """A line that says what was left out, if anything."""
    if shown == known:
        return []
    return [say(f"{which} {shown} of {known}; --all shows every one.", "dim")]


def led(lead: str, text: str) -> Text:
    """A paragraph that starts with its label."""
    from rich.text import Text

    return Text.assemble((f"{printable(lead)}. ", "bold"), printable(text))


def apart(parts: Iterable[RenderableType]) -> list[RenderableType]:
    """Parts with a blank line between them."""
    spaced: list[RenderableType] = []
    for part in parts:
        spaced += [say(""), part] if spaced else [part]
    return spaced


def paragraphs(texts: Iterable[str], style: str = "dim") -> RenderableType:
    """Paragraphs of running text."""
    return group(*(say(text, style) for text in texts))
