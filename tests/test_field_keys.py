"""Keys, pastes and pasted text: only what a person meant is an answer."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from careerfit_cli import quiz
from careerfit_cli.errors import UsageError
from careerfit_cli.prompts import Menu, menu
from careerfit_cli.prompts.answer_state import Sheet
from careerfit_cli.prompts.key_ui import Keyed
from careerfit_cli.prompts.screen import Page
from careerfit_cli.storage.bank import load_bank

BANK = load_bank()
QUESTIONS = quiz.questions(BANK, "flash")
ANSWERS = [[1 + (row * place + place) % 5 for place in range(47)] for row in (1, 2)]


class TestKeys:
    """Only a key that a person pressed is an answer."""

    STRING = quiz.replay(BANK, "flash", ANSWERS[0])

    def asked(self) -> Keyed:
        def pasted(text: str):
            try:
                return quiz.answers_in(BANK, text)[1]
            except UsageError:
                return None

        lists = quiz.lists(BANK, "flash")
        mode = Keyed(QUESTIONS, Sheet.blank(len(QUESTIONS), lists), pasted=pasted)
        self.clock = 0.0
        mode.sequences.now = lambda: self.clock
        return mode

    def send(self, mode: Keyed, text: str, seconds: float = 0.0) -> None:
        names = {"\x1b": "escape", "\x07": "c-g", "\r": "c-m", "\x08": "c-h"}
        for sign in text:
            self.clock += seconds
            mode.act(names.get(sign, sign))

    @pytest.mark.parametrize(
        "sent",
        [
            "\x1b]11;rgb:1212/3434/5151\x1b\\",
            "\x1b]10;rgb:1212/3434/5151\x07",
            "\x1bP>|xterm(354)\x1b\\",
            "\x1bP1$r0;1m\x1b\\",
            "\x1b_Gi=31;OK\x1b\\",
            "\x1b^1234\x1b\\",
            "\x1bX1234\x07",
            "\x1b[?62;1;2;4c",
            "\x1b[>41;354;0c",
            "\x1b[24;80R",
            "\x1b[?1u",
            "\x1b[49u",
            "\x1b[49;5u",
            "\x1b[27;2;49~",
            "\x1b[I",
            "\x1b[O",
            "\x1b[<0;12;5M",
            "\x1b[<0;12;5m",
            "\x1b[?2026;2$y",
            "\x1b[8;24;80t",
            "\x1bOP",
            "\x1b]11;rgb:12\x1b[?62c",
            f"\x1b]52;c;{'1' * 1_000}\x1b\\",
            f"\x1b[{'1' * 1_000}m",
        ],
    )
    @pytest.mark.parametrize("seconds", [0.0, 0.5])
    def test_what_a_terminal_sends_is_none(self, sent: str, seconds: float) -> None:
        mode = self.asked()
        self.send(mode, sent, seconds)
        assert not any(mode.sheet.answers)
        assert (mode.foot, mode.over, mode.sheet.at) == ("keys", False, 0)
        self.clock += 10
        self.send(mode, "4")
        assert mode.sheet.answers[0] == 4

    def test_digits_of_a_keypad_are_digits(self) -> None:
        mode = self.asked()
        self.send(mode, "\x1bOq\x1bOu\x1bOs")
        assert mode.sheet.answers[:3] == (1, 5, 3)

    def test_a_sequence_without_end_is_given_up(self) -> None:
        mode = self.asked()
        self.send(mode, "\x1b]11;rgb")
        self.clock += 4
        self.send(mode, "5")
        assert mode.sheet.answers[0] == 5

    @pytest.mark.parametrize(("key", "taken"), [("y", True), ("n", False)])
    def test_a_pasted_answer_string_is_taken_after_asking(self, key, taken) -> None:
        mode = self.asked()
        self.send(mode, "2")
        mode.paste(f" {self.STRING}\n")
        assert mode.foot == "paste"
        assert mode.sheet.answers[:2] == (2, None)
        self.clock += 1
        mode.act(key)
        assert (list(mode.sheet.answers) == ANSWERS[0]) == taken
        assert mode.sheet.reviewing == taken

    def test_it_is_known_where_the_terminal_marks_no_pastes(self) -> None:
        mode = self.asked()
        self.send(mode, self.STRING + "\r", 0.001)
        assert mode.foot == "paste"
        assert not any(mode.sheet.answers)
        self.clock += 1
        mode.act("y")
        assert list(mode.sheet.answers) == ANSWERS[0]

    def test_any_other_paste_is_ignored_and_said_so(self) -> None:
        mode = self.asked()
        for text in ("12345", "q", "v2.quick.12", ""):
            mode.paste(text)
            assert (mode.foot, mode.sheet.at) == ("ignored", 0)
        shown = Page(QUESTIONS, mode.sheet, mode.foot).lines()
        assert "Pasted text is not an answer" in str(shown)
        mode.act("3")
        assert (mode.foot, mode.sheet.answers[0]) == ("keys", 3)


class TestPasted:
    STRING = quiz.replay(BANK, "flash", [None, *ANSWERS[0][1:]])

    @pytest.mark.parametrize(
        "form",
        [
            "\u200b{}\u200b", "{}\u2026", "\u201c{}\u201d", "\u2018{}\u2019.", "({})", "<{}>", "{};", "\ufeff{}\r\n", "{}.",
            "careerfit quiz --answers {}", " \u00ab{}\u00bb ",
        ],
    )  # fmt: skip
    def test_an_answer_string_in_its_surroundings(self, form: str) -> None:
        expected = ("flash", (None, *ANSWERS[0][1:]))
        text = form.format(self.STRING)
        assert quiz.answers_in(BANK, text) == expected
        assert (
            quiz.answers_in(BANK, text.replace("flash.-", "FLASH.\u2013")) == expected
        )

    @pytest.mark.parametrize(
        "text",
        [
            "R=31 I=24 A=20 S=18 E=9 C=12",
            "R: 31, I: 24, A: 20, S: 18, E: 9, C: 12",
            "R 31\nI 24\r\nA 20\nS 18\nE 9\nC 12\n",
            "R\t31\tI\t24\tA\t20\tS\t18\tE\t9\tC\t12",
            "R - 31, I - 24, A - 20, S - 18, E - 9, C - 12",
            "Realistic (R): 31, Investigative (I): 24, Artistic (A): 20, Social (S): 18, Enterprising (E): 9, Conventional (C): 12",
            "R=31,0;I=24,0;A=20,0;S=18;E=9;C=12",
            "R 31%, I 24 %, A 20%, S 18%, E 9%, C 12%",
            "Realistic=31,Investigative=24,Artistic=20,Social=18,Enterprising=9,Conventional=12",
        ],
    )
    def test_interest_scores_as_other_tests_print_them(self, text: str) -> None:
        found = quiz.interest_scores(text)
        assert list(found.values()) == [31, 24, 20, 18, 9, 12]

    @pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_a_file_of_answers_however_it_was_saved(
        self, run, tmp_path, coding
    ) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(f"{self.STRING}\r\n".encode(coding))
        assert run("quiz", "--answers", str(path), "--json").code == 0

    @pytest.mark.parametrize(
        ("raw", "what"),
        [
            (b"%PDF-1.7", "is a PDF document"),
            (b"PK\x03\x04..xl/", "is an Excel workbook (.xlsx)"),
            (b"\xd0\xcf\x11\xe0", "is an old Excel workbook (.xls)"),
            (b"caf\xe9", "is not a text file"),
        ],
    )
    def test_a_file_that_holds_no_text_is_named(self, run, tmp_path, raw, what) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(raw)
        done = run("quiz", "--answers", str(path))
        assert done.code == 4
        assert f"{path}: {what}" in done.err

    def test_interest_scores_as_shares(self) -> None:
        text = ",".join(f"{letter}={n}/40" for n, letter in enumerate("RIASEC", 1))
        assert list(quiz.interest_scores(text).values()) == [
            n / 40 for n in range(1, 7)
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "R=31%,I=24,A=20,S=18,E=9,C=12", "R=1,234;I=2;A=3;S=4;E=5;C=6", "RIA",
            "31,24,20,18,9,12", "R=1/0,I=1/2,A=1/2,S=1/2,E=1/2,C=1/2",
        ],
    )  # fmt: skip
    def test_scores_that_may_mean_two_things_are_refused(self, text: str) -> None:
        with pytest.raises(UsageError):
            quiz.interest_scores(text)


class App:
    """What a mode asks of the prompt library, so that its parser alone is used."""

    def __init__(self) -> None:
        self.left = False

    def exit(self, **_: object) -> None:
        self.left = True


def arriving(mode: Any, pieces: Iterable[str]) -> bool:
    """Send pieces, each after the library has given up waiting; whether it was left."""
    parser_module = pytest.importorskip("prompt_toolkit.input.vt100_parser")
    app, read = App(), deque[Any]()
    parser = parser_module.Vt100Parser(read.append)
    for piece in pieces:
        parser.feed(piece)
        if len(piece) == 1 or piece[-1] == "\x1b":
            parser.flush()
        while read:
            press = read.popleft()
            mode.pressed(
                SimpleNamespace(
                    key_sequence=[press],
                    data=press.data,
                    app=app,
                    key_processor=SimpleNamespace(input_queue=read),
                )
            )
        parser.flush()
    return app.left


PASTES = ("\x1b[200~12345\x1b[201~", "\x1b[200~q\ny\x1b[201~")


class TestArriving:
    """Through the parser of the prompt library, whole and cut at every place."""

    QUICK = quiz.questions(BANK, "quick")

    REPORTS = (
        "\x1b[?62;1;2;4c",
        "\x1bP!|7E565445\x1b\\",
        "\x1bP>|WezTerm 20240203-110809-5046fbb5\x1b\\",
        "\x1b]4;1;rgb:cd/00/00\x07",
        "\x1b]52;c;MTIzNDU=\x07",
        "\x9d11;rgb:12/34/51\x9c",
        "\x9b?62;1;2c",
        "\x90>|x 354\x9c",
        "\x1b[24;80R",
        "\x1b[49;1:3u",
        "\x1b[1;1:3A",
        "\x1b[57400u",
        "\x1b[<0;12;5M\x1b[<0;12;5m",
        "\x1b[32;12;5M",
        "\x1b[M 45",
        "\x1b[M!q1",
        "\x1b[?997;1n",
        "\x1b[48;24;80;480;640t",
        "\x1bO5u",
        "\x1bN1",
    )

    @staticmethod
    def cuts(sent: str) -> list[list[str]]:
        halves = [[sent[:at], sent[at:]] for at in range(1, len(sent))]
        return [[sent], list(sent), *halves]

    def asked(self, *, picking: bool = False) -> Keyed:
        lists = quiz.lists(BANK, "quick")
        sheet = Sheet.blank(len(self.QUICK), lists)
        mode = Keyed(self.QUICK, sheet)
        while picking and not mode.picks:
            mode.act("s")
        return mode

    @pytest.mark.parametrize("picking", [False, True])
    @pytest.mark.parametrize("sent", REPORTS)
    def test_reports_do_nothing(self, sent: str, *, picking: bool) -> None:
        for pieces in self.cuts(sent):
            mode = self.asked(picking=picking)
            before = mode.sheet, mode.picks, mode.foot
            assert not arriving(mode, pieces), pieces
            assert (mode.sheet, mode.picks, mode.foot) == before, pieces

    @pytest.mark.parametrize("sent", PASTES)
    def test_pastes_are_ignored_and_said_so(self, sent: str) -> None:
        for pieces in self.cuts(sent):
            mode = self.asked()
            assert not arriving(mode, pieces), pieces
            assert not any(mode.sheet.answers), pieces
            assert mode.foot == "ignored", pieces
            mode.act("4")
            assert mode.sheet.answers[0] == 4

    def test_a_pasted_answer_string_is_known_in_pieces(self) -> None:
        mode = self.asked()
        mode.pasted = lambda text: (1, 2) if text == "v2.quick.12" else None
        assert not arriving(mode, "\x1b[200~v2.quick.12\x1b[201~")
        assert mode.foot == "paste"

    @pytest.mark.parametrize("sent", ["\x1b[?62;1;2;4c", "\x1b]11;rgb:1/2/3\x07"])
    def test_a_report_answers_no_question(self, sent: str) -> None:
        mode = self.asked()
        mode.act("q")
        assert not arriving(mode, [sent])
        assert mode.foot == "quit"

    @pytest.mark.parametrize("sent", [*REPORTS, *PASTES, "v2.quick.543"])
    def test_a_menu_chooses_nothing(self, sent: str) -> None:
        choices = [(str(n), "choice") for n in range(1, 10)]
        for pieces in self.cuts(sent) if sent[0] != "v" else [[sent]]:
            mode = menu.OpenMenu(Menu(("Which?",), choices, "3", leave="leave"))
            assert not arriving(mode, pieces), pieces
            assert mode.wrong == (sent not in self.REPORTS), pieces
