"""The quiz's item bank, as shipped: wording, keys and lengths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from careerfit_cli.model.catalogue import Dimension
from careerfit_cli.model.elements import INTERESTS, MATCHED, WORK_CONTEXT
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import (
    PICK_LIST,
    Bank,
    Item,
    Opposites,
    Part,
    TieBreak,
)
from careerfit_cli.quiz.answers import version_of
from careerfit_cli.storage.plain import Plain, shipped

if TYPE_CHECKING:
    from careerfit_cli.storage import part

    Fields = part.Part | Plain

_KEYS = (
    *("version", "parts", "wording", "examples", "keys", "lengths"),
    *("preferences", "tie_breaks"),
)

_DOMAINS = tuple(domain.key for domain in MATCHED)
_NAMES = {domain.key: domain.names for domain in MATCHED}


def load_bank(answers: str = "") -> Bank:
    """The item bank as shipped: the version that an answer string names, or the current.

    Of version 1 only the interests still count: its other items have no dimension, and it
    has no wording.
    """
    current = _current()
    return current.earlier or current if version_of(answers) == 1 else current


@cache
def _current() -> Bank:
    """The current bank with version 1 in `earlier`, read once."""
    bank = _bank(shipped("items.json"))
    return replace(bank, earlier=_first_version(shipped("items_v1.json"), bank))


def _first_version(root: Fields, current: Bank) -> Bank:
    interests = root.part("interests", None)
    lengths = root.part("lengths", None)
    ids = {name: lengths.texts(name) for name in lengths}
    names = dict.fromkeys(
        name for dimension_names in ids.values() for name in dimension_names
    )
    return Bank(
        version=1,
        parts=frozen(),
        items=frozen({name: _first_item(interests, name) for name in names}),
        lengths=frozen(ids),
        preferences=current.preferences,
        opposites=current.opposites,
    )


def _first_item(interests: Fields, name: str) -> Item:
    if name not in interests:
        return Item(id=name, statement="", dimension=None)
    return Item(name, "", Dimension(INTERESTS.key, interests.text(name)))


def bank_in(path: Path) -> Bank:
    """The item bank in a file; raises `BadData` with every fault, by line."""
    from careerfit_cli.storage.text import read_text
    from careerfit_cli.storage.yaml_loader import Document

    reading = Document(str(path), read_text(path))
    bank = _bank(reading.root(("about", *_KEYS), _KEYS))
    reading.finish()
    return bank


def _bank(root: Fields) -> Bank:
    parts = root.part("parts", (*_DOMAINS, PICK_LIST), (*_DOMAINS, PICK_LIST))
    items = _items(root)
    lengths = root.part("lengths", None)
    fields = ("part", "wording", "keys")
    optional = root.part("preferences", fields, fields)
    ties = root.part("tie_breaks", fields, fields)
    return Bank(
        version=root.whole("version", 1, 1_000_000) or 1,
        parts=frozen({key: _part(parts, key) for key in parts}),
        items=items,
        lengths=frozen({name: lengths.texts(name, choices=items) for name in lengths}),
        preferences=replace(_part(optional, "part"), key="preferences"),
        opposites=_opposites(optional),
        ties=replace(_part(ties, "part"), key="tie_breaks"),
        tie_breaks=_tie_breaks(ties),
    )


def _part(parts: Fields, key: str) -> Part:
    keys = ("title", "prompt", "labels")
    part = parts.part(key, keys, keys)
    labels = part.texts("labels")
    if len(labels) != 5:
        if "labels" in part:
            part.fault("labels", f"has {len(labels)} labels", "give five, lowest first")
        labels = ("",) * 5
    return Part(
        key=key,
        title=part.text("title"),
        prompt=part.text("prompt"),
        labels=labels,
    )


def _items(root: Fields) -> Mapping[str, Item]:
    keys = root.part("keys", None)
    wording = root.part("wording", known=tuple(keys), required=tuple(keys))
    examples = root.part("examples", known=tuple(keys))
    return frozen({name: _item(keys, wording, examples, name) for name in keys})


def _item(keys: Fields, wording: Fields, examples: Fields, name: str) -> Item:
    required = ("domain", "dimension")
    optional = ("reverse", "check", "pick", "group")
    key = keys.part(name, (*required, *optional), required)
    domain = key.text("domain", choices=_DOMAINS)
    return Item(
        id=name,
        statement=wording.text(name),
        dimension=Dimension(domain, key.text("dimension", _NAMES.get(domain))),
        reverse=key.flag("reverse"),
        check=key.text("check", choices=tuple(keys)),
        pick=key.flag("pick"),
        examples=examples.text(name),
        group=key.text("group"),
    )


def _opposites(optional: Fields) -> tuple[Opposites, ...]:
    keys = optional.part("keys", None)
    wording = optional.part("wording", known=tuple(keys), required=tuple(keys))
    return tuple(_opposite(keys, wording, name) for name in keys)


def _opposite(keys: Fields, wording: Fields, name: str) -> Opposites:
    key = keys.part(name, ("more", "less"))
    fields = ("question", "left", "right")
    words = wording.part(name, fields, fields)
    return Opposites(
        id=name,
        question=words.text("question"),
        left=words.text("left"),
        right=words.text("right"),
        more=key.texts("more", WORK_CONTEXT.names),
        less=key.texts("less", WORK_CONTEXT.names),
    )


def _tie_breaks(ties: Fields) -> tuple[TieBreak, ...]:
    keys = ties.part("keys", None)
    wording = ties.part("wording", known=tuple(keys), required=tuple(keys))
    return tuple(_tie_break(keys, wording, name) for name in keys)


def _tie_break(keys: Fields, wording: Fields, name: str) -> TieBreak:
    sides, fields = ("left", "right"), ("question", "left", "right")
    key = keys.part(name, sides, sides)
    words = wording.part(name, fields, fields)
    left, right = (
        Item(
            id=f"{name}_{side}",
            statement=words.text(side),
            dimension=Dimension(INTERESTS.key, key.text(side, INTERESTS.names)),
            reverse=side == "left",
        )
        for side in sides
    )
    return TieBreak(
        id=name,
        question=words.text("question"),
        left=words.text("left"),
        right=words.text("right"),
        left_item=left,
        right_item=right,
    )
