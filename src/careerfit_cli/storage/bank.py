"""The quiz's item bank, as shipped: wording, keys and lengths."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from careerfit_cli.model.catalogue import Dimension
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import Bank, Item, Opposites, Part, TieBreak
from careerfit_cli.quiz.answers import version_of
from careerfit_cli.storage.paths import DATA

Values = Mapping[str, Any]

BANK_FILE = DATA / "items.json"


def load_bank(answers: str = "") -> Bank:
    """The item bank as shipped: the version that an answer string names, or the current.

    In version 1, only the interests still count: other items have no dimension, and no
    item has wording.
    """
    current = _current()
    return current.earlier or current if version_of(answers) == 1 else current


@cache
def _current() -> Bank:
    """The current bank with version 1 in `earlier`, read once."""
    bank = _bank(json.loads(BANK_FILE.read_bytes()))
    first = json.loads((DATA / "items_v1.json").read_bytes())
    return replace(bank, earlier=_first_version(first, bank))


def _first_version(data: Values, current: Bank) -> Bank:
    interests: Mapping[str, str] = data["interests"]
    ids = dict.fromkeys(id_ for length in data["lengths"].values() for id_ in length)
    return Bank(
        version=1,
        parts=frozen(),
        items=frozen({id_: _first_item(id_, interests.get(id_)) for id_ in ids}),
        lengths=_lengths(data),
        preferences=current.preferences,
        opposites=current.opposites,
    )


def _first_item(id_: str, interest: str | None) -> Item:
    return Item(id_, "", Dimension(INTERESTS.key, interest) if interest else None)


def _bank(data: Values) -> Bank:
    optional, ties = data["preferences"], data["tie_breaks"]
    return Bank(
        version=data["version"],
        parts=frozen({key: _part(key, part) for key, part in data["parts"].items()}),
        items=frozen({id_: _item(id_, data) for id_ in data["keys"]}),
        lengths=_lengths(data),
        preferences=_part("preferences", optional["part"]),
        opposites=tuple(_opposites(id_, optional) for id_ in optional["keys"]),
        ties=_part("tie_breaks", ties["part"]),
        tie_breaks=tuple(_tie_break(id_, ties) for id_ in ties["keys"]),
    )


def _lengths(data: Values) -> Mapping[str, tuple[str, ...]]:
    return frozen({name: tuple(ids) for name, ids in data["lengths"].items()})


def _part(key: str, data: Values) -> Part:
    first, second, third, fourth, fifth = data["labels"]
    labels = first, second, third, fourth, fifth
    return Part(key, data["title"], data["prompt"], labels)


def _item(id_: str, data: Values) -> Item:
    key = dict(data["keys"][id_])
    return Item(
        id=id_,
        statement=data["wording"][id_],
        dimension=Dimension(key.pop("domain"), key.pop("dimension")),
        examples=data["examples"].get(id_, ""),
        **key,
    )


def _opposites(id_: str, data: Values) -> Opposites:
    key = data["keys"][id_]
    more, less = (tuple(key.get(side, ())) for side in ("more", "less"))
    return Opposites(id_, **data["wording"][id_], more=more, less=less)


def _tie_break(id_: str, data: Values) -> TieBreak:
    words, key = data["wording"][id_], data["keys"][id_]
    left, right = (
        Item(
            id=f"{id_}_{side}",
            statement=words[side],
            dimension=Dimension(INTERESTS.key, key[side]),
            reverse=side == "left",
        )
        for side in ("left", "right")
    )
    return TieBreak(id_, **words, left_item=left, right_item=right)
