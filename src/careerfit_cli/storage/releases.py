"""The file that says which release each table of a mixed folder came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.release import Releases
from careerfit_cli.storage.part import Part
from careerfit_cli.storage.text import read_text
from careerfit_cli.storage.yaml_loader import Document


def load_releases(path: Path) -> Releases:
    """Release numbers by table; raises `BadData` with every fault, by line."""
    document = Document(str(path), read_text(path))
    root = document.root(("default", "tables", "by_elements_rated"), ("default",))
    tables = root.part("tables", None)
    mixed = root.part("by_elements_rated", None)
    releases = Releases(
        default=root.text("default"),
        by_table=frozen({name: tables.text(name) for name in tables}),
        by_size=frozen({name: _sizes(mixed.part(name, None)) for name in mixed}),
    )
    document.finish()
    return releases


def _sizes(part: Part) -> Mapping[int, str]:
    sizes = {}
    for key in part:
        if re.fullmatch(r"[1-9][0-9]{0,5}", key):
            sizes[int(key)] = part.text(key)
        else:
            part.fault(key, "is not a number of elements", 'it looks like "57"')
    return MappingProxyType(sizes)
