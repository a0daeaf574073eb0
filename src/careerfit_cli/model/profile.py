"""A person's side: questions, answers and the profile they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from careerfit_cli.model.catalogue import Dimension
from careerfit_cli.model.frozen import frozen

LOWEST, HIGHEST = 1, 5
"""The ends of every answer scale."""

EITHER = 3
"""The answer that either of two opposites is fine."""


@dataclass(frozen=True)
class Item:
    """One statement of the quiz and its key.

    `reverse` items are mirrored when scored: 5 counts as 1. A `check` item repeats
    what another one asks and is never scored: it tells how steady the answers are.
    """

    id: str
    statement: str
    dimension: Dimension
    reverse: bool = False
    check: str = ""

    def scored(self, answer: int) -> int:
        """An answer as it counts for the dimension."""
        return LOWEST + HIGHEST - answer if self.reverse else answer


@dataclass(frozen=True)
class Part:
    """A run of questions on one answer scale: its heading, prompt and the five labels."""

    domain: str
    title: str
    prompt: str
    labels: tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Question:
    """One question as the person sees it: no key in view.

    `labels` are the five answers, lowest first: the part's, or the question's own.
    """

    part: Part
    statement: str
    own_labels: tuple[str, str, str, str, str] | None = None

    @property
    def labels(self) -> tuple[str, str, str, str, str]:
        """What each answer is called, 1 first."""
        return self.own_labels or self.part.labels


@dataclass(frozen=True)
class Opposites:
    """Two opposite places or ways to work, and what tells them apart in an occupation.

    `more` and `less` name elements of work context: the first are high where `right` is
    found, the others where `left` is.
    """

    id: str
    question: str
    left: str
    right: str
    more: tuple[str, ...]
    less: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """What a person would rather have of two opposites.

    `answer` runs from 1, much rather the left, to 5, much rather the right; `None` is
    no answer. It is never part of a score.
    """

    between: Opposites
    answer: int | None

    @property
    def pole(self) -> str:
        """The side chosen; empty where either is fine or there is no answer."""
        if self.answer is None or self.answer == EITHER:
            return ""
        return self.between.left if self.answer < EITHER else self.between.right

    @property
    def other(self) -> str:
        """The side not chosen; empty where none is."""
        if not self.pole:
            return ""
        left = self.pole == self.between.left
        return self.between.right if left else self.between.left

    @property
    def strong(self) -> bool:
        """Whether it is an answer at an end of the scale."""
        return self.answer in (LOWEST, HIGHEST)

    @property
    def said(self) -> str:
        """The answer in words."""
        if self.pole:
            much = "Much rather" if self.strong else "Rather"
            return f"{much} {self.pole} than {self.other}"
        either = "Not answered" if self.answer is None else "Either is fine"
        return f"{either}: {self.between.left} or {self.between.right}"


@dataclass(frozen=True)
class Bank:
    """A version of the quiz: its parts, its items by id, and the ids asked by length.

    `parts` are by domain key; the ids of a length stand in the order asked.
    `opposites` are the optional questions that may follow any length, in the order
    asked, and `preferences` is their part; its labels hold `{left}` and `{right}`.
    """

    version: int
    parts: Mapping[str, Part]
    items: Mapping[str, Item]
    lengths: Mapping[str, tuple[str, ...]]
    preferences: Part | None = None
    opposites: tuple[Opposites, ...] = ()


@dataclass(frozen=True)
class Profile:
    """What a person's answers add up to.

    `levels` are 0-100 by domain key and dimension name, a dimension without answers
    being absent. `unclear` says, by domain key, why a domain carries no signal: it is
    left out of any ranking. `notes` are remarks on the answers, in plain words.
    `replay` is the answer string that gives this profile again. `responses` are the
    scored answers, 1-5, that each level is the mean of, mirrored where the item is
    reverse-keyed; empty where levels come from elsewhere. `doubt` says why the answers
    as a whole look careless, as the last note does, or is empty: no ranking is claimed
    for such answers. `choices` are the answers to the optional questions, empty when
    they were not asked.
    """

    levels: Mapping[str, Mapping[str, float]]
    unclear: Mapping[str, str] = field(default_factory=frozen)
    notes: tuple[str, ...] = ()
    replay: str = ""
    responses: Mapping[str, Mapping[str, tuple[int, ...]]] = field(
        default_factory=frozen
    )
    doubt: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def steady(self) -> bool:
        """Whether the answers as a whole can be relied on, as far as they tell."""
        return not self.doubt


@dataclass(frozen=True)
class Side:
    """One of two profiles that are compared.

    `name` and `made`, a day such as 2026-11-23, are those it is kept under, or empty.
    """

    profile: Profile
    name: str = ""
    made: str = ""
