"""Declarations of dataclass fields, and the JSON Schema of a file that follows from them.

The type of a field says most of its schema. `declare` adds a description, the name in
files, and keywords of JSON Schema, which hold for the numbers or texts of the field.
`decimals`, `unit` and `origin` (the table a figure is from) are not JSON Schema's: only
this program and its documents use them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, field, fields, is_dataclass
from functools import cache, partial
from typing import Any, get_args, get_origin

from careerfit_cli.model.frozen import frozen

Schema = dict[str, Any]

AT_LEAST = "at_least_"
"""Begins the key of amounts that are published only as lower limits."""


def ref(name: str) -> Schema:
    """A reference to a shared definition."""
    return {"$ref": f"#/$defs/{name}"}


def resolved(schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """A schema with the shared definition it refers to, if any; its own keywords win."""
    if "$ref" not in schema:
        return schema
    return {**definitions[schema["$ref"].rpartition("/")[2]], **schema}


TEXT, TEXTS, SENTENCES = ref("text"), ref("texts"), ref("sentences")

_NOTES = ("description", "unit", "origin")
_BY_TYPE: Mapping[Any, Schema] = {
    str: TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
}


def declare(what: str = "", *, default: Any = "", **options: Any) -> Any:
    """A field of a file: an empty text unless it has another `default`.

    `default` may be a class, which is called, or `MISSING` for a required field.
    Options: the name in files (`key`), a function that makes the schema where it does not
    follow from the type (`schema`), whether amounts published only as lower limits have a
    second key (`at_least`), the key and keywords of amounts by the hour (`by_hour`),
    whether YAML has it on one line (`one_line`), whether its keys are those of the mapping
    around it (`spread`), `kw_only`, and keywords of its schema.
    """
    kw_only = options.pop("kw_only", False)
    metadata = {name: options.pop(name, None) for name in _OPTIONS}
    metadata["keywords"] = {**({"description": what} if what else {}), **options}
    if callable(default):
        return field(default_factory=default, metadata=metadata, kw_only=kw_only)
    return field(default=default, metadata=metadata, kw_only=kw_only)


required = partial(declare, default=MISSING)
optional = partial(declare, default=None)
texts = partial(declare, default=tuple)
keyed = partial(declare, default=frozen)

_OPTIONS = ("key", "schema", "at_least", "by_hour", "one_line", "spread")


@cache
def members(kind: type) -> tuple[tuple[str, Field[Any]], ...]:
    """The declared fields of a dataclass with their names in files."""
    declared = (member for member in fields(kind) if member.metadata)
    return tuple((key_of(member), member) for member in declared)


def key_of(member: Field[Any]) -> str:
    """The name of a field in files."""
    return member.metadata.get("key") or member.name


def record(kind: type, **replaced: Schema) -> Schema:
    """The schema of a dataclass; some properties may be replaced."""
    properties: Schema = {}
    for key, member in members(kind):
        for name, schema in _properties(key, member):
            properties[name] = schema
            if member.metadata["at_least"]:
                what = f"{schema['description'][:-1]}, of which only this minimum is known."
                properties[f"{AT_LEAST}{name}"] = {**schema, "description": what}
    required = [key for key, member in members(kind) if _is_required(member)]
    return mapping({**properties, **replaced}, required)


def _is_required(member: Field[Any]) -> bool:
    return member.default is MISSING and member.default_factory is MISSING


def _properties(key: str, member: Field[Any]) -> Iterator[tuple[str, Schema]]:
    options = member.metadata
    make = options["schema"]
    schema = make() if make else _of_type(member.type, {})
    if options["spread"]:
        yield from schema["properties"].items()
        return
    if make:
        yield key, {**schema, **options["keywords"]}
        return
    yield key, _with_notes(member.type, options["keywords"])
    if options["by_hour"]:
        name, keywords = options["by_hour"]
        yield name, _with_notes(member.type, {**options["keywords"], **keywords})


def _with_notes(kind: Any, keywords: Schema) -> Schema:
    notes = {name: keywords[name] for name in _NOTES if name in keywords}
    inner = {name: keywords[name] for name in keywords if name not in _NOTES}
    return {**_of_type(kind, inner), **notes}


def mapping(properties: Schema, required: Iterable[str] = ()) -> Schema:
    """A mapping of known keys."""
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": list(required)} if required else schema


def named(value: Schema, names: Schema = TEXT) -> Schema:
    """A mapping whose values are all of one kind."""
    return {"type": "object", "propertyNames": names, "additionalProperties": value}


def _of_type(kind: Any, keywords: Schema) -> Schema:
    """The schema of a type; the keywords hold for the texts and numbers in it."""
    if kind in _BY_TYPE:
        return {**_BY_TYPE[kind], **keywords} if "enum" not in keywords else keywords
    if is_dataclass(kind) and keywords:
        return mapping(
            {member.name: _of_type(float, keywords) for member in fields(kind)}
        )
    if is_dataclass(kind) and isinstance(kind, type):
        return record(kind)
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        return TEXTS if inner[0] is str else _list(_of_type(inner[0], keywords))
    if get_origin(kind) is Mapping:
        return SENTENCES if inner[1] is str else named(_of_type(inner[1], keywords))
    return _of_type(inner[0], keywords)


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def names_of(names: Schema) -> Schema:
    """A list of names, none twice."""
    return {**_list(names), "uniqueItems": True}


def units(schema: Schema, path: str = "") -> dict[str, str]:
    """The unit of each figure in a schema, by its path."""
    unit_by_path = {path: schema["unit"]} if "unit" in schema else {}
    inner = schema.get("items", schema).get("properties", {})
    for key, schema_within in inner.items():
        unit_by_path |= units(schema_within, f"{path}.{key}" if path else key)
    return unit_by_path
