"""Mappings that cannot be changed."""

from __future__ import annotations

import copyreg
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

_Value = TypeVar("_Value")


def frozen(mapping: Mapping[str, _Value] | None = None) -> Mapping[str, _Value]:
    """A read-only copy of a mapping, in its order."""
    return MappingProxyType(dict(mapping or {}))


def _again(mapping: MappingProxyType[str, Any]) -> tuple[Any, ...]:
    return frozen, (dict(mapping),)


# Pickling, to send values to another process.
copyreg.pickle(MappingProxyType, _again)
