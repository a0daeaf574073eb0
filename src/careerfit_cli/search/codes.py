"""Find occupations by O*NET-SOC or SOC code, whole or the beginning."""

from __future__ import annotations

import re

from careerfit_cli.errors import UnknownOccupation
from careerfit_cli.model.catalogue import Catalogue, Entry
from careerfit_cli.model.text import with_hyphens

_CODE = re.compile(r"(\d\d)[-.\u2010-\u2015\u2212 ]?(\d{4})(?:\.(\d\d))?")
_LABEL = re.compile(r"(?:o\*?net[- ]?soc|o\*?net|soc)(?: (?:2010|2018))?(?: code)?:? +")


def by_code(query: str, catalogue: Catalogue) -> list[list[Entry]]:
    """The occupation with a code or slug; then, for a code, those that begin with it.

    A part of a code needs at least one digit after the hyphen.
    """
    key = _bare(query)
    start = with_hyphens(key)
    if code := _CODE.fullmatch(key):
        # Code 29-1141.00 is what SOC calls 29-1141; .01 and so on are specialties of it.
        key = f"{code[1]}-{code[2]}.{code[3] or '00'}"
        start = f"{code[1]}-{code[2]}" + (f".{code[3]}" if code[3] else "")
    whole = [entry for entry in catalogue if key in (entry.slug, entry.code)]
    if not re.fullmatch(r"\d\d-\d[\d.]*", start):
        return [whole]
    return [whole, [entry for entry in catalogue if entry.code.startswith(start)]]


def check_is_no_code(query: str, catalogue: Catalogue) -> None:
    """Raise `UnknownOccupation` for text in the form of a code that does not exist.

    Candidates are the occupations of the narrowest non-empty group of the code.
    """
    code = _CODE.fullmatch(_bare(query))
    if code is None:
        return
    soc = f"{code[1]}-{code[2]}"
    what = f"no occupation here has the SOC code {soc}"
    for length in (6, 5, 4):
        near = [
            (entry.slug, f"{entry.code[:7]} {entry.title}")
            for entry in catalogue
            if entry.code.startswith(soc[:length]) and entry.code.endswith(".00")
        ]
        if near:
            break
    raise UnknownOccupation(
        f"{what}; codes here are of the 2018 SOC, and older editions, such as 2010, "
        "have other codes for the same work",
        sorted(near, key=lambda pair: pair[1]),
        "give one of these names, or look for the title of the code with "
        "`careerfit search`",
    )


def _bare(query: str) -> str:
    """A query without a label such as SOC before a code."""
    key = " ".join(query.split()).casefold()
    label = _LABEL.match(key)
    return key[label.end() :] if label and _CODE.fullmatch(key[label.end() :]) else key
