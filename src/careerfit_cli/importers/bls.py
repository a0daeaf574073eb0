"""BLS tables: pay (OEWS), outlook (employment projections) and the handbook's facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from careerfit_cli.importers.handbook import Page, growth_phrase, pages_in
from careerfit_cli.importers.tables import NOT_PUBLISHED, Release, Row, fault
from careerfit_cli.model.amounts import is_at_least
from careerfit_cli.model.bls import Group, Outlook, Pay, Preparation, Wages
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import Occupation, PastFigure, Source
from careerfit_cli.model.states import NATIONAL

_MEMBERS = {
    "13-1020": ("13-1021", "13-1022", "13-1023"),
    "13-2020": ("13-2022", "13-2023"),
    "21-1018": ("21-1011", "21-1014"),
    "25-2052": ("25-2055", "25-2056"),
    "25-9045": ("25-9042", "25-9043"),
    "29-2010": ("29-2011", "29-2012"),
    "31-1120": ("31-1121", "31-1122"),
    "39-7010": ("39-7011", "39-7012"),
    "47-4090": ("47-4091", "47-4099"),
    "51-2028": ("51-2022", "51-2023"),
    "51-2090": ("51-2092", "51-2099"),
    "53-1047": ("53-1042", "53-1043", "53-1044", "53-1049"),
}
"""The SOC codes that BLS publishes only as part of a group, by the group's code.

Used for codes without a row in a table. Source: the tables of OEWS May 2025 and the
employment projections 2024-34.
"""

_GROUPS = {code: group for group, codes in _MEMBERS.items() for code in codes}

PERCENTILES = ("mean", "p10", "p25", "median", "p75", "p90")
HOURS_A_YEAR = 2080
_OEWS = "Occupational Employment and Wage Statistics"
_HANDBOOK = "Occupational Outlook Handbook"
_FOOTNOTES = "oews_footnotes.csv"
_LIMIT = re.compile(r"equal to or greater than .*?\$([\d,.]*\d) per year")

_STATE_COLUMNS = ("state", "soc_code", "annual_median", "hourly_median")
_NATIONAL_COLUMNS = (
    "soc_code",
    "title",
    "employment",
    *(f"annual_{name}" for name in PERCENTILES),
    *(f"hourly_{name}" for name in PERCENTILES),
)
_PROJECTION_COLUMNS = """
title soc_code emp_{0}_k emp_{1}_k emp_change_k emp_change_pct self_employed_pct_{0}
openings_annual_avg_k median_wage_{0} entry_education related_experience
on_the_job_training
"""
"""Columns of the projections; {0} and {1} stand for the first and the last year."""


@dataclass(frozen=True)
class Tables:
    """The tables of one download, by SOC code, and the handbook by O*NET-SOC code."""

    survey: str
    period: str
    national: Mapping[str, Row]
    states: Mapping[str, Mapping[str, Row]]
    projections: Mapping[str, Row]
    pages: Mapping[str, Page]
    limit: Decimal | None = None
    """Lower limit of pay marked #, in dollars a year."""

    def occupation(self, code: str, *, shared: bool) -> Occupation:
        """What BLS publishes for one O*NET-SOC code, without a slug or title.

        With `shared`, other O*NET occupations have the same SOC code, and its figures
        are for all of them together.
        """
        soc = code[:7]
        pay_row, pay_group = _published(self.national, soc, shared=shared)
        row, group = _published(self.projections, soc, shared=shared)
        page = self.pages.get(code)
        handbook, own_page = page.handbook if page else None, None
        jobs = _jobs(row, f"emp_{self.period[:4]}_k") if row and page else None
        if page and jobs is not None and page.jobs == jobs:
            own_page = page
        elif handbook:
            # The page is for several occupations, with a table of employers for each. The
            # file of facts has only one of them and does not say which.
            handbook = replace(handbook, employers=frozen())
        preparation = _preparation(row, group) if row else Preparation()
        projections = Source("BLS", f"Employment Projections {self.period}")
        sources = {
            "pay": pay_row and Source("BLS", f"{_OEWS}, May {self.survey}"),
            "outlook": row and projections,
            "preparation": projections if preparation != Preparation() else None,
            "handbook": page and Source("BLS", f"{_HANDBOOK} {self.period}"),
        }
        return Occupation(
            slug="",
            code=code,
            title="",
            pay=self._pay(pay_row, pay_group) if pay_row else None,
            outlook=self._outlook(row, group, own_page) if row else None,
            preparation=preparation,
            handbook=handbook,
            history=_past(row, group, own_page, self.period) if row else (),
            sources=frozen({key: source for key, source in sources.items() if source}),
        )

    def _pay(self, row: Row, group: Group | None) -> Pay:
        an_hour = self.limit and round(self.limit / HOURS_A_YEAR, 2)
        limits = {"annual": self.limit, "hourly": an_hour}
        annual, hourly = (
            Wages(*(row.pay(f"{unit}_{name}", limit) for name in PERCENTILES))
            for unit, limit in limits.items()
        )
        is_hourly = annual.median is None and hourly.median is not None
        unit = "hourly" if is_hourly else "annual"
        medians = {
            state: value
            for state, state_row in self.states.get(row["soc_code"], {}).items()
            if (value := state_row.pay(f"{unit}_median", limits[unit])) is not None
        }
        jobs = row.amount("employment")
        return Pay(
            area=NATIONAL,
            period=f"May {self.survey}",
            annual=annual,
            hourly=hourly,
            jobs=None if jobs is None else int(jobs),
            state_unit="hour" if is_hourly else "year",
            state_median=frozen(medians),
            group=group,
        )

    def _outlook(self, row: Row, group: Group | None, page: Page | None) -> Outlook:
        start, end = self.period[:4], self.period[:2] + self.period[-2:]
        growth = row.number("emp_change_pct")
        jobs, change = _jobs(row, f"emp_{start}_k"), _jobs(row, "emp_change_k")
        share = row.amount(f"self_employed_pct_{start}")
        return Outlook(
            area=NATIONAL,
            period=self.period,
            phrase=(page.handbook.outlook if page else "")
            or growth_phrase(growth, change, jobs),
            growth=None if growth is None else float(growth),
            jobs_start=jobs,
            jobs_end=_jobs(row, f"emp_{end}_k"),
            change=change,
            openings=_jobs(row, "openings_annual_avg_k"),
            self_employed=None if share is None else float(share),
            group=group,
        )


