"""The greeting, and the output of `about`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from careerfit_cli import __version__
from careerfit_cli.commands.about import About, Folder, render
from careerfit_cli.model.attribution import NO_CLAIM, NOTICES
from careerfit_cli.storage import new_occupation, occupations, paths
from careerfit_cli.storage.saved_data import SavedFolder
from careerfit_cli.ui.commands import COMMANDS
from careerfit_cli.ui.terminal import rendered
from careerfit_cli.views.display import Display

ROOT = Path(__file__).parents[1]
MADE_UP = About(
    version="1.2.3",
    occupations=Folder("/usr/lib/careerfit/occupations", 923),
    own=(Folder("/home/ada/my occupations [old]", 2),),
    releases={
        "interests": {"O*NET 30.3": 923},
        "work_context": {"O*NET 27.x": 717, "O*NET 29.2": 162},
        "pay": {"BLS Occupational Employment and Wage Statistics, May 2025": 921},
    },
    estimated={"work_styles": 32},
    saved=(
        SavedFolder("About you", "/home/ada/.local/share/careerfit", ()),
        SavedFolder("The index", "", ()),
    ),
)


def test_no_command_is_greeted_with_three_to_try(run) -> None:
    done = run()
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert max(map(len, lines)) <= 40
    assert len(lines) < 24
    assert "923 U.S. occupations" in done.out
    assert "careerfit --help" in done.out
    tried = re.findall(r"^  (careerfit .*)$", done.out, re.MULTILINE)
    assert len(tried) == 3
    assert {line.split()[1] for line in tried} <= set(COMMANDS)


def test_what_the_greeting_says_to_try_works(run) -> None:
    for line in re.findall(r"^  careerfit (.*)$", run().out, re.MULTILINE):
        if line == "quiz":
            continue  # It asks; tests/test_quiz_terminal.py answers.
        assert run(*line.split()).code == 0


def test_the_whole_help_is_still_a_word_away(run) -> None:
    assert run("--help").out.count("\n") > run().out.count("\n")


LOOKS = {
    "40": Display(40),
    "80": Display(80),
    "plain": Display(80, plain=True),
    "ascii": Display(80, ascii=True),
}


@pytest.mark.parametrize("display", LOOKS)
def test_screen(display: str, golden: Callable[[str, str], None]) -> None:
    text = rendered(render(MADE_UP, LOOKS[display]), LOOKS[display], color=False)
    lines = [line for line in text.splitlines() if not line.startswith("    /")]
    assert max(map(len, lines)) <= LOOKS[display].width
    assert text.isascii()
    golden(f"about-{display}.txt", text)


def test_about_tells_version_size_notices_and_what_is_not_claimed(run) -> None:
    words = " ".join(run("about").out.split())
    for part in (f"careerfit {__version__}", "923 U.S. occupations", "MIT license",
                 *NOTICES, NO_CLAIM, str(paths.builtin_occupations())):  # fmt: skip
        assert part in words


def test_counts_of_releases_are_those_of_the_files(run) -> None:
    data = run("about", "--json").data
    assert data["schema"] == "careerfit.about/1"
    assert data["occupations"]["count"] == 923
    sampled = occupations.files(paths.builtin_occupations())[::60]
    for file in sampled:
        for section, own in occupations.load(file).sources.items():
            counts = data["releases"][section]
            assert counts[f"{own.publisher} {own.release}"] >= 1
    for section, counts in data["releases"].items():
        assert 0 < sum(counts.values()) <= 923, section
    assert data["releases"]["interests"] == {"O*NET 30.3": 923}


def test_the_readme_names_the_releases_of_the_files(run) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([a-z ,]+) \| (.*O\*NET.*) \|$", text, re.MULTILINE))
    releases = run("about", "--json").data["releases"]
    told = {
        part.strip().replace(" ", "_"): sources
        for names, sources in rows.items()
        for part in names.split(",")
    }
    for section, counts in releases.items():
        if section in ("pay", "outlook", "preparation", "handbook"):
            continue
        name = {"technologies": "technology"}.get(section, section)
        for release in counts:
            assert release.removeprefix("O*NET ") in told[name], section


def test_own_occupations_and_kept_files_are_told(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "drone-inspector.yaml").write_text(
        new_occupation.scaffold("Drone Inspector", "99-9999.00")
    )
    monkeypatch.setenv("CAREERFIT_OCCUPATIONS", str(mine))
    data = run("about", "--json").data
    assert data["own"] == [{"path": str(mine), "count": 1}]
    assert data["places"][0]["folder"].endswith("careerfit-home")
    assert f"    {mine}\n" in run("about").out


def test_a_faulty_file_of_ones_own_does_not_silence_it(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "baker.yaml").write_text("schema: 1\n")
    monkeypatch.setenv("CAREERFIT_OCCUPATIONS", str(tmp_path))
    assert run("about").code == 0


def test_it_goes_to_a_file(run, tmp_path: Path) -> None:
    out = tmp_path / "about.json"
    done = run("about", "-o", str(out))
    assert (done.code, done.out) == (0, "")
    assert '"careerfit.about/1"' in out.read_text()
