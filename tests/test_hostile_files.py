"""Hostile occupation files: an error with its place, fast and in little memory."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import fuzz_loader
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from careerfit_cli.errors import BadData
from careerfit_cli.importers import tables
from careerfit_cli.model.text import MOST_MARKS
from careerfit_cli.search import LONGEST_QUERY
from careerfit_cli.storage import document, index, index_file, occupations, paths
from careerfit_cli.storage.document import LONGEST_TEXT, MOST_PROBLEMS
from careerfit_cli.storage.occupations import parse
from careerfit_cli.storage.text import LARGEST_FILE
from careerfit_cli.storage.yaml_loader import DEEPEST, MOST_VALUES
from careerfit_cli.ui import main
from careerfit_cli.ui.terminal import LONGEST_REMARK
from hostile import assert_clean

HEAD = "schema: 1\ncode: 11-1011.00\ntitle: Chief Executives\n"
ROOM = LARGEST_FILE - 200

MOST_SECONDS = 3
"""Of one file, as SECURITY.md says; the processor's own, so that others do not count."""

MOST_MEGABYTES = 300
"""Of the whole program, as SECURITY.md says."""


def many(each: Callable[[int], str], start: str = "", end: str = "") -> str:
    """As many different pieces as fit into the largest file that is read."""
    pieces, length = [], 0
    while length < ROOM - len(HEAD) - len(start) - len(end):
        pieces.append(each(len(pieces)))
        length += len(pieces[-1])
    return f"{HEAD}{start}{''.join(pieces[:-1])}{end}"


