"""Put questions to a person in a terminal and return the answers.

Both ways of asking share one rule book: `press` says what a key does to a `Sheet`.
`keyed` redraws one small screen on stderr and takes one key per answer; `lines` writes
plain lines and reads typed ones, for screen readers and plain terminals.
"""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TextIO

from prompt_toolkit.application import Application, create_app_session
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from careerfit_cli.errors import UsageError
from careerfit_cli.model.profile import HIGHEST, LOWEST, Part, Question

SECONDS = 6
"""How long one question takes, for the estimate of the time left."""


@dataclass(frozen=True)
class Sheet:
    """The answers so far: one per question, 1-5, None where skipped or not reached.

    `at` is the current question, counted from 0; one past the last is the review.
    `finished` is True once the person has confirmed there. `reached` is the furthest
    `at` so far: it tells a skipped question from a new one.
    """

    answers: tuple[int | None, ...]
    at: int = 0
    finished: bool = False
    reached: int = 0

    @property
    def reviewing(self) -> bool:
        """Whether every question has been passed and only the review is left."""
        return self.at >= len(self.answers)

    @property
    def answer(self) -> int | None:
        """The earlier answer to the current question."""
        return None if self.reviewing else self.answers[self.at]

    @property
    def passed(self) -> bool:
        """Whether the current question was answered or skipped before."""
        return self.answer is not None or self.at < self.reached

    @property
    def skipped(self) -> tuple[int, ...]:
        """Where the questions without an answer are."""
        return tuple(i for i, answer in enumerate(self.answers) if answer is None)

    def go(self, at: int) -> Sheet:
        """Move to question `at`."""
        return replace(self, at=at, reached=max(self.reached, self.at, at))

    def mark(self, answer: int | None) -> Sheet:
        """Answer the current question, or skip it with None, and go on."""
        if self.reviewing:
            return self
        answers = (*self.answers[: self.at], answer, *self.answers[self.at + 1 :])
        return replace(self, answers=answers).go(self.at + 1)

    def back(self) -> Sheet:
        """Go to the question before."""
        return self.go(self.at - 1) if self.at else self

    def forward(self) -> Sheet:
        """Go on, from a question answered or skipped before."""
        return self.go(self.at + 1) if self.passed else self

    def enter(self) -> Sheet:
        """Go on, or finish at the review."""
        return replace(self, finished=True) if self.reviewing else self.forward()

    def unanswered(self) -> Sheet:
        """Go from the review to the first skipped question, then on to the next ones.

        After the last one comes the review; before it was ever reached, nothing moves.
        """
        end = len(self.answers)
        after = -1 if self.reviewing else self.at
        following = next((i for i in self.skipped if i > after), end)
        return self.go(following) if max(self.reached, self.at) == end else self


Saved = Callable[[Sheet], None]
ANSWERS = tuple(str(n) for n in range(LOWEST, HIGHEST + 1))
BACK = ("b", "back", "left", "c-h")
MOVES: dict[str, Callable[[Sheet], Sheet]] = {
    **dict.fromkeys(BACK, Sheet.back),
    **dict.fromkeys(("s", "skip"), lambda sheet: sheet.mark(None)),
    **dict.fromkeys(("", "c-m", "c-j"), Sheet.enter),
    "right": Sheet.forward,
    "u": Sheet.unanswered,
}


def press(sheet: Sheet, key: str) -> Sheet:
    """Return the sheet after one key, or one typed word.

    Control keys go by the prompt library's names; an empty word is a bare Enter. A key
    without a meaning, or without one here, returns the sheet unchanged.
    """
    if sheet.finished:
        return sheet
    if key in ANSWERS:
        return sheet.mark(int(key))
    return MOVES[key](sheet) if key in MOVES else sheet


