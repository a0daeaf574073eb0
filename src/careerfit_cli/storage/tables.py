"""Read the official tables that are shipped as one SQLite file.

scripts/build_tables.py writes the file; its tables `sources` and `columns` say where each
figure comes from and in which unit. The file is opened read-only.
"""

from __future__ import annotations

import sqlite3
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from careerfit_cli.errors import CareerfitError
from careerfit_cli.model.amounts import AtLeast
from careerfit_cli.model.states import STATES
from careerfit_cli.model.tables import (
    APPLICABILITY,
    TASKS,
    TOP_CODE,
    Area,
    AreaPay,
    Attainment,
    Industry,
    IndustryJobs,
    PriceLevel,
    Program,
    TableSource,
)
from careerfit_cli.storage.paths import DATA

TABLES_FILE = DATA / "tables.sqlite"

MISSING, AT_LEAST = -1, -2
"""In packed columns: not released, and published only as "239,200 dollars or more"."""

AreaMedian = tuple[float | None, str]
"""A median (`None` where none is released), and its unit (`year` or `hour`)."""

_PAY_COLUMNS = "p10, p25, median, p75, p90, median_hour"


def packed(numbers: Iterable[int]) -> bytes:
    """Integers of 32 bits as compressed bytes, all lowest bytes first, then the next."""
    values = array("i", numbers)
    if sys.byteorder == "big":
        values.byteswap()
    data = values.tobytes()
    return zlib.compress(b"".join(data[place::4] for place in range(4)), 9)


def unpacked(blob: bytes) -> array[int]:
    """The integers from `packed` bytes."""
    planes = zlib.decompress(blob)
    count = len(planes) // 4
    data = bytearray(len(planes))
    for place in range(4):
        data[place::4] = planes[place * count : (place + 1) * count]
    values = array("i", bytes(data))
    if sys.byteorder == "big":
        values.byteswap()
    return values


