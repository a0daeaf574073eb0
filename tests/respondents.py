"""Tables of respondents made for tests, and what each one's own ranking says."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping, Sequence

from careerfit_cli import matching, quiz
from careerfit_cli.batch import HEADS
from careerfit_cli.model.catalogue import Catalogue
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Bank, Profile


def answer_sheets(
    bank: Bank, length: str, count: int, rng: random.Random
) -> list[list[int | None]]:
    """People who differ in every way that matters to a ranking.

    By turns: any answers; some skipped; nearly flat; flat in a part; a pattern with
    slips; much skipped; check items that contradict; nearly nothing.
    """
    asked = quiz.items(bank, length)
    rows: list[list[int | None]] = []
    for number in range(count):
        row: list[int | None] = [
            rng.choice((1, 3, 3, 5)) if item.pick else rng.randint(1, 5)
            for item in asked
        ]
        kind = number % 8
        if kind == 1:
            row = _skipping(row, 0.05, rng)
        elif kind == 2:
            row = [rng.choice((3, 3, 3, 4)) for _ in asked]
        elif kind == 3:
            flat = rng.choice(MATCHED).key
            row = [
                3 if item.dimension.domain == flat else own
                for item, own in zip(asked, row, strict=True)
            ]
        elif kind == 4:
            keys = rng.choice(([1, 5], [2, 4, 3], [1, 2, 3, 4, 5]))
            row = [
                own if rng.random() < 0.15 else keys[place % len(keys)]
                for place, own in enumerate(row)
            ]
        elif kind == 5:
            row = _skipping(row, rng.random(), rng)
        elif kind == 6:
            level = {item.dimension: rng.randint(1, 5) for item in asked}
            row = [item.scored(level[item.dimension]) for item in asked]
            row = [
                6 - (own or 3) if item.check else own
                for item, own in zip(asked, row, strict=True)
            ]
        elif kind == 7:
            row = _skipping(row, 0.9, rng)
        rows.append(row)
    return rows


def _skipping(
    row: Sequence[int | None], share: float, rng: random.Random
) -> list[int | None]:
    return [None if rng.random() < share else own for own in row]


def item_table(bank: Bank, length: str, rows: Sequence[Sequence[int | None]]) -> str:
    """A file of these answers, a column each."""
    lines = [["id", *bank.lengths[length]]]
    for number, row in enumerate(rows):
        lines.append([f"P{number}", *("" if own is None else str(own) for own in row)])
    return "".join(f"{','.join(line)}\n" for line in lines)


def expected(
    profiles: Mapping[str, Profile],
    catalogue: Catalogue,
    top: int | None = 10,
    weights: Mapping[str, float] = matching.WEIGHTS,
    only: set[str] | None = None,
    *,
    allow_careless: bool = True,
) -> str:
    """The result as CSV, from the ranking of each person alone."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADS)
    for name, profile in profiles.items():
        every = matching.rank(profile, catalogue, top, weights, only)
        found = matching.withheld(profile, every, allow_careless=allow_careless)
        notes = [f"unclear:{own.key}" for own in MATCHED if own.key in found.left_out]
        note = " ".join([*notes, *["careless"] * bool(profile.careless_reason)])
        for own in found.matches:
            entry = own.entry
            writer.writerow(
                [name, own.rank, entry.slug, entry.code, entry.title, own.score,
                 own.label, note]
            )  # fmt: skip
        if not found.matches:
            writer.writerow([name, *[""] * 6, note])
    return text.getvalue()