def printable(text: str) -> str:
    """Return `text` on one line, with control characters made spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _heading(questions: Sequence[Question], part: Part) -> str:
    parts = list(dict.fromkeys(question.part for question in questions))
    return f"Part {parts.index(part) + 1} of {len(parts)}: {printable(part.title)}"


def _tally(sheet: Sheet) -> str:
    skipped = len(sheet.skipped)
    answered = f"{len(sheet.answers) - skipped} of {len(sheet.answers)} answered"
    return f"{answered}, {skipped} skipped." if skipped else f"{answered}."


def _time_left(questions: int) -> str:
    minutes = -(-questions * SECONDS // 60)
    return f"about {minutes} min left" if minutes > 1 else "under 1 min left"


Line = list[tuple[str, str]]
Foot = Literal["keys", "help", "quit"]
MARGIN, WIDEST, NO_BREAK = "  ", 76, "\xa0"
SIGNS, ASCII_SIGNS = ("━", "─", "←", "→"), ("#", "-", "<-", "->")
STYLE = Style.from_dict({"accent": "ansicyan", "strong": "bold"})
HELP = {
    "1-5": "answer and go on",
    "Left, b": "go back, to see or change",
    "Right": "go on, once answered",
    "s": "skip, without an answer",
    "?": "close this help",
    "q": "quit",
}


@dataclass(frozen=True)
class Page:
    """The keyed screen on a terminal of `columns` x `rows`, as styled lines.

    `encoding` decides whether the bar and the arrows are drawn or spelled in ASCII.
    """

    questions: Sequence[Question]
    sheet: Sheet
    foot: Foot = "keys"
    columns: int = 80
    rows: int = 24
    encoding: str = "utf-8"

    def lines(self) -> list[Line]:
        """Draw everything, wrapped by words.

        When rows are short, doubled blank ones go first, then all blank ones, then
        those at the top.
        """
        body = self._review() if self.sheet.reviewing else self._question()
        drawn = [line for block in (*body, self._foot()) for line in ([], *block)]
        single = [line for above, line in pairwise(drawn) if above or line]
        dense = [line for line in drawn if line]
        fitting = (page for page in (drawn, single, dense) if len(page) <= self.rows)
        return next(fitting, dense[-self.rows :])

    @property
    def _width(self) -> int:
        return max(16, min(self.columns, WIDEST) - 2 * len(MARGIN))

    @property
    def _signs(self) -> tuple[str, str, str, str]:
        try:
            "".join(SIGNS).encode(self.encoding)
        except (LookupError, UnicodeError):
            return ASCII_SIGNS
        return SIGNS

    def _wrap(self, text: str, style: str = "", first: str = "") -> list[Line]:
        """Wrap by words; the later rows hang below the end of `first`."""
        room = self._width - len(first)
        rows = textwrap.wrap(text, room, break_on_hyphens=False) or [""]
        starts = [first, *[" " * len(first)] * (len(rows) - 1)]
        pairs = zip(starts, rows, strict=True)
        return [[("", MARGIN), (style, start + row)] for start, row in pairs]

    def _review(self) -> list[list[Line]]:
        end = self._wrap("You have reached the end.", "class:strong")
        return [end, self._wrap(_tally(self.sheet))]

    def _question(self) -> list[list[Line]]:
        part = self.questions[self.sheet.at].part
        heading = self._wrap(_heading(self.questions, part))
        return [
            [*heading, self._progress()],
            self._wrap(printable(part.prompt)),
            self._statement(part),
            [row for n in range(LOWEST, HIGHEST + 1) for row in self._label(part, n)],
        ]

    def _progress(self) -> Line:
        sheet, total = self.sheet, len(self.questions)
        count = f"{sheet.at + 1:>{len(str(total))}} of {total}"
        left = _time_left(total - max(sheet.at, sheet.reached))
        room = self._width - len(f"{count}    about 10 min left")
        length = max(4, min(32, room))
        done = sheet.at * length // total
        gone, ahead, *_ = self._signs
        return [
            ("", f"{MARGIN}{count}  "),
            ("class:accent", gone * done),
            ("", f"{ahead * (length - done)}  {left}"),
        ]

    def _statement(self, part: Part) -> list[Line]:
        """Give every statement of a part the same rows, so that the labels stay put."""
        drawn = {
            question: self._wrap(printable(question.statement), "class:strong")
            for question in self.questions
            if question.part == part
        }
        tallest = max(len(rows) for rows in drawn.values())
        rows = drawn[self.questions[self.sheet.at]]
        return [*rows, *([] for _ in range(tallest - len(rows)))]

    def _label(self, part: Part, n: int) -> list[Line]:
        chosen = self.sheet.answer == n
        first = f"{'>' if chosen else ' '} {n}  "
        style = "class:strong" if chosen else ""
        return self._wrap(printable(part.labels[n - LOWEST]), style, first)

    def _foot(self) -> list[Line]:
        if self.foot == "quit":
            return self._wrap("Quit? y/n", "class:strong")
        if self.sheet.reviewing:
            skipped = {"u": "go to the first skipped"} if self.sheet.skipped else {}
            enter = {"Enter": "see your results", "Left": "go back"}
            return self._keys({**enter, **skipped, "q": "quit"})
        return self._keys(HELP) if self.foot == "help" else self._offers()

    def _keys(self, meanings: dict[str, str]) -> list[Line]:
        return [
            row
            for key, meaning in meanings.items()
            for row in self._wrap(meaning, first=f"{key:<9}")
        ]

    def _offers(self) -> list[Line]:
        """Name the keys that do something now, never parted from their meaning."""
        sheet, (*_, back, on) = self.sheet, self._signs
        skipped_ahead = any(i > sheet.at for i in sheet.skipped)
        offers = {
            "1-5 answer": True,
            f"{back} back": sheet.at > 0,
            f"{on} on": sheet.passed,
            "u next skipped" if skipped_ahead else "u to the end": (
                sheet.reached == len(sheet.answers)
            ),
            "s skip": True,
            "? help": True,
            "q quit": True,
        }
        due = [
            offer.replace(" ", NO_BREAK) for offer, is_due in offers.items() if is_due
        ]
        rows = self._wrap("   ".join(due))
        return [
            [(style, text.replace(NO_BREAK, " ")) for style, text in r] for r in rows
        ]


def _unsaved(sheet: Sheet) -> None:
    """Save nothing."""


def keyed(
    questions: Sequence[Question], sheet: Sheet, saved: Saved = _unsaved
) -> Sheet:
    """Ask on a terminal, one key per answer, and return the sheet as it was left.

    `saved` is called after every change. Ctrl-C raises KeyboardInterrupt; Ctrl-D or a
    closed terminal leaves the sheet unfinished, as `q` does.
    """
    with create_app_session(output=_stderr()):
        return Keyed(questions, sheet, saved).run()


def _stderr() -> Output:
    output = create_output(stdout=sys.stderr)
    if isinstance(output, Vt100_Output):
        # The cursor's row is of no use here, and asking a terminal that does not
        # report it would put the library's warning in the middle of a question.
        output.enable_cpr = False
    return output


class Keyed:
    """The keyed mode while it runs in the current application session."""

    def __init__(
        self, questions: Sequence[Question], sheet: Sheet, saved: Saved = _unsaved
    ) -> None:
        self.questions, self.sheet, self.saved = questions, sheet, saved
        self.foot: Foot = "keys"
        self.sequence = ""
        text = FormattedTextControl(self.text)
        self.app: Application[Sheet] = Application(
            layout=Layout(Window(text, wrap_lines=True, dont_extend_height=True)),
            key_bindings=self.bindings(),
            style=STYLE,
            include_default_pygments_style=False,
            erase_when_done=True,
        )

    def run(self) -> Sheet:
        """Ask until the person finishes or quits."""
        try:
            return self.app.run()
        except EOFError:
            return self.sheet

    def bindings(self) -> KeyBindings:
        """Send every key to `pressed`, by name where the library has its own use."""
        bindings = KeyBindings()
        named = ("c-c", "c-d", "c-h", "c-m", "c-j", "left", "right")
        for key in (*named, Keys.SIGINT, Keys.BracketedPaste, Keys.Any):
            bindings.add(key)(self.pressed)
        return bindings

    def text(self) -> StyleAndTextTuples:
        """Draw the page at the size the terminal has now."""
        output = self.app.output
        size, encoding = output.get_size(), output.encoding()
        state = self.questions, self.sheet, self.foot
        drawn = Page(*state, size.columns, size.rows, encoding).lines()
        return [*[piece for line in drawn for piece in (*line, ("", "\n"))][:-1]]

    def pressed(self, event: KeyPressEvent) -> None:
        """Act on one key, or on each digit of a paste; leave failures to `run`."""
        key = event.key_sequence[0].key
        name = key.value if isinstance(key, Keys) else key.lower()
        pasted = [c for c in event.data if c in ANSWERS]
        try:
            for each in pasted if key == Keys.BracketedPaste else [name]:
                self.act(each)
        # Whatever `saved` raises would otherwise end in the library's own handler,
        # which prints it and waits for Enter.
        except (Exception, KeyboardInterrupt) as failure:  # noqa: BLE001
            self.app.exit(exception=failure)

    def act(self, key: str) -> None:
        """Do what one key asks for."""
        if key in ("c-c", Keys.SIGINT.value):
            raise KeyboardInterrupt
        if self.foreign(key):
            return
        if key == "c-d" or (key == "y" and self.foot == "quit"):
            self.app.exit(result=self.sheet)
        elif self.foot == "quit":
            self.foot = "keys" if key in ("n", "escape") else "quit"
        elif key == "q":
            self.foot = "quit"
        elif key == "?":
            self.foot = "keys" if self.foot == "help" else "help"
        else:
            self.take(press(self.sheet, key))

    def take(self, sheet: Sheet) -> None:
        """Take over a changed sheet, save it, and leave once it is finished."""
        if sheet != self.sheet:
            self.sheet = sheet
            self.saved(sheet)
        if sheet.finished:
            self.app.exit(result=sheet)

    def foreign(self, key: str) -> bool:
        """Whether `key` is inside an escape sequence the library does not know.

        Such a sequence arrives as Escape, `[` and its characters one by one, and the
        digits in it would count as answers.
        """
        before, self.sequence = self.sequence, ""
        opened = before == "escape" and key == "["
        inside = before == "["
        if opened or (inside and not "@" <= key <= "~"):
            self.sequence = "["
        elif key == "escape":
            self.sequence = "escape"
        return opened or inside


LINE_HELP = (
    "Type 1 to 5 to answer, s to skip, b to go back, q to quit, then press Enter. "
    "Enter alone keeps an earlier answer."
)
FIRST = "This is the first question: nothing comes before it."
CHOICES = "Please type a number from 1 to 5, or s, b, q or ?, then press Enter."
REVIEW_CHOICES = "Please press Enter, or type b, u or q."


def lines(
    questions: Sequence[Question],
    sheet: Sheet,
    reader: TextIO,
    writer: TextIO,
    saved: Saved = _unsaved,
) -> Sheet:
    """Ask in plain numbered lines, nothing redrawn; return the sheet as it was left.

    `saved` is called after every change. Raises UsageError when `reader` ends before
    the review is confirmed.
    """
    told: Part | None = None
    while not sheet.finished:
        asked = _review(sheet) if sheet.reviewing else _asked(questions, sheet, told)
        _write(writer, asked)
        reply = _reply(sheet, reader, writer)
        if reply is None:
            return sheet
        told = None if sheet.reviewing else questions[sheet.at].part
        sheet = reply
        saved(sheet)
    return sheet


def _write(writer: TextIO, rows: Iterable[str]) -> None:
    """Write lines, wrapped by words on a terminal and left whole elsewhere."""
    columns = os.get_terminal_size(writer.fileno()).columns if writer.isatty() else 0
    for row in rows:
        writer.write(f"{textwrap.fill(row, columns) if columns else row}\n")


def _asked(
    questions: Sequence[Question], sheet: Sheet, told: Part | None
) -> Iterator[str]:
    """Spell out the current question; `told` is the part the person knows already."""
    question, part = questions[sheet.at], questions[sheet.at].part
    labels = [
        f"{n} = {printable(label)}" for n, label in enumerate(part.labels, LOWEST)
    ]
    if part != told:
        yield from ("", _heading(questions, part))
    yield ""
    yield f"Question {sheet.at + 1} of {len(questions)}. {printable(part.prompt)}"
    yield printable(question.statement)
    yield from labels if part != told else [f"{labels[0]}, {labels[-1]}"]
    if sheet.answer:
        yield f"Your answer so far: {labels[sheet.answer - LOWEST]}. Enter keeps it."
    elif sheet.passed:
        yield "You skipped this question. Enter leaves it so."


def _review(sheet: Sheet) -> Iterator[str]:
    skipped = ", u to go to the first skipped question" if sheet.skipped else ""
    yield ""
    yield f"You have reached the end. {_tally(sheet)}"
    yield f"Press Enter to see your results, or type b to go back{skipped}, q to quit."


def _reply(sheet: Sheet, reader: TextIO, writer: TextIO) -> Sheet | None:
    """Read until a line changes the sheet; None means quit."""
    while True:
        writer.write("Answer: ")
        writer.flush()
        word = _word(sheet, reader)
        if word in ("q", "quit"):
            return None
        moved = press(sheet, word)
        if moved != sheet:
            return moved
        _write(writer, [_kindly(sheet, word)])


def _word(sheet: Sheet, reader: TextIO) -> str:
    line = reader.readline()
    if line:
        return line.strip().lower()
    total = len(sheet.answers)
    place = "the review" if sheet.reviewing else f"question {sheet.at + 1} of {total}"
    hint = "Give all answers at once instead: careerfit quiz --answers ANSWERS"
    raise UsageError(f"Input ended at {place}.", hint)


def _kindly(sheet: Sheet, word: str) -> str:
    """Say what can be typed here, after a word that changed nothing."""
    if sheet.reviewing:
        return REVIEW_CHOICES
    if word in ("?", "help"):
        return LINE_HELP
    return FIRST if word in BACK else CHOICES
