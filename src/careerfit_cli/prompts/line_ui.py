"""Line mode: plain numbered lines out, typed words in, nothing redrawn."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from careerfit_cli.errors import UsageError
from careerfit_cli.model.profile import LOWEST, Part, Picking, Question
from careerfit_cli.model.text import quoted
from careerfit_cli.prompts import pick_list
from careerfit_cli.prompts.answer_state import BACK, Saved, Sheet, press, unsaved
from careerfit_cli.prompts.screen import heading, offer, one_line, tally

LINE_HELP = (
    "Type 1 to 5 to answer, s to skip, b to go back, u to go to the next open "
    "question, q to quit, then press Enter. Enter alone keeps an earlier answer."
)
PICK_HELP = (
    "Type the numbers or names of the areas you like, separated by commas, up to seven. "
    "Put - before those that are not for you, such as: 3, 12, music, -31. Enter alone "
    "chooses none, or keeps earlier choices; s skips, b goes back, q quits."
)
PICK_ONLY_HELP = (
    "Type the numbers or names of the {many} you have, separated by commas, up to {most}, "
    "such as: 3, 12, writing. Enter alone chooses none, or keeps earlier choices; q quits."
)
COMMANDS = ("b", "back", "s", "skip", "q", "quit", "u", "?", "help")
FIRST = "This is the first question: nothing comes before it."
CHOICES = "Please type a number from 1 to 5, or s, b, q or ?, then press Enter."
REVIEW_CHOICES = "Please press Enter, or type b, u or q."
OFFER_CHOICES = "Please type y or n, or b, u or q. Enter alone means n."
LONGEST_LINE = 10_000
MOST_LINES = 10_000
ALL_AT_ONCE = "Give all answers at once instead: careerfit quiz --answers ANSWERS"


def lines(
    questions: Sequence[Question],
    sheet: Sheet,
    reader: TextIO,
    writer: TextIO,
    saved: Saved = unsaved,
    *,
    strict: bool = False,
) -> Sheet:
    """Ask in plain numbered lines without redrawing; return the final sheet.

    `saved` is called after every change. Raises UsageError when `reader` ends before
    the review, or holds bytes that are not text. If `strict`, an invalid reply is an
    error too: the lines after it would answer other questions.
    """
    mode = _Lines(questions, reader, writer, strict)
    last_part: Part | None = None
    while not sheet.finished:
        written(writer, mode.asked(sheet, last_part))
        reply = mode.reply(sheet)
        if reply is None:
            break
        last_part = None if sheet.reviewing else questions[sheet.at].part
        sheet = reply
        saved(sheet)
    return sheet


def written(writer: TextIO, rows: Iterable[str]) -> None:
    """Write lines, wrapped on a terminal and unwrapped elsewhere."""
    columns = os.get_terminal_size(writer.fileno()).columns if writer.isatty() else 0
    for row in rows:
        writer.write(f"{textwrap.fill(row, columns) if columns else row}\n")


@dataclass
class _Lines:
    """The questions, both streams, and how many lines have been read."""

    questions: Sequence[Question]
    reader: TextIO
    writer: TextIO
    strict: bool
    count: int = 0

    def asked(self, sheet: Sheet, last_part: Part | None) -> Iterator[str]:
        """The current question, or the review; `last_part` is already introduced."""
        if sheet.reviewing:
            yield from self._review(sheet)
            return
        question, part = self.questions[sheet.at], self.questions[sheet.at].part
        named = enumerate(question.labels, LOWEST)
        labels = [f"{n} = {one_line(label)}" for n, label in named]
        if part != last_part:
            yield from ("", heading(self.questions, part))
        yield ""
        number = f"Question {sheet.screen_of(sheet.at) + 1} of {sheet.screens}."
        yield f"{number} {one_line(part.prompt)}"
        if span := sheet.current_list:
            yield from pick_list.spelled(
                self.questions[slice(*span)], sheet.answers[slice(*span)]
            )
            yield from ("", _pick_help(part.picking))
            return
        yield one_line(question.statement)
        yield from labels if part != last_part else [f"{labels[0]}, {labels[-1]}"]
        if sheet.answer:
            yield f"Your answer so far: {labels[sheet.answer - LOWEST]}. Enter keeps it."
        elif sheet.passed:
            yield "You skipped this question. Enter leaves it so."

    def _review(self, sheet: Sheet) -> Iterator[str]:
        skipped = ", u to go to the first skipped question" if sheet.skipped else ""
        yield from ("", f"You have reached the end. {tally(sheet)}")
        press = "Press Enter to see your results, or type"
        if more := offer(self.questions, sheet):
            yield more
            press = "Type y to answer them, n or just Enter to see your results,"
        yield f"{press} b to go back{skipped}, q to quit."

    def reply(self, sheet: Sheet) -> Sheet | None:
        """Read until a line changes the sheet; None means quit."""
        while True:
            word = self._word(sheet)
            if word in ("q", "quit"):
                return None
            span = sheet.current_list
            if span and not word and sheet.passed:
                return sheet.forward()
            if span and word not in COMMANDS:
                try:
                    marks = pick_list.read(self.questions[slice(*span)], word)
                except pick_list.UnknownChoice as unknown:
                    self._refuse(word, str(unknown))
                    continue
                return sheet.mark_list(marks)
            moved = press(sheet, word)
            if moved != sheet:
                return moved
            self._refuse(word, self._kindly(sheet, word))

    def _word(self, sheet: Sheet) -> str:
        """Read one line; the end of input at the review confirms it, as Enter does."""
        self.writer.write("Answer: ")
        self.writer.flush()
        try:
            line = self.reader.readline(LONGEST_LINE)
        except UnicodeDecodeError as failure:
            what = f"The answers read are not {failure.encoding} text."
            raise UsageError(what, ALL_AT_ONCE) from failure
        self.count += 1
        if self.strict and self.count > MOST_LINES:
            what = (
                f"The input has more than {MOST_LINES:,} lines and no end of the quiz."
            )
            raise UsageError(what, ALL_AT_ONCE)
        if line:
            return line.strip().lower()
        self.writer.write("\n")
        if sheet.reviewing:
            return ""
        place = f"question {sheet.screen_of(sheet.at) + 1} of {sheet.screens}"
        raise UsageError(f"Input ended at {place}.", ALL_AT_ONCE)

    def _refuse(self, word: str, why: str) -> None:
        """Say why the line just read is invalid; if strict, raise `UsageError`."""
        if self.strict:
            what = f"line {self.count} of the input is {quoted(word)}: {why}"
            raise UsageError(what, "correct this line, or answer on a terminal")
        written(self.writer, [why])

    def _kindly(self, sheet: Sheet, word: str) -> str:
        """Explain what can be typed here, after an invalid word."""
        if sheet.reviewing:
            return OFFER_CHOICES if sheet.offered else REVIEW_CHOICES
        if sheet.current_list and word not in BACK:
            return _pick_help(self.questions[sheet.at].part.picking)
        if word in ("?", "help"):
            return LINE_HELP
        return FIRST if word in BACK else CHOICES


def _pick_help(picking: Picking) -> str:
    if picking.refusable:
        return PICK_HELP
    return PICK_ONLY_HELP.format(many=picking.many, most=picking.most)
