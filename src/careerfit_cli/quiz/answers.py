"""The questions of each length, and answers as text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from careerfit_cli.errors import UsageError
from careerfit_cli.model.profile import (
    PICK_LIST,
    Bank,
    Choice,
    Item,
    Opposites,
    Part,
    Question,
    TieBreak,
)
from careerfit_cli.model.text import printable, quoted

FLASH, QUICK, STANDARD, FULL = LENGTHS = ("flash", "quick", "standard", "full")
"""The lengths of the quiz, shortest first."""

DEFAULT = QUICK
"""The default length."""

Answers = Sequence[int | None]
"""One answer per item in the order asked: 1-5, or `None` for a skipped one.

Answers to the optional questions, if asked, follow, and then those to the tie-breaking
questions.
"""

Asked = Sequence[tuple[Item, int | None]]
"""The items in the order asked, each with its answer."""

_SKIPPED = "-"

_AROUND = "\ufeff\"'\u2018\u2019\u201c\u201d\u00ab\u00bb`.,;:()[]<>"
"""Characters ignored around a pasted answer string: quotation marks, brackets, periods."""

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), _SKIPPED)
"""What word processors turn the hyphen of a skipped question into."""

_COMMAND = re.compile(r"careerfit(quiz|rank|report)--(answers|continue)")

_SHORTENED = re.compile(r"-?\d([.,]\d{1,20})?e\+?\d{1,3}")


def items(bank: Bank, length: str = DEFAULT) -> tuple[Item, ...]:
    """The items of a length, in the order asked."""
    return tuple(bank.items[name] for name in bank.lengths[length])


def questions(bank: Bank, length: str = DEFAULT) -> tuple[Question, ...]:
    """The questions of a length as a person sees them, keys left out."""
    return tuple(_question(bank, item) for item in items(bank, length))


def _question(bank: Bank, item: Item) -> Question:
    domain = item.dimension.domain if item.dimension else ""
    part = bank.parts[PICK_LIST if item.pick else domain]
    return Question(part, item.statement, examples=item.examples, group=item.group)


def lists(bank: Bank, length: str) -> tuple[tuple[int, int], ...]:
    """The runs of questions that are asked on one screen, as `(start, end)`."""
    places = [place for place, item in enumerate(items(bank, length)) if item.pick]
    return ((places[0], places[-1] + 1),) if places else ()


def screens(questions: Sequence[Question]) -> int:
    """How many screens the questions take: a pick list is one."""
    lists = {question.part for question in questions if question.part.is_pick_list}
    single = sum(not question.part.is_pick_list for question in questions)
    return single + len(lists)


def preference_questions(bank: Bank) -> tuple[Question, ...]:
    """The optional questions, each with labels that name its two poles."""
    return _between(bank.preferences, bank.opposites)


def tie_break_questions(bank: Bank) -> tuple[Question, ...]:
    """The questions to ask when no career stands out."""
    return _between(bank.ties, bank.tie_breaks)


def _between(
    part: Part | None, pairs: Sequence[Opposites | TieBreak]
) -> tuple[Question, ...]:
    if part is None:
        return ()
    return tuple(
        Question(
            part,
            pair.question,
            tuple(
                label.replace("{left}", pair.left).replace("{right}", pair.right)
                for label in part.labels
            ),
        )
        for pair in pairs
    )


def parted(
    bank: Bank, length: str, answers: Answers
) -> tuple[tuple[int | None, ...], tuple[int | None, ...], tuple[int | None, ...]]:
    """The answers to a length, to the optional questions and to the tie-breaking ones."""
    sequence = tuple(answers)
    count = len(bank.lengths[length])
    end = count + len(bank.opposites)
    return sequence[:count], sequence[count:end], sequence[end:]


def with_ties(
    bank: Bank, length: str, answers: Answers, ties: Answers
) -> tuple[int | None, ...]:
    """The answers, with the tie-breaking ones replaced."""
    main, optional, _ = parted(bank, length, answers)
    if not any(ties):
        return (*main, *optional)
    return (*main, *(optional or (None,) * len(bank.opposites)), *ties)


def choices(bank: Bank, length: str, answers: Answers) -> tuple[Choice, ...]:
    """The answers to the optional questions; empty if they were not asked."""
    _, optional, ties = parted(bank, length, answers)
    if not optional or (ties and not any(optional)):
        return ()
    return tuple(
        Choice(between, answer)
        for between, answer in zip(bank.opposites, optional, strict=True)
    )


def replay(bank: Bank, length: str, answers: Answers) -> str:
    """The answer string: item bank version, length, then a character per item.

    If the optional questions were asked, a character for each of them follows, and then
    one for each tie-breaking question.
    """
    main, optional, ties = parted(bank, length, answers)
    if ties and not any(optional):
        optional = ()
    marks = ".".join(map(_marks, (main, optional, ties))).rstrip(".")
    return f"v{bank.version}.{length}.{marks}"


def _marks(answers: Answers) -> str:
    return "".join(_SKIPPED if answer is None else str(answer) for answer in answers)


def answers_in(bank: Bank, text: str) -> tuple[str, tuple[int | None, ...]]:
    """The length and the answers in an answer string, those to optional questions last.

    Spaces, line ends, invisible characters, quotation marks, brackets, periods and a
    command before it are ignored. Capitals and wide digits are read as plain ones. The
    length of bare answers, without version and length, is found from their number.
    Raises `UsageError` when the string is not one, is of another version of the
    questions, or has too few or too many answers.
    """
    packed = _packed(text)
    if _SHORTENED.fullmatch(packed):
        raise UsageError(
            f"{quoted(text.strip())} is a number that a spreadsheet has shortened",
            "format the column as text and enter the answer string again",
        )
    match = re.fullmatch(
        r"(?:v(\d{1,6})\.([a-z]+)\.)?([0-9-]*)(?:\.([0-9-]*))?(?:\.([0-9-]+))?",
        packed,
    )
    if not match:
        raise UsageError(
            "the answers are not an answer string",
            "give digits 1-5 and - for a skipped question, such as "
            f"v{bank.version}.{DEFAULT}.4215-3...",
        )
    version, length, main, optional, ties = match.groups()
    if not length:
        lengths = {len(ids): length for length, ids in bank.lengths.items()}
        length = lengths.get(len(main), DEFAULT)
    if version and int(version) != bank.version:
        raise UsageError(
            f"the answers are from version {version} of the questions, and this "
            f"careerfit asks version {bank.version}",
            "take the quiz again: careerfit quiz",
        )
    if length not in bank.lengths:
        known = ", ".join(bank.lengths)
        raise UsageError(f"there is no {quoted(length)} quiz", f"lengths: {known}")
    if ties and not optional:
        optional = _SKIPPED * len(bank.opposites)
    _check_marks(main, f"the {length} quiz", len(bank.lengths[length]))
    if optional is not None:
        _check_marks(optional, "the part on preferences", len(bank.opposites))
    if ties:
        _check_marks(ties, "the tie-breaking part", len(bank.tie_breaks))
    marks = f"{main}{optional or ''}{ties or ''}"
    return length, tuple(None if mark == _SKIPPED else int(mark) for mark in marks)


def _packed(text: str) -> str:
    """An answer string without surrounding and inserted characters."""
    shown = printable(unicodedata.normalize("NFKC", text.translate(_DASHES)))
    packed = "".join(shown.split()).lower()
    return _COMMAND.sub("", packed, count=1).strip(_AROUND)


def version_of(text: str) -> int | None:
    """The version of the questions in an answer string, if it has one."""
    match = re.match(r"v(\d{1,6})\.", _packed(text))
    return int(match[1]) if match else None


def _check_marks(marks: str, asked: str, expected: int) -> None:
    for place, mark in enumerate(marks, 1):
        if mark not in "12345-":
            what = f"answer {place} is {mark}"
            raise UsageError(what, "answers run from 1 to 5, and - is a skipped one")
    if len(marks) != expected:
        raise UsageError(
            f"there are {len(marks)} answers, and {asked} has {expected}",
            "give one character per question",
        )
