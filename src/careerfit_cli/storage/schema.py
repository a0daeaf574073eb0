"""The JSON Schema of occupation files."""

from __future__ import annotations

import re
from functools import cache

from careerfit_cli.model.bls import Group
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.occupation import CODE, SCHEMA, Occupation, Source
from careerfit_cli.model.schema import (
    TEXT,
    Schema,
    mapping,
    named,
    record,
    ref,
)
from careerfit_cli.storage.document import LONGEST_TEXT

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
