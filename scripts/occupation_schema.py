"""Generate the JSON Schema of occupation files, for editors.

Element names, published phrases and forms of codes come from the program; which key
holds what is written down here, beside `storage/occupations.py`. tests/test_file_schema.py
holds the two together: what one refuses for its structure, the other refuses too.
Order of keys, decimals, and codes given twice in a folder are for `careerfit check` alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generated import ROOT, Files

from careerfit_cli.model.elements import DOMAINS, ESTIMATED, Domain
from careerfit_cli.model.preparation import REQUIREMENTS
from careerfit_cli.storage import document, fields

PATH = ROOT / "src" / "careerfit_cli" / "data" / "schemas" / "occupation-file.json"

Schema = dict[str, Any]

MOST_DOLLARS, MOST_JOBS = 100_000_000, 1_000_000_000

TEXT: Schema = {"$ref": "#/$defs/text"}
TEXTS: Schema = {"$ref": "#/$defs/texts"}
SENTENCES: Schema = {"$ref": "#/$defs/sentences"}
GROUP: Schema = {"$ref": "#/$defs/group"}
SCORE: Schema = {"type": "number", "minimum": 0, "maximum": 100}

_WORDS = {
    "summary": (TEXT, "One sentence: what these people do."),
    "tasks": (TEXTS, "Short lines of what they often do, beginning with a verb."),
    "entry": (TEXT, "How people get in."),
    "conditions": (TEXT, "Where, hours, physical demands, dangers."),
    "steps": (TEXT, "The usual way in, in order, with total time and license."),
    "next": (TEXT, "The step up and the step sideways."),
    "change": (TEXT, "What makes jobs grow or shrink, and how AI enters the work."),
    "about": (TEXTS, "Paragraphs: more about the work, and how it varies."),
    "duties": (TEXTS, "Typical duties."),
    "kinds": (SENTENCES, "Kinds of the job: a name and a sentence each."),
    "qualities": (SENTENCES, "Important qualities: a name and a sentence each."),
    "details": (TEXTS, "Short lines: what is done on the job."),
    "environment": (TEXT, "Where the work is done, and what is hard about it."),
    "schedule": (TEXT, "The hours."),
    "education": (TEXT, "Schooling, at length."),
    "experience": (TEXT, "Experience, at length."),
    "licenses": (TEXT, "Licenses and certificates, at length."),
    "advancement": (TEXT, "What people go on to."),
    "demand": (TEXT, "What drives the outlook, without figures."),
    "similar_work": (SENTENCES, "A line on each similar occupation, by its title."),
    "also_called": (TEXTS, "Everyday names, besides O*NET's titles."),
    "organizations": (TEXTS, "Bodies to contact, besides the handbook's."),
}


def whole(low: int, high: int) -> Schema:
    """A whole number."""
    return {"type": "integer", "minimum": low, "maximum": high}


def number(low: float, high: float) -> Schema:
    """A plain decimal number."""
    return {"type": "number", "minimum": low, "maximum": high}


def matching(pattern: str) -> Schema:
    """A text of a fixed form."""
    return {"type": "string", "pattern": f"^{pattern}$"}


def mapping(keys: Mapping[str, Schema], required: Sequence[str] = ()) -> Schema:
    """A mapping of known keys."""
    rest: Schema = {"required": list(required)} if required else {}
    return {
        "type": "object",
        "properties": dict(keys),
        **rest,
        "additionalProperties": False,
    }


def named(names: Schema, value: Schema) -> Schema:
    """A mapping whose keys are all of one kind."""
    return {"type": "object", "propertyNames": names, "additionalProperties": value}


def listed(names: Iterable[str]) -> Schema:
    """Some of the names of a group, none twice."""
    return {"type": "array", "items": {"enum": list(names)}, "uniqueItems": True}


def schema() -> Schema:
    """The whole schema, draft 2020-12."""
    words = {key: {**own, "description": what} for key, (own, what) in _WORDS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:careerfit:occupation-file:1",
        "title": "An occupation file of careerfit",
        "description": "Every field, with its unit and range: docs/data-format.md",
        **mapping({**_header(), **words, **_figures()}, fields.HEADER),
        "$defs": _definitions(),
    }


def _header() -> dict[str, Schema]:
    return {
        "schema": {
            "const": fields.SCHEMA,
            "description": "Version of the format.",
        },
        "code": {
            **matching(fields.CODE),
            "description": f"O*NET-SOC code; {fields.OWN_CODE} for one without.",
        },
        "title": {**TEXT, "description": "What these people are called."},
    }


def _definitions() -> dict[str, Schema]:
    # One line of printable text that is not blank; a folded one may end in a line end.
    line = r"^(?=.*\S)[^\u0000-\u001F\u007F-\u009F\u2028\u2029]*\n*$"
    text: Schema = {"type": "string", "pattern": line}
    text["maxLength"] = document.LONGEST_TEXT
    return {
        "text": text,
        "texts": {"type": "array", "items": TEXT, "uniqueItems": True},
        "sentences": named(TEXT, TEXT),
        "group": {
            **mapping({"soc": matching(fields.SOC), "title": TEXT}, ("soc", "title")),
            "description": "The wider row a figure was published for.",
        },
        "source": _source(),
    }


def _figures() -> dict[str, Schema]:
    levelled = {own.key: own for own in DOMAINS if own.levels}
    ratings = {own.key: _rated(own) for own in DOMAINS}
    return {
        "job_zone": {**whole(1, 5), "description": "Preparation, 2-5; 1 is merged in 2."},
        "preparation": mapping(
            {"education": TEXT, "experience": TEXT, "training": TEXT,
             "published_for": GROUP}
        ),
        "pay": _pay(),
        "outlook": _outlook(),
        "handbook": _handbook(),
        "requirements": _requirements(),
        **ratings,
        "estimated": _estimated(),
        "levels": mapping(
            {key: mapping(dict.fromkeys(own.names, SCORE))
             for key, own in levelled.items()}
        ),
        "low_precision": mapping({own.key: listed(own.names) for own in DOMAINS}),
        "not_relevant": mapping(
            {key: listed(own.names) for key, own in levelled.items()}
        ),
        "technologies": mapping({"hot": TEXTS, "in_demand": TEXTS}),
        "titles": mapping({"reported": TEXTS, "alternate": TEXTS}),
        "related": mapping(
            {tier: named({"pattern": f"^{fields.CODE}$"}, TEXT)
             for tier in fields.TIERS}
        ),
        "history": {"type": "array", "items": _past()},
        "sources": mapping(
            {section: {"$ref": "#/$defs/source"} for section in fields.FIGURES}
        ),
    }  # fmt: skip


def _rated(domain: Domain) -> Schema:
    if domain.as_published:
        value, what = number(domain.low, domain.high), domain.measure
    else:
        value, what = SCORE, "O*NET standardized scores, 0-100"
    scores = mapping(dict.fromkeys(domain.names, value))
    return {**scores, "description": f"{domain.title}, {what}."}


def _estimated() -> Schema:
    keys = ("method", "based_on", "values")
    estimates = {
        domain.key: mapping(
            {"method": TEXT, "based_on": TEXT, "values": _rated(domain)}, keys
        )
        for domain in ESTIMATED
    }
    what = "Domains O*NET did not publish, computed from other figures."
    return {**mapping(estimates), "description": what}


def _requirements() -> Schema:
    answers = {
        key: mapping(
            {
                "percent": mapping(dict.fromkeys(question.categories, SCORE)),
                "low_precision": listed(question.categories),
            },
            ("percent",),
        )
        for key, question in REQUIREMENTS.items()
    }
    what = "What workers or experts say the job requires, percent by category."
    return {**mapping(answers), "description": what}


def _pay() -> Schema:
    names = ("mean", "p10", "p25", "median", "p75", "p90")
    year, hour = whole(0, MOST_DOLLARS), number(0, MOST_DOLLARS)
    states = "state_median_dollars"
    own = mapping(
        {
            "area": TEXT,
            "period": {**TEXT, "description": "Such as May 2025."},
            "published_for": GROUP,
            "jobs": whole(0, MOST_JOBS),
            "dollars_a_year": mapping(dict.fromkeys(names, year)),
            "dollars_an_hour": mapping(dict.fromkeys(names, hour)),
            f"{states}_a_year": named(TEXT, year),
            f"{states}_an_hour": named(TEXT, hour),
            "at_least_dollars_a_year": mapping(dict.fromkeys(names, year)),
            "at_least_dollars_an_hour": mapping(dict.fromkeys(names, hour)),
            f"at_least_{states}_a_year": named(TEXT, year),
            f"at_least_{states}_an_hour": named(TEXT, hour),
        },
        ("area", "period"),
    )
    both = [f"{states}_a_year", f"{states}_an_hour"]
    what = (
        "U.S. dollars; amounts under at_least are published only as this much or more."
    )
    return {**own, "not": {"required": both}, "description": what}


def _outlook() -> Schema:
    own = mapping(
        {
            "area": TEXT,
            "period": matching("[0-9]{4}-[0-9]{2}"),
            "published_for": GROUP,
            "phrase": {"enum": list(fields.OUTLOOKS)},
            "growth_percent": number(-100, 1000),
            "jobs_start": whole(0, MOST_JOBS),
            "jobs_end": whole(0, MOST_JOBS),
            "change": whole(-MOST_JOBS, MOST_JOBS),
            "openings_a_year": whole(0, MOST_JOBS),
            "self_employed_percent": number(0, 100),
        },
        ("area", "period"),
    )
    return {**own, "description": "Projected employment, percent over the period."}


def _handbook() -> Schema:
    similar = {
        "title": TEXT, "education": TEXT, "at_least": {"type": "boolean"},
        "median_dollars_a_year": whole(0, MOST_DOLLARS),
    }  # fmt: skip
    return mapping(
        {
            "title": TEXT,
            "period": TEXT,
            "outlook": {"enum": list(fields.OUTLOOKS)},
            "employers_percent": named(TEXT, number(0, 100)),
            "qualities": TEXTS,
            "similar": {"type": "array", "items": mapping(similar, ("title",))},
            "contacts": {
                "type": "array",
                "items": mapping({"name": TEXT, "url": TEXT}, ("name",)),
            },
        },
        ("title", "period"),
    )


def _past() -> Schema:
    required = ("what", "value", "unit", "period", "source")
    keys: dict[str, Schema] = dict.fromkeys((*required, "published_for"), TEXT)
    keys["value"] = number(-MOST_JOBS, MOST_JOBS)
    return mapping({**keys, "at_least": {"type": "boolean"}}, required)


def _source() -> Schema:
    keys = ("publisher", "release", "measure", "collected", "raters")
    texts = dict.fromkeys(keys, TEXT)
    earlier = {
        **named(TEXT, TEXTS),
        "description": "Elements kept from earlier releases, by release.",
    }
    return mapping({**texts, "earlier": earlier}, keys[:2])


def text() -> str:
    """The schema as a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=True) + "\n"


FILES: Files = {PATH: text}
