"""Many respondents at once: read a table of answers, write a table of best fits."""

from careerfit_cli.batch.anytable import Table, read_table
from careerfit_cli.batch.arrow import ParquetPeople
from careerfit_cli.batch.csvfile import CsvPeople
from careerfit_cli.batch.form_export import FormExport
from careerfit_cli.batch.layout import Kind, Layout, layout_of
from careerfit_cli.batch.scoring import HEADS, Scorer
from careerfit_cli.batch.work import Result, Work

__all__ = [
    "HEADS",
    "CsvPeople",
    "FormExport",
    "Kind",
    "Layout",
    "ParquetPeople",
    "Result",
    "Scorer",
    "Table",
    "Work",
    "layout_of",
    "read_table",
]
