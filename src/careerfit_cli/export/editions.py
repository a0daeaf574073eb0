"""Two catalogues held against each other, for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from careerfit_cli.compare.catalogues import CatalogueDiff, FigureChange
from careerfit_cli.export.document import SCORE_UNIT, document, plain
from careerfit_cli.model.catalogue import Entry


def differences(
    found: CatalogueDiff, folders: tuple[str, str], top: int | None = None
) -> str:
    """What changed, each list whole or its `top` largest; counts are always of all."""
    lists = {
        "new": [_named(own) for own in found.new[:top]],
        "gone": [_named(own) for own in found.gone[:top]],
        "renamed": [
            {"before": _named(own.before), "after": _named(own.after)}
            for own in found.renamed[:top]
        ],
        "ratings": [
            {**_named(own.entry), "domain": own.domain, "element": own.element,
             "before": own.before, "after": own.after, "difference": own.difference}
            for own in found.ratings[:top]
        ],
        "pay": [_figure(own) for own in found.pay[:top]],
        "outlook": [_figure(own) for own in found.outlook[:top]],
        "kinds": [
            {**_named(own.entry), "what": own.what, "before": own.before,
             "after": own.after}
            for own in found.kinds[:top]
        ],
    }  # fmt: skip
    return document(
        "catalogue-diff",
        {
            "units": {
                "ratings": SCORE_UNIT,
                "ratings.difference": "points",
                "pay": "pay.units; percent is of what was before",
                "outlook": "percent over outlook.periods; difference in points",
                "sections": "occupations by publisher and release",
            },
            "order": "ratings, pay and outlook by size of the difference",
            "folders": {"before": folders[0], "after": folders[1]},
            "counts": _counts(found),
            "sections": plain(found.sections),
            "domains": plain(found.domains),
            **lists,
            "flags": list(found.flags),
        },
    )


def _counts(found: CatalogueDiff) -> dict[str, int]:
    before, after = found.counts
    lists: dict[str, Sequence[object]] = {
        "new": found.new, "gone": found.gone, "renamed": found.renamed,
        "ratings": found.ratings, "pay": found.pay, "outlook": found.outlook,
        "kinds": found.kinds,
    }  # fmt: skip
    whole = {"before": before, "after": after, "kept": found.kept}
    return whole | {name: len(own) for name, own in lists.items()}


def _named(entry: Entry) -> dict[str, str]:
    return {"slug": entry.slug, "code": entry.code, "title": entry.title}


def _figure(own: FigureChange) -> dict[str, Any]:
    row: dict[str, Any] = plain(own)
    del row["entry"]
    percent = None if own.percent is None else round(own.percent, 1)
    return {**_named(own.entry), **row, "percent": percent}
