"""The documents are tested: commands run, outputs are those printed, fields are listed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import reference
import startup
import typer

from careerfit_cli.model.occupation import FIGURES, HEADER, WORDS
from careerfit_cli.ui import main
from careerfit_cli.ui.app import app
from careerfit_cli.ui.commands import COMMANDS

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (careerfit [^\n]*)\n(.*?)```", re.DOTALL)


CUT = re.compile(r" \| (head|tail) -(\d+)$")
"""How a document shows a part of what a command prints: its first or last lines."""

DOCUMENTS = [README, *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_console_block_prints_what_it_shows(
    document: Path,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    text = document.read_text(encoding="utf-8")
    for command, shown in BLOCK.findall(text):
        assert main(shlex.split(CUT.sub("", command))[1:]) == 0
        printed = part(command, capsys.readouterr().out)
        if request.config.getoption("--renew-goldens"):
            block = f"$ {command}\n{shown}```"
            text = text.replace(block, f"$ {command}\n{printed}```")
            document.write_text(text, encoding="utf-8")
        else:
            assert printed == shown, command


def part(command: str, printed: str) -> str:
    """What a document shows of what a command prints."""
    lines = printed.rstrip("\n").split("\n")
    if cut := CUT.search(command):
        count = int(cut[2])
        lines = lines[:count] if cut[1] == "head" else lines[-count:]
    return "\n".join(lines).rstrip("\n") + "\n"


def test_a_part_is_what_head_and_tail_make_of_it() -> None:
    assert part("careerfit list | head -2", "a\nb\nc\n") == "a\nb\n"
    assert part("careerfit list | tail -2", "a\nb\nc\n") == "b\nc\n"
    assert part("careerfit list", "a\nb\nc\n") == "a\nb\nc\n"


def test_there_are_blocks_to_run() -> None:
    found = {path.name: len(BLOCK.findall(path.read_text())) for path in DOCUMENTS}
    assert found["README.md"] >= 3
    assert found["class.md"] >= 1
    assert found["tour.md"] >= 6


def lines_to_type(text: str) -> list[list[str]]:
    """The command lines of careerfit in the blocks of code of a document."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    blocks += re.findall(r"(?:^    .+\n)+", text, re.MULTILINE)
    blocks += re.findall(r"^\$ (.*)$", text, re.MULTILINE)
    lines = [line.strip() for own in blocks for line in own.split("\n")]
    typed = [line for line in lines if re.match(r"careerfit [a-z-]", line)]
    return [shlex.split(re.split(r" [|>&]", line)[0], comments=True) for line in typed]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_command_lines_name_commands_and_options_there_are(document: Path) -> None:
    known = {own.name: own for own in reference.commands()}
    for words in lines_to_type(document.read_text(encoding="utf-8")):
        if words[1] == "--occupations":
            del words[1:3]
        if words[1].startswith("-"):
            continue
        name = " ".join(words[:3])
        name = name if name in known else " ".join(words[:2])
        assert name in known, words
        flags = {
            flag
            for own, _ in known[name].options
            for flag in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", own)
        }
        for word in words[2:]:
            if re.match(r"--?[a-z]", word):
                assert word.partition("=")[0] in flags | {"--help", "-h"}, words


def test_the_readme_names_every_command() -> None:
    text = README.read_text(encoding="utf-8")
    for name in (*COMMANDS, "import onet", "import bls"):
        assert f"careerfit {name}" in text, name


def test_help_says_of_each_command_what_its_function_says() -> None:
    program = typer.main.get_command(app)
    for name, summary in COMMANDS.items():
        first, *_ = program.commands[name].help.split("\n")
        assert first == summary


def test_the_readme_has_two_single_line_commands() -> None:
    lines = [
        line for line in README.read_text().splitlines() if line.startswith("python3")
    ]
    assert len(lines) == 2
    assert "careerfit show medical-health-services-manager" in lines[0]
    assert "pytest" in lines[1]


def test_the_notices_stand_in_the_readme() -> None:
    from careerfit_cli.model.attribution import BLS_NOTICE, INDEPENDENCE, ONET_NOTICE

    words = " ".join(README.read_text(encoding="utf-8").split())
    for notice in (ONET_NOTICE, BLS_NOTICE, INDEPENDENCE):
        assert notice in words


def test_the_figures_of_the_readme_are_those_of_the_method() -> None:
    method = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    shares = re.findall(r"([\d.]+)\s%", README.read_text(encoding="utf-8"))
    assert len(shares) >= 8
    for share in shares:
        assert re.search(rf"(?<![\d.]){re.escape(share)}(?![\d.])", method), share


def test_every_field_of_a_file_is_documented() -> None:
    text = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")
    for name in (*HEADER, *WORDS, *FIGURES):
        assert f"`{name}`" in text, name


def test_links_between_documents_lead_somewhere() -> None:
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for link in re.findall(
            r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")
        ):
            assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_the_table_of_speed_has_the_rows_and_goals_of_its_benchmark() -> None:
    told = README.read_text("utf-8").partition("<!-- performance -->")[2]
    rows = re.findall(r"^\| (.*) \|$", told.partition("<!-- /performance")[0], re.M)
    heads, *rows = [tuple(row.split(" | ")) for row in rows]
    assert heads == startup.HEADS
    goals = [(label, goal) for label, _, goal, *_ in rows]
    assert goals == [(own.label, f"{own.goal:.2f}") for own in startup.CASES]
    missed = [label for label, ratio, goal, *_ in rows if float(ratio) > float(goal)]
    assert ("miss\ntheir goals" in told) == bool(missed)
    for label in missed:
        name = label.strip("`").split()[0]
        assert name in told.partition("their goals")[0].lower(), name
