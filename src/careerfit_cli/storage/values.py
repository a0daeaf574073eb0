"""Converts an occupation to the plain values of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from careerfit_cli.model.amounts import bare, is_at_least
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.occupation import (
    Group,
    Handbook,
    Occupation,
    Outlook,
    PastFigure,
    Pay,
    Preparation,
    Similar,
    Source,
    Wages,
    Words,
)
from careerfit_cli.storage.fields import AT_LEAST, FIGURES, SCHEMA, TIERS
from careerfit_cli.storage.plain import Flow

_BY_KEY = {domain.key: domain for domain in DOMAINS}


def of(occupation: Occupation) -> dict[str, Any]:
    """All that a file holds, without what is empty, in its order."""
    return {
        **header(occupation),
        **words(occupation.words),
        **figures(occupation),
    }


def header(occupation: Occupation) -> dict[str, Any]:
    """What a file begins with, before words and figures."""
    return {"schema": SCHEMA, "code": occupation.code, "title": occupation.title}


def words(words: Words) -> dict[str, Any]:
    """What people wrote, without what is empty, in the order of the file."""
    texts = {field.name: getattr(words, field.name) for field in fields(words)}
    return dict(_plain(texts))


def figures(occupation: Occupation) -> dict[str, Any]:
    """What was published, without what is empty, in the order of the file."""
    plain_figures = _plain(_figures(occupation))
    return {key: plain_figures[key] for key in FIGURES if key in plain_figures}


def _figures(occupation: Occupation) -> dict[str, Any]:
    return {
        "job_zone": occupation.job_zone,
        "preparation": _preparation(occupation.preparation),
        "pay": _pay(occupation.pay) if occupation.pay else None,
        "outlook": _outlook(occupation.outlook) if occupation.outlook else None,
        "handbook": _handbook(occupation.handbook) if occupation.handbook else None,
        "requirements": {
            key: {
                "percent": Flow(answer.percent),
                "low_precision": answer.low_precision,
            }
            for key, answer in occupation.requirements.items()
        },
        **{key: _values(key, scores) for key, scores in occupation.ratings.items()},
        "estimated": {
            key: {
                "method": estimate.method,
                "based_on": estimate.based_on,
                "values": _values(key, estimate.values),
            }
            for key, estimate in occupation.estimated.items()
        },
        "levels": {key: dict(level) for key, level in occupation.levels.items()},
        "low_precision": dict(occupation.low_precision),
        "not_relevant": dict(occupation.not_relevant),
        "technologies": asdict(occupation.technologies),
        "titles": asdict(occupation.titles),
        "related": _related(occupation),
        "history": [_past(past) for past in occupation.history],
        "sources": {key: _source(source) for key, source in occupation.sources.items()},
    }


def _values(key: str, scores: Mapping[str, float]) -> dict[str, float]:
    """The scores of a domain, or its values as published where files have those."""
    domain = _BY_KEY[key]
    if not domain.as_published:
        return Flow(scores) if len(scores) == 6 else dict(scores)
    return {name: domain.published(score) for name, score in scores.items()}


def _plain(value: Any) -> Any:
    """Plain YAML values: no tuples, no empty fields, whole numbers without `.0`."""
    if isinstance(value, Mapping):
        kind = Flow if isinstance(value, Flow) else dict
        plain = ((key, _plain(item)) for key, item in value.items())
        return kind((key, item) for key, item in plain if not _is_empty(item))
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def _source(source: Source) -> Flow:
    # `asdict` cannot copy a read-only mapping.
    earlier = dict(source.earlier)
    return Flow(asdict(replace(source, earlier={})), earlier=earlier)


def _group(group: Group | None) -> Flow | None:
    return Flow(soc=group.code, title=group.title) if group else None


def _preparation(preparation: Preparation) -> dict[str, Any]:
    return {
        "published_for": _group(preparation.group),
        "education": preparation.education,
        "experience": preparation.experience,
        "training": preparation.training,
    }


def _pay(pay: Pay) -> dict[str, Any]:
    unit = "an_hour" if pay.state_unit == "hour" else "a_year"
    return {
        "area": pay.area,
        "period": pay.period,
        "published_for": _group(pay.group),
        "jobs": pay.jobs,
        **_wages("dollars_a_year", pay.annual),
        **_wages("dollars_an_hour", pay.hourly),
        **_amounts(f"state_median_dollars_{unit}", pay.state_median),
    }


def _wages(key: str, wages: Wages) -> dict[str, Any]:
    return {
        name: Flow(amounts) for name, amounts in _amounts(key, asdict(wages)).items()
    }


def _amounts(
    key: str, amounts: Mapping[str, float | None]
) -> dict[str, dict[str, float | None]]:
    """Exact amounts under a key, and lower limits under one that says so."""
    exact, limits = (
        {
            name: amount
            for name, amount in amounts.items()
            if is_at_least(amount) == limited
        }
        for limited in (False, True)
    )
    bounds = {name: bare(limit) for name, limit in limits.items()}
    return {key: exact, f"{AT_LEAST}{key}": bounds}


def _outlook(outlook: Outlook) -> dict[str, Any]:
    return {
        "area": outlook.area,
        "period": outlook.period,
        "published_for": _group(outlook.group),
        "phrase": outlook.phrase,
        "growth_percent": outlook.growth,
        "jobs_start": outlook.jobs_start,
        "jobs_end": outlook.jobs_end,
        "change": outlook.change,
        "openings_a_year": outlook.openings,
        "self_employed_percent": outlook.self_employed,
    }


def _handbook(handbook: Handbook) -> dict[str, Any]:
    return {
        "title": handbook.title,
        "period": handbook.period,
        "outlook": handbook.outlook,
        "employers_percent": dict(handbook.employers),
        "qualities": handbook.qualities,
        "similar": [_similar(row) for row in handbook.similar],
        "contacts": [Flow(asdict(contact)) for contact in handbook.contacts],
    }


def _similar(similar: Similar) -> Flow:
    return Flow(
        title=similar.title,
        education=similar.education,
        median_dollars_a_year=similar.median,
        at_least=similar.at_least,
    )


def _related(occupation: Occupation) -> dict[str, Any]:
    return {
        key: {row.code: row.title for row in occupation.related if row.tier == tier}
        for key, tier in TIERS.items()
    }


def _past(past: PastFigure) -> Flow:
    return Flow(
        what=past.what,
        published_for=past.group,
        value=past.value,
        unit=past.unit,
        period=past.period,
        source=past.source,
        at_least=past.at_least,
    )
