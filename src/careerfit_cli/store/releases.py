"""The file that says which release each table of a mixed folder came from."""

from __future__ import annotations

from pathlib import Path

from careerfit_cli.model.occupation import frozen
from careerfit_cli.model.release import Releases
from careerfit_cli.store.document import Document, read_text


def load_releases(path: Path) -> Releases:
    """Release numbers by table; raises `BadData` with every fault, by line."""
    document = Document(str(path), read_text(path))
    root = document.root(("default", "tables", "by_elements_rated"), ("default",))
    tables = root.part("tables", None)
    mixed = root.part("by_elements_rated", None)
    by_size = {}
    for name in mixed:
        sizes = mixed.part(name, None)
        by_size[name] = frozen({key: sizes.text(key) for key in sizes})
    releases = Releases(
        default=root.text("default"),
        by_table=frozen({name: tables.text(name) for name in tables}),
        by_size=frozen(
            {
                name: {int(key): value for key, value in sizes.items() if key.isdigit()}
                for name, sizes in by_size.items()
            }
        ),
    )
    document.finish()
    return releases
