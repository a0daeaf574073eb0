"""Many respondents at once: a table of answers in, a table of best fits out."""

from careerfit_cli.batch.arrow import ParquetPeople
from careerfit_cli.batch.csvfile import CsvPeople
from careerfit_cli.batch.layout import Kind, Layout, layout_of
from careerfit_cli.batch.scoring import HEADS, Scorer
from careerfit_cli.batch.work import Result, Work

__all__ = [
    "HEADS",
    "CsvPeople",
    "Kind",
    "Layout",
    "ParquetPeople",
    "Result",
    "Scorer",
    "Work",
    "layout_of",
]
