"""An occupation as the plain values its file holds, and back.

Values are those of YAML and JSON: mappings, lists, texts and numbers, nothing empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from typing import Any, cast, get_args, get_origin

from careerfit_cli.model.amounts import AtLeast, bare, is_at_least
from careerfit_cli.model.bls import (
    STATES_BY_HOUR,
    STATES_BY_YEAR,
    Contact,
    Group,
    Similar,
)
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import (
    FIGURES,
    SCHEMA,
    TIERS,
    Occupation,
    PastFigure,
    Related,
    Source,
)
from careerfit_cli.model.schema import AT_LEAST, key_of

Values = Mapping[str, Any]

_DOMAINS = {domain.key: domain for domain in DOMAINS}
_ONE_LINE = (Group, Similar, Contact, PastFigure, Source)


class Flow(dict[str, Any]):
    """A mapping that YAML writes on one line."""


def occupation_of(values: Values, slug: str) -> Occupation:
    """The occupation whose file holds these values, which must be valid."""
    ratings = {key: values[key] for key in _DOMAINS if key in values}
    estimated = {
        key: {**estimate, "values": _scores(key, estimate["values"])}
        for key, estimate in values.get("estimated", {}).items()
    }
    related = [
        {"code": code, "title": title, "tier": TIERS[tier]}
        for tier in TIERS
        for code, title in values.get("related", {}).get(tier, {}).items()
    ]
    nested = {
        "slug": slug,
        "words": values,
        "ratings": {key: _scores(key, scores) for key, scores in ratings.items()},
        "estimated": estimated,
        "related": related,
    }
    if "pay" in values:
        nested["pay"] = _pay_in(values["pay"])
    occupation: Occupation = _build(Occupation, {**values, **nested})
    return occupation


def _scores(key: str, values: Mapping[str, float]) -> Mapping[str, float]:
    """0-100 scores of values in a file."""
    domain = _DOMAINS[key]
    if not domain.as_published:
        return values
    return {name: domain.score(value) for name, value in values.items()}


def _pay_in(pay: Values) -> Values:
    names = (STATES_BY_HOUR, f"{AT_LEAST}{STATES_BY_HOUR}")
    if not any(pay.get(name) for name in names):
        return pay
    by_year = {
        name.replace(STATES_BY_HOUR, STATES_BY_YEAR): pay.get(name, {})
        for name in names
    }
    return {**pay, **by_year, "state_unit": "hour"}


def _build(kind: type, values: Values) -> Any:
    """A dataclass from values by key; what is absent has its default."""
    arguments = {}
    for name, key, at_least, convert in _plan(kind):
        value = values.get(key)
        if at_least and (limits := values.get(f"{AT_LEAST}{key}")):
            bounds = {label: AtLeast(limit) for label, limit in limits.items()}
            value = {**(value or {}), **bounds}
        if value is not None:
            arguments[name] = convert(value)
    return kind(**arguments)


@cache
def _plan(kind: type) -> tuple[tuple[str, str, bool, Callable[[Any], Any]], ...]:
    """Name, key, whether it may be a lower limit, and conversion of each field."""
    return tuple(
        (
            member.name,
            key_of(member),
            bool(member.metadata.get("at_least")),
            _converter(cast(Any, member.type)),
        )
        for member in fields(kind)
    )


@cache
def _converter(kind: Any) -> Callable[[Any], Any]:
    if kind is float:
        return _number
    if is_dataclass(kind):
        return partial(_build, cast(type, kind))
    if not (inner := get_args(kind)):
        return lambda value: value
    if get_origin(kind) is tuple:
        convert = _converter(inner[0])
        return lambda value: tuple(map(convert, value))
    if get_origin(kind) is Mapping:
        convert = _converter(inner[1])
        # A list or mapping that a file leaves empty counts as absent.
        is_nested = get_origin(inner[1]) is not None
        return lambda value: frozen(
            {
                name: convert(item)
                for name, item in value.items()
                if item or not is_nested
            }
        )
    return _converter(inner[0])


def _number(value: float) -> float:
    # A lower limit must stay one; adding 0.0 makes an integer a float and -0.0 zero.
    return value if value.__class__ is AtLeast else value + 0.0


def values_of(occupation: Occupation) -> dict[str, Any]:
    """All that a file holds, in its order."""
    values = _dumped(occupation)
    words, ratings = values.pop("words", {}), values.pop("ratings", {})
    for key, scores in ratings.items():
        values[key] = _published(key, scores)
    for key, estimate in values.get("estimated", {}).items():
        estimate["values"] = _published(key, estimate["values"])
    if "related" in values:
        values["related"] = _by_tier(occupation.related)
    if "pay" in values and values["pay"].pop("state_unit") == "hour":
        values["pay"] = _by_hour(values["pay"])
    header = {"schema": SCHEMA, "code": occupation.code, "title": occupation.title}
    return {**header, **words, **{key: values[key] for key in FIGURES if key in values}}


def _published(key: str, scores: Mapping[str, float]) -> dict[str, Any]:
    domain = _DOMAINS[key]
    if domain.as_published:
        return {name: _plain(domain.published(score)) for name, score in scores.items()}
    return Flow(scores) if len(scores) == 6 else dict(scores)


def _by_tier(related: Iterable[Related]) -> dict[str, Any]:
    tiers = {
        key: {row.code: row.title for row in related if row.tier == tier}
        for key, tier in TIERS.items()
    }
    return {key: titles for key, titles in tiers.items() if titles}


def _by_hour(pay: Values) -> dict[str, Any]:
    return {
        key.replace(STATES_BY_YEAR, STATES_BY_HOUR): item for key, item in pay.items()
    }


def _dumped(record: Any) -> dict[str, Any]:
    """The fields of a dataclass by key, without what is empty."""
    values: dict[str, Any] = Flow() if isinstance(record, _ONE_LINE) else {}
    for member in fields(record):
        options, key = member.metadata, key_of(member)
        value = getattr(record, member.name)
        named = {key: value}
        if options.get("at_least"):
            named = _exact_and_limits(key, value)
        for name, part in named.items():
            plain = _plain(part)
            if not _is_empty(plain):
                values[name] = Flow(plain) if options.get("one_line") else plain
    return values


def _exact_and_limits(key: str, value: Any) -> dict[str, Any]:
    amounts = value if isinstance(value, Mapping) else vars(value)
    exact, limits = (
        {
            name: bare(amount)
            for name, amount in amounts.items()
            if is_at_least(amount) == limited
        }
        for limited in (False, True)
    )
    return {key: exact, f"{AT_LEAST}{key}": limits}


def _plain(value: Any) -> Any:
    """Plain values: no tuples, no empty fields, whole numbers without `.0`."""
    # The most common types come first.
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        plain = ((key, _plain(item)) for key, item in value.items())
        return {key: item for key, item in plain if not _is_empty(item)}
    return _dumped(value) if is_dataclass(value) else value


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})
