"""BLS tables: pay (OEWS), outlook (employment projections) and the handbook's facts."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from careerfit_cli.errors import BadData, Problem
from careerfit_cli.importers.tables import Release, Row
from careerfit_cli.model.amounts import is_at_least
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import (
    Contact,
    Group,
    Handbook,
    Outlook,
    PastFigure,
    Pay,
    Preparation,
    Similar,
    Source,
    Wages,
)
from careerfit_cli.model.states import NATIONAL

PUBLISHED_TOGETHER = {
    "13-1021": "13-1020",
    "13-1022": "13-1020",
    "13-1023": "13-1020",
    "13-2022": "13-2020",
    "13-2023": "13-2020",
    "21-1011": "21-1018",
    "21-1014": "21-1018",
    "25-2055": "25-2052",
    "25-2056": "25-2052",
    "25-9042": "25-9045",
    "25-9043": "25-9045",
    "29-2011": "29-2010",
    "29-2012": "29-2010",
    "31-1121": "31-1120",
    "31-1122": "31-1120",
    "39-7011": "39-7010",
    "39-7012": "39-7010",
    "47-4091": "47-4090",
    "47-4099": "47-4090",
    "51-2022": "51-2028",
    "51-2023": "51-2028",
    "51-2092": "51-2090",
    "51-2099": "51-2090",
    "53-1042": "53-1047",
    "53-1043": "53-1047",
    "53-1044": "53-1047",
    "53-1049": "53-1047",
}
"""SOC codes OEWS and the projections publish only together, and under which code.

