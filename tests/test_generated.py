"""Generated files are up to date."""

from __future__ import annotations

import functools
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import architecture
import generated
import pictures
import pytest


@pytest.mark.parametrize("path", generated.every(), ids=lambda path: path.name)
def test_what_scripts_wrote_is_current(
    path: Path, request: pytest.FixtureRequest
) -> None:
    text = generated.every()[path]()
    if request.config.getoption("--renew-goldens"):
        path.write_text(text, encoding="utf-8")
    written = path.read_text(encoding="utf-8")
    assert text == written, "python scripts/generated.py?"


def test_check_says_what_is_out_of_date(tmp_path: Path) -> None:
    path = tmp_path / "made.txt"
    files = {path: lambda: "new\n"}
    assert generated.stale(files) == [path]
    path.write_text("new\n")
    assert generated.stale(files) == []


def test_the_script_runs_by_itself() -> None:
    script = generated.ROOT / "scripts" / "generated.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_only_what_is_between_the_marks_is_replaced() -> None:
    text = "a\n<!-- rooms -->\nold\n<!-- /rooms -->\nz\n"
    assert generated.between(text, "rooms", "new\n") == text.replace("old", "new")
    with pytest.raises(ValueError, match="a text without"):
        generated.between("a", "rooms", "new")


def test_every_room_is_listed_with_what_it_is_for() -> None:
    assert {"ui", "api", "errors"} <= {*architecture.rooms()}
    for room in architecture.rooms():
        assert architecture.purpose(room).endswith(".")


SCREENS = sorted((generated.ROOT / "docs" / "screens").glob("*.svg"))


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.name)
def test_a_screen_asks_no_host_for_anything_and_cuts_no_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"@font-face|@import|url\((?!#)|href", text)
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    picture = ET.fromstring(text)
    wide = float(picture.attrib["viewBox"].split()[2])
    lines = [*picture.iter("{http://www.w3.org/2000/svg}text")]
    assert len(lines) > 10
    for line in lines:
        assert float(line.get("x", 0)) + float(line.get("textLength", 0)) <= wide
    told = "".join("".join(line.itertext()) for line in lines)
    assert "\N{HORIZONTAL ELLIPSIS}" not in told


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.name)
def test_what_stands_on_a_screen_can_be_read(path: Path) -> None:
    inks = re.findall(r"fill: (#[0-9a-f]{6})", path.read_text(encoding="utf-8"))
    assert inks
    ground = brightness("#{:02x}{:02x}{:02x}".format(*pictures.THEME.background_color))
    for ink in inks:
        assert (brightness(ink) + 0.05) / (ground + 0.05) >= 4.5, ink


def brightness(color: str) -> float:
    """Relative luminance, 0-1, as WCAG 2.2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return sum(
        part * share
        for part, share in zip(parts, (0.2126, 0.7152, 0.0722), strict=True)
    )


def test_a_screen_is_the_same_whenever_it_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (path, make), *_ = pictures.FILES.items()
    monkeypatch.setenv("COLUMNS", "47")
    monkeypatch.setenv("NO_COLOR", "1")
    for name, own in pictures.SCREENS.items():
        again = pictures.picture(
            name, own.typed, functools.partial(pictures.recorded, own)
        )
        assert again == (path.parent / f"{name}.svg").read_text(encoding="utf-8")
    assert make() == path.read_text(encoding="utf-8")


def test_every_screen_is_made_and_stands_in_the_readme() -> None:
    assert {*SCREENS} == {*pictures.FILES}
    readme = (generated.ROOT / "README.md").read_text(encoding="utf-8")
    for path in SCREENS:
        assert re.search(rf"!\[[^]]{{40,}}\]\(docs/screens/{path.name}\)", readme)


def test_every_room_is_in_the_diagram() -> None:
    package = generated.ROOT / "src" / "careerfit_cli"
    found = {
        path.stem
        for path in package.iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").exists())
        and not path.name.startswith("_")
    }
    assert found == {*architecture.rooms()}


def test_scripts_and_pages_go_into_the_source_archive() -> None:
    data = tomllib.loads((generated.ROOT / "pyproject.toml").read_text())
    included = data["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    for name in ("/scripts", "/man", "/docs", "/mkdocs.yml", "/noxfile.py"):
        assert name in included
