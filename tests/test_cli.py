"""The commands as a person or a script meets them: exit code, output, errors."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from careerfit_cli import matching, quiz
from careerfit_cli.matching.labels import THRESHOLDS
from careerfit_cli.storage import paths
from careerfit_cli.storage.bank import load_bank
from careerfit_cli.ui import terminal
from careerfit_cli.ui.loading import open_index
from codes import NURSE

pytestmark = pytest.mark.core

SEED = "medical-health-services-manager"
ANSWERS = NURSE


def test_help_names_every_command_and_the_exit_codes(run) -> None:
    done = run("--help")
    assert done.code == 0
    for command in ("show", "list", "search", "compare", "quiz", "check", "import"):
        assert f"\n  {command} " in done.out
    assert "130 stopped with Ctrl-C" in " ".join(done.out.split())
    assert "..." not in done.out.partition("Commands:")[2]


@pytest.mark.parametrize(
    "command",
    ["show", "list", "search", "compare", "quiz", "check", "about", "import",
     "import onet", "import bls"],
)  # fmt: skip
def test_every_command_has_help(run, command: str) -> None:
    for flag in ("-h", "--help"):
        done = run(*command.split(), flag)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("Usage: careerfit")


def test_the_help_of_the_quiz_says_how_long_each_form_is(run) -> None:
    text = " ".join(run("quiz", "--help").out.split())
    assert "flash (1 minute), quick (3 minutes, the default), standard (7)" in text


def test_version(run) -> None:
    assert run("--version").out.startswith("careerfit 0.")


@pytest.mark.parametrize(
    "name",
    [
        SEED,
        "11-9111.00",
        "11-9111",
        "Medical and Health Services Managers",
        "medical and health services manager",
        "healthcare administrator",
        "medical and health",
        "Medicl and Helth Services Managers",
    ],
)
def test_show_finds_an_occupation_by_any_of_its_names(run, name: str) -> None:
    done = run("show", name, "--section", "work-values")
    assert done.code == 0
    assert done.out.startswith("Medical and Health Services Managers\n")


def test_show_says_when_it_took_a_name_for_another(run) -> None:
    done = run("show", "regstered nurse", "-s", "titles")
    assert done.err == "Showing Registered Nurses for 'regstered nurse'.\n"


@pytest.mark.parametrize("indexed", [False, True])
def test_show_by_file_name_opens_one_file_and_nothing_else(
    indexed: bool, tmp_path: Path
) -> None:
    script = (
        "import sys\n"
        "from careerfit_cli import ui\n"
        "seen = []\n"
        "sys.addaudithook(lambda event, args: seen.append(str(args[0]))"
        " if event in ('open', 'sqlite3.connect') else None)\n"
        "ui.main(sys.argv[1:])\n"
        "print(*(s for s in seen if '.yaml' in s or 'catalogue-' in s), file=sys.stderr)"
    )

    def opened(*argv: str) -> list[Path]:
        done = subprocess.run(
            [sys.executable, "-c", script, *argv],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"XDG_CACHE_HOME": str(tmp_path)},
        )
        names = done.stderr.split()
        return [Path(re.sub(r"^file:|\?.*", "", name)) for name in names]

    if indexed:
        folder = paths.builtin_occupations()
        made = paths.cached_index(folder)
        open_index()
        assert made is not None
        shutil.copytree(made.parent, tmp_path / made.parent.name)
    [only] = opened("show", SEED, "-s", "titles")
    # Its page in the index, or its own file where there is none yet.
    assert only.stem == SEED or (indexed and only.parent.parent == tmp_path)


def test_an_ambiguous_name_lists_candidates(run) -> None:
    done = run("show", "pilot")
    assert (done.code, done.out) == (3, "")
    assert "'pilot' may mean" in done.err
    assert "Commercial Pilots  (commercial-pilot)" in done.err


@pytest.mark.parametrize(
    "name", ["qqqqzzzz", "", " ", "...", "../../etc/passwd", "/etc/passwd", "\U0001f4a5",
             "x" * 5000, "a/b", "\x1b[31mred", "אחות"],
)  # fmt: skip
def test_an_unknown_name_is_code_3_on_stderr(run, name: str) -> None:
    done = run("show", name)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("careerfit: ")
    assert "\x1b" not in done.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("qqq", "there is no section 'qqq'\n"),
        (
            "intrest",
            "there is no section 'intrest'; nearest: interests, interest-areas\n",
        ),
        ("pay,abilites", "there is no section 'abilites'; nearest: abilities\n"),
        ("pay,", "there is no section ''\n"),
    ],
)
def test_an_unknown_section_names_the_nearest_and_the_list(
    run, given: str, said: str
) -> None:
    done = run("show", SEED, "--section", given)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "sections: summary, tasks," in done.err


def test_sections_are_picked_by_commas_or_one_by_one(run) -> None:
    one = run("show", SEED, "-s", "pay", "-s", "work-values").out
    assert run("show", SEED, "-s", "Work Values, pay").out == one
    assert "\nWork values" in one
    assert "\nPay  BLS" in one
    assert "\nSkills" not in one


def test_an_address_is_whole_on_its_own_line(run) -> None:
    lines = run("show", "registered-nurse", "-s", "contacts").out.splitlines()
    (address,) = [line for line in lines if "https://" in line]
    assert len(address) > 80
    assert address.strip().endswith("find-certifications.aspx?newsearch=true")


def test_what_is_not_reported_is_said_once(run) -> None:
    out = run("show", "legislator").out
    words = " ".join(out.split())
    assert (
        "Not reported for this occupation: abilities, skills, knowledge, "
        "work context, work activities, pay, pay by state. What they do"
    ) in words
    assert "\nAbilities" not in out
    assert "Not reported for this" not in run("show", SEED).out


def test_wrong_use_is_code_2_and_says_where_help_is(run) -> None:
    for argv in (["show", SEED, "--bogus"], ["nosuch"], ["list", "--top", "0"],
                 ["list", "--top", "x"], ["list", "--sort", "luck"]):  # fmt: skip
        done = run(*argv)
        assert (done.code, done.out) == (2, ""), argv
        told, hint = done.err.splitlines()
        assert told.startswith("careerfit: "), argv
        assert hint.startswith("see `careerfit ")
        assert hint.endswith("--help`")


def test_show_json_is_whole_and_carries_units_sources_and_notices(run) -> None:
    data = run("show", SEED, "--json").data
    assert data["schema"] == "careerfit.occupation/2"
    assert data["code"] == "11-9111.00"
    assert data["interests"]["Enterprising"] == 82.5
    assert len(data["work_context"]) == 57
    assert data["pay"]["dollars_a_year"]["median"] == 123860
    assert data["pay"]["period"] == "May 2025"
    assert data["units"]["pay.dollars_a_year"] == "U.S. dollars a year"
    assert data["sources"]["interests"]["release"] == "30.3"
    assert "O*NET Database" in data["notices"][0]


def test_show_all_prints_every_element(run) -> None:
    done = run("show", SEED, "--all")
    assert "--all" not in done.out
    for text in ("Explosive Strength", "Wyoming", "Programming", "Physics"):
        assert text in done.out


def test_list_sorts_and_limits(run) -> None:
    data = run("list", "--sort", "pay", "--top", "5", "--json").data
    medians = [row["median"] for row in data["occupations"]]
    assert len(medians) == 5
    assert medians == sorted(medians, reverse=True)
    assert len(run("list", "--json").data["occupations"]) == 923


def test_search_says_which_name_matched(run) -> None:
    done = run("search", "hospice administrator", "--top", "1", "--json")
    row = done.data["occupations"][0]
    assert (row["slug"], row["matched"]) == (SEED, "Hospice Administrator")
    assert run("search", "zzzzqqqq").code == 3


def test_compare_needs_two_to_five_different_ones(run) -> None:
    for names, words in (
        ([SEED], "not 1"),
        (["carpenter"] * 6, "not 6"),
        ([SEED, "11-9111.00"], "the same occupation is given twice"),
    ):
        done = run("compare", *names)
        assert (done.code, done.out) == (2, "")
        assert words in done.err
    assert run("compare", SEED, "nosuchthing").code == 3


def test_compare_never_sets_a_mean_beside_a_median(run) -> None:
    done = run("compare", SEED, "registered-nurse", "actor")
    assert done.code == 0
    assert "mean" not in done.out.lower().replace("meaning", "")
    assert "not reported" in done.out
    assert "covers all of SOC 29-1141" in done.out


def test_compare_json_lists_every_difference(run) -> None:
    data = run("compare", SEED, "registered-nurse", "--json").data
    rarities = [row["rarity"] for row in data["differences"]]
    assert len(rarities) == 292
    assert rarities == sorted(rarities, reverse=True)
    assert len(data["own"]) == 2


def test_compare_puts_figures_first_then_ten_differences_then_what_is_own(run) -> None:
    out = run("compare", "registered-nurse", "software-developer").out
    places = [
        out.index(f"\n{head}")
        for head in ("Pay, outlook and entry", "What differs most", "What only one has",
                     "Technologies in common", "Read with care")
    ]  # fmt: skip
    assert places == sorted(places)
    shown = out[places[1] : out.index("The most unusual")]
    assert len(re.findall(r"\d+ +\d+ +\d+$", shown, re.MULTILINE)) == 10
    assert "159 more differ by 10 points or more; --all shows them." in out
    every = run("compare", "registered-nurse", "software-developer", "--all").out
    assert len(re.findall(r"\d+ +\d+ +\d+$", every, re.MULTILINE)) == 169
    assert "--all" not in every


def test_compare_shows_the_fit_of_a_person_who_took_the_quiz(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("compare", "registered-nurse", "carpenter")
    assert "FIT" not in run(*names).out
    monkeypatch.setattr("sys.stdin", io.StringIO(typed(ANSWERS)))
    assert run("quiz", "--plain", "--top", "1").code == 0
    out = run(*names).out
    assert "Your FIT" in out
    assert re.search(r"\d\d\.\d best, rank \d+ ", out)
    assert "careerfit why NAME" in out
    assert "FIT" not in run(*names, "--json").out


def test_quiz_answers_from_a_string_a_file_and_input(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "answers.txt"
    file.write_text(ANSWERS[:40] + "\n" + ANSWERS[40:] + "\n")
    monkeypatch.setattr("sys.stdin", io.StringIO(file.read_text()))
    outs = [
        run("quiz", "--answers", given, "--json").out
        for given in (ANSWERS, str(file), "-")
    ]
    assert outs[0] == outs[1] == outs[2]


def test_quiz_json_points_sum_to_each_score(run) -> None:
    data = run("quiz", "--answers", ANSWERS, "--top", "50", "--json").data
    ranking = data["ranking"]
    assert len(ranking["matches"]) == 50
    assert data["replay"] == ANSWERS
    for fit in ranking["matches"]:
        total = ranking["base"] + sum(part["points"] for part in fit["contributions"])
        assert round(total, 1) == fit["fit"]
    scores = [fit["fit"] for fit in ranking["matches"]]
    assert scores == sorted(scores, reverse=True)


def test_flat_answers_rank_nothing(run) -> None:
    done = run("quiz", "--answers", "3" * 70)
    assert done.code == 0
    assert matching.NO_SIGNAL in done.out
    assert "careerfit quiz --length flash" in done.out
    assert run("quiz", "--answers", "3" * 70, "--json").data["ranking"]["matches"] == []


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("333", "there are 3 answers, and the quick quiz has 70"),
        ("6" * 64, "answer 1 is 6"),
        ("v9.standard." + "3" * 64, "version 9"),
        ("v1.endless." + "3" * 64, "no 'endless' quiz"),
        ("no/such/file.txt", "no/such/file.txt: No such file or directory"),
        ("answers.txt", "answers.txt: No such file or directory"),
        ("hello", "not an answer string"),
        ("", "there are 0 answers"),
        ("\0", "there are 0 answers"),
        ("3" * 9999, "9999 answers"),
    ],
)
def test_wrong_answers_say_what_is_wrong(run, answers: str, words: str) -> None:
    done = run("quiz", "--answers", answers)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_a_folder_or_a_binary_file_is_no_answers(run, tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    for answers, code in ((tmp_path, 2), (tmp_path / "binary", 4)):
        done = run("quiz", "--answers", str(answers))
        assert (done.code, done.out) == (code, "")


def test_quiz_without_a_terminal_names_the_flag(run) -> None:
    done = run("quiz")
    assert (done.code, done.out) == (2, "")
    assert "--answers" in done.err


def typed(answers: str) -> str:
    """What somebody types, line by line, to give the answers of a quick quiz."""
    marks = answers.rpartition(".")[2]
    names = [item.statement for item in quiz.items(load_bank(), "quick") if item.pick]
    picks = dict(zip(names, marks[8:49], strict=True))
    liked = [name for name, mark in picks.items() if mark == "5"]
    disliked = [f"-{name}" for name, mark in picks.items() if mark == "1"]
    lines = [*marks[:8], ", ".join(liked + disliked), *marks[49:]]
    return "".join(f"{line}\n" for line in lines)


def test_plain_quiz_reads_lines_and_prints_lines(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = tmp_path / "keys"
    keys.write_text(typed(ANSWERS))
    monkeypatch.setattr("sys.stdin", io.StringIO(keys.read_text()))
    done = run("quiz", "--plain", "--top", "2")
    assert done.code == 0
    assert "Question 30 of 30" in done.err
    assert run("data", "export", "--profile", "me").data["replay"] == ANSWERS
    assert not set("━─•●\x1b") & set(done.out)


def test_a_stopped_quiz_says_how_to_go_on_and_goes_on(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = tmp_path / "keys"
    keys.write_text("5\n1\nq\n")
    monkeypatch.setattr("sys.stdin", io.StringIO(keys.read_text()))
    done = run("quiz", "--plain")
    assert (done.code, done.out) == (0, "")
    string = "v2.quick.51" + "-" * 68
    assert "Your answers are saved. To resume:\ncareerfit quiz\n" in done.err
    keys.write_text("4\n2\n" * 3 + "music\n" + "4\n2\n5\n" * 7)
    monkeypatch.setattr("sys.stdin", io.StringIO(keys.read_text()))
    done = run("quiz", "--plain", "--continue", string, "--no-save")
    code = re.findall(r"v2\.quick\.\S+", done.out)[-1]
    assert code.startswith("v2.quick.51424242")
    assert code.endswith("425" * 7)
    assert code.count("3") == 40


def test_remarks_wrap_by_words_but_what_is_to_be_typed_stays_whole() -> None:
    line = "careerfit why medical-scientist-except-epidemiologists"
    assert terminal._wrapped(line, 40) == line
    assert terminal._wrapped(line.replace("fit", "fit:", 1), 40).count("\n") == 1


class TestGivenAnswersAreKept:
    def test_when_told_to_and_next_steps_work(
        self, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        done = run(
            "quiz", "--answers", ANSWERS, "--save", "--name", "ada", "--top", "1"
        )
        assert done.err == (
            "Your answers are saved on this computer.\n"
            "To see this again:\n"
            "careerfit rank --profile ada\n"
            "To sort careers by the skills you have:\n"
            "careerfit skills --profile ada\n"
        )
        _, _, steps = done.out.partition("Next steps")
        commands = re.findall(r"^ +careerfit (.+)$", steps, re.MULTILINE)
        assert commands[0] == "why registered-nurse --profile ada"
        assert len(commands) in (2, 3)
        for command in commands:
            out = () if "report" not in command else ("--force",)
            assert run(*command.split(), *out).code == 0

    def test_under_a_name_without_save(self, run) -> None:
        done = run("quiz", "--answers", ANSWERS, "--name", "ada", "--top", "1")
        assert done.err.startswith("Your answers are saved on this computer.")
        assert run("why", "registered-nurse", "--profile", "ada").code == 0
        for option in ("--no-save", "--save"):
            run("quiz", "--answers", ANSWERS, "--name", "bob", option)
            code = run("why", "registered-nurse", "--profile", "bob").code
            assert code == (0 if option == "--save" else 2)

    def test_and_not_otherwise(self, run) -> None:
        assert run("quiz", "--answers", ANSWERS).err == ""
        assert run("why", "registered-nurse").code == 2

    def test_documents_are_followed_by_no_remark(self, run) -> None:
        done = run("quiz", "--answers", ANSWERS, "--save", "--json")
        assert (done.data["replay"], done.err) == (ANSWERS, "")
        assert run("why", "registered-nurse").code == 0

    def test_nothing_is_suggested_where_nothing_was_ranked(self, run) -> None:
        assert run("quiz", "--answers", f"v2.quick.{'3' * 70}", "--save").err == (
            "Your answers are saved on this computer.\n"
        )

    def test_an_unfinished_quiz_stays(
        self, run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("5\n1\nq\n"))
        run("quiz", "--plain")
        run("quiz", "--answers", ANSWERS, "--save")
        monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
        assert "question 3 of 30" in run("quiz", "--plain").err


def test_check_reports_every_problem_and_code_4(run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("schema: 1\ncode: 11\ntitle: no\n")
    (tmp_path / "b.yaml").write_text("schema: 1\ncode: 11-1011.00\ntitle: B\nzone: 3\n")
    done = run("check", str(tmp_path))
    assert done.code == 4
    assert "a.yaml:2 code" in done.out
    assert "a.yaml:3 title" in done.out
    assert "b.yaml:4 zone: is not a known name" in done.out
    assert "2 files checked, 3 problems in 2 files." in done.out
    assert run("check", str(tmp_path / "missing")).code != 0


def test_import_needs_a_source_and_occupations(run, tmp_path: Path) -> None:
    done = run("import", "onet", str(tmp_path / "no"), "--into", str(tmp_path / "x"))
    assert (done.code, done.out) == (2, "")
    assert "no such folder or zip file" in done.err
    done = run("import", "bls", str(tmp_path), "--into", str(tmp_path / "x"))
    assert (done.code, done.out) == (2, "")
    assert "import onet" in done.err
    assert not (tmp_path / "x").exists()


def program(*argv: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "careerfit_cli", *argv],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def test_the_module_runs_as_a_program_and_returns_the_code() -> None:
    assert program("show", "nosuchthing").returncode == 3
    assert program("--version").stdout.startswith("careerfit ")


@pytest.mark.parametrize(
    ("variables", "flags", "colored"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "0"}, [], False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, [], True),
        ({"FORCE_COLOR": "1"}, ["--no-color"], False),
        ({"FORCE_COLOR": "1"}, ["--plain"], False),
        ({"FORCE_COLOR": "1", "ACCESSIBLE": "1"}, [], False),
    ],
)
def test_who_decides_on_color(variables, flags, colored: bool) -> None:
    done = program("show", SEED, *flags, env={**os.environ, **variables})
    assert ("\x1b" in done.stdout) is colored


def test_ascii_output_has_ascii_marks() -> None:
    done = program("show", SEED, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert "====" in done.stdout


def test_a_reader_that_goes_away_is_no_fault() -> None:
    command = f"{sys.executable} -m careerfit_cli list --json | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""


def test_the_command_works_without_a_home_or_a_cache(tmp_path: Path) -> None:
    # A few occupations show it as well as all of them, which take long to read.
    (tmp_path / "file").write_text("")
    few = tmp_path / "occupations"
    few.mkdir()
    for name in ("registered-nurse", "carpenter"):
        shutil.copy(paths.builtin_occupations() / f"{name}.yaml", few)
    script = (
        "import sys, pathlib\n"
        "from careerfit_cli.__main__ import program\n"
        "from careerfit_cli.storage import paths\n"
        "folder = pathlib.Path(sys.argv.pop(1))\n"
        "paths.builtin_occupations = lambda: folder\n"
        "program()"
    )
    bare = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(tmp_path / "file" / "no")}
    done = subprocess.run(
        [sys.executable, "-c", script, few, "show", "29-1141.00", "-s", "pay"],
        capture_output=True,
        text=True,
        check=False,
        env=bare,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Registered Nurses\n")


def test_a_group_without_a_command_prints_its_help(run) -> None:
    for name in ("import", "profile"):
        done = run(name)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("Usage: careerfit")


def test_contradictory_options_are_refused(run, tmp_path: Path) -> None:
    for argv, words in (
        (["quiz", "--answers", ANSWERS, "--continue", ANSWERS], "are both given"),
        (["show", SEED, "--json", "--section", "pay"], "JSON holds everything"),
        (["show", SEED, "--json", "--state", "CA"], "leave out --state"),
        (["import", "onet", ".", "--into", "x", "--release", "banana"], "'banana'"),
        (
            [
                "import",
                "onet",
                ".",
                "--into",
                "x",
                "--release",
                "30.1",
                "--releases",
                "y",
            ],
            "are both given",
        ),
    ):
        done = run(*argv)
        assert (done.code, done.out) == (2, "")
        assert words in done.err


def test_a_group_is_named_beside_its_figures(run) -> None:
    done = run("show", "clinical-data-manager", "-s", "titles")
    words = " ".join(done.out.split())
    assert "are for all of SOC 15-2051, Data Scientists, not for this" in words
    assert "+33.5%*" in run("search", "clinical data manager", "--top", "1").out


def test_an_empty_section_that_was_asked_for_says_so(run) -> None:
    done = run("show", "fishing-hunting-worker", "--section", "states")
    assert "Not reported for this occupation: pay by state.\n" in done.out


def test_interests_alone_need_a_higher_score_for_a_label(run) -> None:
    answers = "v2.quick." + ANSWERS.rpartition(".")[2][:8] + "-" * 62
    data = run("quiz", "--answers", answers, "--top", "60", "--json").data
    limits = THRESHOLDS[True, False, False]
    for match in data["ranking"]["matches"]:
        (interests,) = match["domains"]
        assert interests["through_areas"]
        assert match["label"] == limits.label(match["fit"])


@pytest.mark.parametrize(
    ("redirection", "code", "words"),
    [
        (">/dev/full", 1, "standard output cannot be written to"),
        (">&-", 1, "standard output is closed"),
        ("2>/dev/full", 0, ""),
    ],
)
def test_streams_that_cannot_be_written_to(redirection, code: int, words: str) -> None:
    command = f"{sys.executable} -m careerfit_cli show {SEED} {redirection}"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert words in done.stderr
    assert "our fault" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_input_is_said(run) -> None:
    command = f"{sys.executable} -m careerfit_cli quiz --answers - <&-"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "standard input is closed" in done.stderr
