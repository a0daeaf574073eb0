"""The JSON Schema of occupation files, and reading files by it, noting every fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from careerfit_cli.model.bls import STATES_BY_HOUR, STATES_BY_YEAR, Group
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.occupation import CODE, SCHEMA, Occupation, Source
from careerfit_cli.model.schema import (
    AT_LEAST,
    TEXT,
    Schema,
    mapping,
    named,
    record,
    ref,
)
from careerfit_cli.storage.yaml_loader import LONGEST_TEXT

if TYPE_CHECKING:
    from careerfit_cli.storage.part import Part

    Reader = Callable[[Part, str], Any]

OWN_CODE = "99-9999.00"
"""The code of occupations without one: no major group of the SOC is 99."""

WORDS_BANNER = "# WORDS: written by people; an import keeps these lines as they are"
FIGURES_BANNER = (
    "# FIGURES: written by `careerfit import`; changes here are overwritten"
)

# One line of printable text that is not blank; a folded one may end in a line end.
_LINE = r"^(?=.*\S)[^\u0000-\u001F\u007F-\u009F\u2028\u2029]*\n*$"


def is_code(text: str) -> bool:
    """Whether a text has the form of an O*NET-SOC code."""
    return bool(re.fullmatch(CODE, text))


@cache
def file_schema() -> Schema:
    """The schema of a file, draft 2020-12."""
    root = record(Occupation)
    version = {"const": SCHEMA, "description": "Version of the format."}
    return {
        **mapping(
            {"schema": version, **root["properties"]}, ("schema", *root["required"])
        ),
        "$defs": _definitions(),
    }


def _definitions() -> Schema:
    text = {"type": "string", "pattern": _LINE, "maxLength": LONGEST_TEXT}
    definitions: Schema = {
        "text": text,
        "texts": {"type": "array", "items": TEXT, "uniqueItems": True},
        "sentences": named(TEXT),
        "published_for": record(Group),
        "section_source": record(Source),
        "percent": _number(0, 100, 2),
        "score": _number(0, 100, 1),
    }
    for domain in DOMAINS:
        number = ref("score")
        if domain.as_published:
            number = _number(domain.low, domain.high, 2)
        definitions[domain.key] = mapping(dict.fromkeys(domain.names, number))
        definitions[f"{domain.key}_names"] = {"enum": list(domain.names)}
    return definitions


def _number(low: int, high: int, decimals: int) -> Schema:
    return {"type": "number", "minimum": low, "maximum": high, "decimals": decimals}


def read(root: Part) -> dict[str, Any]:
    """The values in a file's mapping; faults are noted in its document."""
    values: dict[str, Any] = _root_reader()(root)
    for key, what in _amounts_given_twice(values.get("pay", {})):
        root.part("pay", None).fault(key, what, "keep one of them")
    return values


def _amounts_given_twice(pay: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The key of each amount given twice, with what is wrong."""
    for key, limits in pay.items():
        exact = key.removeprefix(AT_LEAST)
        if exact != key:
            for name in limits.keys() & pay.get(exact, {}).keys():
                yield key, f"gives {name}, and {exact} gives it too"
    by_hour = [key for key in pay if key.endswith(STATES_BY_HOUR)]
    if by_hour and any(key.endswith(STATES_BY_YEAR) for key in pay):
        yield by_hour[-1], "is given beside state medians a year"


@cache
def _root_reader() -> Callable[[Part], Any]:
    return _mapping_reader(file_schema())


def resolved(schema: Schema) -> Schema:
    """A schema with the shared definition it refers to, if any."""
    if name := schema.get("$ref", "").rpartition("/")[2]:
        return {**file_schema()["$defs"][name], **schema}
    return schema


def _reader(schema: Schema) -> Reader:
    """The function that reads a field of this schema from a mapping."""
    schema = resolved(schema)
    if choices := schema.get("enum"):
        return lambda part, key: part.text(key, choices)
    kind = schema["type"]
    if kind == "boolean":
        return lambda part, key: part.flag(key)
    if kind == "array":
        return _list_reader(resolved(schema["items"]))
    if kind == "string":
        if not (examples := schema.get("examples")):
            return lambda part, key: part.text(key)
        return lambda part, key: part.matching(key, schema["pattern"], examples[0])
    if kind == "integer":
        low, high = schema["minimum"], schema["maximum"]
        return lambda part, key: part.whole(key, low, high)
    if kind == "number":
        limits = _limits(schema)
        return lambda part, key: part.number(key, *limits)
    return _object_reader(schema)


def _limits(number: Schema) -> tuple[float, float, int]:
    return number["minimum"], number["maximum"], number.get("decimals", 0)


def _list_reader(items: Schema) -> Reader:
    if items.get("type") != "object":
        return lambda part, key: part.texts(key, items.get("enum"))
    read_row = _mapping_reader(items)
    known, required = items["properties"], items.get("required", ())
    return lambda part, key: [read_row(row) for row in part.parts(key, known, required)]


def _object_reader(schema: Schema) -> Reader:
    known, required = schema.get("properties"), schema.get("required", ())
    values = list((known or {"": schema["additionalProperties"]}).values())
    numbers = resolved(values[0])
    if numbers.get("type") in ("number", "integer") and values.count(values[0]) == len(
        values
    ):
        limits = _limits(numbers)
        return lambda part, key: part.numbers(key, *limits, known)
    read_mapping = _mapping_reader(schema)
    return lambda part, key: read_mapping(part.part(key, known, required))


def _mapping_reader(schema: Schema) -> Callable[[Part], Any]:
    readers: Mapping[str, Reader] = {
        key: _reader(value)
        for key, value in schema.get("properties", {}).items()
        if "const" not in value
    }
    other = None if readers else _reader(schema["additionalProperties"])
    form = resolved(schema.get("propertyNames", {}))

    def read_mapping(part: Part) -> dict[str, Any]:
        values = {}
        for key in part:
            if "examples" in form and not re.fullmatch(form["pattern"], key):
                what = "is not an O*NET-SOC code"
                part.fault(key, what, f"it looks like {form['examples'][0]}")
            if read_field := readers.get(key, other):
                values[key] = read_field(part, key)
        return values

    return read_mapping
