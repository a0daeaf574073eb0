"""The file that says which release each table of a mixed folder came from."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.release import Releases
from careerfit_cli.model.schema import TEXT, mapping, named
from careerfit_cli.storage.document import Document
from careerfit_cli.storage.schema import file_schema
from careerfit_cli.storage.text import read_text

_COUNT = {
    "pattern": "[1-9][0-9]{0,5}",
    "examples": ['"57"'],
    "description": "a number of elements",
}
_FORM = {
    "default": TEXT,
    "tables": named(TEXT),
    "by_elements_rated": named(named(TEXT, _COUNT)),
}


def load_releases(path: Path) -> Releases:
    """Release numbers by table; raises `BadData` with every fault, by line."""
    schema = {**mapping(_FORM, ["default"]), "$defs": file_schema()["$defs"]}
    document = Document(str(path), read_text(path), schema)
    values = document.values(document.root(), schema)
    document.finish()
    sizes = {
        table: MappingProxyType({int(size): releases[size] for size in releases})
        for table, releases in values.get("by_elements_rated", {}).items()
    }
    tables = frozen(values.get("tables"))
    return Releases(values["default"], tables, by_size=frozen(sizes))
