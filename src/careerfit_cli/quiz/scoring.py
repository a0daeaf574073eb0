"""Scores answers: levels, and which domains are unclear."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from statistics import fmean, pstdev

from careerfit_cli.model.catalogue import DIMENSIONS, Dimension
from careerfit_cli.model.elements import MATCHED
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

Scores = Mapping[str, Mapping[str, tuple[int, ...]]]
"""Scored answers, 1-5, by domain key and dimension name."""


def profile(bank: Bank, length: str, answers: Answers) -> Profile:
    """The profile: levels by dimension, and which domains are unclear."""
    main, _, ties = parted(bank, length, answers)
    asked = list(zip(items(bank, length), main, strict=True))
    # A tie-breaking answer counts once for each of its two types.
    tied = [
        (item, answer)
        for between, answer in zip(bank.tie_breaks, ties, strict=False)
        for item in (between.left_item, between.right_item)
    ]
    counted = [
        (item, answer)
        for item, answer in (*asked, *tied)
        if item.dimension and not item.check and answer is not None
    ]
    rated = _by_domain((item, answer) for item, answer in counted if not item.pick)
    picked = _by_domain((item, answer) for item, answer in counted if item.pick)
    reason = careless_reason(asked)
    notes = _notes(bank, asked)
    return Profile(
        levels=frozen(
            {key: _levels(names) for key, names in _by_domain(counted).items()}
        ),
        unclear=frozen(_unclear(rated, picked, counted)),
        notes=(*notes, reason) if reason else notes,
        replay=replay(bank, length, answers),
        responses=rated,
        picks=frozen(
            {name: pick for names in picked.values() for name, (pick,) in names.items()}
        ),
        careless_reason=reason,
        choices=choices(bank, length, answers),
    )


def _by_domain(answered: Iterable[tuple[Item, int]]) -> Scores:
    scores: dict[Dimension, list[int]] = {dimension: [] for dimension in DIMENSIONS}
    for item, answer in answered:
        if item.dimension:
            scores[item.dimension].append(item.scored(answer))
    by_domain: dict[str, dict[str, tuple[int, ...]]] = {d.key: {} for d in MATCHED}
    for dimension, answers in scores.items():
        if answers:
            by_domain[dimension.domain][dimension.name] = tuple(answers)
    return frozen({key: frozen(names) for key, names in by_domain.items()})


def _levels(answers: Mapping[str, Sequence[int]]) -> Mapping[str, float]:
    """Levels 0-100: the position of the mean answer between lowest and highest."""
    return frozen(
        {
            name: (fmean(each) - LOWEST) / (HIGHEST - LOWEST) * 100
            for name, each in answers.items()
        }
    )


def _unclear(
    rated: Scores, picked: Scores, counted: Sequence[tuple[Item, int]]
) -> dict[str, str]:
    """Why domains carry no signal, from the scored and the unscored answers."""
    reasons = {}
    for domain in MATCHED:
        answered, picks = rated[domain.key].values(), picked[domain.key].values()
        raw = [
            answer
            for item, answer in counted
            if item.dimension and item.dimension.domain == domain.key and not item.pick
        ]
        title = domain.title.lower()
        if any(pick != (NEUTRAL,) for pick in picks):
            continue
        if picks and not answered:
            reasons[domain.key] = "no areas were chosen from the list"
        elif not answered:
            reasons[domain.key] = f"there are no answers on {title}"
        elif len(answered) * 2 < len(domain.names):
            count = f"{len(answered)} of {len(domain.names)}"
            reasons[domain.key] = f"only {count} {title} have answers"
        elif _is_flat(answered, raw):
            reasons[domain.key] = f"the answers on {title} are all about the same"
    return reasons


def _is_flat(answered: Collection[Sequence[int]], raw: Sequence[int]) -> bool:
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
