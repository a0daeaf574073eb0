"""Tables of occupations: their columns, and the lines that explain them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from careerfit_cli.model.attribution import SHORT
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.states import NATIONAL
from careerfit_cli.views import figures
from careerfit_cli.views.display import Display, group, paragraphs, say, table

if TYPE_CHECKING:
    from rich.console import RenderableType


class Column(NamedTuple):
    """A column of a table of occupations; figures are set flush right."""

    head: str
    cells: Iterable[str]
    right: bool = True


def entry_table(
    entries: Sequence[Entry],
    display: Display,
    before: Sequence[Column] = (),
    after: Sequence[Column] = (),
    *,
    names: Column | None = None,
    least_width: int = 76,
    widths: Sequence[int] = (),
) -> RenderableType:
    """Occupations with pay, growth and education, and columns before and after these.

    The first column has their titles, unless there are other `names`.
    """
    first = names or Column("Occupation", [entry.title for entry in entries])
    columns = (
        first,
        *before,
        Column(pay_head(entries), map(short_pay, entries)),
        Column(growth_head(entries), map(short_growth, entries)),
        Column(
            "Education",
            [short_education(entry.education) for entry in entries],
            right=False,
        ),
        *after,
    )
    return table(
        [column.head for column in columns],
        list(zip(*(column.cells for column in columns), strict=True)),
        display,
        right=[place for place, column in enumerate(columns) if place and column.right],
        least_width=least_width,
        widths=widths,
    )


def all_columns(
    entries: Sequence[Entry],
    remarks: Sequence[str],
    display: Display,
    names: Sequence[str] = (),
    after: Sequence[Column] = (),
) -> RenderableType:
    """A table with codes, and Holland codes or the columns `after`; and its notes.

    `names` replace the titles of the entries.
    """
    education = "" if after else "Holland: O*NET interests."
    codes = [entry.holland or "-" for entry in entries]
    listed = entry_table(
        entries,
        display,
        [Column("Code", [entry.code for entry in entries], right=False)],
        after or [Column("Holland\ncode", codes, right=False)],
        names=Column("Occupation", names) if names else None,
    )
    lines = (
        *remarks,
        *legend(entries, education),
        "- is not reported. `careerfit show NAME` has the whole page.",
        SHORT,
    )
    return group(listed, say(""), paragraphs(lines))


def legend(entries: Sequence[Entry], more: str = "- is not reported.") -> list[str]:
    """Lines that explain the columns of every such table; `more` explains the others."""
    return [
        *pay_legend(entries),
        *growth_legend(entries),
        f"Education: what is typical to enter (BLS). {more}".rstrip(),
    ]


def count(number: int) -> str:
    """How many occupations a list has, as a sentence."""
    return "1 occupation." if number == 1 else f"{number} occupations."


def short_amount(median: float | None, unit: str) -> str:
    """An amount of pay, with `/h` where only hourly pay is published."""
    if median is None:
        return "-"
    return f"{figures.dollars(median, unit)}{'/h' if unit == 'hour' else ''}"


def short_pay(entry: Entry) -> str:
    """Median pay: `/h` where only hourly pay is published, `*` for a wider group's."""
    star = "*" if entry.pay_group and entry.median is not None else ""
    return f"{short_amount(entry.median, entry.median_unit)}{star}"


def short_growth(entry: Entry) -> str:
    """Projected growth, with `*` for a wider group's."""
    if entry.growth is None:
        return "-"
    return figures.percent(entry.growth) + ("*" if entry.outlook_group else "")


_SHORT_EDUCATION = {
    "No formal educational credential": "None needed",
    "High school diploma or equivalent": "High school",
    "Some college, no degree": "Some college",
    "Postsecondary nondegree award": "Certificate",
    "Associate's degree": "Associate's",
    "Bachelor's degree": "Bachelor's",
    "Master's degree": "Master's",
    "Doctoral or professional degree": "Doctoral",
}


def short_education(education: str) -> str:
    """Entry education in a word or two."""
    return _SHORT_EDUCATION.get(education, education or "-")


def pay_head(entries: Sequence[Entry]) -> str:
    """The heading of a column of `short_pay`: statistic, unit, and any common period."""
    return _dated("Median\npay a year", {entry.pay_period for entry in entries})


def growth_head(entries: Sequence[Entry]) -> str:
    """The heading of a column of `short_growth`, with the period if all share one."""
    return _dated("Growth", {entry.outlook_period for entry in entries})


def _dated(head: str, periods: set[str]) -> str:
    known = periods - {""}
    return f"{head},\n{known.pop()}" if len(known) == 1 else head


def growth_legend(entries: Sequence[Entry]) -> list[str]:
    """What a column of `short_growth` means."""
    periods = sorted({entry.outlook_period for entry in entries} - {""})
    if not periods:
        return []
    return [f"Growth: projected change in U.S. jobs, {', '.join(periods)} (BLS)."]


def pay_legend(entries: Sequence[Entry]) -> list[str]:
    """What a column of `short_pay` means."""
    periods = sorted({entry.pay_period for entry in entries} - {""})
    if not periods:
        return []
    areas = sorted({entry.pay_area for entry in entries} - {"", NATIONAL})
    area = areas[0] if areas else "national"
    lines = [f"Pay: {area} median a year, {', '.join(periods)} (BLS)."]
    if any(entry.median_unit == "hour" for entry in entries):
        lines.append("/h is pay an hour: no yearly figure is published.")
    if any(entry.pay_group or entry.outlook_group for entry in entries):
        lines.append("* is published for a wider group; `show` names it.")
    return lines