class Tables:
    """The open file; every method answers from one table."""

    def __init__(self, path: Path = TABLES_FILE) -> None:
        """Open the file; raises `CareerfitError` when it is missing or damaged."""
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(address, uri=True)
            self._connection.execute("SELECT name FROM sources LIMIT 1")
        except sqlite3.Error as error:
            raise CareerfitError(
                f"{path}: cannot be read: {error}", "install careerfit again"
            ) from error

    def source(self, table: str) -> TableSource:
        """The source of a table."""
        query = "SELECT publisher, title, period, license FROM sources WHERE name = ?"
        return TableSource(*self._connection.execute(query, (table,)).fetchone())

    @cached_property
    def pay_titles(self) -> Mapping[str, str]:
        """Titles of the rows of the pay tables, by SOC code."""
        return dict(self._connection.execute("SELECT soc, title FROM pay_titles"))

    def pay_soc(self, code: str, group_title: str = "") -> str:
        """The SOC code of the row that gives an occupation's pay.

        `group_title` is the title of the wider row, where its pay is published for one.
        """
        soc = code[:7]
        if not group_title or self.pay_titles.get(soc) == group_title:
            return soc
        return self._socs_by_title.get(group_title, soc)

    @cached_property
    def _socs_by_title(self) -> Mapping[str, str]:
        return {title: soc for soc, title in self.pay_titles.items()}

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The metropolitan and nonmetropolitan areas, by number from 0."""
        query = "SELECT code, kind, state, name FROM areas ORDER BY number"
        return tuple(
            Area(code, kind, tuple(states.split()), name)
            for code, kind, states, name in self._connection.execute(query)
        )

    def area_pay(self, soc: str) -> tuple[AreaPay, ...]:
        """Pay and jobs of one occupation in every area that publishes some."""
        query = (
            f"SELECT area, jobs, jobs_error, {_PAY_COLUMNS}, pay_error, quotient "  # noqa: S608
            "FROM area_pay WHERE soc = ?"
        )
        return tuple(map(self._area_pay, self._cells(query, soc)))

    def _cells(self, query: str, soc: str) -> Iterator[Sequence[int]]:
        """The rows in the packed columns of one occupation, if it has any."""
        row = self._connection.execute(query, (soc,)).fetchone()
        return zip(*map(unpacked, row or ()), strict=True)

    def _area_pay(self, cells: Sequence[int]) -> AreaPay:
        number, jobs, jobs_error, *yearly, hour, pay_error, quotient = cells
        names = ("p10", "p25", "median", "p75", "p90")
        return AreaPay(
            area=self.areas[number],
            jobs=_tens(jobs),
            jobs_error=None if jobs_error < 0 else jobs_error,
            **{name: _pay(cell) for name, cell in zip(names, yearly, strict=True)},
            median_hour=_hundredths(hour),
            pay_error=None if pay_error < 0 else pay_error,
            quotient=_hundredths(quotient),
        )

    def area_medians(self, area: Area) -> Iterator[tuple[str, AreaMedian]]:
        """Median pay of every occupation in one area.

        Yields SOC codes, each with its `AreaMedian`.
        """
        number = self.areas.index(area)
        query = "SELECT soc, area, median, median_hour FROM area_pay"
        for soc, (median, hour) in self._of_number(query, number):
            paid = _hundredths(hour) if median == MISSING else None
            yield soc, (_pay(median), "year") if paid is None else (paid, "hour")

    def _of_number(
        self, query: str, number: int
    ) -> Iterator[tuple[str, Sequence[int]]]:
        """SOC codes with their cells for one area or industry, by its number."""
        for soc, numbers, *columns in self._connection.execute(query):
            if number in (listed := unpacked(numbers)):
                place = listed.index(number)
                yield soc, [unpacked(column)[place] for column in columns]

    @cached_property
    def state_jobs(self) -> Mapping[str, Mapping[str, int]]:
        """Wage and salary jobs by SOC code and name of a state, where released."""
        names = tuple(STATES.values())
        query = "SELECT soc, state, jobs FROM state_jobs"
        return {
            soc: {
                names[place]: 10 * jobs
                for place, jobs in zip(unpacked(states), unpacked(counts), strict=True)
            }
            for soc, states, counts in self._connection.execute(query)
        }

    @cached_property
    def industries(self) -> tuple[Industry, ...]:
        """The industries, by number from 0."""
        query = "SELECT code, level, name FROM industries ORDER BY number"
        return tuple(Industry(*row) for row in self._connection.execute(query))

    def industry_jobs(self, soc: str) -> tuple[IndustryJobs, ...]:
        """Jobs of one occupation in every industry that publishes some."""
        query = "SELECT industry, jobs, share, median FROM industry_jobs WHERE soc = ?"
        return tuple(
            IndustryJobs(
                self.industries[number],
                _tens(jobs),
                _hundredths(share),
                _tens(median),
                at_least=median == AT_LEAST,
            )
            for number, jobs, share, median in self._cells(query, soc)
        )

    def jobs_in(self, industry: Industry) -> Mapping[str, int | None]:
        """Jobs of every occupation that an industry employs, by SOC code."""
        number = self.industries.index(industry)
        query = "SELECT soc, industry, jobs FROM industry_jobs"
        return {soc: _tens(jobs) for soc, (jobs,) in self._of_number(query, number)}

    @cached_property
    def programs(self) -> tuple[Program, ...]:
        """The programs of study, by CIP code."""
        query = "SELECT code, title, socs FROM programs ORDER BY code"
        return tuple(
            Program(code, title, tuple(socs.split()))
            for code, title, socs in self._connection.execute(query)
        )

    def programs_for(self, soc: str) -> tuple[Program, ...]:
        """The programs that the crosswalk relates to a SOC code."""
        return tuple(program for program in self.programs if soc in program.socs)

    def attainment(self, soc: str) -> Attainment | None:
        """The education that workers of a SOC code have; `None` if not reported."""
        attainment = self._attainments.get(soc)
        if attainment is None:
            return None
        same = (other for other, row in self._attainments.items() if row == attainment)
        return Attainment(attainment, tuple(other for other in same if other != soc))

    @cached_property
    def _attainments(self) -> Mapping[str, tuple[float, ...]]:
        rows = self._connection.execute("SELECT * FROM attainment")
        return {soc: tuple(percent) for soc, *percent in rows}

    @cached_property
    def ai_scores(self) -> Mapping[str, Mapping[str, float]]:
        """Scores of the two AI measures, by measure and occupation code, 0-1."""
        run = self._connection.execute
        return {
            TASKS: dict(run("SELECT code, share FROM ai_task_exposure")),
            APPLICABILITY: dict(run("SELECT soc, score FROM ai_applicability")),
        }

    @cached_property
    def price_levels(self) -> Mapping[str, PriceLevel]:
        """Price levels by name of a state, U.S. = 100."""
        query = "SELECT state, all_items, housing FROM price_levels"
        return {
            state: PriceLevel(all_items, housing)
            for state, all_items, housing in self._connection.execute(query)
        }


def _tens(cell: int) -> int | None:
    return None if cell < 0 else 10 * cell


def _pay(cell: int) -> float | None:
    return AtLeast(TOP_CODE) if cell == AT_LEAST else _tens(cell)


def _hundredths(cell: int) -> float | None:
    return None if cell < 0 else cell / 100
