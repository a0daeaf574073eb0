"""What answers add up to: levels, and what they leave unclear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean, pstdev

from careerfit_cli.model.catalogue import DIMENSIONS, Dimension
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import HIGHEST, LOWEST, Bank, Item, Profile
from careerfit_cli.quiz.answers import Answers, Asked, choices, items, replay
from careerfit_cli.quiz.steadiness import contradictions, doubt

LEAST_SPREAD = 0.45
"""Least spread that carries a shape, in steps of the answer scale, for one item each.

A domain whose dimensions spread less than `LEAST_SPREAD / sqrt(items per dimension)`
(standard deviation of the dimension means) is called unclear. A single answer wanders
by about one step when the same question is asked again, so a spread of half that is
what a person without any preference shows by chance.
"""


def profile(bank: Bank, length: str, answers: Answers) -> Profile:
    """What the answers add up to, by dimension, with what they leave unclear."""
    own = items(bank, length)
    asked = list(zip(own, answers[: len(own)], strict=True))
    counted = [
        (item, answer)
        for item, answer in asked
        if not item.check and answer is not None
    ]
    scores = {
        dimension: [
            item.scored(answer)
            for item, answer in counted
            if item.dimension == dimension
        ]
        for dimension in DIMENSIONS
    }
    careless = doubt(asked)
    return Profile(
        levels=frozen({domain.key: _levels(domain.key, scores) for domain in MATCHED}),
        unclear=frozen(_unclear(scores, counted)),
        notes=(*_notes(asked), careless) if careless else _notes(asked),
        replay=replay(bank, length, answers),
        responses=frozen(
            {domain.key: _responses(domain.key, scores) for domain in MATCHED}
        ),
        doubt=careless,
        choices=choices(bank, length, answers),
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


def _notes(asked: Asked) -> tuple[str, ...]:
    notes = []
    skipped = sum(answer is None for _, answer in asked)
    if skipped:
        was = "was" if skipped == 1 else "were"
        notes.append(f"{skipped} of {len(asked)} questions {was} skipped.")
    notes.extend(
        f'Two answers differ that ask nearly the same: "{first}" and "{again}".'
        for first, again in contradictions(asked)
    )
    return tuple(notes)
