"""Headings as forms and spreadsheets write them, each as the name that is meant."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence

from careerfit_cli.errors import UsageError
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.profile import Bank
from careerfit_cli.tables.cells import plain

ID_NAMES = ("id", "respondent")
"""What the column that names respondents may be called; the first one there counts."""

ANSWERS = "answers"
"""What the column of answer strings is called."""

_LIKELY_ID = re.compile(
    r"(?:(?:student|respondent|participant|response|person|pupil|user|learner|subject"
    r"|candidate|client|employee|member|your|my|slip|locker|card)(?:'s|s)?[ _-]*)?"
    r"(?:id|code|no|number|nr|identifier)[.]?"
    r"|e-?mail(?: address)?|user ?name|respondent|student|participant|pupil|name|full name"
)
_ANSWERS = re.compile(r"(?:your |careerfit |my )?answers?|.*\banswers? strings?\b.*")
_ID = re.compile(r"([a-z])0*([0-9]{1,3})")
_IN_BRACKETS = re.compile(r".*\[([^\[\]]*)\]")
_BEFORE = re.compile(
    r"([a-z]?[0-9]{1,3}|q[a-z]?[0-9]{1,3})\s*[-\u2013\u2014.:)]\s*(.+)"
)
_FEWEST_WORDS = 3
"""How many words a statement needs to be recognized inside a longer heading."""

_IGNORED = {"score", "scores", "total", "points", "sum", "interest", "interests"}


def meant(names: Sequence[str], bank: Bank) -> list[str]:
    """The name each heading means, folded; unknown ones are unchanged.

    Items are known by id (`R01`, `R1`), by their text, and by both as forms write them:
    `R01. Replace ...`, `How much ...? [R01]`.
    """
    items = _items(bank)
    return [_item(name, items) or _other(name) or name for name in map(plain, names)]


def _items(bank: Bank) -> Mapping[str, str]:
    by_text = {_bare(item.statement): item.id for item in bank.items.values()}
    by_id = {_short(item.casefold()): item for item in bank.items}
    return {name: item.casefold() for name, item in (by_text | by_id).items()}


def _item(name: str, items: Mapping[str, str]) -> str:
    if match := _IN_BRACKETS.fullmatch(name):
        return _item(match[1].strip(), items)
    if item := items.get(_short(name)) or items.get(_bare(name)):
        return item
    match = _BEFORE.fullmatch(name)
    if not match:
        return items.get(_statement_in(name, items), "")
    number, text = items.get(_short(match[1]), ""), items.get(_bare(match[2]), "")
    # A number of a form's own says nothing; an id of another item is a contradiction.
    return text if not number or number == text else "" if text else number


def _statement_in(name: str, items: Mapping[str, str]) -> str:
    """The longest statement that a heading contains, if any; short ones do not count."""
    inside = (
        text for text in items if text.count(" ") >= _FEWEST_WORDS - 1 and text in name
    )
    return max(inside, key=len, default="")


def _short(name: str) -> str:
    return _ID.sub(r"\1\2", name) if _ID.fullmatch(name) else name


def _bare(text: str) -> str:
    return plain(text).strip(" .?!:*\"'\u201c\u201d\u2018\u2019")


def _other(name: str) -> str:
    if _ANSWERS.fullmatch(name):
        return ANSWERS
    letters = {
        text.casefold(): interest[0].casefold()
        for interest in INTERESTS.names
        for text in (interest, interest[0])
    }
    words = [word for word in re.findall(r"\w+", name) if word not in _IGNORED]
    interests = {letters.get(word, "") for word in words}
    return interests.pop() if len(interests) == 1 else ""


def id_column(
    names: Sequence[str], chosen: str | None, *, first_counts: bool = True
) -> int | None:
    """Which column names the respondents; `None` where they are to be numbered.

    That is the one `chosen`, or the first of `ID_NAMES` if `first_counts`, or the only
    one that is likely to. Raises `UsageError` where the one chosen is not there, or
    several are likely.
    """
    folded = [plain(name) for name in names]
    if chosen is not None:
        if chosen and plain(chosen) not in folded:
            listed = ", ".join(names[:20])
            raise UsageError(f"there is no column {chosen!r}", f"columns: {listed}")
        return folded.index(plain(chosen)) if chosen else None
    for name in ID_NAMES if first_counts else ():
        if name in folded:
            return folded.index(name)
    likely = [at for at, name in enumerate(folded) if _LIKELY_ID.fullmatch(name)]
    if len(likely) > 1:
        some = ", ".join(names[at].strip() for at in likely)
        choices = " or ".join(f"--id {shlex.quote(names[at].strip())}" for at in likely)
        what = f"more than one column may name the respondents: {some}"
        hint = f"choose one with --id, such as {choices}"
        raise UsageError(what, hint)
    return likely[0] if likely else None
