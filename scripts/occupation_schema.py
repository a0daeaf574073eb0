"""Both JSON Schemas of occupations and the tables of fields, from their declaration."""

from __future__ import annotations

import json
from collections.abc import Iterable
from math import inf

from generated import ROOT, Files, between

from careerfit_cli.export.document import VERSIONS
from careerfit_cli.model.bls import STATES_BY_HOUR, STATES_BY_YEAR
from careerfit_cli.model.occupation import FIGURES, HEADER, WORDS
from careerfit_cli.model.schema import Schema, mapping, resolved
from careerfit_cli.storage.schema import file_schema

SCHEMAS = ROOT / "src" / "careerfit_cli" / "data" / "schemas"
GUIDE = ROOT / "docs" / "data-format.md"

FORMS = {
    "#/$defs/text": "text",
    "#/$defs/texts": "list of texts",
    "#/$defs/sentences": "texts by name",
    "boolean": "`true` or `false`",
}
"""What kind of value a field has, where it is not a number."""


def schema_of_files() -> str:
    """The schema of occupation files, for editors."""
    what = "Every field, with its unit and range: docs/data-format.md"
    schema = file_schema()
    pay = dict(schema["properties"]["pay"])
    pay["not"] = {"required": [STATES_BY_YEAR, STATES_BY_HOUR]}
    properties = {**schema["properties"], "pay": pay}
    title = "An occupation file of careerfit"
    return _text("occupation-file:1", title, what, {**schema, "properties": properties})


def schema_of_show() -> str:
    """The schema of what `careerfit show --json` prints: a file, and more about it."""
    schema = file_schema()
    texts = {"type": "array", "items": {"type": "string"}, "minItems": 1}
    version = VERSIONS["occupation"]
    properties = {
        **schema["properties"],
        "schema": {"const": f"careerfit.occupation/{version}"},
        "units": {
            "type": "object",
            "description": "Unit of each figure, by its path",
            "additionalProperties": {"type": "string"},
            "minProperties": 1,
        },
        "slug": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "holland": {"type": "string", "pattern": "^([RIASEC]{3})?$"},
        "notices": {**texts, "description": "Attribution, in full"},
    }
    required = (*schema["required"], "units", "slug", "holland", "notices")
    whole = {**mapping(properties, required), "$defs": schema["$defs"]}
    what = "`careerfit show NAME --json`"
    return _text(f"occupation:{version}", "An occupation, whole", what, whole)


def _text(name: str, title: str, description: str, schema: Schema) -> str:
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:careerfit:{name}",
        "title": title,
        "description": description,
    }
    return json.dumps({**head, **schema}, indent=2, ensure_ascii=True) + "\n"


def guide() -> str:
    """docs/data-format.md with its tables of fields."""
    text = GUIDE.read_text(encoding="utf-8")
    for name, keys in (("header", HEADER), ("words", WORDS), ("figures", FIGURES)):
        text = between(text, name, _table(keys))
    return text


def _table(keys: Iterable[str]) -> str:
    schema = file_schema()
    head = ["| key | what | value | from |", "|---|---|---|---|"]
    rows = (row for key in keys for row in _rows(key, schema["properties"][key]))
    return "\n".join([*head, *rows])


def _rows(path: str, schema: Schema) -> Iterable[str]:
    """The row of a field, and those of the fields within it."""
    what, origin = schema.get("description", ""), schema.get("origin", "")
    yield f"| `{path}` | {what} | {_value(schema)} | {origin} |"
    for key, inner in schema.get("items", schema).get("properties", {}).items():
        if "description" in inner:
            yield from _rows(f"{path}.{key}", inner)


def _value(schema: Schema) -> str:
    """The form of a text, or the range and unit of a number or of those in a mapping."""
    if form := FORMS.get(schema.get("$ref", schema.get("type", ""))):
        return form
    unit = schema.get("unit", "")
    definitions = file_schema()["$defs"]
    numbers = resolved(schema, definitions)
    if "minimum" not in numbers:
        rest = numbers.get("additionalProperties") or {}
        first = next(iter(numbers.get("properties", {}).values()), rest)
        numbers = resolved(first, definitions)
    high = numbers.get("maximum", inf)
    # Other bounds only keep out nonsense.
    span = f"{numbers['minimum']} to {high}" if high <= 1000 else ""
    return unit if unit[-1:].isdigit() else "; ".join(filter(None, (span, unit)))


FILES: Files = {
    SCHEMAS / "occupation-file.json": schema_of_files,
    SCHEMAS / "occupation.json": schema_of_show,
    GUIDE: guide,
}
