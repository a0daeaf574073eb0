"""Tables of people's answers as spreadsheets and forms save them, in any format."""

from careerfit_cli.tables.answers import EARLIER, Answers, RowReader
from careerfit_cli.tables.cells import SCALES, BadRow, OtherScale
from careerfit_cli.tables.columns import ColumnTable, ParquetTable
from careerfit_cli.tables.csv_table import CsvTable
from careerfit_cli.tables.form_export import FormExport
from careerfit_cli.tables.layout import Kind, Layout, Row, Table, layout_of
from careerfit_cli.tables.workbook_table import WorkbookTable

__all__ = [
    "EARLIER",
    "SCALES",
    "Answers",
    "BadRow",
    "ColumnTable",
    "CsvTable",
    "FormExport",
    "Kind",
    "Layout",
    "OtherScale",
    "ParquetTable",
    "Row",
    "RowReader",
    "Table",
    "WorkbookTable",
    "layout_of",
]
