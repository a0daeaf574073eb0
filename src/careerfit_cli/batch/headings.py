"""Headings as forms and spreadsheets write them, each as the name that is meant."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence

from careerfit_cli.batch.cells import plain
from careerfit_cli.errors import UsageError
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.profile import Bank

ID_NAMES = ("id", "respondent")
"""What the column that names respondents may be called; the first one there counts."""

ANSWERS = "answers"
"""What the column of answer strings is called."""

_LIKELY_ID = re.compile(
    r"(?:(?:student|respondent|participant|response|person|pupil|user|learner|subject"
    r"|candidate|client|employee|member)(?:'s|s)?[ _-]*)?"
    r"(?:id|code|no|number|nr|identifier)[.]?"
    r"|e-?mail(?: address)?|user ?name|student|participant|pupil|name|full name"
)
_ANSWERS = re.compile(r"(?:your |careerfit |my )?answers?|.*\banswers? strings?\b.*")
_ID = re.compile(r"([a-z])0*([0-9]{1,3})")
_IN_BRACKETS = re.compile(r".*\[([^\[\]]*)\]")
_BEFORE = re.compile(
    r"([a-z]?[0-9]{1,3}|q[a-z]?[0-9]{1,3})\s*[-\u2013\u2014.:)]\s*(.+)"
)
_IGNORED = {"score", "scores", "total", "points", "sum", "interest", "interests"}


def meant(names: Sequence[str], bank: Bank) -> list[str]:
    """The name each heading stands for, folded; one that is not known stays.

    Items are known by id (`R01`, `R1`), by their text, and by both as forms write them:
    `R01. Replace ...`, `How much ...? [R01]`.
    """
    items = _items(bank)
    return [_item(own, items) or _other(own) or own for own in map(plain, names)]


def _items(bank: Bank) -> Mapping[str, str]:
    by_text = {_bare(item.statement): own for own, item in bank.items.items()}
    by_id = {_short(own.casefold()): own for own in bank.items}
    return {name: own.casefold() for name, own in (by_text | by_id).items()}


def _item(name: str, items: Mapping[str, str]) -> str:
    if match := _IN_BRACKETS.fullmatch(name):
        return _item(match[1].strip(), items)
    if own := items.get(_short(name)) or items.get(_bare(name)):
        return own
    match = _BEFORE.fullmatch(name)
    if not match:
        return ""
    number, text = items.get(_short(match[1]), ""), items.get(_bare(match[2]), "")
    # A number of a form's own says nothing; an id of another item is a contradiction.
    return text if not number or number == text else "" if text else number


def _short(name: str) -> str:
    return _ID.sub(r"\1\2", name) if _ID.fullmatch(name) else name


def _bare(text: str) -> str:
    return plain(text).strip(" .?!:*\"'\u201c\u201d\u2018\u2019")


def _other(name: str) -> str:
    if _ANSWERS.fullmatch(name):
        return ANSWERS
    known = {letter: own[0] for own in INTERESTS.names for letter in (own, own[0])}
    letters = {key.casefold(): own.casefold() for key, own in known.items()}
    words = [own for own in re.findall(r"\w+", name) if own not in _IGNORED]
    found = {letters.get(own, "") for own in words}
    return found.pop() if len(found) == 1 else ""


def id_column(names: Sequence[str], chosen: str | None) -> int | None:
    """Which column names the respondents; `None` where they are to be numbered.

    That is the one `chosen`, or `id`, or the only one that is likely to. Raises
    `UsageError` where the one chosen is not there, or several are likely.
    """
    folded = [plain(name) for name in names]
    if chosen is not None:
        if chosen and plain(chosen) not in folded:
            there = ", ".join(names[:20])
            raise UsageError(f"there is no column {chosen!r}", f"columns: {there}")
        return folded.index(plain(chosen)) if chosen else None
    for name in ID_NAMES:
        if name in folded:
            return folded.index(name)
    likely = [at for at, name in enumerate(folded) if _LIKELY_ID.fullmatch(name)]
    if len(likely) > 1:
        some = ", ".join(names[at].strip() for at in likely)
        first = names[likely[0]].strip()
        what = f"more than one column may name the respondents: {some}"
        hint = f"choose one with --id, such as --id {shlex.quote(first)}"
        raise UsageError(what, hint)
    return likely[0] if likely else None