Used where a code has no row of its own. Source: the tables of OEWS May 2025 and the
employment projections 2024-34.
"""

PERCENTILES = ("mean", "p10", "p25", "median", "p75", "p90")
NOT_PUBLISHED = ("-", "—", "", "*", "**", "~")
"""Cells without a figure; in official tables * is no wage, and ** no number of jobs."""

HOURS_A_YEAR = 2080
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
_PROJECTION_COLUMNS = (
    "title",
    "soc_code",
    "emp_{0}_k",
    "emp_{1}_k",
    "emp_change_k",
    "emp_change_pct",
    "self_employed_pct_{0}",
    "openings_annual_avg_k",
    "median_wage_{0}",
    "entry_education",
    "related_experience",
    "on_the_job_training",
)


_PHRASES = (
    (7, "Much faster than average"),
    (5, "Faster than average"),
    (3, "As fast as average"),
    (1, "Slower than average"),
    (0, "Little or no change"),
)
_DECLINE = "Decline"
_OUTLOOKS = ("", *(phrase for _, phrase in _PHRASES), _DECLINE)
_FILMS = "careeronestop-videos"
_MISPRINTS = {"Dexterit y": "Dexterity"}
_NOT_FACTS = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_ELSEWHERE = "See How to Become One"


@dataclass(frozen=True)
class Sections:
    """What BLS publishes for one O*NET-SOC code; `None` is not reported."""

    pay: Pay | None
    outlook: Outlook | None
    preparation: Preparation
    handbook: Handbook | None
    past: tuple[PastFigure, ...]
    sources: Mapping[str, Source]


@dataclass(frozen=True)
class _Page:
    """A handbook page with what the outlook needs of it."""

    handbook: Handbook
    jobs: int | None
    hourly: float | None = None


@dataclass(frozen=True)
class Tables:
    """The tables of one download, by SOC code, and the handbook by O*NET-SOC code."""

    survey: str
    period: str
    national: Mapping[str, Row]
    states: Mapping[str, list[Row]]
    projections: Mapping[str, Row]
    pages: Mapping[str, _Page]
    limit: Decimal | None = None
    """Dollars a year that pay marked # is known to reach."""

    def sections(self, code: str, *, shared: bool) -> Sections:
        """The figures for one O*NET-SOC code.

        `shared` says that other O*NET occupations have the same SOC code, so that its
        figures are for all of them together.
        """
        soc = code[:7]
        pay_row, pay_group = _published(self.national, soc, shared=shared)
        row, group = _published(self.projections, soc, shared=shared)
        page = self.pages.get(code)
        own_page = page if row and page and self._is_for(page, row) else None
        preparation = _preparation(row, group) if row else Preparation()
        prepared = preparation != Preparation()
        return Sections(
            pay=self._pay(pay_row, pay_group) if pay_row else None,
            outlook=self._outlook(row, group, own_page) if row else None,
            preparation=preparation,
            handbook=_shared_facts(page, own_page) if page else None,
            past=_past(row, group, own_page, self.period) if row else (),
            sources=self._sources(pay_row, row, page, prepared=prepared),
        )

    def _is_for(self, page: _Page, row: Row) -> bool:
        """Whether a handbook page counts the very jobs of a projections row."""
        jobs = _jobs(row, f"emp_{self.period[:4]}_k")
        return jobs is not None and page.jobs == jobs

    def _pay(self, row: Row, group: Group | None) -> Pay:
        annual = _wages(row, "annual", self.limit)
        hourly = _wages(row, "hourly", _an_hour(self.limit))
        unit = "hour" if annual.median is None and hourly.median is not None else "year"
        column = "hourly_median" if unit == "hour" else "annual_median"
        limit = _an_hour(self.limit) if unit == "hour" else self.limit
        medians = {
            state["state"]: value
            for state in self.states.get(row["soc_code"], [])
            if (value := state.pay(column, NOT_PUBLISHED, limit)) is not None
        }
        return Pay(
            area=NATIONAL,
            period=f"May {self.survey}",
            annual=annual,
            hourly=hourly,
            jobs=_whole(row.amount("employment", NOT_PUBLISHED)),
            state_unit=unit,
            state_median=frozen(medians),
            group=group,
        )

    def _outlook(self, row: Row, group: Group | None, own: _Page | None) -> Outlook:
        start, end = self.period[:4], self.period[:2] + self.period[-2:]
        growth = row.number("emp_change_pct", NOT_PUBLISHED)
        jobs, change = _jobs(row, f"emp_{start}_k"), _jobs(row, "emp_change_k")
        share = row.amount(f"self_employed_pct_{start}", NOT_PUBLISHED)
        return Outlook(
            area=NATIONAL,
            period=self.period,
            phrase=(own.handbook.outlook if own else "")
            or growth_phrase(growth, change, jobs),
            growth=None if growth is None else float(growth),
            jobs_start=jobs,
            jobs_end=_jobs(row, f"emp_{end}_k"),
            change=change,
            openings=_jobs(row, "openings_annual_avg_k"),
            self_employed=None if share is None else float(share),
            group=group,
        )

    def _sources(
        self, pay: Row | None, row: Row | None, page: _Page | None, *, prepared: bool
    ) -> dict[str, Source]:
        projections = Source("BLS", f"Employment Projections {self.period}")
        survey = Source(
            "BLS", f"Occupational Employment and Wage Statistics, May {self.survey}"
        )
        handbook = Source("BLS", f"Occupational Outlook Handbook {self.period}")
        return (
            ({"pay": survey} if pay else {})
            | ({"outlook": projections} if row else {})
            | ({"preparation": projections} if prepared else {})
            | ({"handbook": handbook} if page else {})
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
    start, end = years[:4], years[:2] + years[-2:]
    columns = [column.format(start, end) for column in _PROJECTION_COLUMNS]

    def rows(name: str, columns: Sequence[str]) -> Iterable[Row]:
        return release.rows(name, columns, ",")

    projections = _by_soc(rows(f"employment_projections_{years}.csv", columns))
    return Tables(
        survey=survey,
        period=years.replace("_", "-"),
        national=_by_soc(rows(f"oews_{survey}_national.csv", _NATIONAL_COLUMNS)),
        states=_states(rows(f"oews_{survey}_states.csv", _STATE_COLUMNS)),
        projections=projections,
        pages=_pages(release, f"ooh_{years}_facts.json", years.replace("_", "-")),
        limit=_limit(release, projections.values(), f"median_wage_{start}"),
    )


def _limit(release: Release, projected: Iterable[Row], column: str) -> Decimal | None:
    """What pay marked # reaches at least: as footnotes say, or the projections' `>=`."""
    if _FOOTNOTES in release.names():
        for note in release.rows(_FOOTNOTES, ("code", "meaning"), ","):
            if match := _LIMIT.search(note["meaning"]):
                return Decimal(match[1].replace(",", ""))
    for row in projected:
        if row[column].strip().startswith(">="):
            limit = row.pay(column, (), None)
            return None if limit is None else Decimal(limit)
    return None


def _an_hour(limit: Decimal | None) -> Decimal | None:
    return None if limit is None else round(limit / HOURS_A_YEAR, 2)


def growth_phrase(
    growth: Decimal | None, change: int | None = None, jobs: int | None = None
) -> str:
    """The phrase BLS uses for growth over ten years, in percent; empty without growth.

    Cut-offs, on whole percents, are those of the 341 handbook pages of 2024-34, where
    the average of all occupations is 3.1 percent. BLS rounds the unrounded growth, so a
    printed half is settled by `change` and `jobs`, where they are given: they only say
    to which side, being rounded to hundreds themselves.
    """
    if growth is None:
        return ""
    if growth % 1 in (Decimal("0.5"), Decimal("-0.5")) and change and jobs:
        closer = Decimal(100 * change) / jobs
        if closer != growth:
            growth += Decimal("0.1").copy_sign(closer - growth)
    whole = int(growth.quantize(Decimal(1), ROUND_HALF_UP))
    for least, phrase in _PHRASES:
        if whole >= least:
            return phrase
    return _DECLINE


def _years(release: Release, name: str) -> str:
    """The years in the one file name of the kind `name`: YEAR, or YEAR_YY."""
    digits = {"YEAR": r"(\d{4})", "YEAR_YY": r"(\d{4}_\d\d)"}
    pattern = re.sub("YEAR(_YY)?", lambda gap: digits[gap[0]], re.escape(name))
    found = [
        match[1] for name in release.names() if (match := re.fullmatch(pattern, name))
    ]
    if len(found) == 1:
        return found[0]
    what = f"is there for {' and '.join(found)}" if found else "is missing"
    hint = "the folder must hold one file of this name"
    raise BadData([Problem(f"{release.path}/{name}", 0, "", what, hint)])


def _by_soc(rows: Iterable[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        code = _soc(row)
        if code in found:
            raise row.fault("soc_code", f"{code} is listed twice")
        found[code] = row
    return found


def _soc(row: Row) -> str:
    code = row["soc_code"]
    if not re.fullmatch(r"\d\d-\d{4}", code):
        raise row.fault("soc_code", f"{code!r} is not a SOC code")
    return code


def _states(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        by_state, state = found.setdefault(_soc(row), {}), row["state"]
        if state in by_state:
            raise row.fault("state", f"{state} is listed twice for {row['soc_code']}")
        by_state[state] = row
    return {code: list(by_state.values()) for code, by_state in found.items()}


def _published(
    table: Mapping[str, Row], soc: str, *, shared: bool
) -> tuple[Row | None, Group | None]:
    if soc in table:
        row = table[soc]
        return row, Group(soc, row["title"]) if shared else None
    code = PUBLISHED_TOGETHER.get(soc, "")
    if code in table:
        return table[code], Group(code, table[code]["title"])
    return None, None


def _wages(row: Row, unit: str, limit: Decimal | None) -> Wages:
    return Wages(
        *(row.pay(f"{unit}_{name}", NOT_PUBLISHED, limit) for name in PERCENTILES)
    )


def _whole(number: Decimal | None) -> int | None:
    return None if number is None else int(number)


def _jobs(row: Row, column: str) -> int | None:
    thousands = row.number(column, NOT_PUBLISHED)
    return None if thousands is None else int(thousands * 1000)


def _preparation(row: Row, group: Group | None) -> Preparation:
    """What a row says of getting ready for the work; empty where it says nothing."""

    def cell(column: str) -> str:
        return "" if row[column] in NOT_PUBLISHED else row[column]

    given = Preparation(
        education=cell("entry_education"),
        experience=cell("related_experience"),
        training=cell("on_the_job_training"),
    )
    return given if given == Preparation() else replace(given, group=group)


def _past(
    row: Row, group: Group | None, own: _Page | None, period: str
) -> tuple[PastFigure, ...]:
    """The median pay of the projections' first year, or the handbook's hourly one."""
    year = period[:4]
    column = f"median_wage_{year}"
    value = row.pay(column, NOT_PUBLISHED, None)
    unit, source = "dollars a year", f"BLS Employment Projections {period}"
    if value is None and own and own.hourly:
        value, unit = own.hourly, "dollars an hour"
        source = f"BLS Occupational Outlook Handbook {period}"
    if value is None:
        return ()
    return (
        PastFigure(
            what="Median pay",
            value=float(value),
            unit=unit,
            period=f"May {year}",
            source=source,
            at_least=is_at_least(value),
            group=group.title if group else "",
        ),
    )


def _shared_facts(page: _Page, own: _Page | None) -> Handbook:
    """The page's facts; a page for several occupations tells nobody's employers.

    Such a page prints a table of employers for each of them, and the facts hold one
    without saying whose.
    """
    return page.handbook if own else replace(page.handbook, employers=frozen())


def _pages(release: Release, name: str, period: str) -> dict[str, _Page]:
    try:
        facts = json.loads(release.text(name))
        pages = [(fact["onet_codes"], _page(fact, period)) for fact in facts]
        return {code: page for codes, page in pages for code in codes}
    except _NOT_FACTS as error:
        what = f"is not a table of handbook facts ({type(error).__name__}: {error})"
        problem = Problem(f"{release.path}/{name}", 0, "", what, "download it again")
        raise BadData([problem]) from error


def _page(fact: Mapping[str, Any], period: str) -> _Page:
    shares = fact[f"largest_employers_{period[:4]}_pct"]
    return _Page(
        handbook=Handbook(
            title=_clean(fact["title"]),
            period=period[:4],
            outlook=_outlook_phrase(fact),
            employers=frozen({_clean(name): _share(share) for name, share in shares}),
            qualities=_distinct(fact["important_qualities"]),
            similar=tuple(_similar(row, period[:4]) for row in fact["similar"]),
            contacts=_contacts(fact["contacts"]),
        ),
        jobs=fact[f"jobs_{period[:4]}"],
        hourly=_hourly(fact[f"median_pay_{period[:4]}"]["hourly"]),
    )


def _outlook_phrase(fact: Mapping[str, Any]) -> str:
    phrase = _clean(fact["outlook"])
    if phrase not in _OUTLOOKS:
        raise ValueError(f"{fact['title']}: {phrase!r} is not an outlook")
    return phrase


def _hourly(median: float | None) -> float | None:
    if median is not None and not 0 < median < math.inf:
        raise ValueError(f"{median} is not a median wage")
    return median


def _share(share: float) -> float:
    if not 0 <= share <= 100:
        raise ValueError(f"{share} is not a share in percent")
    return float(share)


def _clean(text: str) -> str:
    """Without the stray spaces, dashes and misprints of the handbook's pages."""
    text = " ".join(text.split()).replace("\N{EN DASH}", "-")
    return _MISPRINTS.get(text, re.sub(r"- (?=[a-z])", "-", text))


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for raw in names if (name := _clean(raw))))


def _similar(row: Mapping[str, str], year: str) -> Similar:
    pay = row[f"median_pay_{year}"]
    digits = re.search(r"\$([\d,]+)", pay)
    return Similar(
        title=_clean(row["title"]),
        education=_clean(row["entry_education"]).replace(_ELSEWHERE, "Varies"),
        median=int(digits[1].replace(",", "")) if digits else None,
        at_least="equal to or greater" in pay,
    )


def _contacts(rows: Iterable[Mapping[str, str]]) -> tuple[Contact, ...]:
    """The first of each name, whatever its case; films about the work are left out."""
    found: dict[str, Contact] = {}
    for row in rows:
        contact = Contact(_clean(row["name"]), row["url"].strip())
        if contact.name and _FILMS not in contact.url:
            found.setdefault(contact.name.casefold(), contact)
    return tuple(found.values())
