"""The instrument: which questions are asked, and what the answers add up to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from careerfit_cli.errors import UsageError
from careerfit_cli.model.catalogue import DIMENSIONS, Dimension
from careerfit_cli.model.elements import INTERESTS, MATCHED
from careerfit_cli.model.occupation import frozen
from careerfit_cli.model.profile import HIGHEST, LOWEST, Bank, Item, Profile, Question

STANDARD = "standard"
"""The length asked when none is chosen."""

Answers = Sequence[int | None]
"""One answer per item in the order asked: 1-5, or `None` for a skipped one."""

LEAST_SPREAD = 0.45
"""Least spread that carries a shape, in steps of the answer scale, for one item each.

A domain whose dimensions spread less than `LEAST_SPREAD / sqrt(items per dimension)`
(standard deviation of the dimension means) is called unclear. A single answer wanders
by about one step when the same question is asked again, so a spread of half that is
what a person without any preference shows by chance.
"""

UNSTEADY = 2
"""Steps between two answers to the same thing from which they are called unsteady."""

_SKIPPED = "-"


def items(bank: Bank, length: str = STANDARD) -> tuple[Item, ...]:
    """The items of a length, in the order asked."""
    return tuple(bank.items[name] for name in bank.lengths[length])


def questions(bank: Bank, length: str = STANDARD) -> tuple[Question, ...]:
    """The questions of a length as a person sees them, keys left out."""
    return tuple(
        Question(bank.parts[item.dimension.domain], item.statement)
        for item in items(bank, length)
    )


def replay(bank: Bank, length: str, answers: Answers) -> str:
    """The answer string: item bank version, length, then a character per item."""
    marks = "".join(_SKIPPED if answer is None else str(answer) for answer in answers)
    return f"v{bank.version}.{length}.{marks}"


def answers_in(bank: Bank, text: str) -> tuple[str, tuple[int | None, ...]]:
    """The length and the answers in an answer string.

    Spaces and line ends are passed over. Bare answers, without version and length, are
    of the standard length. Raises `UsageError` when the string is not one, is of
    another version of the questions, or has too few or too many answers.
    """
    packed = "".join(text.split())
    match = re.fullmatch(r"(?:v(\d{1,6})\.([a-z]+)\.)?([0-9-]*)", packed)
    if not match:
        raise UsageError(
            "the answers are not an answer string",
            f"give digits 1-5 and - for a skipped question, such as {_example(bank)}",
        )
    version, length, marks = match[1], match[2] or STANDARD, match[3]
    if version and int(version) != bank.version:
        raise UsageError(
            f"the answers are to version {version} of the questions, "
            f"and this careerfit asks version {bank.version}",
            "take the quiz again",
        )
    if length not in bank.lengths:
        known = ", ".join(bank.lengths)
        raise UsageError(f"there is no {length!r} quiz", f"lengths: {known}")
    _check_marks(marks, length, len(bank.lengths[length]))
    return length, tuple(None if mark == _SKIPPED else int(mark) for mark in marks)


def _check_marks(marks: str, length: str, expected: int) -> None:
    for place, mark in enumerate(marks, 1):
        if mark not in "12345-":
            what = f"answer {place} is {mark}"
            raise UsageError(what, "answers run from 1 to 5, and - is a skipped one")
    if len(marks) != expected:
        raise UsageError(
            f"there are {len(marks)} answers, and the {length} quiz has {expected}",
            "give one character per question",
        )


def _example(bank: Bank) -> str:
    return f"v{bank.version}.{STANDARD}.4215-3..."


def profile(bank: Bank, length: str, answers: Answers) -> Profile:
    """What the answers add up to, by dimension, with what they leave unclear."""
    asked = list(zip(items(bank, length), answers, strict=True))
    counted = [
        (item, answer)
        for item, answer in asked
        if not item.check and answer is not None
    ]
    scores = {
        dimension: [
            _scored(item, answer)
            for item, answer in counted
            if item.dimension == dimension
        ]
        for dimension in DIMENSIONS
    }
    return Profile(
        levels=frozen({domain.key: _levels(domain.key, scores) for domain in MATCHED}),
        unclear=frozen(_unclear(scores, counted)),
        notes=_notes(asked),
        replay=replay(bank, length, answers),
        responses=frozen(
            {domain.key: _responses(domain.key, scores) for domain in MATCHED}
        ),
    )


def _responses(
    domain: str, scores: Mapping[Dimension, list[int]]
) -> Mapping[str, tuple[int, ...]]:
    return frozen(
        {
            dimension.name: tuple(own)
            for dimension, own in scores.items()
            if own and dimension.domain == domain
        }
    )


def _scored(item: Item, answer: int) -> int:
    return LOWEST + HIGHEST - answer if item.reverse else answer


def _levels(domain: str, scores: Mapping[Dimension, list[int]]) -> Mapping[str, float]:
    """Levels 0-100: where the mean answer stands between lowest and highest."""
    return frozen(
        {
            dimension.name: (fmean(own) - LOWEST) / (HIGHEST - LOWEST) * 100
            for dimension, own in scores.items()
            if own and dimension.domain == domain
        }
    )


def _unclear(
    scores: Mapping[Dimension, list[int]], counted: Sequence[tuple[Item, int]]
) -> dict[str, str]:
    """Why domains carry no signal, by the keyed scores and the answers as given."""
    reasons = {}
    for domain in MATCHED:
        own = [scores[Dimension(domain.key, name)] for name in domain.names]
        answered = [part for part in own if part]
        raw = [given for item, given in counted if item.dimension.domain == domain.key]
        least = (len(own) + 1) // 2
        title = domain.title.lower()
        if len(answered) < least:
            reasons[domain.key] = (
                f"only {len(answered)} of {len(own)} {title} have answers"
            )
        elif _is_flat(answered, raw):
            reasons[domain.key] = f"the answers on {title} are all about the same"
    return reasons


def _is_flat(answered: Sequence[Sequence[int]], raw: Sequence[int]) -> bool:
    each = fmean(len(part) for part in answered)
    # One answer all the way down looks like a shape once half the items are mirrored.
    spread = min(pstdev(fmean(part) for part in answered), pstdev(raw))
    return bool(spread < LEAST_SPREAD / each**0.5)


def _notes(asked: Sequence[tuple[Item, int | None]]) -> tuple[str, ...]:
    notes = []
    skipped = sum(answer is None for _, answer in asked)
    if skipped:
        was = "was" if skipped == 1 else "were"
        notes.append(f"{skipped} of {len(asked)} questions {was} skipped.")
    notes.extend(
        f'Two answers differ that ask nearly the same: "{first}" and "{again}".'
        for first, again in _unsteady(asked)
    )
    return tuple(notes)


def _unsteady(asked: Sequence[tuple[Item, int | None]]) -> list[tuple[str, str]]:
    given = {item.id: (item, answer) for item, answer in asked if answer is not None}
    pairs = [
        (given[item.check], (item, answer))
        for item, answer in given.values()
        if item.check in given
    ]
    return [
        (first.statement, again.statement)
        for (first, one), (again, other) in pairs
        if abs(_scored(first, one) - _scored(again, other)) >= UNSTEADY
    ]


def _dimensions(domain: str, *names: str) -> tuple[Dimension, ...]:
    return tuple(Dimension(domain, name) for name in names)


@dataclass(frozen=True)
class Poles:
    """Two opposite ways to work, and the dimensions that speak for each.

    Where `left_by` is empty, a low level of `right_by` speaks for the left.
    """

    left: str
    right: str
    right_by: tuple[Dimension, ...]
    left_by: tuple[Dimension, ...] = ()


@dataclass(frozen=True)
class Preference:
    """How far a person leans between two poles: -100 all left, 100 all right."""

    left: str
    right: str
    lean: float

    @property
    def side(self) -> str:
        """The pole leaned to, or empty when there is no clear lean."""
        if abs(self.lean) < CLEAR_LEAN:
            return ""
        return self.right if self.lean > 0 else self.left


CLEAR_LEAN = 25
"""From this lean on, of 100, a preference is called one: half a step of each answer."""

POLES = (
    Poles("alone", "with others", _dimensions("work_styles", "Social Orientation")),
    Poles("follow", "lead", _dimensions("work_styles", "Leadership")),
    Poles(
        "guidance",
        "freedom",
        (
            *_dimensions("work_styles", "Independence"),
            *_dimensions("work_values", "Independence"),
        ),
        _dimensions("work_values", "Support"),
    ),
    Poles(
        "routine",
        "change",
        _dimensions("work_styles", "Adaptability/Flexibility", "Innovation"),
    ),
    Poles("quick", "exact", _dimensions("work_styles", "Attention to Detail")),
    Poles(
        "things",
        "people",
        _dimensions("interests", "Social"),
        _dimensions("interests", "Realistic"),
    ),
    Poles(
        "data",
        "ideas",
        _dimensions("interests", "Investigative", "Artistic"),
        _dimensions("interests", "Enterprising", "Conventional"),
    ),
)
"""The last two are Prediger's (1982) dimensions under the Holland hexagon."""


