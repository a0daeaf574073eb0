"""The appearance of questions: the wording both ways share, and the keyed screen."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from careerfit_cli.model.profile import PREFERENCES, Part, Question
from careerfit_cli.model.text import printable
from careerfit_cli.prompts import pick_list
from careerfit_cli.prompts.answer_state import Sheet
from careerfit_cli.prompts.pick_list import PickList, wrapped_offers

SECONDS = 6
"""Seconds per question, for the estimate of the time left."""

WRONG_KEY = "That key does nothing here. Press 1 to 5, or one of these keys:"

Line = list[tuple[str, str]]
Foot = Literal["keys", "help", "quit", "wrong", "paste", "ignored"]
MARGIN, WIDEST = "  ", 76
SIGNS, ASCII_SIGNS = ("━", "─", "←", "→"), ("#", "-", "<-", "->")
STYLE = {"accent": "ansicyan", "strong": "bold"}
QUESTIONS = {
    "quit": "Quit? Your answers are saved. y/n",
    "paste": "You pasted an answer string. Replace your answers with it? y/n",
    "ignored": "Pasted text is not an answer, and was ignored. Press one key at a time.",
}
QUIT_EMPTY = "Quit? There are no answers to save yet. y/n"
REVIEW_KEYS = {"Enter": "see your results"}
OFFER_KEYS = {"y": "yes, ask them", "n, Enter": "no, see your results"}
HELP = {
    "1-5": "answer and go on",
    "Left, b": "go back, to see or change",
    "Right": "go on, once answered",
    "s": "skip, without an answer",
    "u": "go to the next unanswered question",
    "?": "show or close this help",
    "q": "quit",
}


def one_line(text: str) -> str:
    """Text on one line, safe to show."""
    return " ".join(printable(text).split())


def heading(questions: Sequence[Question], part: Part) -> str:
    """The number of this part, the number of parts, and its title."""
    parts = list(dict.fromkeys(question.part for question in questions))
    counted = [part for part in parts if part.key != PREFERENCES]
    if part not in counted and counted:
        return f"Optional: {one_line(part.title)}"
    if len(counted) <= 1:
        return one_line(part.title)
    return f"Part {counted.index(part) + 1} of {len(counted)}: {one_line(part.title)}"


def fitting(blocks: Sequence[Sequence[Line]], rows: int) -> list[Line]:
    """Blocks of lines on `rows`, with a blank line above each.

    When rows are short, doubled blank ones go first, then all blank ones, then those at
    the top.
    """
    drawn = [line for block in blocks for line in ([], *block)]
    single = [line for above, line in pairwise(drawn) if above or line]
    dense = [line for line in drawn if line]
    fits = (page for page in (drawn, single, dense) if len(page) <= rows)
    return next(fits, dense[-rows:])


def text_width(columns: int) -> int:
    """The width of text on a terminal, without the margins."""
    return max(16, min(columns, WIDEST) - 2 * len(MARGIN))


def wrapped(text: str, width: int, style: str = "", first: str = "") -> list[Line]:
    """Text wrapped by words; later rows are indented by the length of `first`."""
    room = width - len(first)
    rows = textwrap.wrap(text, room, break_on_hyphens=False) or [""]
    starts = [first, *[" " * len(first)] * (len(rows) - 1)]
    pairs = zip(starts, rows, strict=True)
    return [[("", MARGIN), (style, start + row)] for start, row in pairs]


def choice_list(
    choices: Iterable[tuple[str, str]], chosen: str, width: int
) -> list[Line]:
    """The choices by key, with a mark at the chosen one."""
    drawn: list[Line] = []
    for key, label in choices:
        style, mark = ("class:strong", ">") if key == chosen else ("", " ")
        drawn += wrapped(label, width, style, f"{mark} {key}  ")
    return drawn


def offer(questions: Sequence[Question], sheet: Sheet) -> str:
    """The questions offered at the review, and their purpose; empty if there are none."""
    if not sheet.offered:
        return ""
    title = one_line(questions[len(sheet.answers)].part.title)
    minutes = -(-sheet.offered * SECONDS // 60)
    time = "One minute" if minutes == 1 else f"{minutes} minutes"
    return (
        f"{sheet.offered} more questions on {title[:1].lower()}{title[1:]}? "
        f"{time}; they flag and filter careers, and do not change your fit."
    )


def tally(sheet: Sheet) -> str:
    """How many questions were answered and skipped."""
    skipped = len(sheet.skipped)
    answered = f"{sheet.screens - skipped} of {sheet.screens} answered"
    return f"{answered}, {skipped} skipped." if skipped else f"{answered}."


def _time_left(questions: int) -> str:
    minutes = -(-questions * SECONDS // 60)
    return f"about {minutes} min left" if minutes > 1 else "under 1 min left"


@dataclass(frozen=True)
class Page:
    """The keyed screen on a terminal of `columns` x `rows`, as styled lines.

    `encoding` decides whether the bar and the arrows use Unicode or ASCII.
    """

    questions: Sequence[Question]
    sheet: Sheet
    foot: Foot = "keys"
    columns: int = 80
    rows: int = 24
    encoding: str = "utf-8"
    picks: PickList | None = None

    def lines(self) -> list[Line]:
        """Draw everything, word-wrapped."""
        body = self._review() if self.sheet.reviewing else self._question()
        if self.picks is None or self.foot in QUESTIONS:
            body.append(self._foot())
        return fitting(body, self.rows)

    @property
    def _width(self) -> int:
        return text_width(self.columns)

    @property
    def _signs(self) -> tuple[str, str, str, str]:
        try:
            "".join(SIGNS).encode(self.encoding)
        except (LookupError, UnicodeError):
            return ASCII_SIGNS
        return SIGNS

    def _wrap(self, text: str, style: str = "", first: str = "") -> list[Line]:
        return wrapped(text, self._width, style, first)

    def _review(self) -> list[list[Line]]:
        end = self._wrap("You have reached the end.", "class:strong")
        more = offer(self.questions, self.sheet)
        offered = [self._wrap(more, "class:strong")] if more else []
        return [end, self._wrap(tally(self.sheet)), *offered]

    def _question(self) -> list[list[Line]]:
        question = self.questions[self.sheet.at]
        part = question.part
        top = self._wrap(heading(self.questions, part))
        prompt = self._wrap(one_line(part.prompt))
        if self.picks is None:
            choices = choice_list(
                [
                    (str(n), one_line(label))
                    for n, label in enumerate(question.labels, 1)
                ],
                str(self.sheet.answer),
                self._width,
            )
            return [[*top, self._progress()], prompt, self._statement(part), choices]
        if self.sheet.screens > 1:
            top.append(self._progress())
        return [top, prompt, *self._pick_list(self.picks, len(top) + len(prompt))]

    def _pick_list(self, picks: PickList, above: int) -> list[list[Line]]:
        """The pick list, as many rows as fit on the screen, and the text below it."""
        below = list(pick_list.foot(picks, self._width))
        height = self.rows - above - len(below) - 4
        ascii_only = self._signs == ASCII_SIGNS
        drawn = pick_list.rows(picks, self._width, height, ascii_only=ascii_only)
        listed: list[Line] = [[("", MARGIN), *row] for row in drawn]
        return [listed, [[("", MARGIN), ("", row)] if row else [] for row in below]]

    def _progress(self) -> Line:
        sheet, total = self.sheet, self.sheet.screens
        at = sheet.screen_of(sheet.at)
        count = f"{at + 1:>{len(str(total))}} of {total}"
        left = _time_left(total - sheet.screen_of(max(sheet.at, sheet.reached)))
        room = self._width - len(f"{count}    about 10 min left")
        length = max(4, min(32, room))
        done = at * length // total
        gone, ahead, *_ = self._signs
        return [
            ("", f"{MARGIN}{count}  "),
            ("class:accent", gone * done),
            ("", f"{ahead * (length - done)}  {left}"),
        ]

    def _statement(self, part: Part) -> list[Line]:
        """Give all statements of a part the same height, so that the labels do not move."""
        drawn = {
            question: self._wrap(one_line(question.statement), "class:strong")
            for question in self.questions
            if question.part == part
        }
        tallest = max(len(rows) for rows in drawn.values())
        rows = drawn[self.questions[self.sheet.at]]
        return [*rows, *([] for _ in range(tallest - len(rows)))]

    def _foot(self) -> list[Line]:
        if self.foot == "quit" and not any(self.sheet.answers):
            return self._wrap(QUIT_EMPTY, "class:strong")
        if self.foot in QUESTIONS:
            return self._wrap(QUESTIONS[self.foot], "class:strong")
        if self.sheet.reviewing:
            keys = OFFER_KEYS if self.sheet.offered else REVIEW_KEYS
            skipped = {"u": "go to the first skipped"} if self.sheet.skipped else {}
            return self._keys({**keys, "Left": "go back", **skipped, "q": "quit"})
        if self.foot == "help":
            return self._keys(HELP)
        wrong = self._wrap(WRONG_KEY, "class:strong") if self.foot == "wrong" else []
        offers = wrapped_offers(self._offers(), self._width)
        return [*wrong, *([("", MARGIN), ("", row)] for row in offers)]

    def _keys(self, meanings: dict[str, str]) -> list[Line]:
        return [
            row
            for key, meaning in meanings.items()
            for row in self._wrap(meaning, first=f"{key:<9}")
        ]

    def _offers(self) -> Iterator[str]:
        """The keys that do something now."""
        sheet, (*_, back, on) = self.sheet, self._signs
        yield "1-5 answer"
        if sheet.at > 0:
            yield f"{back} back"
        if sheet.passed:
            yield f"{on} on"
        if sheet.at + 1 < sheet.reached:
            if any(sheet.at < at < sheet.reached for at in sheet.skipped):
                yield "u next skipped"
            else:
                at_end = sheet.reached == len(sheet.answers)
                yield "u to the end" if at_end else "u to where you were"
        yield from ("s skip", "? help", "q quit")
