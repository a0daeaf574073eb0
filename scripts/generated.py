"""Write the files generated from the program, or check that they are up to date.

Run: `python scripts/generated.py` writes whatever is out of date, and `--check` only
says what is. tests/test_generated.py holds every such file against what makes it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]

Files = Mapping[Path, Callable[[], str]]
"""What makes the whole text of each file."""


def every() -> Files:
    """All generated files of the repository."""
    import architecture
    import occupation_schema
    import pictures
    import reference

    return {
        **reference.FILES,
        **architecture.FILES,
        **occupation_schema.FILES,
        **pictures.FILES,
    }


def stale(files: Files) -> list[Path]:
    """The generated files that are out of date."""
    return [path for path, make in files.items() if _text_of(path) != make()]


def _text_of(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def between(text: str, name: str, inside: str) -> str:
    """A text with what stands between `<!-- name -->` and `<!-- /name -->` replaced."""
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, found, rest = text.partition(start)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"a text without {start} and {end}")
    return f"{before}{start}\n{inside.rstrip()}\n{end}{after}"


def main() -> int:
    """Write the files that are out of date, or with --check list them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    files = every()
    found = stale(files)
    for path in found:
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path](), encoding="utf-8")
        verb = "is out of date" if check else "written"
        print(f"{path.relative_to(ROOT)} {verb}")
    return int(check and bool(found))


if __name__ == "__main__":
    sys.exit(main())