def preferences(profile: Profile) -> tuple[Preference, ...]:
    """Where a person leans between opposite ways to work, as far as answers tell."""
    found = []
    for poles in POLES:
        if any(own.domain in profile.unclear for own in poles.right_by + poles.left_by):
            continue
        right = _mean_level(profile, poles.right_by)
        left = _mean_level(profile, poles.left_by)
        if right is None or (poles.left_by and left is None):
            continue
        lean = (right - 50) * 2 if left is None else right - left
        found.append(Preference(poles.left, poles.right, lean))
    return tuple(found)


def _mean_level(profile: Profile, dimensions: Sequence[Dimension]) -> float | None:
    levels = [
        level
        for dimension in dimensions
        if (level := profile.levels[dimension.domain].get(dimension.name)) is not None
    ]
    return fmean(levels) if levels else None


def profile_of_interests(text: str) -> Profile:
    """The profile of six interest scores of another test: `R=31,I=24,...`.

    Only their shape counts, so any scale will do; levels run from the lowest score, 0,
    to the highest, 100. Scores that differ by less than a twentieth of the highest are
    called unclear. Raises `UsageError` unless there is one number for each letter.
    """
    scores = _interest_scores(text)
    low, high = min(scores.values()), max(scores.values())
    unclear = {
        domain.key: f"there are no answers on {domain.title.lower()}"
        for domain in MATCHED
        if domain is not INTERESTS
    }
    if high - low < abs(high) / 20 or high == low:
        unclear[INTERESTS.key] = "the six interest scores are all about the same"
    spread = (high - low) or 1
    levels = {
        name: (scores[name[0]] - low) / spread * 100 for name in INTERESTS.names
    }
    empty: Mapping[str, float] = frozen()
    every = {domain.key: empty for domain in MATCHED} | {INTERESTS.key: frozen(levels)}
    return Profile(levels=frozen(every), unclear=frozen(unclear))


def _interest_scores(text: str) -> dict[str, float]:
    scores: dict[str, float] = {}
    for part in text.upper().split(","):
        match = re.fullmatch(r"\s*([RIASEC])\s*=\s*(-?\d{1,9}(?:\.\d{1,9})?)\s*", part)
        if not match or match[1] in scores:
            raise UsageError(f"{part.strip()!r} is not a new interest score", _RIASEC)
        scores[match[1]] = float(match[2])
    if len(scores) < len(INTERESTS.names):
        raise UsageError(f"{len(scores)} interest scores are given, of 6", _RIASEC)
    return scores


_RIASEC = "write R=31,I=24,A=20,S=18,E=9,C=12"