BOMBS = {
    "unknown-keys": many(lambda n: f"k{n}: 1\n"),
    "unknown-elements": many(lambda n: f"k{n}: 1, ", "work_context: {", "a: 1}"),
    "unknown-marks": many(lambda n: f"k{n}, ", "not_relevant: {skills: [", "a]}"),
    "one-key-over-and-over": many(lambda _: "employers: 1\n"),
    "free-names": many(
        lambda n: f"k{n}: 1, ",
        "handbook: {title: a, period: b, employers_percent: {",
        "a: 1}}",
    ),
    "short-values": many(lambda _: "a,", "tasks: [", "a]"),
    "empty-lists": many(lambda _: "[],", "tasks: [", "a]"),
    "pairs-in-a-list": many(lambda _: "? a,", "tasks: [", "a]"),
    "aliases": many(lambda _: "- *a\n", "summary: &a x\ntasks:\n"),
    "anchors": many(lambda n: f"- &a{n} x\n", "tasks:\n"),
    "merge-keys": many(lambda _: "<<: {a: 1}\n"),
    "laughs": HEAD
    + "".join(
        f"k{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'lol'] * 9)}]\n"
        for n in range(30)
    ),
    "itself": f"{HEAD}tasks: &a [*a, *a]\nkinds: &b {{*b : *b}}\n",
    "tag-directives": many(lambda n: f"%TAG !{n:x}! b\n").removeprefix(HEAD)
    + f"---\n{HEAD}",
    "documents": many(lambda _: "---\n"),
    "long-scalar": f"{HEAD}summary: {'x' * ROOM}",
    "escaped-scalar": many(lambda _: r"\x41", 'summary: "', '"'),
    "many-lines": many(lambda _: "a\n ", "summary: "),
    "long-key": f"{HEAD}? {'k' * (ROOM - 99)}\n: x\n",
    "near-keys": many(lambda n: f"? {'summarytasksentryaboutduties' * 35}{n}\n: x\n"),
    "digits": f"{HEAD}job_zone: {'1' * (ROOM - 99)}",
    "sixties": f"{HEAD}summary: 1{':1' * (ROOM // 2 - 99)}",
    "nested": f"{HEAD}summary: {'[' * (ROOM - 99)}",
    "nested-pairs": many(lambda _: "{a: ", "summary: "),
    "dashes": many(lambda _: "- ", "tasks: "),
    "open-quote": many(lambda _: "\n", 'summary: "'),
    "nothing": many(lambda _: " \n", "tasks:\n"),
    "remarks": many(lambda _: "#\n", "tasks: x\n"),
    "bytes-that-are-no-text": "\xff" * (ROOM // 2),
}

LIMITED = """
import json, resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from careerfit_cli.storage import occupations
from careerfit_cli.errors import BadData
told = {}
for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
    start = time.process_time()
    try:
        occupations.load(path)
        problems = []
    except BadData as refused:
        problems = [f"{own} ({own.hint})" for own in refused.problems]
    told[path.stem] = [time.process_time() - start, problems]
# What the system calls the most of a child is that of its parent, where that is more.
status = dict(line.split(":") for line in Path("/proc/self/status").open())
most = int(status["VmHWM"].split()[0]) // 1024
print(json.dumps([most, told]))
"""


@pytest.fixture(scope="module")
def bombs(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[float, list[str]]]:
    """Each bomb's seconds and faults; the program's megabytes are under `megabytes`."""
    folder = tmp_path_factory.mktemp("bombs")
    for name, text in BOMBS.items():
        raw = text.encode("latin-1" if name.startswith("bytes") else "utf-8")
        assert len(raw) <= LARGEST_FILE
        (folder / f"{name}.yaml").write_bytes(raw)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(folder)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    most, told = json.loads(done.stdout)
    return {"megabytes": (most, []), **{name: tuple(own) for name, own in told.items()}}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_its_place_soon_and_in_few_words(
    name: str, bombs: dict[str, tuple[float, list[str]]]
) -> None:
    seconds, told = bombs[name]
    assert seconds < MOST_SECONDS
    assert 1 <= len(told) <= MOST_PROBLEMS + 1
    for line in told:
        place, _, what = line.partition(".yaml")
        assert place.endswith(f"/{name}")
        assert what[0] == ":"
        assert len(line) < 1_000
        assert_clean(line)


def test_all_bombs_together_take_little_room(
    bombs: dict[str, tuple[float, list[str]]],
) -> None:
    assert bombs["megabytes"][0] < MOST_MEGABYTES


# Bounds, each at its edge


def what_of(text: str) -> str:
    with pytest.raises(BadData) as refused:
        parse(text, "x.yaml", "x")
    return str(refused.value.problems[0])


def test_the_deepest_value_is_read_and_a_deeper_one_is_not() -> None:
    # The file itself is the first, and a key's value the second.
    fine, deep = ("[" * (DEEPEST + more) for more in (-1, 0))
    assert "deep" not in what_of(f"{HEAD}summary: {fine}{']' * len(fine)}")
    assert what_of(f"{HEAD}summary: {deep}{']' * len(deep)}") == (
        "x.yaml:4: cannot be read as YAML: values lie more than 20 deep"
    )


def test_as_many_values_as_may_be_are_read_and_one_more_is_not() -> None:
    # The file itself, three keys with their values, and the key and list of tasks.
    count = MOST_VALUES - 9
    text = f"{HEAD}tasks:\n" + "".join(f"- t{n}\n" for n in range(count))
    assert len(parse(text, "x.yaml", "x").words.tasks) == count
    assert "there are more than 20,000 values" in what_of(f"{text}- x\n")


def test_as_long_a_text_as_may_be_is_read_and_a_longer_one_is_not() -> None:
    text = "x" * LONGEST_TEXT
    assert parse(f"{HEAD}summary: {text}\n", "x.yaml", "x").words.summary == text
    assert what_of(f"{HEAD}summary: {text}x\n") == (
        "x.yaml:4 summary: has more than 5,000 characters"
    )
    assert parse(f"{HEAD}kinds:\n  ? {text}\n  : y\n", "x.yaml", "x").words.kinds
    assert "has more than 5,000 characters" in what_of(
        f"{HEAD}kinds:\n  ? {text}x\n  : y\n"
    )


def test_so_many_faults_are_told_and_that_there_may_be_more() -> None:
    for count in (MOST_PROBLEMS - 1, MOST_PROBLEMS, MOST_PROBLEMS + 1, 900):
        with pytest.raises(BadData) as refused:
            parse(HEAD + "".join(f"k{n}: 1\n" for n in range(count)), "x.yaml", "x")
        told = refused.value.problems
        assert [own.line for own in told[:MOST_PROBLEMS]] == [
            *range(4, 4 + min(count, MOST_PROBLEMS))
        ]
        assert len(told) == min(count, MOST_PROBLEMS) + (count >= MOST_PROBLEMS)
        assert (told[-1].what == "may have more faults than these 100") is (
            count >= MOST_PROBLEMS
        )


def test_security_tells_the_bounds_there_are() -> None:
    text = (Path(__file__).parents[1] / "SECURITY.md").read_text("utf-8")
    words = " ".join(text.split())
    for bound in (
        f"| an occupation file | {LARGEST_FILE:,} bytes |",
        f"| keys and values in it | {MOST_VALUES:,} |",
        f"| nesting | {DEEPEST} levels |",
        f"| one text or key | {LONGEST_TEXT:,} characters |",
        f"| faults reported in one file | {MOST_PROBLEMS} |",
        f"| processor time for one file | {MOST_SECONDS} seconds |",
        f"| memory while it is read | {MOST_MEGABYTES} MB |",
        f"| a table of a download, unpacked | {tables.LARGEST_TABLE:,} bytes |",
        f"| all tables, and a zip | {tables.LARGEST_DOWNLOAD:,} bytes |",
        f"| lines of all tables | {tables.MOST_LINES:,} |",
        f"| columns of a table | {tables.MOST_COLUMNS} |",
        f"| a cached index | {index_file.LARGEST_INDEX:,} bytes |",
        f"| a name that is looked up | {LONGEST_QUERY} characters |",
        f"| a line on standard error | {LONGEST_REMARK:,} characters |",
        f"At most {('no', 'one', 'two', 'three', 'four')[MOST_MARKS]} combining marks",
    ):
        assert bound in words, bound


NO_ESCAPE = (
    "cannot be read as YAML: while parsing a quoted scalar, "
    "found invalid Unicode character escape code"
)

# Snares beside those in test_storage.py


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("%YAML 1.1", "x.yaml:4: has a YAML directive"),
        ("job_zone: .inf", "x.yaml:4 job_zone: must be a number, and is '.inf'"),
        ("job_zone: -.INF", "x.yaml:4 job_zone: must be a number, and is '-.INF'"),
        ("job_zone: 0o3", "x.yaml:4 job_zone: must be a number, and is '0o3'"),
        ("job_zone: 0x3", "x.yaml:4 job_zone: must be a number, and is '0x3'"),
        ("job_zone: 1_0", "x.yaml:4 job_zone: must be a number, and is '1_0'"),
        ("job_zone: 1:30", "x.yaml:4 job_zone: must be a number, and is '1:30'"),
        ("job_zone: +3", "x.yaml:4 job_zone: must be a number, and is '+3'"),
        ("job_zone: ~", "x.yaml:4 job_zone: must be a number, and is '~'"),
        ("summary: ~", "x.yaml:4 summary: must be text, and is empty"),
        ("summary: 0o17", None),
        ("summary: 1_000", "x.yaml:4 summary: must be text, and is a number"),
        ("summary: .nan", "x.yaml:4 summary: must be text, and is a number"),
        ("summary: 2001-12-14t21:59:43.10-05:00",
         "x.yaml:4 summary: must be text, and is a date"),
        (r'summary: "\ud800"', f"x.yaml:4: {NO_ESCAPE}"),
        (r'summary: "\ud83d\ude00"', f"x.yaml:4: {NO_ESCAPE}"),
        ('summary: "a\u2028 b"', "x.yaml:4 summary: must be one printable line of text"),
        ("summary: a\u3164b", "x.yaml:4 summary: must be one printable line of text"),
        ("summary: e" + "\u0301" * 5, "x.yaml:4 summary: must be one printable line of text"),
        ("summary: \ud800", "x.yaml:4: holds a character that does not exist"),
        ("summary: x\nsummary: y", "x.yaml:5 summary: is given twice"),
        ("# \u2028\x85\nsummary: no", "x.yaml:5 summary: must be text, and is a yes/no word"),
        ("# \r\rsummary: no", "x.yaml:6 summary: must be text, and is a yes/no word"),
        ("# \r\nsummary: no", "x.yaml:5 summary: must be text, and is a yes/no word"),
        ("kinds: {a: x, ? a : y}", "x.yaml:4 kinds.a: is given twice"),
    ],
)  # fmt: skip
def test_a_snare_is_told_with_its_place(line: str, fault: str | None) -> None:
    text = f"{HEAD}{line}\n"
    if fault is None:
        assert parse(text, "x.yaml", "x")
    else:
        assert what_of(text) == fault


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (HEAD.encode() + b"# \xed\xa0\x80\n", 4),
        (HEAD.encode() + b"\n\nsummary: \xc0\xaf\n", 6),
        (HEAD.encode("utf-16"), 1),
        (HEAD.encode("utf-32"), 1),
        (HEAD.encode() + b"summary: \xf4\x90\x80\x80\n", 4),
    ],
)
def test_bytes_that_are_not_utf_8_are_told_by_line(
    raw: bytes, line: int, tmp_path: Path
) -> None:
    (tmp_path / "x.yaml").write_bytes(raw)
    with pytest.raises(BadData) as refused:
        occupations.load(tmp_path / "x.yaml")
    assert str(refused.value) == f"{tmp_path / 'x.yaml'}:{line}: is not UTF-8"


