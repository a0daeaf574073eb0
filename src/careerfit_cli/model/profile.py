"""A person's side: questions, answers and the profile they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from careerfit_cli.model.catalogue import Dimension
from careerfit_cli.model.frozen import frozen

LOWEST, HIGHEST = 1, 5
"""The ends of every answer scale."""

PICK_LIST = "areas_list"
"""The part of the quiz that is a list to pick from."""

PREFERENCES = "preferences"
"""The part of the quiz that is optional and never scored."""

EITHER = 3
"""The answer that either of two opposites is fine."""


LIKED, NEUTRAL, DISLIKED = HIGHEST, 3, LOWEST
"""How areas of the pick list count: chosen, left alone, and marked "not for me"."""

MOST_PICKS = 7
"""How many areas can be liked."""


@dataclass(frozen=True)
class Item:
    """One statement of the quiz and its key.

    `reverse` items are mirrored when scored: 5 counts as 1. A `check` item repeats
    what another one asks and is never scored; it shows whether answers are consistent.
    A `pick` item is one line of the list of areas: `statement` is its name, `examples`
    what people do there, and `group` the heading it is listed under. Items of an earlier
    version that no longer count have no `dimension`.
    """

    id: str
    statement: str
    dimension: Dimension | None
    reverse: bool = False
    check: str = ""
    pick: bool = False
    examples: str = ""
    group: str = ""

    def __hash__(self) -> int:
        # Matrices are cached by all items of a quiz: hashing every field takes longer.
        return hash(self.id)

    def scored(self, answer: int) -> int:
        """An answer as it counts for the dimension."""
        return LOWEST + HIGHEST - answer if self.reverse else answer


@dataclass(frozen=True)
class Picking:
    """What a list to pick from is of, such as `one` area and `many` areas.

    At most `most` can be chosen; where it is `refusable`, others can be marked "not for
    me".
    """

    one: str
    many: str
    most: int
    refusable: bool


AREAS = Picking("area", "areas", MOST_PICKS, refusable=True)


@dataclass(frozen=True)
class Part:
    """A run of questions on one answer scale: its heading, prompt and the five labels.

    `key` is the domain that the part measures, `areas_list` for the pick list, or
    `preferences`. `picking` is how a list to pick from is asked.
    """

    key: str
    title: str
    prompt: str
    labels: tuple[str, ...]
    picking: Picking = AREAS

    @property
    def is_pick_list(self) -> bool:
        """Whether all questions of the part are asked on one screen, as a list."""
        return self.key == PICK_LIST


@dataclass(frozen=True)
class Question:
    """One question as the person sees it: no key in view.

    `labels` are the five answers, lowest first: the part's, or the question's own.
    """

    part: Part
    statement: str
    own_labels: tuple[str, ...] = ()
    examples: str = ""
    group: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The label of each answer, 1 first."""
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
class TieBreak:
    """A question between two opposite interest types, asked when no career stands out.

    Its answer, 1 to 5, counts as it is for the type `right_item` measures, and reversed
    for that of `left_item`.
    """

    id: str
    question: str
    left: str
    right: str
    left_item: Item
    right_item: Item


@dataclass(frozen=True)
class Choice:
    """A person's preference between two opposites.

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

    `parts` are by domain key; the ids of a length are in the order asked.
    `opposites` are the optional questions that may follow any length, in the order
    asked, and `preferences` is their part; its labels hold `{left}` and `{right}`.
    `tie_breaks` are asked when no career stands out, and `ties` is their part.
    """

    version: int
    parts: Mapping[str, Part]
    items: Mapping[str, Item]
    lengths: Mapping[str, tuple[str, ...]]
    preferences: Part | None = None
    opposites: tuple[Opposites, ...] = ()
    earlier: Bank | None = None
    ties: Part | None = None
    tie_breaks: tuple[TieBreak, ...] = ()


@dataclass(frozen=True)
class Profile:
    """The profile from a person's answers.

    `levels` are 0-100 by domain key and dimension name; a dimension without answers is
    absent. `unclear` says, by domain key, why a domain carries no signal: it is left out
    of any ranking. `notes` are remarks on the answers, in plain words. `replay` is the
    answer string that gives this profile again. `responses` are the scored answers, 1-5,
    mirrored where the item is reverse-keyed; `picks` are those on the list of areas, by
    area name (`LIKED`, `NEUTRAL` or `DISLIKED`). A level is the mean of both. They are
    empty where levels come from elsewhere. `careless_reason` says why the answers as a
    whole look careless, or is empty: such answers are not ranked. `choices` are the
    answers to the optional questions, empty when they were not asked.
    """

    levels: Mapping[str, Mapping[str, float]]
    unclear: Mapping[str, str] = field(default_factory=frozen)
    notes: tuple[str, ...] = ()
    replay: str = ""
    responses: Mapping[str, Mapping[str, tuple[int, ...]]] = field(
        default_factory=frozen
    )
    picks: Mapping[str, int] = field(default_factory=frozen)
    careless_reason: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def liked_areas(self) -> tuple[str, ...]:
        """The areas chosen from the list, in the order of the list."""
        return tuple(name for name, pick in self.picks.items() if pick == LIKED)

    @property
    def disliked_areas(self) -> tuple[str, ...]:
        """The areas marked "not for me", in the order of the list."""
        return tuple(name for name, pick in self.picks.items() if pick == DISLIKED)


@dataclass(frozen=True)
class Side:
    """One of two profiles that are compared.

    `name` and `made`, a day such as 2026-11-23, are those it is saved under, or empty.
    """

    profile: Profile
    name: str = ""
    made: str = ""
