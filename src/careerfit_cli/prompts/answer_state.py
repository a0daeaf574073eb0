"""The answers so far, and how each key changes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from careerfit_cli.model.profile import HIGHEST, LOWEST


@dataclass(frozen=True)
class Sheet:
    """The answers so far: one per question, 1-5, None where skipped or not reached.

    `at` is the current question, counted from 0; one past the last is the review.
    `finished` is True once the person has confirmed there. `reached` is the furthest
    `at` so far: it distinguishes skipped questions from new ones. `offered` is how many
    optional questions the review offers, 0 if none are left. `lists` are the runs of
    questions, `(start, end)`, that are asked on one screen. Without a `review`, the
    sheet is finished after the last question.
    """

    answers: tuple[int | None, ...]
    at: int = 0
    finished: bool = False
    reached: int = 0
    offered: int = 0
    lists: tuple[tuple[int, int], ...] = ()
    review: bool = True

    @classmethod
    def blank(cls, count: int, lists: tuple[tuple[int, int], ...] = ()) -> Sheet:
        """A sheet for `count` questions, none answered."""
        return cls((None,) * count, lists=lists)

    @classmethod
    def resumed(
        cls, answers: tuple[int | None, ...], lists: tuple[tuple[int, int], ...] = ()
    ) -> Sheet:
        """A sheet with the answers of an earlier run, at the first open question."""
        answered = [at for at, answer in enumerate(answers, 1) if answer is not None]
        first = answers.index(None) if None in answers else len(answers)
        sheet = cls(answers, lists=lists, reached=max(answered, default=0))
        return sheet.go(first)

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
    def current_list(self) -> tuple[int, int] | None:
        """The current pick list, as `(start, end)`, if the question is in one."""
        span = self._span(self.at)
        return span if span in self.lists else None

    @property
    def skipped(self) -> tuple[int, ...]:
        """The positions of unanswered questions; a list counts once, at its start."""
        return tuple(
            at
            for at, answer in enumerate(self.answers)
            if answer is None and self.start_of(at) == at
        )

    @property
    def screens(self) -> int:
        """How many screens all questions take."""
        return self.screen_of(len(self.answers))

    def screen_of(self, at: int) -> int:
        """The number of screens before a question."""
        hidden = sum(
            min(max(at - start - 1, 0), end - start - 1) for start, end in self.lists
        )
        return at - hidden

    def start_of(self, at: int) -> int:
        """The question itself, or the first question of its list."""
        return self._span(at)[0]

    def _span(self, at: int) -> tuple[int, int]:
        """The start and end of a question's list, or of the question alone."""
        spans = (span for span in self.lists if span[0] <= at < span[1])
        return next(spans, (at, at + 1))

    def go(self, at: int) -> Sheet:
        """Move to question `at`, or to the start of its list."""
        at = self.start_of(at)
        return replace(
            self,
            at=at,
            reached=max(self.reached, self.at, at),
            finished=not self.review and at >= len(self.answers),
        )

    def mark(self, answer: int | None) -> Sheet:
        """Answer the current question, or skip it with None, and move on."""
        if self.reviewing:
            return self
        start, end = self._span(self.at)
        return self.mark_list((answer,) * (end - start))

    def mark_list(self, answers: tuple[int | None, ...]) -> Sheet:
        """Answer a whole list at once, and move on."""
        end = self.at + len(answers)
        marked = (*self.answers[: self.at], *answers, *self.answers[end:])
        return replace(self, answers=marked).go(end)

    def back(self) -> Sheet:
        """Go to the previous question."""
        return self.go(self.at - 1) if self.at else self

    def forward(self) -> Sheet:
        """Move on from a question that was already answered or skipped."""
        return self.go(self._span(self.at)[1]) if self.passed else self

    def enter(self) -> Sheet:
        """Move on, or finish at the review."""
        return replace(self, finished=True) if self.reviewing else self.forward()

    def unanswered(self) -> Sheet:
        """Go to the next skipped question, then to the furthest question reached.

        From the review it is the first skipped question.
        """
        after = -1 if self.reviewing else self.at
        furthest = max(self.reached, self.at)
        ahead = (i for i in self.skipped if after < i < furthest)
        return self.go(next(ahead, furthest))

    def accept(self) -> Sheet:
        """Accept the questions offered at the review, and go to the first of them."""
        if not (self.reviewing and self.offered):
            return self
        more = (None,) * self.offered
        return replace(self, answers=(*self.answers, *more), offered=0).go(self.at)

    def filled(self, answers: Sequence[int | None]) -> Sheet:
        """Use pasted answers, and go to the review."""
        more = self.answers[len(answers) :]
        offered = 0 if len(answers) > len(self.answers) else self.offered
        whole = (*answers, *more)
        return replace(self, answers=whole, offered=offered).go(len(whole))

    def decline(self) -> Sheet:
        """Finish without the questions offered at the review."""
        return self.enter() if self.reviewing and self.offered else self


Saved = Callable[[Sheet], None]
"""Called with the sheet after every change, to save it."""


def unsaved(_: Sheet) -> None:
    """Save nothing."""


ANSWERS = tuple(str(n) for n in range(LOWEST, HIGHEST + 1))
BACK = ("b", "back", "left", "c-h")
MOVES: dict[str, Callable[[Sheet], Sheet]] = {
    **dict.fromkeys(BACK, Sheet.back),
    **dict.fromkeys(("s", "skip"), lambda sheet: sheet.mark(None)),
    **dict.fromkeys(("", "c-m", "c-j"), Sheet.enter),
    "right": Sheet.forward,
    "u": Sheet.unanswered,
    **dict.fromkeys(("y", "yes"), Sheet.accept),
    **dict.fromkeys(("n", "no"), Sheet.decline),
}


def press(sheet: Sheet, key: str) -> Sheet:
    """Return the sheet after one key, or one typed word.

    Control keys go by the prompt library's names; an empty word is a bare Enter. A key
    that does nothing here returns the sheet unchanged. A pick list takes no single
    answer.
    """
    if sheet.finished:
        return sheet
    if key in ANSWERS:
        return sheet if sheet.current_list else sheet.mark(int(key))
    return MOVES[key](sheet) if key in MOVES else sheet
