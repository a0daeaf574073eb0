"""The options that filter and sort lists, shared by every command that lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.ui import completion, terminal
from careerfit_cli.ui.options import Area, State, place_of

if TYPE_CHECKING:
    from careerfit_cli.compare.exposure import Percentiles
    from careerfit_cli.filters import Filter, Filtered
    from careerfit_cli.model.catalogue import Catalogue, Entry, StatePay
    from careerfit_cli.storage.index import Index

_AMOUNT = re.compile(r"\$?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(k?)", re.IGNORECASE)
_LONGEST_AMOUNT = 20


def dollars(text: str) -> float:
    """An amount as people write it: 50000, $50,000 or 50k."""
    amount = _AMOUNT.fullmatch(text.strip())
    if amount is None or len(text) > _LONGEST_AMOUNT:
        raise typer.BadParameter(f"{text!r} is not an amount, such as 50000 or 50k")
    whole, part, thousands = amount.groups()
    return float(whole.replace(",", "") + (part or "")) * (1000 if thousands else 1)


def paid(index: Index, area: str) -> Catalogue:
    """The catalogue with pay of a state or area instead of national pay."""
    if not area:
        return index.catalogue
    from careerfit_cli import filters
    from careerfit_cli.model.catalogue import Catalogue
    from careerfit_cli.model.states import STATES

    in_state = area in STATES.values()
    pay = index.state_pay if in_state else _area_pay(index.catalogue, area)
    return Catalogue(filters.paid_in(index.catalogue, area, pay))


def _area_pay(catalogue: Catalogue, name: str) -> dict[str, StatePay]:
    """Median pay of every occupation in one area, by slug."""
    from careerfit_cli.model.catalogue import StatePay
    from careerfit_cli.ui.loading import open_tables

    tables = open_tables()
    (area,) = (area for area in tables.areas if area.name == name)
    medians = dict(tables.area_medians(area))
    pay = {}
    for entry in catalogue:
        soc = tables.pay_soc(entry.code, entry.pay_group)
        median, unit = medians.get(soc, (None, "year"))
        pay[entry.slug] = StatePay(unit, {} if median is None else {name: median})
    return pay


@dataclass(frozen=True)
class FilterOptions:
    """The options that filter a list, one field each."""

    pay: Annotated[
        float | None,
        typer.Option(
            parser=dollars,
            metavar="<dollars>",
            help="Minimum median pay per year, such as 50000 or 50k.",
        ),
    ] = None
    state: State = None
    area: Area = None
    growth: Annotated[
        float | None,
        typer.Option(help="Minimum growth in percent."),
    ] = None
    education: Annotated[
        str | None,
        typer.Option(
            help="Maximum education: none, high-school, ..., doctoral.",
            autocompletion=completion.education,
        ),
    ] = None
    zone: Annotated[
        list[int] | None,
        typer.Option(min=1, max=5, help="A job zone, 1-5; 1 and 2 are the same."),
    ] = None
    outlook: Annotated[
        list[str] | None,
        typer.Option(help="An outlook, such as good, average or decline."),
    ] = None
    holland: Annotated[
        str | None, typer.Option(help="Letters the Holland code must contain.")
    ] = None
    without: Annotated[
        list[str] | None, typer.Option(help="Exclude titles containing this.")
    ] = None
    industry: Annotated[
        str | None, typer.Option(help="Jobs in an industry, such as hospitals.")
    ] = None
    ai: Annotated[
        float | None,
        typer.Option(help="Maximum AI exposure percentile, by both measures."),
    ] = None

    def chosen(self) -> tuple[str, list[Filter]]:
        """The named state or area, or empty, and the requested filters."""
        from careerfit_cli import filters

        area, chosen = place_of(self.state, self.area), []
        if self.pay is not None:
            chosen.append(filters.pay_at_least(self.pay, area))
        if self.growth is not None:
            chosen.append(filters.growth_at_least(self.growth))
        if self.education is not None:
            chosen.append(filters.education_at_most(self.education))
        if self.zone:
            chosen.append(filters.job_zones(self.zone))
        if self.outlook:
            chosen.append(filters.outlook_is(self.outlook))
        if self.holland is not None:
            chosen.append(filters.holland_has(self.holland))
        chosen += [filters.without(text) for text in self.without or ()]
        if jobs := self.industry_jobs:
            name = f"jobs in {jobs.industry}"
            chosen.append(filters.Filter(name, jobs.employs))
        if self.ai is not None:
            chosen.append(filters.ai_at_most(self.ai, ai_percentiles().of))
        return area, chosen

    @cached_property
    def industry_jobs(self) -> InIndustryJobs | None:
        """The named industry, if any, and its jobs."""
        if self.industry is None:
            return None
        from careerfit_cli import search
        from careerfit_cli.ui.loading import open_tables

        tables = open_tables()
        industry = search.industry(self.industry, tables.industries)
        if industry.name.casefold() != self.industry.casefold():
            terminal.note(f"Industry: {industry.name}.")
        return InIndustryJobs(industry.name, tables.jobs_in(industry), tables.pay_soc)


@cache
def ai_percentiles() -> Percentiles:
    """AI exposure percentiles of every occupation."""
    from careerfit_cli.compare.exposure import Percentiles
    from careerfit_cli.ui.loading import open_tables

    return Percentiles(open_tables().ai_scores)


@dataclass(frozen=True)
class InIndustryJobs:
    """Jobs of each occupation in one industry, by the SOC code of its pay."""

    industry: str
    jobs: Mapping[str, int | None]
    soc: Callable[[str, str], str]

    def employs(self, entry: Entry) -> bool:
        """Whether the industry employs people of an occupation."""
        return self._soc(entry) in self.jobs

    def of(self, entry: Entry) -> int | None:
        """Jobs of an occupation, or of the wider group its pay is published for."""
        return self.jobs.get(self._soc(entry))

    def _soc(self, entry: Entry) -> str:
        return self.soc(entry.code, entry.pay_group)


def explain_filters(filtered: Filtered) -> None:
    """Print to standard error what the filters hid, and which one to drop."""
    for asked, count in filtered.hidden:
        if count:
            terminal.note(f"{asked}: {count} filtered out.")
    explain_hourly_pay(filtered.by_hour)
    if count := filtered.by_limit:
        noun, whose = ("occupation", "its") if count == 1 else ("occupations", "their")
        terminal.note(
            f"{count} {noun} included: only a lower limit of {whose} pay is published."
        )
    if not filtered.kept and filtered.alone:
        asked, left = max(filtered.alone, key=lambda pair: pair[1])
        if left:
            terminal.note(f"Nothing is left. Without `{asked}` there would be {left}.")
        else:
            terminal.note("Nothing is left. Drop two of the conditions or more.")


def explain_hourly_pay(count: int) -> None:
    """Point out if hourly pay was compared with yearly pay."""
    from careerfit_cli.filters import HOURS_A_YEAR

    if count:
        noun = "occupation" if count == 1 else "occupations"
        terminal.note(
            f"{count} {noun} with pay by the hour only: compared as if worked "
            f"{HOURS_A_YEAR:,} hours a year."
        )
