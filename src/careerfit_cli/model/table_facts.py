"""The facts from the shipped tables about one occupation, for its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from careerfit_cli.model.exposure import Exposure
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.industries import IndustryJobs
from careerfit_cli.model.study import Attainment, Program
from careerfit_cli.model.table_source import TableSource


@dataclass(frozen=True)
class TableFacts:
    """Industries (largest first), programs, education of workers and AI exposure.

    `sources` are by table. `shared_titles` are other occupations for which the table of
    education gives the very same figures.
    """

    industries: tuple[IndustryJobs, ...] = ()
    programs: tuple[Program, ...] = ()
    attainment: Attainment | None = None
    shared_titles: tuple[str, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    sources: Mapping[str, TableSource] = field(default_factory=frozen)


NO_FACTS = TableFacts()
"""The facts of an occupation that no table has."""
