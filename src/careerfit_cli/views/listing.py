"""Lists of occupations: the catalogue, search results, candidates for a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from careerfit_cli.model.attribution import SHORT
from careerfit_cli.model.catalogue import Column, Entry
from careerfit_cli.model.states import NATIONAL
from careerfit_cli.views import figures
from careerfit_cli.views.display import Display, say, table

if TYPE_CHECKING:
    # Only the type: a list does not need what searching needs.
    from careerfit_cli.search import Hit


_LEAST_WIDTH = 76


def listing(
    entries: Sequence[Entry],
    display: Display,
    among: int | None = None,
    columns: Sequence[Column] = (),
) -> RenderableType:
    """Occupations with code, pay, growth, education and Holland code.

    `among` is how many there are, where not all of them are shown. More `columns` stand
    in place of the Holland code.
    """
    rows = [_row(entry) for entry in entries]
    count = _count(len(entries))
    if among is not None and among > len(entries):
        count = f"The first {len(entries)} of {_count(among)}"
    if not columns:
        return _listed(entries, rows, [count], display)
    rows = [
        (*row[:-1], *(_cell(own.values.get(entry.slug)) for own in columns))
        for entry, row in zip(entries, rows, strict=True)
    ]
    heads = [own.head for own in columns]
    remarks = [count, *(own.meaning.strip() for own in columns)]
    return _listed(entries, rows, remarks, display, heads)


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:,.0f}"


def hits(
    found: Sequence[Hit], display: Display, *, all_of_them: bool = True
) -> RenderableType:
    """Search results, each with the job title that matched where it was not the title."""
    rows = []
    for hit in found:
        title, *rest = _row(hit.entry)
        matched = "" if hit.name == hit.entry.title else f' ("{hit.name}")'
        rows.append((f"{title}{matched}", *rest))
    entries = [hit.entry for hit in found]
    count = _count(len(found))
    remarks = [count if all_of_them else f"The nearest {count[:-1]}; --top shows more."]
    if any(hit.name != hit.entry.title for hit in found):
        remarks.append("In brackets: the job title that is like your words.")
    return _listed(entries, rows, remarks, display)


def _count(number: int) -> str:
    return "1 occupation." if number == 1 else f"{number} occupations."


def _listed(
    entries: Sequence[Entry],
    rows: Sequence[Sequence[str]],
    remarks: Sequence[str],
    display: Display,
    more: Sequence[str] = (),
) -> RenderableType:
    pay, growth = pay_head(entries), growth_head(entries)
    last = more or ("Holland\ncode",)
    heads = ("Occupation", "Code", pay, growth, "Education", *last)
    legend = (*remarks, *_legend(entries, holland=not more))
    right = [2, 3, *range(5, 5 + len(more))]
    return Group(
        table(heads, rows, display, right=right, least_width=_LEAST_WIDTH),
        say(""),
        *(say(line, "dim") for line in legend),
    )


def _row(entry: Entry) -> tuple[str, ...]:
    return (
        entry.title,
        entry.code,
        short_pay(entry),
        short_growth(entry),
        short_education(entry.education),
        entry.holland or "-",
    )


def short_pay(entry: Entry) -> str:
    """Median pay: `/h` where only hourly pay is published, `*` for a wider group's."""
    if entry.median is None:
        return "-"
    unit = "/h" if entry.median_unit == "hour" else ""
    star = "*" if entry.pay_group else ""
    return f"{figures.dollars(entry.median, entry.median_unit)}{unit}{star}"


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


def _legend(entries: Sequence[Entry], *, holland: bool) -> Iterable[str]:
    education = "Education: what is typical to enter (BLS)."
    return (
        *pay_legend(entries),
        *growth_legend(entries),
        f"{education} Holland: O*NET interests." if holland else education,
        "- is not reported. `careerfit show NAME` has the whole page.",
        SHORT,
    )


def pay_head(entries: Sequence[Entry]) -> str:
    """The head of a column of `short_pay`: statistic, unit, and period if it is one."""
    return _dated("Median\npay a year", {entry.pay_period for entry in entries})


def growth_head(entries: Sequence[Entry]) -> str:
    """The head of a column of `short_growth`, with the period if it is one."""
    return _dated("Growth", {entry.outlook_period for entry in entries})


def _dated(head: str, periods: set[str]) -> str:
    given = periods - {""}
    return f"{head},\n{given.pop()}" if len(given) == 1 else head


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


def candidates(found: Sequence[tuple[str, str]], display: Display) -> RenderableType:
    """Occupations a name may have meant, with what to type for each."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold", style="dim")
    for slug, title in found:
        if display.stacked:
            grid.add_row(Text.assemble("  ", title, "\n    ", (slug, "dim")))
        else:
            grid.add_row(say(f"  {title}"), say(slug))
    return grid