def read(path: Path) -> Tables:
    """The BLS tables of a folder or zip.

    It holds `oews_YEAR_national.csv`, `oews_YEAR_states.csv`,
    `employment_projections_YEAR_YY.csv` and `ooh_YEAR_YY_facts.json`.
    Raises `BadData` for a table that is missing, damaged or of another layout.
    """
    release = Release(path)
    survey = _years(release, "oews_YEAR_national.csv")
    years = _years(release, "employment_projections_YEAR_YY.csv")
    columns = _PROJECTION_COLUMNS.format(years[:4], years[:2] + years[-2:]).split()
    rows = partial(release.rows, delimiter=",")
    projections = _by_soc(rows(f"employment_projections_{years}.csv", columns))
    return Tables(
        survey=survey,
        period=years.replace("_", "-"),
        national=_by_soc(rows(f"oews_{survey}_national.csv", _NATIONAL_COLUMNS)),
        states=_states(rows(f"oews_{survey}_states.csv", _STATE_COLUMNS)),
        projections=projections,
        pages=pages_in(release, f"ooh_{years}_facts.json", years.replace("_", "-")),
        limit=_limit(release, projections.values(), f"median_wage_{years[:4]}"),
    )


def _limit(release: Release, projected: Iterable[Row], column: str) -> Decimal | None:
    """The lower limit of pay marked #: from footnotes, or from `>=` in the projections."""
    if _FOOTNOTES in release.names():
        for note in release.rows(_FOOTNOTES, ("code", "meaning"), ","):
            if match := _LIMIT.search(note["meaning"]):
                return Decimal(match[1].replace(",", ""))
    for row in projected:
        if row[column].strip().startswith(">="):
            limit = row.pay(column, None)
            return None if limit is None else Decimal(limit)
    return None


def _years(release: Release, name: str) -> str:
    """The years in the file name that matches `name`, which has YEAR or YEAR_YY."""
    digits = {"YEAR": r"(\d{4})", "YEAR_YY": r"(\d{4}_\d\d)"}
    pattern = re.sub("YEAR(_YY)?", lambda gap: digits[gap[0]], re.escape(name))
    matches = (re.fullmatch(pattern, file) for file in release.names())
    years = [match[1] for match in matches if match]
    if len(years) == 1:
        return years[0]
    what = f"exists for {' and '.join(years)}" if years else "is missing"
    hint = "the folder must have exactly one file of this name"
    raise fault(f"{release.path}/{name}", what, hint)


def _by_soc(rows: Iterable[Row]) -> dict[str, Row]:
    by_code: dict[str, Row] = {}
    for row in rows:
        code = _soc(row)
        if code in by_code:
            raise row.fault("soc_code", f"{code} is listed twice")
        by_code[code] = row
    return by_code


def _soc(row: Row) -> str:
    code = row["soc_code"]
    if not re.fullmatch(r"\d\d-\d{4}", code):
        raise row.fault("soc_code", f"{code!r} is not a SOC code")
    return code


def _states(rows: Iterable[Row]) -> dict[str, dict[str, Row]]:
    """Rows by SOC code and state."""
    by_code: dict[str, dict[str, Row]] = {}
    for row in rows:
        by_state, state = by_code.setdefault(_soc(row), {}), row["state"]
        if state in by_state:
            raise row.fault("state", f"{state} is listed twice for {row['soc_code']}")
        by_state[state] = row
    return by_code


def _published(
    table: Mapping[str, Row], soc: str, *, shared: bool
) -> tuple[Row | None, Group | None]:
    """The row for a SOC code, and its group if it is for more than one occupation."""
    code = soc if soc in table else _GROUPS.get(soc, "")
    row = table.get(code)
    is_group = row is not None and (shared or code != soc)
    return row, Group(code, row["title"]) if row and is_group else None


def _jobs(row: Row, column: str) -> int | None:
    thousands = row.number(column)
    return None if thousands is None else int(thousands * 1000)


def _preparation(row: Row, group: Group | None) -> Preparation:
    """Typical entry requirements in a row; empty if it has none."""
    columns = ("entry_education", "related_experience", "on_the_job_training")
    cells = ["" if row[column] in NOT_PUBLISHED else row[column] for column in columns]
    education, experience, training = cells
    return Preparation(
        group=group if any(cells) else None,
        education=education,
        experience=experience,
        training=training,
    )


def _past(
    row: Row, group: Group | None, page: Page | None, period: str
) -> tuple[PastFigure, ...]:
    """The median pay of the projections' first year, or the handbook's hourly one."""
    value = row.pay(f"median_wage_{period[:4]}", None)
    unit, source = "dollars a year", f"BLS Employment Projections {period}"
    if value is None and page and page.hourly:
        value, unit = page.hourly, "dollars an hour"
        source = f"BLS {_HANDBOOK} {period}"
    if value is None:
        return ()
    return (
        PastFigure(
            what="Median pay",
            value=float(value),
            unit=unit,
            period=f"May {period[:4]}",
            source=source,
            at_least=is_at_least(value),
            group=group.title if group else "",
        ),
    )
