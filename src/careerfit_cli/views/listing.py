"""Tables of occupations: their columns, and the lines that explain them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from careerfit_cli.model.attribution import SHORT
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.states import NATIONAL
from careerfit_cli.views import figures
from careerfit_cli.views.display import Display, group, say, table

if TYPE_CHECKING:
    from rich.console import RenderableType

_LEAST_WIDTH = 76


def entry_table(
    entries: Sequence[Entry],
    remarks: Sequence[str],
    display: Display,
    *,
    titles: Sequence[str] = (),
    more: Sequence[tuple[str, Sequence[str]]] = (),
) -> RenderableType:
    """Occupations with code, pay, growth, education and Holland code, and notes.

    `titles` replace those of the entries. `more` columns of figures, each a heading and
    its cells, replace the Holland code.
    """
    heads = ["Occupation", "Code", pay_head(entries), growth_head(entries), "Education"]
    shown = titles or [entry.title for entry in entries]
    columns = more or [("Holland\ncode", [entry.holland or "-" for entry in entries])]
    rows = [
        (title, *_figures(entry), *cells)
        for title, entry, *cells in zip(
            shown, entries, *(cells for _, cells in columns), strict=True
        )
    ]
    right = [2, 3, *range(5, 5 + len(more))]
    legend = (*remarks, *_legend(entries, holland=not more))
    return group(
        table(
            [*heads, *(head for head, _ in columns)],
            rows,
            display,
            right=right,
            least_width=_LEAST_WIDTH,
        ),
        say(""),
        *(say(line, "dim") for line in legend),
    )


def count(number: int) -> str:
    """How many occupations a list has, as a sentence."""
    return "1 occupation." if number == 1 else f"{number} occupations."


def _figures(entry: Entry) -> tuple[str, ...]:
    return (
        entry.code,
        short_pay(entry),
        short_growth(entry),
        short_education(entry.education),
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
