"""Describe the packages, from the import contracts in pyproject.toml.

docs/architecture.md and CONTRIBUTING.md show the layers as text; the former also lists
what each room is for: the first sentence of its docstring.
"""

from __future__ import annotations

import ast
import tomllib
from functools import partial
from pathlib import Path

from generated import ROOT, Files, between

PACKAGE = ROOT / "src" / "careerfit_cli"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = SETTINGS["tool"]["importlinter"]["contracts"]
LAYERS = next(rule["layers"] for rule in CONTRACTS if rule["type"] == "layers")
"""The layers in the import contracts, highest first: names of rooms with | between."""


def rooms() -> list[str]:
    """Every room, the highest first."""
    return [room.strip() for layer in LAYERS for room in layer.split("|")]


def purpose(room: str) -> str:
    """The first sentence of a room's docstring."""
    folder = PACKAGE / room / "__init__.py"
    file = folder if folder.exists() else PACKAGE / f"{room}.py"
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split())


def diagram() -> str:
    """The layers as lines of text, in a block of code."""
    return "\n".join(["```text", *LAYERS, "```"])


def table() -> str:
    """The layers, every room with what it is for, and the names of all contracts."""
    lines = [diagram(), "", "| room | what it is for |", "|---|---|"]
    lines += [f"| `{room}` | {purpose(room)} |" for room in rooms()]
    lines += ["", "What `lint-imports` holds, in CI and in the tests:", ""]
    lines += [f"- {contract['name']}" for contract in CONTRACTS]
    return "\n".join(lines)


def _with_rooms(path: Path) -> str:
    inside = diagram() if path.name == "CONTRIBUTING.md" else table()
    return between(path.read_text(encoding="utf-8"), "rooms", inside)


FILES: Files = {
    path: partial(_with_rooms, path)
    for path in (ROOT / "docs" / "architecture.md", ROOT / "CONTRIBUTING.md")
}
