"""The questionnaire without a terminal: the rule book, the page and line mode."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli import prompts, quiz
from careerfit_cli.errors import UsageError
from careerfit_cli.model.profile import AREAS as AREA_LIST
from careerfit_cli.model.profile import (
    DISLIKED,
    LIKED,
    MOST_PICKS,
    NEUTRAL,
    PREFERENCES,
    Part,
    Question,
)
from careerfit_cli.prompts import Sheet, pick_list, press
from careerfit_cli.prompts.key_ui import Keyed
from careerfit_cli.prompts.line_ui import (
    CHOICES,
    FIRST,
    LINE_HELP,
    OFFER_CHOICES,
    PICK_HELP,
    REVIEW_CHOICES,
)
from careerfit_cli.prompts.pick_list import PickList, UnknownChoice
from careerfit_cli.prompts.screen import Foot, Page, heading, one_line
from careerfit_cli.storage.bank import load_bank
from commands import by_name

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

REVIEW = pressed(*"34343")
BACK = pressed(*"34s4", "b", "b", "b", "b")
"""At the first question, with answers ahead."""

OFFERED = Sheet((3, 4, 3), at=3, reached=3, offered=2)
"""At the review of the first part, the second still to be offered."""


@pytest.mark.parametrize(
    ("sheet", "keys", "at", "answer"),
    [
        (BLANK, ["4"], 1, None),
        (BLANK, ["4", "left"], 0, 4),
        (BLANK, ["4", "left", "2", "left"], 0, 2),
        (BLANK, ["4", "s", "b", "b", "right", "right", "right"], 2, None),
        # Answers of an earlier run are passed too.
        (Sheet((3, None, 2, None, None)), ["right", "right"], 1, None),
        (BLANK, ["4", "b", "s", "b"], 0, None),
        # `u` visits the skipped ones, then the furthest place.
        (pressed(*"3s4s5"), ["u"], 1, None),
        (pressed(*"3s4s5"), ["u", "u"], 3, None),
        (pressed(*"3s4s5"), ["u", "u", "5", "u"], 5, None),
        (pressed("s"), ["u"], 1, None),
        (BACK, ["u"], 2, None),
        (BACK, ["u", "u"], 4, None),
        (BACK, ["u", "u", "u"], 4, None),
    ],
)
def test_keys_move_and_answer(
    sheet: Sheet, keys: list[str], at: int, answer: int | None
) -> None:
    after = pressed(*keys, sheet=sheet)
    assert (after.at, after.answer) == (at, answer)


@pytest.mark.parametrize(
    ("sheet", "keys"),
    [
        (BLANK, ["right", "", "0", "6", "x", "44", "up", "<any>", "\u00b3", "\uff14"]),
        (REVIEW, ["right", "4", "s", "y", "n"]),
        (pressed("", sheet=REVIEW), ["b", "3", "s", ""]),
        (press(OFFERED, "left"), ["y", "n"]),
    ],
)
def test_keys_without_a_meaning_change_nothing(sheet: Sheet, keys: list[str]) -> None:
    for key in keys:
        assert press(sheet, key) == sheet


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


@pytest.mark.parametrize("key", ["y", "yes"])
def test_yes_goes_on_with_the_questions_offered(key: str) -> None:
    more = press(OFFERED, key)
    assert more == Sheet((3, 4, 3, None, None), at=3, reached=3)
    assert not more.passed
    assert pressed("2", "s", "", sheet=more).finished
    assert pressed("left", sheet=more).answer == 3


@pytest.mark.parametrize("sheet", [REVIEW, OFFERED])
@pytest.mark.parametrize("key", ["", "c-m"])
def test_enter_finishes_at_the_review(sheet: Sheet, key: str) -> None:
    assert press(sheet, key) == replace(sheet, finished=True)
    assert pressed("n", sheet=OFFERED) == pressed("no", sheet=OFFERED)
    assert pressed("n", sheet=OFFERED).finished


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


# A list among the questions: one screen, one place to go to.

LISTED = Sheet.blank(7, lists=((2, 5),))
"""Seven questions, of which the third to the fifth are one list."""


def test_a_list_is_one_screen_and_one_step() -> None:
    assert (LISTED.screens, Sheet.blank(7).screens) == (5, 7)
    assert [LISTED.screen_of(at) for at in (0, 1, 2, 5, 6, 7)] == [0, 1, 2, 3, 4, 5]
    at_list = pressed("3", "4", sheet=LISTED)
    assert at_list.current_list == (2, 5)
    after = at_list.mark_list((LIKED, NEUTRAL, DISLIKED))
    assert (after.at, after.current_list) == (5, None)
    assert after.answers == (3, 4, LIKED, NEUTRAL, DISLIKED, None, None)
    assert pressed("left", sheet=after).at == 2
    assert pressed("left", "right", sheet=after).at == 5


def test_a_digit_answers_no_list() -> None:
    at_list = pressed("3", "4", sheet=LISTED)
    assert pressed("1", "5", sheet=at_list) == at_list


def test_a_skipped_list_counts_once_and_u_goes_to_its_start() -> None:
    review = pressed("3", "4", "s", "3", "3", sheet=LISTED)
    assert review.reviewing
    assert review.skipped == (2,)
    back = pressed("u", sheet=review)
    assert back.current_list == (2, 5)
    marked = back.mark_list((NEUTRAL,) * 3)
    assert marked.skipped == ()
    assert pressed("u", sheet=marked).reviewing


def test_a_list_partly_answered_goes_on_at_its_start() -> None:
    answers = (3, 4, LIKED, None, None, None, None)
    assert Sheet.resumed(answers, LISTED.lists).at == 2
    done = (3, 4, LIKED, NEUTRAL, NEUTRAL, None, None)
    assert Sheet.resumed(done, LISTED.lists).at == 5


@given(
    st.lists(st.sampled_from([*"1235sbu", "", "right", "mark"]), max_size=30),
    st.sampled_from([((0, 3),), ((2, 5),), ((4, 7),), ((0, 7),), ()]),
)
def test_no_key_stops_inside_a_list(
    keys: list[str], lists: tuple[tuple[int, int], ...]
) -> None:
    sheet = Sheet.blank(7, lists)
    for key in keys:
        span = sheet.current_list
        if key == "mark" and span:
            sheet = sheet.mark_list((NEUTRAL,) * (span[1] - span[0]))
        else:
            sheet = press(sheet, key)
        assert sheet.start_of(sheet.at) == sheet.at
        assert len(sheet.answers) == 7
        assert sheet.screen_of(sheet.at) <= sheet.screens


# The list to pick from.

BANK = load_bank()
START, END = quiz.lists(BANK, "flash")[0]
AREAS = quiz.questions(BANK, "flash")[START:END]
OPEN = PickList.opened(AREAS, [None] * len(AREAS))


def picked(*keys: str, picks: PickList = OPEN) -> PickList:
    for key in keys:
        picks = picks.press(key)
    return picks


def place_of(name: str) -> int:
    return [own.statement for own in AREAS].index(name)


def drawn(picks: PickList, rows: int = 99, *, ascii_only: bool = False) -> list[str]:
    lines = pick_list.rows(picks, 76, rows, ascii_only=ascii_only)
    return ["".join(text for _, text in line) for line in lines]


def test_an_open_list_keeps_earlier_marks_and_the_rest_is_neutral() -> None:
    marks = [LIKED, None, DISLIKED, *[NEUTRAL] * (len(AREAS) - 3)]
    picks = PickList.opened(AREAS, marks)
    assert picks.marks == (LIKED, NEUTRAL, DISLIKED, *[NEUTRAL] * (len(AREAS) - 3))
    assert picks.chosen == 1


@pytest.mark.parametrize(
    ("keys", "mark"),
    [
        (" ", LIKED),
        ("-", DISLIKED),
        (" -", DISLIKED),
        ("- ", LIKED),
        ("  ", NEUTRAL),
        ("--", NEUTRAL),
    ],
)
def test_space_and_minus_mark_and_unmark(keys: str, mark: int) -> None:
    assert picked(*keys).marks == (mark, *OPEN.marks[1:])


def test_the_cursor_stays_on_the_list() -> None:
    assert picked("up").current == OPEN.current
    last = picked("end")
    assert last.press("down").current == last.current != OPEN.current
    assert picked("end", "home") == OPEN


def test_down_walks_the_rows_as_drawn() -> None:
    names = [row[4:] for row in drawn(OPEN) if row[1:4] == " · "]
    assert len(names) == len(AREAS)
    picks, visited = OPEN, []
    for _ in AREAS:
        assert picks.current is not None
        visited.append(AREAS[picks.current].statement)
        picks = picks.press("down")
    assert visited == names


def test_seven_at_most_and_the_eighth_says_so() -> None:
    seven = picked(*[" ", "down"] * MOST_PICKS)
    assert seven.chosen == MOST_PICKS
    eighth = seven.press(" ")
    assert eighth.marks == seven.marks
    assert eighth.message == pick_list.full(AREA_LIST)
    # A mark that is no choice is still possible, and any key takes the message away.
    assert seven.press("-").marks.count(DISLIKED) == 1
    assert eighth.press("down").message == ""
    assert eighth.press("up").press(" ").chosen == MOST_PICKS - 1


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("music", ["Music"]),
        ("choir", ["Music"]),
        ("websites", ["Computers and Programming"]),
        ("zzz", []),
    ],
)
def test_typing_searches_names_and_examples(typed: str, names: list[str]) -> None:
    picks = picked(*typed)
    assert [AREAS[place].statement for place in picks.visible] == names
    assert picked("escape", picks=picks) == OPEN
    assert picked(*["c-h"] * len(typed), picks=picks) == OPEN


def test_a_search_marks_what_is_found_and_keeps_other_marks() -> None:
    picks = picked(" ", *"music", " ", "escape")
    liked = [n for n, mark in enumerate(picks.marks) if mark == LIKED]
    assert liked == [0, place_of("Music")]


def test_nothing_found_marks_nothing_and_says_so() -> None:
    picks = picked(*"zzz", " ", "-", "down")
    assert picks.marks == OPEN.marks
    assert picks.current is None
    assert pick_list.NOTHING_FOUND in list(pick_list.foot(picks, 76))


@pytest.mark.parametrize("key", ["1", "tab", "<any>", "left", "f1", "\u00b3"])
def test_other_keys_change_no_list(key: str) -> None:
    assert picked(key) == OPEN


def test_help_comes_and_goes() -> None:
    assert picked("?").message == pick_list.keys_help(AREA_LIST)
    assert picked("?", "?") == OPEN


def test_the_rows_are_under_their_groups_and_marked() -> None:
    picks = picked(" ", "down", "-")
    rows = drawn(picks)
    groups = list(dict.fromkeys(own.group for own in AREAS))
    assert [row for row in rows if row in groups] == groups
    assert rows[:3] == [
        groups[0],
        f"  ● {AREAS[0].statement}",
        f"> ✗ {AREAS[1].statement}",
    ]
    assert drawn(picks, ascii_only=True)[1:3] == [
        f"  * {AREAS[0].statement}",
        f"> x {AREAS[1].statement}",
    ]


@given(st.lists(st.sampled_from(["up", "down", "end", *" -"]), max_size=60),
       st.integers(3, 30))  # fmt: skip
def test_the_cursor_is_always_in_view(keys: list[str], height: int) -> None:
    rows = drawn(picked(*keys), height)
    assert len(rows) == height
    assert sum(row.startswith("> ") for row in rows) == 1


def test_below_the_list_stand_examples_the_count_and_the_keys() -> None:
    lines = list(pick_list.foot(picked(" "), 76))
    assert lines[0] == AREAS[0].examples
    assert f"1 of {MOST_PICKS} chosen" in lines
    assert lines[-1] == pick_list.keys(AREA_LIST)
    searching = list(pick_list.foot(picked(*"mus"), 76))
    assert any(line.startswith("Search: mus ") for line in searching)


# The list as a typed line.


@pytest.mark.parametrize(
    ("line", "liked", "disliked"),
    [
        ("", [], []),
        ("1", [0], []),
        ("1 3 -2", [0, 2], [1]),
        ("1, 3; -2,", [0, 2], [1]),
        ("1,1,1,1,1,1,1,1", [0], []),
        ("MUSIC", ["Music"], []),
        ("choir, - music", [], ["Music"]),
        ("+1", [0], []),
        ("41", [40], []),
    ],
)
def test_typed_areas(line: str, liked: list, disliked: list) -> None:
    def places(names: list) -> list[int]:
        return [own if isinstance(own, int) else place_of(own) for own in names]

    marks = pick_list.read(AREAS, line)
    assert [n for n, own in enumerate(marks) if own == LIKED] == places(liked)
    assert [n for n, own in enumerate(marks) if own == DISLIKED] == places(disliked)
    assert len(marks) == len(AREAS)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("0", "There is no area 0: they run from 1 to 41."),
        ("42", "There is no area 42: they run from 1 to 41."),
        ("juggling", '"juggling" is not an area in the list.'),
        ("-", '"" is not an area in the list.'),
        (
            "work",
            (
                '"work" could be Building and Woodwork; Hands-On Physical Work; '
                "Religious Work; Office Work. Please give a number."
            ),
        ),
        ("1 2 3 4 5 6 7 8", "Please choose at most 7 areas."),
        ("\x1b[31m", " is not an area in the list."),
    ],
)
def test_typed_areas_that_are_none_are_said(line: str, said: str) -> None:
    with pytest.raises(UnknownChoice) as caught:
        pick_list.read(AREAS, line)
    assert said in str(caught.value)
    assert "\x1b" not in str(caught.value)


@given(st.lists(st.sampled_from([*"0123456789 ,;-+ab", "music", "\u00b2"])))
def test_any_typed_line_is_read_or_refused(parts: list[str]) -> None:
    try:
        marks = pick_list.read(AREAS, "".join(parts))
    except UnknownChoice:
        return
    assert len(marks) == len(AREAS)
    assert marks.count(LIKED) <= MOST_PICKS


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


def test_the_optional_part_is_not_counted() -> None:
    optional = Part(PREFERENCES, SKILL.title, SKILL.prompt, SKILL.labels)
    questions = [
        replace(own, part=optional) if own.part == SKILL else own for own in QUESTIONS
    ]
    assert heading(questions, optional) == "Optional: What you can do"
    text = page_text(Page(questions, press(OFFERED, "left")))
    assert text[1:3] == [
        "  What you enjoy",
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
    ("length", "left", "minutes"),
    [
        ("flash", "under 1 min left", "flash (1 minute)"),
        ("quick", "about 3 min left", "quick (3 minutes, the default)"),
        ("standard", "about 7 min left", "standard (7)"),
        ("full", "about 13 min left", "full (13)"),
    ],
)
def test_the_minutes_of_each_form_are_those_the_help_says(
    length: str, left: str, minutes: str
) -> None:
    bank = load_bank()
    asked = quiz.questions(bank, length)
    sheet = Sheet.blank(len(asked), quiz.lists(bank, length))
    assert left in page_text(Page(asked, sheet))[2]
    (length_option,) = [own for own in by_name("quiz").options if own.name == "length"]
    assert minutes in length_option.help


ASKED = quiz.questions(BANK, "flash")
AT_LIST = Sheet.blank(len(ASKED), quiz.lists(BANK, "flash")).go(START)


def test_the_list_at_80_columns() -> None:
    text = page_text(Page(ASKED, AT_LIST, rows=24, picks=picked(" ", "down")))
    assert len(text) <= 24
    heading = text.index("  Part 2 of 2: Areas of work")
    assert text[heading + 1].startswith("  7 of 7  ")
    prompt = "  Which areas would you like to work in? Choose up to seven."
    assert prompt in text
    row = text.index("  Hands-on and outdoors")
    assert text[row + 1 : row + 3] == [
        f"    ● {AREAS[0].statement}",
        f"  > · {AREAS[1].statement}",
    ]
    assert f"  {AREAS[1].examples}" in text[row + 3 :]
    assert f"  1 of {MOST_PICKS} chosen" in text[row + 3 :]
    assert text[-1] == f"  {pick_list.keys(AREA_LIST)}"


@given(
    st.lists(st.sampled_from(["down", "up", "end", *" -?z"]), max_size=45),
    st.sampled_from([(40, 24), (80, 24), (60, 16), (120, 50)]),
    st.sampled_from(["utf-8", "cp1252"]),
    st.sampled_from(["keys", "quit"]),
)
def test_a_list_fits_and_keeps_its_keys_and_its_cursor(
    keys: list[str], size: tuple[int, int], encoding: str, foot: Foot
) -> None:
    picks, (columns, rows) = picked(*keys), size
    text = page_text(Page(ASKED, AT_LIST, foot, columns, rows, encoding, picks))
    assert len(text) <= rows
    assert max(map(len, text)) <= columns
    assert sum(row.startswith("  > ") for row in text) == (picks.current is not None)
    shown = " ".join(" ".join(text).split())
    assert f"{picks.chosen} of {MOST_PICKS} chosen" in shown
    assert " ".join((picks.message or pick_list.keys(AREA_LIST)).split()) in shown
    assert ("Quit?" in shown) == (foot == "quit")


def test_control_characters_never_reach_the_terminal() -> None:
    assert one_line("Plant\x1b[31m a\n\ttree\u202e") == "Plant [31m a tree"


def test_quitting_speaks_of_saved_answers_only_where_there_are_some() -> None:
    empty = page_text(Page(QUESTIONS, BLANK, "quit"))
    answered = page_text(Page(QUESTIONS, pressed("3"), "quit"))
    assert "Quit? There are no answers to save yet. y/n" in " ".join(empty)
    assert "Quit? Your answers are saved. y/n" in " ".join(answered)


# Line mode.


def typed(text: str, sheet: Sheet = BLANK) -> tuple[Sheet, str]:
    writer = io.StringIO()
    return prompts.lines(QUESTIONS, sheet, io.StringIO(text), writer), writer.getvalue()


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
        prompts.lines(QUESTIONS, BLANK, reader, io.StringIO())
    assert "--answers" in caught.value.hint


def test_lines_save_every_change() -> None:
    kept: list[Sheet] = []
    text = io.StringIO("4\nwhat\ns\nq\n")
    prompts.lines(QUESTIONS, BLANK, text, io.StringIO(), kept.append)
    assert [sheet.answers[:2] for sheet in kept] == [(4, None), (4, None)]
    assert [sheet.at for sheet in kept] == [1, 2]


def typed_list(text: str) -> tuple[Sheet, str]:
    writer = io.StringIO()
    sheet = prompts.lines(ASKED, AT_LIST, io.StringIO(text), writer)
    return sheet, writer.getvalue()


def test_the_list_in_lines_by_number_and_name() -> None:
    sheet, text = typed_list("1, music, -3\n\n")
    assert sheet.finished
    marks = sheet.answers[START:END]
    expected = [NEUTRAL] * len(AREAS)
    expected[0] = expected[place_of("Music")] = LIKED
    expected[2] = DISLIKED
    assert marks == tuple(expected)
    assert "Question 7 of 7. Which areas would you like to work in?" in text
    for number, area in enumerate(AREAS, 1):
        assert f"\n{number} {area.statement}: {area.examples}\n" in text
    assert all(f"\n{own.group}:\n" in text for own in AREAS)
    assert text.count(PICK_HELP) == 1


def test_an_area_that_is_none_is_said_and_asked_again() -> None:
    sheet, text = typed_list("juggling\n1 2 3 4 5 6 7 8\n2\nq\n")
    assert '"juggling" is not an area in the list.' in text
    assert "Please choose at most 7 areas." in text
    assert [n for n, own in enumerate(sheet.answers) if own == LIKED] == [START + 1]


def test_earlier_choices_are_said_in_lines_and_enter_keeps_them() -> None:
    sheet, text = typed_list("1 -2\nb\n\nq\n")
    assert f"1 {AREAS[0].statement} (chosen): " in text
    assert f"2 {AREAS[1].statement} (not for you): " in text
    assert sheet.answers[START : START + 3] == (LIKED, DISLIKED, NEUTRAL)


def test_a_list_can_be_skipped_in_lines_and_nothing_chosen_too() -> None:
    assert typed_list("s\nq\n")[0].answers[START:END] == (None,) * len(AREAS)
    assert typed_list("\nq\n")[0].answers[START:END] == (NEUTRAL,) * len(AREAS)
    assert typed_list("b\nq\n")[0].at == START - 1


# Keyed mode, without its terminal.


def keyed(*keys: str, sheet: Sheet = AT_LIST) -> Keyed:
    mode = Keyed(ASKED, sheet)
    for key in keys:
        assert mode.picks is not None or not mode.sheet.current_list
        mode.act(key)
    return mode


def test_enter_takes_the_marks_over_and_left_goes_back_to_them() -> None:
    mode = keyed(" ", "down", "-", "c-m")
    assert mode.sheet.answers[START : START + 3] == (LIKED, DISLIKED, NEUTRAL)
    assert mode.sheet.reviewing
    again = keyed("left", sheet=mode.sheet).picks
    assert again is not None
    assert again.marks[:3] == (LIKED, DISLIKED, NEUTRAL)


def test_letters_search_the_list_and_neither_quit_nor_skip() -> None:
    mode = keyed(*"qsu")
    assert mode.picks is not None
    assert mode.picks.search == "qsu"
    assert (mode.sheet, mode.foot, mode.over) == (AT_LIST, "keys", False)


def test_the_list_is_left_by_control_keys() -> None:
    assert keyed("c-d").over
    with pytest.raises(KeyboardInterrupt):
        keyed("c-c")
    assert keyed("left").sheet.at == START - 1


def test_marks_survive_going_back_from_the_list_and_on_again() -> None:
    mode = keyed(" ", "left", "3")
    assert mode.picks is not None
    assert mode.picks.marks[0] == LIKED


def test_keys_of_an_unknown_sequence_mark_nothing() -> None:
    mode = keyed("escape", "[", "1", ";", "5", "-", "~")
    assert mode.picks is not None
    assert mode.picks.marks == OPEN.marks
    assert mode.picks.search == ""


def test_the_prompt_library_is_left_alone_until_it_is_needed() -> None:
    code = (
        "import sys, careerfit_cli.prompts as ask; assert callable(ask.keyed); "
        "sys.exit('prompt_toolkit' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
