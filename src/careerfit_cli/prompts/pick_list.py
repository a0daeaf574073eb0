"""A pick list: its state, its keys, and its screen."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from careerfit_cli.model.profile import DISLIKED, LIKED, NEUTRAL, Picking, Question
from careerfit_cli.model.text import printable

NO_BREAK = "\xa0"
NOTHING_FOUND = "Nothing found. Press Backspace to change the search."
SIGNS = {LIKED: "●", DISLIKED: "✗", NEUTRAL: "·"}
ASCII_SIGNS = {LIKED: "*", DISLIKED: "x", NEUTRAL: "."}


def a(noun: str) -> str:
    """A noun with its article."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def full(picking: Picking) -> str:
    """The message when no more can be chosen."""
    return f"{picking.most} {picking.many} is the most. Unmark one first."


def keys_help(picking: Picking) -> str:
    """The help for every key."""
    refuse = ", - marks it as not for you" if picking.refusable else ""
    return (
        f"Up and Down move, Space chooses {a(picking.one)}{refuse}. Type to "
        "search, Backspace deletes, Esc ends the search. Enter goes on, Left goes back, "
        "Ctrl-C stops."
    )


def keys(picking: Picking) -> str:
    """The keys of the list, in one line."""
    refuse = "- not for me   " if picking.refusable else ""
    return f"Space choose   {refuse}type to search   Enter done   ? help"


@dataclass(frozen=True)
class PickList:
    """The list while it is on the screen.

    `questions` are its lines and `marks` their answers: `LIKED`, `DISLIKED` or `NEUTRAL`.
    `cursor` is an index into the lines that match `search`. `message` is shown below.
    """

    questions: tuple[Question, ...]
    marks: tuple[int, ...]
    cursor: int = 0
    search: str = ""
    message: str = ""

    @classmethod
    def opened(
        cls, questions: Sequence[Question], answers: Sequence[int | None]
    ) -> PickList:
        """The list with earlier answers; those without one are neutral."""
        return cls(tuple(questions), tuple(answer or NEUTRAL for answer in answers))

    @property
    def picking(self) -> Picking:
        """The kind of list, and how many can be chosen."""
        return self.questions[0].part.picking

    @property
    def visible(self) -> tuple[int, ...]:
        """The lines that match the search, by number."""
        words = self.search.casefold().split()
        return tuple(
            place
            for place, question in enumerate(self.questions)
            if all(word in _text(question) for word in words)
        )

    @property
    def current(self) -> int | None:
        """The line under the cursor, if any matches."""
        visible = self.visible
        return visible[min(self.cursor, len(visible) - 1)] if visible else None

    @property
    def chosen(self) -> int:
        """How many lines are chosen."""
        return self.marks.count(LIKED)

    def press(self, key: str) -> PickList:
        """The list after one key; unused keys change nothing."""
        quiet = replace(self, message="")
        last = max(len(self.visible) - 1, 0)
        at = min(self.cursor, last)
        moves = {"up": at - 1, "down": at + 1, "home": 0, "end": last}
        if key in moves:
            return replace(quiet, cursor=min(max(moves[key], 0), last))
        if key == " ":
            return quiet.toggled(LIKED)
        if key == "-" and self.picking.refusable:
            return quiet.toggled(DISLIKED)
        if key == "?":
            shown = keys_help(self.picking)
            return replace(self, message="" if self.message == shown else shown)
        if key in ("c-h", "backspace"):
            return replace(quiet, search=self.search[:-1], cursor=0)
        if key == "escape":
            return replace(quiet, search="", cursor=0)
        if len(key) == 1 and key.isalpha():
            return replace(quiet, search=self.search + key, cursor=0)
        return self

    def toggled(self, mark: int) -> PickList:
        """Mark the line under the cursor, or unmark it if it already has the mark."""
        place = self.current
        if place is None:
            return self
        new = NEUTRAL if self.marks[place] == mark else mark
        if new == LIKED and self.chosen >= self.picking.most:
            return replace(self, message=full(self.picking))
        marks = (*self.marks[:place], new, *self.marks[place + 1 :])
        return replace(self, marks=marks)


def _text(question: Question) -> str:
    return f"{question.statement} {question.examples}".casefold()


def grouped(questions: Sequence[Question]) -> list[tuple[str, list[int]]]:
    """Line numbers by group, groups in the order of their first appearance."""
    groups: dict[str, list[int]] = {}
    for place, question in enumerate(questions):
        groups.setdefault(question.group, []).append(place)
    return list(groups.items())


Rows = list[list[tuple[str, str]]]


