"""Write src/careerfit_cli/data/page.json, the dictionary that compresses index pages.

It is a typical page. Any other one would do; whenever it changes, raise
`storage.index_file.VERSION`, since pages can be read with the same one alone.

Run: `python scripts/page_dictionary.py`.
"""

from __future__ import annotations

from careerfit_cli.model.serialize import values_of
from careerfit_cli.storage import occupations, paths
from careerfit_cli.storage.index_file import as_json
from careerfit_cli.storage.paths import DATA

TYPICAL = "registered-nurse"

LARGEST = 32_768
"""Bytes that zlib uses of a dictionary: the last ones."""


def main() -> None:
    """Write the file."""
    occupation = occupations.load(paths.builtin_occupations() / f"{TYPICAL}.yaml")
    page = as_json(values_of(occupation)).encode()
    (DATA / "page.json").write_bytes(page[-LARGEST:])


if __name__ == "__main__":
    main()
