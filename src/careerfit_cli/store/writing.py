"""Occupation files, written: the one dumper, and saving many files or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from careerfit_cli.errors import BadData, CareerfitError, Problem
from careerfit_cli.model.occupation import (
    Group,
    Handbook,
    Occupation,
    Outlook,
    PastFigure,
    Pay,
    Preparation,
    Similar,
    Wages,
    Words,
)
from careerfit_cli.store.document import Flow, dump
from careerfit_cli.store.occupations import (
    FIGURES,
    FIGURES_BANNER,
    SCHEMA,
    TIERS,
    WORDS_BANNER,
    banners,
    parse,
)
from careerfit_cli.store.text import read_text

EDITORS_LINE = "# yaml-language-server:"
"""How a first line begins that tells editors the schema of a file."""

_WAITING = ".careerfit-import-"


@dataclass(frozen=True)
class Saved:
    """The slugs of the files that saving made, changed and left as they were."""

    created: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


def save_all(folder: Path, occupations: Iterable[Occupation]) -> Saved:
    """Write one file per occupation, keeping the words already in each.

    Every text is written to a hidden folder first, and all are moved in at the end, so
    a fault or a full disk leaves the folder as it was. Raises `BadData` when a file is
    there without the two lines that part words from figures, or when a text could not
    be read again.
    """
    created: list[str] = []
    changed: list[str] = []
    unchanged: list[str] = []
    texts: dict[str, str] = {}
    for occupation in occupations:
        path = folder / f"{occupation.slug}.yaml"
        # Unlike `Path.exists`, this says no to a name too long for any file.
        before = read_text(path) if os.path.exists(path) else None  # noqa: PTH110
        text = _renewed(occupation, before, path)
        if text == before:
            unchanged.append(occupation.slug)
            continue
        parse(text, str(path), occupation.slug)
        (created if before is None else changed).append(occupation.slug)
        texts[path.name] = text
    _move_in(folder, texts)
    return Saved(tuple(created), tuple(changed), tuple(unchanged))


def _renewed(occupation: Occupation, before: str | None, path: Path) -> str:
    if before is None:
        return text_of(occupation)
    return for_editors(before) + text_of(occupation, _words_in(before, path))


def for_editors(text: str) -> str:
    """The first line of a file if it is one for editors, to be kept; else nothing."""
    first, end, _ = text.partition("\n")
    return first + end if first.startswith(EDITORS_LINE) else ""


def _words_in(text: str, path: Path) -> str:
    lines = text.splitlines(keepends=True)
    found = banners([line.rstrip("\r\n") for line in lines])
    if not found:
        what = "lacks the lines that part words from figures"
        hint = f"add the lines `{WORDS_BANNER}` and `{FIGURES_BANNER}`"
        raise BadData([Problem(str(path), 0, "", what, hint)])
    first, last = found
    kept = len(for_editors(text).splitlines())
    for number, line in enumerate(lines[kept:], 1 + kept):
        if (
            line.startswith("#")
            and not first < number - 1 <= last
            and number - 1 != first
        ):
            what = "is a remark outside the words, which an import would lose"
            hint = "move it between the WORDS and FIGURES lines"
            raise BadData([Problem(str(path), number, "", what, hint)])
    return "".join(lines[first + 1 : last])


def _move_in(folder: Path, texts: Mapping[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left_over in folder.glob(f"{_WAITING}*"):
            shutil.rmtree(left_over, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=_WAITING, dir=folder) as waiting:
            for name, text in texts.items():
                (Path(waiting) / name).write_text(text, encoding="utf-8", newline="\n")
            for name in texts:
                (Path(waiting) / name).replace(folder / name)
    except OSError as error:
        raise CareerfitError(
            f"{folder}: cannot be written: {error.strerror}"
        ) from error


def text_of(occupation: Occupation, words: str | None = None) -> str:
    """The text of an occupation's file; `words` replaces the lines of its words."""
    figures = _plain(_figures(occupation))
    ordered = {key: figures[key] for key in FIGURES if key in figures}
    return "\n".join(
        [
            dump(
                {"schema": SCHEMA, "code": occupation.code, "title": occupation.title}
            ),
            WORDS_BANNER,
            (_words(occupation.words) if words is None else words) + FIGURES_BANNER,
            dump(ordered) if ordered else "",
        ]
    )


def _words(words: Words) -> str:
    given = _plain({own.name: getattr(words, own.name) for own in fields(words)})
    return f"{dump(given)}\n" if given else "\n"


def _figures(occupation: Occupation) -> dict[str, Any]:
    return {
        "job_zone": occupation.job_zone,
        "preparation": _preparation(occupation.preparation),
        "pay": _pay(occupation.pay) if occupation.pay else None,
        "outlook": _outlook(occupation.outlook) if occupation.outlook else None,
        "handbook": _handbook(occupation.handbook) if occupation.handbook else None,
        **{
            key: Flow(own) if len(own) == 6 else dict(own)
            for key, own in occupation.ratings.items()
        },
        "levels": {key: dict(own) for key, own in occupation.levels.items()},
        "low_precision": dict(occupation.low_precision),
        "not_relevant": dict(occupation.not_relevant),
        "technologies": asdict(occupation.technologies),
        "titles": asdict(occupation.titles),
        "related": _related(occupation),
        "history": [_past(past) for past in occupation.history],
        "sources": {
            key: Flow(asdict(source)) for key, source in occupation.sources.items()
        },
    }


def _plain(value: Any) -> Any:
    """Plain YAML values: no tuples, no empty fields, whole numbers without `.0`."""
    if isinstance(value, Mapping):
        kind = Flow if isinstance(value, Flow) else dict
        plain = ((key, _plain(own)) for key, own in value.items())
        return kind((key, own) for key, own in plain if not _is_empty(own))
    if isinstance(value, (list, tuple)):
        return [_plain(own) for own in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


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
        "dollars_a_year": _wages(pay.annual),
        "dollars_an_hour": _wages(pay.hourly),
        f"state_median_dollars_{unit}": dict(pay.state_median),
    }


def _wages(wages: Wages) -> Flow:
    return Flow(asdict(wages))


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
