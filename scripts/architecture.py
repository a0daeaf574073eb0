"""Draws the packages, from the import contracts in pyproject.toml.

It is drawn as docs/rooms.svg, listed with what each room is for (the first sentence of
its own docstring) in docs/architecture.md, and set as text in CONTRIBUTING.md.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from generated import ROOT, Files, between

PACKAGE = ROOT / "src" / "careerfit_cli"

WIDTH, ROW, GAP, MARGIN = 760, 64, 34, 24
"""Of the picture, in pixels: its width, the height of a layer, and what lies between."""

STYLE = """\
    text { font: 15px ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace }
    .layer { fill: #eef3f8 } .room { fill: #fff; stroke: #46698c; stroke-width: 1.5 }
    .name { fill: #16324f } .arrow { stroke: #46698c; stroke-width: 2; fill: none }
    .head { fill: #46698c }
    @media (prefers-color-scheme: dark) {
      .layer { fill: #1a2430 } .room { fill: #0e151d; stroke: #7fa3c7 }
      .name { fill: #dbe8f5 } .arrow { stroke: #7fa3c7 } .head { fill: #7fa3c7 }
    }"""


@dataclass(frozen=True)
class House:
    """The layers, highest first, each with its rooms, and the names of all contracts."""

    layers: tuple[tuple[str, ...], ...]
    contracts: tuple[str, ...]


def house() -> House:
    """The layers in the import contracts."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(own["layers"] for own in contracts if own["type"] == "layers")
    return House(
        tuple(tuple(room.strip() for room in line.split("|")) for line in layers),
        tuple(own["name"] for own in contracts),
    )


def purpose(room: str) -> str:
    """The first sentence of a room's docstring."""
    folder = PACKAGE / room / "__init__.py"
    file = folder if folder.exists() else PACKAGE / f"{room}.py"
    told = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return " ".join(told.split("\n\n")[0].split())


def drawing(found: House) -> str:
    """The layers as one SVG picture, the highest on top, with arrows down."""
    height = 2 * MARGIN + len(found.layers) * (ROW + GAP) - GAP
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            f'width="{WIDTH}" height="{height}" role="img">'
        ),
        "  <title>The packages of careerfit</title>",
        f"  <desc>{escape(in_words(found))}</desc>",
        f"  <style>\n{STYLE}\n  </style>",
    ]
    for place, layer in enumerate(found.layers):
        top = MARGIN + place * (ROW + GAP)
        lines += _layer(layer, top)
        if place + 1 < len(found.layers):
            lines += _arrow(top + ROW)
    return "\n".join([*lines, "</svg>"]) + "\n"


def in_words(found: House) -> str:
    """The picture in words, as its text alternative."""
    rows = "; ".join(" and ".join(layer) for layer in found.layers)
    return (
        f"From the top: {rows}. A room imports only from rooms below its own row, and "
        "rooms in a row never import each other."
    )


def _layer(rooms: Sequence[str], top: int) -> list[str]:
    inner = WIDTH - 2 * MARGIN
    lines = [
        (
            f'  <rect class="layer" x="{MARGIN}" y="{top}" width="{inner}" height="{ROW}" '
            'rx="10"/>'
        )
    ]
    # The widest layer sets how wide a room is; others stand in the middle.
    width = min(150, (inner - 12) // len(rooms) - 12)
    left = (WIDTH - len(rooms) * (width + 12) + 12) // 2
    for place, room in enumerate(rooms):
        x = left + place * (width + 12)
        lines += [
            (
                f'  <rect class="room" x="{x}" y="{top + 14}" width="{width}" '
                f'height="{ROW - 28}" rx="6"/>'
            ),
            (
                f'  <text class="name" x="{x + width // 2}" y="{top + ROW // 2 + 5}" '
                f'text-anchor="middle"{_fitted(room, width)}>{escape(room)}</text>'
            ),
        ]
    return lines


def _fitted(room: str, width: int) -> str:
    """Squeezes a name that is wider than its room."""
    most = width - 10
    if 9 * len(room) <= most:
        return ""
    return f' textLength="{most}" lengthAdjust="spacingAndGlyphs"'


def _arrow(top: int) -> list[str]:
    middle, end = WIDTH // 2, top + GAP - 6
    return [
        f'  <path class="arrow" d="M{middle} {top + 5}V{end - 6}"/>',
        f'  <path class="head" d="M{middle - 6} {end - 8}h12l-6 9z"/>',
    ]


def listed(found: House) -> str:
    """Every room with what it is for, a table a layer down, and the contracts."""
    lines = ["| room | what it is for |", "|---|---|"]
    for layer in found.layers:
        lines += [f"| `{room}` | {purpose(room)} |" for room in layer]
    lines += ["", "What `lint-imports` holds, in CI and in the tests:", ""]
    lines += [f"- {name}" for name in found.contracts]
    return "\n".join(lines)


def as_text(found: House) -> str:
    """The layers as lines of text, in a block of code."""
    return "\n".join(["```text", *(" | ".join(own) for own in found.layers), "```"])


def _page() -> str:
    path = ROOT / "docs" / "architecture.md"
    return between(path.read_text(encoding="utf-8"), "rooms", listed(house()))


def _contributing() -> str:
    path = ROOT / "CONTRIBUTING.md"
    return between(path.read_text(encoding="utf-8"), "rooms", as_text(house()))


FILES: Files = {
    ROOT / "docs" / "rooms.svg": lambda: drawing(house()),
    ROOT / "docs" / "architecture.md": _page,
    ROOT / "CONTRIBUTING.md": _contributing,
}
