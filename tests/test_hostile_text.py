"""Hostile text is neutralized in every output format."""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from careerfit_cli.errors import BadData, Problem, UnknownOccupation, UsageError
from careerfit_cli.export.table import comma_separated, markdown
from careerfit_cli.model.text import MOST_MARKS, printable, quoted, shortened
from careerfit_cli.storage import document, occupations, paths
from careerfit_cli.storage.document import MOST_PROBLEMS
from careerfit_cli.ui import main, terminal
from careerfit_cli.views.display import Display, bullets, labelled, say, table
from commands import commands
from hostile import (
    ONE_OF_EACH,
    TEXTS,
    assert_clean,
    assert_safe,
    assert_safe_csv,
    assert_safe_markdown,
    hostile_catalogue,
    save_profile,
    spoil,
)

HIDING = {name: text for name, text in TEXTS.items() if printable(text) != text}

each_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


@each_text
def test_a_text_made_printable_is_clean(text: str) -> None:
    assert_clean(printable(text))
    assert_clean(printable(quoted(text)))


@given(st.text(st.characters()))
def test_any_text_made_printable_is_clean_and_stays_so(text: str) -> None:
    shown = printable(text)
    assert_clean(shown)
    assert printable(shown) == shown
    assert len(shown) <= len(text)


@pytest.mark.parametrize(
    "text", ["Café au lait", "na\u00efve \u2013 \u201cx\u201d", "\u05d0\u05d7\u05d5\u05ea", "\u4e2d\u6587", "e\u0301x\u0327"]
)  # fmt: skip
def test_letters_of_every_script_stay_as_they_are(text: str) -> None:
    assert printable(text) == text


def test_a_stack_of_marks_is_cut_and_the_next_letter_has_its_own() -> None:
    stack = "\u0301" * (MOST_MARKS + 5)
    kept = "\u0301" * MOST_MARKS
    assert printable(f"a{stack}b{stack}") == f"a{kept}b{kept}"


def test_a_long_line_loses_its_middle() -> None:
    assert shortened("x" * 100, 100) == "x" * 100
    line = shortened("a" * 100 + "b" * 100, 51)
    assert line == "a" * 23 + " ... " + "b" * 23
    assert quoted("x" * 61) == f"'{'x' * 60}...'"


@each_text
@pytest.mark.parametrize("color", [True, False])
def test_whatever_is_drawn_reaches_a_screen_clean(text: str, color: bool) -> None:
    grid = Table(text, title=text, caption=text)
    grid.add_row(text)
    grid.add_row(Text(text, "bold red"))
    display = Display(width=40)
    drawn = Group(
        text, say(text, "bold"), Padding(text, 1), grid, bullets([text], display),
        labelled([(text, text)], display), table([text], [[text]], display),
    )  # fmt: skip
    shown = terminal.rendered(drawn, display, color=color)
    without_styles = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert_clean(without_styles)
    harmless = terminal.rendered(Group(say("x", "bold")), display, color=color)
    assert ("\x1b" in shown) is ("\x1b" in harmless)


def test_markup_is_shown_as_it_stands() -> None:
    for text in (TEXTS["markup"], TEXTS["emoji code"], TEXTS["format"]):
        shown = terminal.rendered(
            Group(text, say(text)), Display(width=100), color=False
        )
        assert shown.count(text) == 2


@each_text
def test_tables_for_other_programs_are_safe(text: str) -> None:
    rows = [[text, 1, None, -2.5], [f"a{text}", 0, text, 1]]
    assert_safe_csv(comma_separated([text, "b", "c", "d"], rows))
    assert_safe_markdown(markdown([text, "b", "c", "d"], rows))


@each_text
def test_complaints_are_clean_and_whole(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for error in (
        UsageError(text, text),
        UnknownOccupation(text, [(text, text)], text),
        BadData([Problem(text, 1, text, text, text)] * 2),
    ):
        terminal.complain(error)
        out, err = capsys.readouterr()
        assert out == ""
        assert_clean(err)
        assert err.startswith("careerfit:")
    terminal.note(text)
    terminal.write(text)
    terminal.say(text)
    out, err = capsys.readouterr()
    assert_clean(out + err)
    assert out.splitlines()[-1] == printable(text).rstrip("\n")


# Every command, over a catalogue in which every text means harm


@pytest.fixture
def aside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder to stand in, with no home, profile or cache but its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loader without its refusal of what cannot be shown."""
    monkeypatch.setattr(document, "_odd", lambda _line: "")


def test_every_command_prints_a_hostile_catalogue_safely(
    aside: Path,
    unguarded: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = hostile_catalogue(aside / "occupations", f"=1;+2 {ONE_OF_EACH} ")
    monkeypatch.setattr(paths, "builtin_occupations", lambda: folder)
    said = []
    for command in commands():
        for argv in command.looks:
            save_profile(Path(os.environ["CAREERFIT_HOME"]))
            main(argv)
            out, err = capsys.readouterr()
            assert "our fault" not in err, (argv, err)
            assert_safe(out)
            assert_clean(err)
            said.append(out + err)
    # The test would prove nothing if harm had not come so far.
    assert sum("alert(1)" in each for each in said) > 20
    pages = list(aside.glob("*.html"))
    assert bool(pages) is any(own.name == "report" for own in commands())
    for page in pages:
        assert "alert(1)" in page.read_text("utf-8")
        assert_safe(page.read_text("utf-8"))


@pytest.fixture
def carpenter(tmp_path: Path) -> Path:
    return Path(shutil.copy(paths.builtin_occupations() / "carpenter.yaml", tmp_path))


@pytest.mark.parametrize("text", HIDING.values(), ids=HIDING)
def test_the_loader_refuses_what_cannot_be_shown_with_its_place(
    text: str, carpenter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as unguarded:
        unguarded.setattr(document, "_odd", lambda _line: "")
        spoil(carpenter, text)
    with pytest.raises(BadData) as refused:
        occupations.load(carpenter)
    *told, last = refused.value.problems
    assert len(told) == MOST_PROBLEMS
    assert last.what == "may have more faults than these 100"
    for own in told:
        assert own.line > 1
        assert own.field
        assert_clean(str(own) + own.hint)


@pytest.mark.parametrize("text", (sorted(TEXTS.keys() - HIDING.keys())))
def test_the_loader_takes_what_can_be_shown_as_it_is(
    text: str, carpenter: Path
) -> None:
    spoil(carpenter, TEXTS[text])
    assert occupations.load(carpenter).title == f"{TEXTS[text]}Carpenters"


@each_text
def test_check_tells_hostile_files_in_clean_lines(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = re.sub("[/\0]", "", text)[:80] or "x"
    quoted_text = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    (tmp_path / f"{name}.yaml").write_text(
        f"schema: 1\ncode: {quoted_text}\ntitle: {quoted_text}\n{quoted_text}: {text}\n",
        "utf-8", newline="",
    )  # fmt: skip
    assert main(["check", str(tmp_path)]) == 4
    out, err = capsys.readouterr()
    assert_clean(out + err)
    *told, last = out.splitlines()
    assert last.endswith(" in 1 file.")
    assert last.startswith(f"1 file checked, {len(told)} problem")
    assert max(map(len, told)) <= 1_000
