"""A facsimile of a whole O*NET 31.0 download, as text or CSV, for tests.

Tables and headers follow `onet-now/layout-31.0.tsv`; rows come from the tables the
catalogue is built from, and a table without rows there has its header alone.

    python tests/facsimile.py ../shared/data tests/fixtures/onet-31.0

writes the small fixture: every table, with a few occupations.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

Row = dict[str, str]
Tables = dict[str, list[Row]]
"""Rows by the name of the text file."""

CODE = "O*NET-SOC Code"
FEW = (
    "11-1011.03",  # interest areas and styles not published
    "11-9111.00",
    "15-1252.00",
    "27-2011.00",
    "35-9031.00",
)
_BEFORE = {
    "Software Skills.txt": "Technology Skills.txt",
    "Essential Skills.txt": "Skills.txt",
}
_RENAMED = {
    "Workplace Example": "Example",
    "Element Name": "Commodity Title",
    "Element ID": "Commodity Code",
}


def layout(shared: Path) -> list[Row]:
    """A row for each table of 31.0: file names and headers."""
    with (shared / "onet-now" / "layout-31.0.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def tables(shared: Path, codes: Collection[str] = ()) -> Tables:
    """The rows of every table, of some occupations only if `codes` are given."""
    return {
        row["Text file"]: [
            line
            for line in _rows(shared, row["Text file"])
            if not codes or line.get(CODE, "") in {*codes, ""} or _is_related(line)
        ]
        for row in layout(shared)
    }


def _is_related(row: Row) -> bool:
    """Whether a row of Occupation Data: related occupations refer to all of them."""
    return set(row) == {CODE, "Title", "Description"}


def _rows(shared: Path, name: str) -> list[Row]:
    now, before = shared / "onet-now" / name, shared / "onet" / name
    old = shared / "onet" / _BEFORE.get(name, name)
    rows = _read(now) if now.is_file() else _read(before if before.is_file() else old)
    if name == "Work Context.txt":
        codes = {row[CODE] for row in rows}
        rows += [row for row in _read(before) if row[CODE] not in codes]
    if name == "Software Skills.txt":
        for row in rows:
            row |= {new: row[old] for new, old in _RENAMED.items()}
    return rows


def _read(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def files(shared: Path, kind: str, rows: Tables) -> Iterator[tuple[str, str]]:
    """File names and texts of a download; `kind` is `text` or `csv`."""
    titles = {row[CODE]: row["Title"] for row in rows["Occupation Data.txt"]}
    scales = {
        row["Scale ID"]: row["Scale Name"] for row in rows["Scales Reference.txt"]
    }
    extra = {"Title": (CODE, titles), "Scale Name": ("Scale ID", scales),
             "Related Title": ("Related O*NET-SOC Code", titles)}  # fmt: skip
    for table in layout(shared):
        head = table["Text header" if kind == "text" else "CSV header"].split(", ")
        lines = []
        for row in rows[table["Text file"]]:
            cells = []
            for column in head:
                key, names = extra.get(column, ("", {}))
                cells.append(row.get(column) or names.get(row.get(key, ""), "n/a"))
            lines.append(cells)
        if kind == "text":
            yield table["Text file"], _text([head, *lines])
        else:
            empty = [["" if cell == "n/a" else cell for cell in row] for row in lines]
            yield table["CSV file"], _csv([head, *empty])
    yield "Read Me.txt", "O*NET\N{REGISTERED SIGN} 31.0 Database\n"


def _text(lines: Iterable[list[str]]) -> str:
    return "".join("\t".join(line) + "\n" for line in lines)


def _csv(lines: Iterable[list[str]]) -> str:
    page = io.StringIO()
    csv.writer(page).writerows(lines)
    return page.getvalue()


def zipped(path: Path, texts: Iterable[tuple[str, str]], *, mark: bool = False) -> Path:
    """A zip of some files, with a byte order mark before each if asked."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts:
            body = text.encode("utf-8-sig" if mark else "utf-8")
            archive.writestr(f"{path.stem}/{name}", body)
    return path


def write_fixture(shared: Path, folder: Path) -> None:
    """Both kinds of a small download, each in a folder of its own."""
    rows = tables(shared, FEW)
    known = {row["Related O*NET-SOC Code"] for row in rows["Related Occupations.txt"]}
    rows["Occupation Data.txt"] = [
        row for row in rows["Occupation Data.txt"] if row[CODE] in known | {*FEW}
    ]
    for kind in ("text", "csv"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        for name, text in files(shared, kind, rows):
            (folder / kind / name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    write_fixture(Path(sys.argv[1]), Path(sys.argv[2]))
