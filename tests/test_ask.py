"""The questionnaire as a person meets it: keys, plain lines and a real terminal."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from careerfit_cli import ask
from careerfit_cli.ask import Page, Sheet, press
from careerfit_cli.errors import UsageError
from careerfit_cli.model.profile import Part, Question

WORK = Part(
    "interests",
    "What you enjoy",
    "How would you like to do this as part of your work?",
    ("Strongly dislike", "Dislike", "Unsure", "Like", "Strongly like"),
)
SKILL = Part(
    "skills",
    "What you can do",
    "How well can you do this today?",
    (
        "I have never tried it",
        "I can do a little of it",
        "I can do it with help from someone near",
        "I can do it well on my own",
        "I could teach it to other people",
    ),
)
QUESTIONS = (
    Question(WORK, "Repair the gears of a bicycle."),
    Question(
        WORK,
        "Explain to visitors how a river changes the valley it runs through, season "
        "after season, and answer what they ask.",
    ),
    Question(WORK, "Keep the books of a small shop."),
    Question(SKILL, "Read a map in the rain."),
    Question(SKILL, "Calm two people who quarrel."),
)
BLANK = Sheet((None,) * len(QUESTIONS))
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
LEFT, RIGHT, ENTER, CTRL_C, CTRL_D = "\x1b[D", "\x1b[C", "\r", "\x03", "\x04"


def pressed(*keys: str, sheet: Sheet = BLANK) -> Sheet:
    for key in keys:
        sheet = press(sheet, key)
    return sheet


# The rule book.


def test_a_digit_answers_and_goes_on() -> None:
    assert pressed("4") == Sheet((4, None, None, None, None), at=1, reached=1)


def test_back_shows_the_earlier_answer_and_a_digit_changes_it() -> None:
    back = pressed("4", "left")
    assert (back.at, back.answer) == (0, 4)
    assert pressed("2", sheet=back).answers[0] == 2


def test_forward_passes_only_what_was_answered_or_skipped() -> None:
    assert pressed("right") == BLANK
    assert pressed("") == BLANK
    assert pressed("4", "s", "b", "b", "right", "right", "right").at == 2


def test_forward_passes_answers_of_an_earlier_run() -> None:
    resumed = Sheet((3, None, 2, None, None), at=0)
    assert pressed("right", "right", sheet=resumed).at == 1


def test_skipping_takes_an_earlier_answer_away() -> None:
    assert pressed("4", "b", "s").answers[0] is None


def test_enter_finishes_at_the_review_and_right_does_not() -> None:
    review = pressed(*"34343")
    assert review.reviewing
    assert pressed("right", "4", "s", sheet=review) == review
    assert pressed("c-m", sheet=review).finished


def test_u_visits_the_skipped_ones_and_returns_to_the_review() -> None:
    sheet = pressed(*"3s4s5", "u")
    assert sheet.at == 1
    sheet = pressed("u", sheet=sheet)
    assert sheet.at == 3
    assert pressed("5", "u", sheet=sheet).reviewing


def test_u_does_nothing_before_the_review() -> None:
    assert pressed("s", "u") == pressed("s")


@pytest.mark.parametrize(
    "key", ["0", "6", "x", "44", "up", "<any>", "\u00b3", "\uff14"]
)
def test_other_keys_change_nothing(key: str) -> None:
    assert press(BLANK, key) == BLANK


def test_nothing_moves_once_finished() -> None:
    finished = pressed(*"34343", "")
    assert pressed("b", "3", "s", "", sheet=finished) == finished


@given(
    st.lists(st.sampled_from([*"0123456sbu?qx", "", "left", "right", "c-m", "c-h"])),
    st.lists(st.none() | st.integers(1, 5), max_size=6),
    st.data(),
)
def test_any_keys_keep_the_sheet_whole(
    keys: list[str], answers: list[int | None], data: st.DataObject
) -> None:
    sheet = Sheet(tuple(answers), at=data.draw(st.integers(0, len(answers))))
    for key in keys:
        before, sheet = sheet, press(sheet, key)
        assert len(sheet.answers) == len(answers)
        assert all(answer in (None, 1, 2, 3, 4, 5) for answer in sheet.answers)
        assert 0 <= sheet.at <= max(sheet.at, sheet.reached) <= len(answers)
        assert sum(map(ne, zip(before.answers, sheet.answers, strict=True))) <= 1
        assert sheet.reviewing or not sheet.finished


def ne(pair: tuple[int | None, int | None]) -> bool:
    return pair[0] != pair[1]


# The page.


def page_text(page: Page) -> list[str]:
    return ["".join(text for _, text in line).rstrip() for line in page.lines()]


def test_the_page_at_80_columns() -> None:
    assert page_text(Page(QUESTIONS, pressed("4", "left"))) == [
        "",
        "  Part 1 of 2: What you enjoy",
        "  1 of 5  ────────────────────────────────  under 1 min left",
        "",
        "  How would you like to do this as part of your work?",
        "",
        "  Repair the gears of a bicycle.",
        "",
        "",
        "    1  Strongly dislike",
        "    2  Dislike",
        "    3  Unsure",
        "  > 4  Like",
        "    5  Strongly like",
        "",
        "  1-5 answer   → on   s skip   ? help   q quit",
    ]


def test_the_page_at_40_columns_in_ascii() -> None:
    sheet = pressed(*"s3453", "left", "left")
    page = Page(QUESTIONS, sheet, columns=40, encoding="cp1252")
    assert page_text(page) == [
        "",
        "  Part 2 of 2: What you can do",
        "  4 of 5  #####----  under 1 min left",
        "",
        "  How well can you do this today?",
        "",
        "  Read a map in the rain.",
        "",
        "    1  I have never tried it",
        "    2  I can do a little of it",
        "    3  I can do it with help from",
        "       someone near",
        "    4  I can do it well on my own",
        "  > 5  I could teach it to other",
        "       people",
        "",
        "  1-5 answer   <- back   -> on",
        "  u to the end   s skip   ? help",
        "  q quit",
    ]


def test_the_review() -> None:
    assert page_text(Page(QUESTIONS, pressed(*"3s343"))) == [
        "",
        "  You have reached the end.",
        "",
        "  4 of 5 answered, 1 skipped.",
        "",
        "  Enter    see your results",
        "  Left     go back",
        "  u        go to the first skipped",
        "  q        quit",
    ]


@given(
    st.lists(st.sampled_from([*"12345sb"]), max_size=8),
    st.sampled_from(["keys", "help", "quit"]),
    st.integers(1, 120),
    st.integers(1, 50),
    st.sampled_from(["utf-8", "ascii", "cp437", "no-such-encoding"]),
)
def test_a_page_fits_and_keeps_every_word(
    keys: list[str], foot: ask.Foot, columns: int, rows: int, encoding: str
) -> None:
    sheet = pressed(*keys)
    text = page_text(Page(QUESTIONS, sheet, foot, columns, rows, encoding))
    assert len(text) <= rows
    if columns >= 40:
        assert max(map(len, text)) <= columns
    if columns >= 40 and rows >= 24 and not sheet.reviewing:
        question = QUESTIONS[sheet.at]
        words = f"{question.part.prompt} {question.statement} "
        words += " ".join(question.part.labels)
        shown = " ".join(" ".join(text).split())
        assert all(word in shown for word in words.split())
        assert question.statement in shown


def test_minutes_left_shrink() -> None:
    many = QUESTIONS[:1] * 100
    texts = [
        page_text(Page(many, Sheet((None,) * 100, at=at)))[2].split("  ")[-1]
        for at in (0, 50, 51, 79, 80, 90, 99)
    ]
    assert texts[:4] == [f"about {n} min left" for n in (10, 5, 5, 3)]
    assert texts[4:] == ["about 2 min left", "under 1 min left", "under 1 min left"]


def test_control_characters_never_reach_the_terminal() -> None:
    assert ask.printable("Plant\x1b[31m a\n\ttree\u202e") == "Plant [31m a tree"


# Line mode.


def typed(text: str, sheet: Sheet = BLANK) -> tuple[Sheet, str]:
    writer = io.StringIO()
    return ask.lines(QUESTIONS, sheet, io.StringIO(text), writer), writer.getvalue()


GOLDEN = """
Part 1 of 2: What you enjoy