def rows(picks: PickList, columns: int, height: int, *, ascii_only: bool) -> Rows:
    """The list as styled rows, scrolled so that the cursor is in view.

    `height` is the number of rows available.
    """
    signs = ASCII_SIGNS if ascii_only else SIGNS
    visible, current = set(picks.visible), picks.current
    lines: list[tuple[int | None, str, str]] = []
    for group, places in grouped(picks.questions):
        members = [place for place in places if place in visible]
        if members:
            lines.append((None, "class:accent", printable(group)))
        lines += [
            (
                place,
                "class:strong" if picks.marks[place] != NEUTRAL else "",
                (
                    f"{'>' if place == current else ' '} {signs[picks.marks[place]]} "
                    f"{printable(picks.questions[place].statement)}"
                ),
            )
            for place in members
        ]
    at = next((n for n, line in enumerate(lines) if line[0] == current), 0)
    room = max(height, 3)
    start = min(max(at - room // 2, 0), max(len(lines) - room, 0))
    return [[(style, text[:columns])] for _, style, text in lines[start : start + room]]


def foot(picks: PickList, columns: int) -> Iterator[str]:
    """The text below the list: the current line's examples, and the keys."""
    place = picks.current
    if place is None:
        yield from textwrap.wrap(NOTHING_FOUND, columns)
    elif picks.questions[place].examples:
        yield from textwrap.wrap(printable(picks.questions[place].examples), columns)
    yield ""
    searching = f"Search: {picks.search}   " if picks.search else ""
    yield f"{searching}{picks.chosen} of {picks.picking.most} chosen"
    if picks.message:
        yield from textwrap.wrap(picks.message, columns)
    else:
        yield from wrapped_offers(keys(picks.picking).split("   "), columns)


def wrapped_offers(offers: Iterable[str], columns: int) -> list[str]:
    """What keys do, wrapped between offers, so that no key loses its meaning."""
    text = "   ".join(offer.replace(" ", NO_BREAK) for offer in offers)
    return [row.replace(NO_BREAK, " ") for row in textwrap.wrap(text, columns)]


def spelled(
    questions: Sequence[Question], marks: Sequence[int | None]
) -> Iterator[str]:
    """The list as numbered lines, for screen readers and pipes."""
    for group, places in grouped(questions):
        yield ""
        yield f"{printable(group)}:"
        for place in places:
            question = questions[place]
            said = {LIKED: " (chosen)", DISLIKED: " (not for you)"}
            state = said.get(marks[place] or NEUTRAL, "")
            name, examples = printable(question.statement), printable(question.examples)
            yield f"{place + 1} {name}{state}: {examples}"


class UnknownChoice(Exception):
    """A word that matches no line, or several; `text` is the word if nothing is close."""

    def __init__(self, message: str, text: str = "") -> None:
        super().__init__(message)
        self.text = text


def read(questions: Sequence[Question], line: str) -> tuple[int, ...]:
    """The marks in a typed line: numbers or names, with - for "not for me".

    Items are separated by commas or semicolons; numbers may also be separated by spaces.
    Raises `UnknownChoice`, with a message for the user.
    """
    picking = questions[0].part.picking
    marks = [NEUTRAL] * len(questions)
    liked = 0
    for part in _parts(line):
        refused = picking.refusable and part.startswith("-")
        mark = DISLIKED if refused else LIKED
        signs = "-+ " if picking.refusable else ""
        place = _place(questions, part.lstrip(signs).strip())
        liked += mark == LIKED and marks[place] != LIKED
        if liked > picking.most:
            raise UnknownChoice(f"Please choose at most {picking.most} {picking.many}.")
        marks[place] = mark
    return tuple(marks)


def _parts(line: str) -> list[str]:
    text = line.strip().strip(",;")
    if re.fullmatch(r"[-+]?\d+(\s+[-+]?\d+)*", text):
        return text.split()
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]


def _place(questions: Sequence[Question], text: str) -> int:
    one = questions[0].part.picking.one
    if text.isdecimal():
        if 1 <= int(text) <= len(questions):
            return int(text) - 1
        raise UnknownChoice(
            f"There is no {one} {text}: they run from 1 to {len(questions)}."
        )
    wanted = text.casefold()
    names = [question.statement.casefold() for question in questions]
    if wanted in names:
        return names.index(wanted)
    texts = list(map(_text, questions))
    words = wanted.split()
    matching = (
        [n for n, name in enumerate(names) if wanted in name]
        or [n for n, text in enumerate(texts) if wanted in text]
        or [n for n, text in enumerate(texts) if all(word in text for word in words)]
    )
    if len(matching) == 1:
        return matching[0]
    shown = printable(text)
    if not matching or not wanted:
        raise UnknownChoice(f'"{shown}" is not {a(one)} in the list.', wanted)
    several = "; ".join(questions[n].statement for n in matching[:4])
    raise UnknownChoice(f'"{shown}" could be {several}. Please give a number.')