# What is no file


def socket_at(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as own:
        # The name of a socket is short.
        where = Path.cwd()
        os.chdir(path.parent)
        try:
            own.bind(path.name)
        finally:
            os.chdir(where)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def secret_beside(path: Path) -> Path:
    secret = path.parent.parent / "secret.yaml"
    secret.write_text(HEAD.replace("Chief Executives", "A secret"))
    return secret


def folder_of_links(path: Path) -> None:
    (path.parent.parent / "far").mkdir()
    (path.parent.parent / "far" / path.name).write_text(HEAD)
    path.symlink_to(path.parent.parent / "far" / path.name)


NO_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (Path.mkdir, "is not an ordinary file"),
    "pipe": (os.mkfifo, "is not an ordinary file"),
    "socket": (socket_at, "is not an ordinary file"),
    "link out": (lambda path: path.symlink_to(secret_beside(path)), "leads out"),
    "link up": (
        lambda path: path.symlink_to(f"../{secret_beside(path).name}"),
        "leads out",
    ),
    "link far": (folder_of_links, "leads out"),
    "link to a device": (lambda path: path.symlink_to("/dev/zero"), "leads out"),
    "link to a process": (lambda path: path.symlink_to("/proc/self/mem"), "leads out"),
    "link to nothing": (
        lambda path: path.symlink_to("none"),
        "cannot be read: No such",
    ),
    "link to itself": (lambda path: path.symlink_to(path.name), "Too many levels"),
    "sparse": (sparse, "is larger than 1,000,000 bytes"),
    "empty": (lambda path: path.write_text(""), "is empty"),
}