Question 1 of 5. How would you like to do this as part of your work?
Repair the gears of a bicycle.
1 = Strongly dislike
2 = Dislike
3 = Unsure
4 = Like
5 = Strongly like
Answer:
Question 2 of 5. How would you like to do this as part of your work?
Explain to visitors how a river changes the valley it runs through, season after \
season, and answer what they ask.
1 = Strongly dislike, 5 = Strongly like
Answer: Please type a number from 1 to 5, or s, b, q or ?, then press Enter.
Answer:
Question 1 of 5. How would you like to do this as part of your work?
Repair the gears of a bicycle.
1 = Strongly dislike, 5 = Strongly like
Your answer so far: 4 = Like. Enter keeps it.
Answer:
Question 2 of 5. How would you like to do this as part of your work?
Explain to visitors how a river changes the valley it runs through, season after \
season, and answer what they ask.
1 = Strongly dislike, 5 = Strongly like
Answer:
Question 3 of 5. How would you like to do this as part of your work?
Keep the books of a small shop.
1 = Strongly dislike, 5 = Strongly like
Answer:
Part 2 of 2: What you can do

Question 4 of 5. How well can you do this today?
Read a map in the rain.
1 = I have never tried it
2 = I can do a little of it
3 = I can do it with help from someone near
4 = I can do it well on my own
5 = I could teach it to other people
Answer:
Question 5 of 5. How well can you do this today?
Calm two people who quarrel.
1 = I have never tried it, 5 = I could teach it to other people
Answer:
You have reached the end. 4 of 5 answered, 1 skipped.
Press Enter to see your results, or type b to go back, u to go to the first skipped \
question, q to quit.
Answer:"""


def test_a_whole_run_in_lines() -> None:
    sheet, text = typed("4\nseven\nb\n5\ns\n2\n3\n1\n\n")
    assert [row.rstrip() for row in text.splitlines()] == GOLDEN.splitlines()
    assert sheet == Sheet((5, None, 2, 3, 1), at=5, finished=True, reached=5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("b\nq\n", ask.FIRST),
        ("?\nq\n", ask.LINE_HELP),
        ("\nq\n", ask.CHOICES),
        ("s\nb\nq\n", "You skipped this question. Enter leaves it so."),
        ("3\n3\n3\n3\n3\nyes\nq\n", ask.REVIEW_CHOICES),
    ],
)
def test_line_mode_says_what_can_be_typed(text: str, said: str) -> None:
    assert said in typed(text)[1]


def test_words_and_capitals_are_understood() -> None:
    assert typed("3\nBack\n SKIP \nQUIT\n")[0] == Sheet(BLANK.answers, at=1, reached=1)


def test_quitting_in_lines_keeps_the_answers() -> None:
    sheet, _ = typed("4\n2\nq\n")
    assert sheet == Sheet((4, 2, None, None, None), at=2, reached=2)


@pytest.mark.parametrize(
    ("text", "place"),
    [("", "question 1 of 5"), ("3\n4", "question 3 of 5"), ("3\n" * 5, "the review")],
)
def test_the_end_of_input_is_an_error_that_names_the_place(
    text: str, place: str
) -> None:
    with pytest.raises(UsageError, match=place) as caught:
        typed(text)
    assert "--answers" in caught.value.hint


def test_lines_save_every_change() -> None:
    kept: list[Sheet] = []
    text = io.StringIO("4\nwhat\ns\nq\n")
    ask.lines(QUESTIONS, BLANK, text, io.StringIO(), kept.append)
    assert [sheet.answers[:2] for sheet in kept] == [(4, None), (4, None)]
    assert [sheet.at for sheet in kept] == [1, 2]


# Keyed mode, with keys from a pipe. Its event loop needs a local socket pair.

local_sockets = pytest.mark.enable_socket


def keyed(keys: str, sheet: Sheet = BLANK, kept: list[Sheet] | None = None) -> Sheet:
    saved = [] if kept is None else kept
    with (
        create_pipe_input() as pipe,
        create_app_session(input=pipe, output=DummyOutput()),
    ):
        pipe.send_text(keys)
        return ask.Keyed(QUESTIONS, sheet, saved.append).run()


@local_sockets
@pytest.mark.parametrize(
    ("keys", "answers"),
    [
        ("34125" + ENTER, (3, 4, 1, 2, 5)),
        (f"{PASTE}3 4,1;x2\n5\n{PASTED}{ENTER}", (3, 4, 1, 2, 5)),
        (f"34{LEFT}2125{ENTER}", (3, 2, 1, 2, 5)),
        (f"34\x7f2125{ENTER}", (3, 2, 1, 2, 5)),
        (f"34b{RIGHT}125{ENTER}", (3, 4, 1, 2, 5)),
        (f"3S4\x1b[A\x1b[B\t ~12{ENTER}", (3, None, 4, 1, 2)),
        ("3?41?25" + ENTER, (3, 4, 1, 2, 5)),
        ("3q45n4125" + ENTER, (3, 4, 1, 2, 5)),
        ("3s125u4u" + ENTER, (3, 4, 1, 2, 5)),
        ("34\x1b[13;2u\x1b[4~\x1b[27;5;49~125" + ENTER, (3, 4, 1, 2, 5)),
    ],
)
def test_keys_answer_in_turn(keys: str, answers: tuple[int | None, ...]) -> None:
    sheet = keyed(keys)
    assert (sheet.answers, sheet.finished) == (answers, True)


@local_sockets
@pytest.mark.parametrize("leave", ["qy", "QY", CTRL_D, "q" + CTRL_D, "qxy"])
def test_leaving_keeps_the_sheet_unfinished(leave: str) -> None:
    assert keyed("34" + leave) == pressed("3", "4")


@local_sockets
def test_every_change_is_saved_before_ctrl_c() -> None:
    kept: list[Sheet] = []
    with pytest.raises(KeyboardInterrupt):
        keyed("3s4" + CTRL_C, kept=kept)
    assert kept == [pressed("3"), pressed("3", "s"), pressed("3", "s", "4")]


@local_sockets
def test_a_failure_to_save_reaches_the_caller() -> None:
    class Full(list[Sheet]):
        def append(self, sheet: Sheet) -> None:
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        keyed("34", kept=Full())


@local_sockets
def test_a_resumed_sheet_starts_where_it_was_left() -> None:
    sheet = keyed("25" + ENTER, Sheet((3, 4, 1, None, None), at=3))
    assert sheet.answers == (3, 4, 1, 2, 5)


@local_sockets
def test_nothing_goes_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    with create_pipe_input() as pipe, create_app_session(input=pipe):
        pipe.send_text("34125" + ENTER)
        ask.keyed(QUESTIONS, BLANK)
    out, err = capsys.readouterr()
    assert out == ""
    assert "Repair the gears" in err


# Keyed mode on a real terminal.

SCRIPT = """
import sys, time
sys.path.insert(0, {tests!r})
from test_ask import BLANK, QUESTIONS, ask
print("ready", file=sys.stderr, flush=True)
time.sleep({wait})
try:
    saved = lambda sheet: print(sheet.answers, flush=True)
    print({call})
