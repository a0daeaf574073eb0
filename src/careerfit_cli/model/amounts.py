"""Amounts of pay that are published only as a lower limit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

_Value = TypeVar("_Value")


class AtLeast(float):
    """An amount published only as "this much or more" (BLS top-codes high pay)."""

    __slots__ = ()


def is_at_least(amount: object) -> bool:
    """Whether an amount is only a lower limit."""
    return isinstance(amount, AtLeast)


def any_at_least(amounts: Iterable[object]) -> bool:
    """Whether one of some amounts is only a lower limit."""
    return any(map(is_at_least, amounts))


def names_at_least(amounts: Mapping[str, object]) -> tuple[str, ...]:
    """The names of amounts that are only lower limits."""
    return tuple(name for name, amount in amounts.items() if is_at_least(amount))


def bare(amount: _Value) -> _Value | float:
    """A lower limit as a plain number, whole if possible; other amounts unchanged."""
    if not isinstance(amount, AtLeast):
        return amount
    return int(amount) if amount.is_integer() else float(amount)
