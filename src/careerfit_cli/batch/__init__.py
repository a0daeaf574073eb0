"""Many respondents at once: read a table of answers, write a table of best fits."""

from careerfit_cli.batch.arrow import ParquetPeople
from careerfit_cli.batch.csv_table import CsvTable
from careerfit_cli.batch.form_export import FormExport, form_table
from careerfit_cli.batch.layout import Kind, Layout, layout_of
from careerfit_cli.batch.scoring import HEADS, Scorer
from careerfit_cli.batch.table_people import TablePeople
from careerfit_cli.batch.work import Result, Sink, Work
from careerfit_cli.batch.workbook_table import WorkbookTable

__all__ = [
    "HEADS",
    "CsvTable",
    "FormExport",
    "Kind",
    "Layout",
    "ParquetPeople",
    "Result",
    "Scorer",
    "Sink",
    "TablePeople",
    "Work",
    "WorkbookTable",
    "form_table",
    "layout_of",
]