except KeyboardInterrupt:
    sys.exit(130)
"""


class Terminal:
    """A program on a pseudo-terminal, and the screen a person sees.

    The program's stdout goes to a file, as when results are piped.
    """

    def __init__(
        self, out: Path, columns: int, rows: int, wait: float, call: str, **env: str
    ) -> None:
        pexpect = pytest.importorskip("pexpect")
        pyte = pytest.importorskip("pyte")
        self.out = out
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        tests = str(Path(__file__).parent)
        script = SCRIPT.format(tests=tests, wait=wait, call=call)
        self.child = pexpect.spawn(
            "/bin/sh",
            ["-c", 'exec "$0" -c "$1" > "$2"', sys.executable, script, str(out)],
            dimensions=(rows, columns),
            env={"TERM": "xterm", "PATH": "/bin:/usr/bin", "LC_ALL": "C.UTF-8"} | env,
            timeout=10,
        )
        self.raw = b""

    @property
    def text(self) -> str:
        return "\n".join(row.rstrip() for row in self.screen.display)

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    def send(self, keys: str) -> None:
        self.child.send(keys)

    def until(self, words: str) -> None:
        """Read until `words` are on the screen, wrapped or not."""
        deadline = time.monotonic() + 10
        while words not in self.words:
            assert time.monotonic() < deadline, f"no {words!r} in:\n{self.text}"
            self.raw += (data := self.child.read_nonblocking(4096, timeout=10))
            self.stream.feed(data)

    def end(self) -> int:
        """Read to the end and return the exit code."""
        self.raw += (data := self.child.read())
        self.stream.feed(data)
        self.child.close()
        return int(self.child.exitstatus)

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)


KEYED = "ask.keyed(QUESTIONS, BLANK, saved)"
LINES = "ask.lines(QUESTIONS, BLANK, sys.stdin, sys.stderr, saved)"


@contextmanager
def terminal(
    folder: Path, columns: int = 80, wait: float = 0, call: str = KEYED, **env: str
) -> Iterator[Terminal]:
    if sys.platform == "win32":
        pytest.skip("pexpect needs a Unix terminal")
    opened = Terminal(folder / "out", columns, 24, wait, call, **env)
    try:
        yield opened
    finally:
        opened.child.close(force=True)


@pytest.mark.parametrize("columns", [80, 40])
def test_every_word_is_on_the_screen(tmp_path: Path, columns: int) -> None:
    with terminal(tmp_path, columns) as term:
        for n, question in enumerate(QUESTIONS, 1):
            term.until(f"{n} of 5")
            term.until("q quit")
            assert question.statement in term.words
            assert question.part.prompt in term.words
            assert all(label in term.words for label in question.part.labels)
            term.send("4")
        term.until("5 of 5 answered.")
        term.send(ENTER)
        assert term.end() == 0
        assert term.text.split() == ["ready"]
    assert "answers=(4, 4, 4, 4, 4), at=5, finished=True" in term.out.read_text()


@pytest.mark.parametrize("columns", [80, 40])
def test_going_back_marks_the_answer(tmp_path: Path, columns: int) -> None:
    with terminal(tmp_path, columns) as term:
        term.until("q quit")
        term.send("2")
        term.until("2 of 5")
        assert ">" not in term.text
        term.send(LEFT)
        term.until("> 2 Dislike")
        term.send("?")
        term.until("close this help")
        assert "> 2 Dislike" in term.words
        assert QUESTIONS[0].statement in term.words


def test_ctrl_c_leaves_a_clean_screen_and_the_answers_saved(tmp_path: Path) -> None:
    with terminal(tmp_path) as term:
        term.until("q quit")
        term.send("25" + CTRL_C)
        assert term.end() == 130
        assert term.text.split() == ["ready"]
    assert term.out.read_text().splitlines()[-1] == "(2, 5, None, None, None)"


def test_typing_ahead_counts(tmp_path: Path) -> None:
    with terminal(tmp_path, wait=1) as term:
        term.until("ready")
        term.send("343")
        term.until("4 of 5")
        term.send("qy")
        assert term.end() == 0
    assert "answers=(3, 4, 3, None, None), at=3" in term.out.read_text()


def test_a_resize_redraws(tmp_path: Path) -> None:
    with terminal(tmp_path) as term:
        term.until("q quit")
        for columns, rows in ((40, 24), (20, 8), (100, 30)):
            term.resize(columns, rows)
            time.sleep(0.2)
        term.send("1")
        term.until("2 of 5")
        term.until(QUESTIONS[1].statement)
        term.send("qy")
        assert term.end() == 0


@pytest.mark.parametrize(("no_color", "colours"), [("", {"cyan"}), ("1", set())])
def test_no_color_writes_none(tmp_path: Path, no_color: str, colours: set[str]) -> None:
    with terminal(tmp_path, NO_COLOR=no_color) as term:
        term.until("q quit")
        term.send("4")
        term.until("2 of 5")
        term.until("q quit")
    cells = [cell for row in term.screen.buffer.values() for cell in row.values()]
    assert {cell.fg for cell in cells} - {"default"} == colours
    assert "Explain" in "".join(cell.data for cell in cells if cell.bold)


def test_a_plain_encoding_gets_plain_signs(tmp_path: Path) -> None:
    with terminal(tmp_path, PYTHONIOENCODING="ascii") as term:
        term.until("q quit")
        term.send("4")
        term.until("<- back")
        assert "######---" in term.text
        assert term.raw.isascii()


def test_a_closed_terminal_ends_the_program_and_keeps_the_answers(
    tmp_path: Path,
) -> None:
    with terminal(tmp_path) as term:
        term.until("q quit")
        term.send("4")
        term.until("2 of 5")
        term.child.close(force=False)
        assert not term.child.isalive()
    assert "(4, None, None, None, None)" in term.out.read_text()


def test_line_mode_wraps_by_words_on_a_terminal(tmp_path: Path) -> None:
    with terminal(tmp_path, 40, call=LINES) as term:
        term.until("Answer:")
        assert QUESTIONS[0].part.prompt in term.words
        term.send("4\n")
        term.until("2 of 5")
        term.until("5 = Strongly like Answer:")
        assert QUESTIONS[1].statement in term.words
        term.send(CTRL_C)
        assert term.end() == 130
        assert b"\x1b" not in term.raw