@pytest.mark.parametrize(("make", "words"), NO_FILES.values(), ids=NO_FILES)
def test_what_is_no_file_of_a_folder_is_told(
    make: Callable[[Path], object],
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    make(folder / "x.yaml")
    assert main(["check", str(folder)]) == 4
    out, err = capsys.readouterr()
    first, last = out.splitlines()
    assert first.startswith(f"{folder}/x.yaml: ")
    assert words in first
    assert "secret" not in first.lower()
    assert last == "1 file checked, 1 problem in 1 file."
    assert err == ""


def test_a_link_within_the_folder_and_one_of_an_installer_are_read(
    tmp_path: Path,
) -> None:
    (tmp_path / "x.yaml").write_text(HEAD)
    (tmp_path / "y.yaml").symlink_to("x.yaml")
    assert occupations.leads_out(tmp_path / "y.yaml") == ()
    # A path to the folder itself may lead through a link.
    (tmp_path / "through").symlink_to(tmp_path)
    assert occupations.leads_out(tmp_path / "through" / "x.yaml") == ()
    (tmp_path / "installed").mkdir()
    link = tmp_path / "installed" / "x.yaml"
    link.symlink_to("../x.yaml")
    [checked] = occupations.check([link], installed=link.parent)
    assert checked.problems == ()
    [checked] = occupations.check([link])
    assert checked.problems[0].what == "is a link that leads out of its folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="the owner of all reads everything")
def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.yaml").write_text(HEAD)
    (tmp_path / "x.yaml").chmod(0)
    assert main(["check", str(tmp_path)]) == 4
    assert "x.yaml: cannot be read: Permission denied" in capsys.readouterr().out
    tmp_path.chmod(0)
    assert main(["check", str(tmp_path)]) == 1
    tmp_path.chmod(stat.S_IRWXU)


def test_a_name_with_line_ends_stays_on_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a\n0 files checked, no problems.\n\x1b[2J.yaml").write_text("")
    assert main(["check", str(tmp_path)]) == 4
    out, _ = capsys.readouterr()
    assert_clean(out)
    assert len(out.splitlines()) == 3  # The file, its name, and how many.
    assert out.splitlines()[-1] == "1 file checked, 2 problems in 1 file."


# A folder with such a file in it, for the commands that read all of them


@pytest.mark.parametrize(
    "name", ["folder", "pipe", "socket", "link to itself", "sparse"]
)
def test_a_folder_with_no_file_in_it_is_told_by_every_list(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.yaml").write_text(HEAD)
    NO_FILES[name][0](folder / "x.yaml")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(paths, "builtin_occupations", lambda: folder)
    for argv in (["list"], ["search", "chief"]):
        assert main(argv) in (1, 4)
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(f"careerfit: {folder}/x.yaml: ")


# The kept index


@pytest.mark.parametrize(
    "make",
    [os.mkfifo, Path.mkdir, sparse, lambda path: path.symlink_to("/dev/zero"),
     lambda path: path.write_bytes(b"\xff" * 99)],
    ids=["pipe", "folder", "sparse", "device", "bytes"],
)  # fmt: skip
def test_a_kept_index_that_is_no_file_is_made_anew(
    make: Callable[[Path], object], tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.yaml").write_text(HEAD)
    make(tmp_path / "kept")
    found = index.open_index(folder, tmp_path / "kept")
    assert [entry.title for entry in found.catalogue] == ["Chief Executives"]


# Fuzzing


def test_spoiled_files_are_read_or_refused() -> None:
    report = fuzz_loader.run(paths.builtin_occupations(), 500, seed=20_261_123)
    assert report.failures == []
    # A fuzzer that spoils too much or too little looks at nothing.
    assert report.read >= 10
    assert len(report.refusals) >= 20


PLANTED: dict[str, tuple[object, str, object]] = {
    "tags passed over": (document.Document, "is_bare", lambda *_: True),
    "hidden text taken": (document, "_odd", lambda _line: ""),
    "a bug": (occupations, "_amounts_given_twice", lambda *_: 1 / 0),
    "faults without end": (document, "MOST_PROBLEMS", 10**9),
}


@pytest.mark.parametrize(("place", "name", "fault"), PLANTED.values(), ids=PLANTED)
def test_the_fuzzer_finds_what_is_wrong_with_a_loader(
    place: object, name: str, fault: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, name, fault)
    files = [
        f"{HEAD}summary: !!str x\n",
        f'{HEAD}summary: "a\\eb"\n',
        HEAD,
        HEAD + "".join(f"k{n}: 1\n" for n in range(MOST_PROBLEMS + 9)),
    ]
    assert any(fuzz_loader.wrong(text.encode()) for text in files)
    monkeypatch.undo()
    assert not any(fuzz_loader.wrong(text.encode()) for text in files)


def yaml_like() -> Iterator[st.SearchStrategy[bytes]]:
    yield st.binary(max_size=200)
    yield st.text(st.characters(), max_size=200).map(
        lambda text: text.encode("utf-8", "surrogatepass")
    )
    pieces = st.sampled_from([*fuzz_loader.TOKENS, b"a", b"b: ", b"  ", b"- c\n"])
    yield st.lists(pieces, max_size=12).map(b"".join)


@settings(max_examples=150)
@given(st.one_of(*yaml_like()), st.sampled_from([b"", HEAD.encode()]))
@example(b"summary: x\r\ntasks: [", HEAD.encode())
def test_any_bytes_are_read_or_refused(raw: bytes, head: bytes) -> None:
    assert fuzz_loader.wrong(head + raw) == ""
