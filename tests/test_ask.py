"""The questionnaire without a terminal: the rule book, the page and line mode."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli import ask
from careerfit_cli.ask import Sheet, press
from careerfit_cli.ask.lines import (
    CHOICES,
    FIRST,
    LINE_HELP,
    OFFER_CHOICES,
    REVIEW_CHOICES,
)
from careerfit_cli.ask.page import Foot, Page, one_line
from careerfit_cli.errors import UsageError
from careerfit_cli.model.profile import Part, Question
from careerfit_cli.quiz import questions
from careerfit_cli.store.bank import load_bank

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
BLANK = Sheet.blank(len(QUESTIONS))


def pressed(*keys: str, sheet: Sheet = BLANK) -> Sheet:
    for key in keys:
        sheet = press(sheet, key)
    return sheet


# The rule book.


def test_a_blank_sheet_has_no_answers() -> None:
    assert Sheet.blank(3) == Sheet((None, None, None), at=0, finished=False, reached=0)


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


def test_u_returns_to_the_furthest_place_before_the_review_too() -> None:
    assert pressed("s", "u") == pressed("s")
    back = pressed(*"34s4", "b", "b", "b", "b")
    assert (back.at, back.reached) == (0, 4)
    assert pressed("u", sheet=back).at == 2
    assert pressed("u", "u", sheet=back).at == 4
    assert pressed("u", "u", "u", sheet=back) == pressed("u", "u", sheet=back)


@pytest.mark.parametrize(
    ("answers", "at", "reached"),
    [
        ((None, None, None), 0, 0),
        ((4, 2, None), 2, 2),
        ((4, None, 2, None), 1, 3),
        ((4, 2, 5), 3, 3),
        ((), 0, 0),
    ],
)
def test_earlier_answers_go_on_at_the_first_open_question(
    answers: tuple[int | None, ...], at: int, reached: int
) -> None:
    assert Sheet.resumed(answers) == Sheet(answers, at, reached=reached)


OFFERED = Sheet((3, 4, 3), at=3, reached=3, offered=2)
"""At the review of the first part, the second still to be offered."""


@pytest.mark.parametrize("key", ["y", "yes"])
def test_yes_goes_on_with_the_questions_offered(key: str) -> None:
    more = press(OFFERED, key)
    assert more == Sheet((3, 4, 3, None, None), at=3, reached=3)
    assert not more.passed
    assert pressed("2", "s", "", sheet=more).finished
    assert pressed("left", sheet=more).answer == 3


@pytest.mark.parametrize("key", ["n", "no", "", "c-m"])
def test_no_and_enter_finish_without_them(key: str) -> None:
    assert press(OFFERED, key) == Sheet(
        (3, 4, 3), 3, finished=True, reached=3, offered=2
    )


@pytest.mark.parametrize("key", ["y", "n"])
def test_yes_and_no_mean_nothing_before_the_review_or_without_an_offer(
    key: str,
) -> None:
    back = press(OFFERED, "left")
    assert press(back, key) == back
    review = pressed(*"34343")
    assert press(review, key) == review


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


def test_the_review_with_an_offer() -> None:
    assert page_text(Page(QUESTIONS, OFFERED)) == [
        "",
        "  You have reached the end.",
        "",
        "  3 of 3 answered.",
        "",
        "  2 more questions on what you can do? One minute; they flag and filter",
        "  careers, and do not change your fit.",
        "",
        "  y        yes, ask them",
        "  n, Enter no, see your results",
        "  Left     go back",
        "  q        quit",
    ]


def test_questions_only_offered_are_not_counted() -> None:
    text = page_text(Page(QUESTIONS, press(OFFERED, "left")))
    assert text[1:3] == [
        "  Part 1 of 1: What you enjoy",
        "  3 of 3  " + "━" * 21 + "─" * 11 + "  under 1 min left",
    ]


@given(
    st.lists(st.sampled_from([*"12345sb"]), max_size=8),
    st.sampled_from(["keys", "help", "quit"]),
    st.integers(1, 120),
    st.integers(1, 50),
    st.sampled_from(["utf-8", "ascii", "cp437", "no-such-encoding"]),
)
def test_a_page_fits_and_keeps_every_word(
    keys: list[str], foot: Foot, columns: int, rows: int, encoding: str
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


@pytest.mark.parametrize(
    ("keys", "offer"),
    [
        ("444bb", "u to where you were"),
        ("444b", ""),
        ("444", ""),
        ("4s4bbb", "u next skipped"),
        ("44444bbb", "u to the end"),
    ],
)
def test_u_is_offered_where_one_step_on_is_not_enough(keys: str, offer: str) -> None:
    foot = "   ".join(page_text(Page(QUESTIONS, pressed(*keys)))[-2:])
    offered = [each for each in foot.strip().split("   ") if each.startswith("u ")]
    assert offered == ([offer] if offer else [])


def test_minutes_left_shrink() -> None:
    many = QUESTIONS[:1] * 100
    texts = [
        page_text(Page(many, Sheet.blank(100).go(at)))[2].split("  ")[-1]
        for at in (0, 50, 51, 79, 80, 90, 99)
    ]
    assert texts[:4] == [f"about {n} min left" for n in (10, 5, 5, 3)]
    assert texts[4:] == ["about 2 min left", "under 1 min left", "under 1 min left"]


@pytest.mark.parametrize(
    ("length", "minutes"), [("quick", 3), ("standard", 7), ("full", 13)]
)
def test_the_minutes_of_each_form_are_those_the_guide_says(
    length: str, minutes: int
) -> None:
    asked = questions(load_bank(), length)
    assert f"about {minutes} min left" in "".join(
        page_text(Page(asked, Sheet.blank(len(asked))))
    )
    guide = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    said = {3: "three minutes", 7: "seven minutes", 13: "thirteen"}[minutes]
    assert f"about {said}" in " ".join(guide.split())


def test_control_characters_never_reach_the_terminal() -> None:
    assert one_line("Plant\x1b[31m a\n\ttree\u202e") == "Plant [31m a tree"


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


def test_an_offer_in_lines() -> None:
    sheet, text = typed("what\nyes\n2\n\n4\nq\n", OFFERED)
    assert sheet == Sheet((3, 4, 3, 2, 4), at=5, reached=5)
    assert [row.rstrip() for row in text.splitlines()[:5]] == [
        "",
        "You have reached the end. 3 of 3 answered.",
        (
            "2 more questions on what you can do? One minute; they flag and filter careers, "
            "and do not change your fit."
        ),
        (
            "Type y to answer them, n or just Enter to see your results, b to go back, "
            "q to quit."
        ),
        f"Answer: {OFFER_CHOICES}",
    ]
    assert "Part 2 of 2: What you can do" in text
    assert "Question 4 of 5." in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("b\nq\n", FIRST),
        ("?\nq\n", LINE_HELP),
        ("\nq\n", CHOICES),
        ("s\nb\nq\n", "You skipped this question. Enter leaves it so."),
        ("3\n3\n3\n3\n3\nyes\nq\n", REVIEW_CHOICES),
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
    [("", "question 1 of 5"), ("3\n4", "question 3 of 5")],
)
def test_input_that_ends_early_is_an_error_that_names_the_place(
    text: str, place: str
) -> None:
    with pytest.raises(UsageError, match=place) as caught:
        typed(text)
    assert "--answers" in caught.value.hint


@pytest.mark.parametrize("text", ["3\n" * 5, "3\n" * 4 + "3", "3\n" * 5 + "what\n"])
def test_the_end_of_input_at_the_review_confirms_it(text: str) -> None:
    sheet, written = typed(text)
    assert sheet == Sheet((3,) * 5, at=5, finished=True, reached=5)
    assert written.endswith("Answer: \n")


def test_undecoded_bytes_are_an_unknown_answer() -> None:
    sheet, written = typed("3\n\udcff\udcfe\n4\nq\n")
    assert sheet.answers[:3] == (3, 4, None)
    assert written.count(CHOICES) == 1


def test_bytes_that_cannot_be_decoded_are_an_error_with_a_hint() -> None:
    reader = io.TextIOWrapper(io.BytesIO(b"3\n\xff\n4\n"), encoding="utf-8")
    with pytest.raises(UsageError, match="not utf-8 text") as caught:
        ask.lines(QUESTIONS, BLANK, reader, io.StringIO())
    assert "--answers" in caught.value.hint


def test_lines_save_every_change() -> None:
    kept: list[Sheet] = []
    text = io.StringIO("4\nwhat\ns\nq\n")
    ask.lines(QUESTIONS, BLANK, text, io.StringIO(), kept.append)
    assert [sheet.answers[:2] for sheet in kept] == [(4, None), (4, None)]
    assert [sheet.at for sheet in kept] == [1, 2]


def test_the_prompt_library_is_left_alone_until_it_is_needed() -> None:
    code = (
        "import sys, careerfit_cli.ask as ask; assert callable(ask.keyed); "
        "sys.exit('prompt_toolkit' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
