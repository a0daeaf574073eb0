"""Scores answers: levels, and which domains are unclear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, pstdev

from careerfit_cli.model.catalogue import DIMENSIONS, Dimension
from careerfit_cli.model.elements import MATCHED, Domain
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import HIGHEST, LOWEST, NEUTRAL, Bank, Item, Profile
from careerfit_cli.quiz.answers import (
    Answers,
    Asked,
    choices,
    items,
    parted,
    replay,
)
from careerfit_cli.quiz.careless import careless_reason, contradictions

LEAST_SPREAD = 0.45
"""The smallest meaningful spread, in steps of the answer scale, for one item each.

A domain whose dimensions spread less than `LEAST_SPREAD / sqrt(items per dimension)`
(standard deviation of the dimension means) is called unclear. A single answer varies by
about one step when the same question is asked again, so a person without any preference
shows a spread of half that by chance.
"""

Scores = Mapping[Dimension, Sequence[int]]
"""Scored answers, 1-5, by dimension."""


def profile(bank: Bank, length: str, answers: Answers) -> Profile:
    """The profile: levels by dimension, and which domains are unclear."""
    form = items(bank, length)
    asked = list(zip(form, answers[: len(form)], strict=True))
    counted = [
        (item, answer)
        for item, answer in asked
        if item.dimension and not item.check and answer is not None
    ]
    counted += _tie_breaks(bank, length, answers)
    rated = _by_dimension((item, answer) for item, answer in counted if not item.pick)
    picked = _by_dimension((item, answer) for item, answer in counted if item.pick)
    reason = careless_reason(asked)
    notes = _notes(bank, asked)
    return Profile(
        levels=frozen(
            {domain.key: _levels(domain, rated, picked) for domain in MATCHED}
        ),
        unclear=frozen(_unclear(rated, picked, counted)),
        notes=(*notes, reason) if reason else notes,
        replay=replay(bank, length, answers),
        responses=frozen({domain.key: _responses(domain, rated) for domain in MATCHED}),
        picks=frozen(
            {dimension.name: answers[0] for dimension, answers in picked.items()}
        ),
        careless_reason=reason,
        choices=choices(bank, length, answers),
    )


def _tie_breaks(bank: Bank, length: str, answers: Answers) -> list[tuple[Item, int]]:
    """Each tie-breaking answer, once for each of its two types."""
    _, _, ties = parted(bank, length, answers)
    return [
        (item, answer)
        for between, answer in zip(bank.tie_breaks, ties, strict=False)
        if answer is not None
        for item in (between.left_item, between.right_item)
    ]


def _by_dimension(answered: Iterable[tuple[Item, int]]) -> Scores:
    scores: dict[Dimension, list[int]] = {dimension: [] for dimension in DIMENSIONS}
    for item, answer in answered:
        if item.dimension:
            scores[item.dimension].append(item.scored(answer))
    return {dimension: answers for dimension, answers in scores.items() if answers}


def _responses(domain: Domain, rated: Scores) -> Mapping[str, tuple[int, ...]]:
    return frozen(
        {
            dimension.name: tuple(answers)
            for dimension, answers in rated.items()
            if dimension.domain == domain.key
        }
    )


def _levels(domain: Domain, rated: Scores, picked: Scores) -> Mapping[str, float]:
    """Levels 0-100: the position of the mean answer between lowest and highest."""
    levels = {}
    for name in domain.names:
        dimension = Dimension(domain.key, name)
        if answers := [*rated.get(dimension, ()), *picked.get(dimension, ())]:
            levels[name] = (fmean(answers) - LOWEST) / (HIGHEST - LOWEST) * 100
    return frozen(levels)


def _unclear(
    rated: Scores, picked: Scores, counted: Sequence[tuple[Item, int]]
) -> dict[str, str]:
    """Why domains carry no signal, from the scored and the unscored answers."""
    reasons = {}
    for domain in MATCHED:
        dimensions = [Dimension(domain.key, name) for name in domain.names]
        answered = [rated[dimension] for dimension in dimensions if dimension in rated]
        picks = [
            picked[dimension][0] for dimension in dimensions if dimension in picked
        ]
        raw = [
            answer
            for item, answer in counted
            if item.dimension in dimensions and not item.pick
        ]
        has_picks = any(pick != NEUTRAL for pick in picks)
        title = domain.title.lower()
        if has_picks:
            continue
        if picks and not answered:
            reasons[domain.key] = "no areas were chosen from the list"
        elif not answered:
            reasons[domain.key] = f"there are no answers on {title}"
        elif len(answered) * 2 < len(dimensions):
            count = f"{len(answered)} of {len(dimensions)}"
            reasons[domain.key] = f"only {count} {title} have answers"
        elif _is_flat(answered, raw):
            reasons[domain.key] = f"the answers on {title} are all about the same"
    return reasons


def _is_flat(answered: Sequence[Sequence[int]], raw: Sequence[int]) -> bool:
    each = fmean(len(answers) for answers in answered)
    # Pressing one key for every question looks like a profile once items are mirrored.
    spread = min(pstdev(fmean(answers) for answers in answered), pstdev(raw))
    return bool(spread < LEAST_SPREAD / each**0.5)


def _notes(bank: Bank, asked: Asked) -> tuple[str, ...]:
    notes = []
    if not bank.parts:
        notes.append(
            f"These answers are from version {bank.version} of the questions. Only the "
            "answers about interests count. The current questions also ask about areas "
            "of work and about how you work: take the quiz again for a fuller result."
        )
    rated = [answer for item, answer in asked if not item.pick]
    skipped = sum(answer is None for answer in rated)
    if skipped:
        was = "was" if skipped == 1 else "were"
        notes.append(f"{skipped} of {len(rated)} questions {was} skipped.")
    notes.extend(
        f'Two answers disagree on nearly the same question: "{first}" and "{again}".'
        for first, again in contradictions(asked)
    )
    return tuple(notes)
