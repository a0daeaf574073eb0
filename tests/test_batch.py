"""Tables of respondents: read as written, scored as alone, written whole."""

from __future__ import annotations

import csv
import io
import json
import pickle
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli import quiz
from careerfit_cli.batch import HEADS, Job, Respondents, Scorer, respondents
from careerfit_cli.errors import BadData, CareerfitError, UsageError
from careerfit_cli.matching import WEIGHTS
from careerfit_cli.model.catalogue import Catalogue
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.profile import Bank
from careerfit_cli.parallel import map_in_order
from careerfit_cli.storage.bank import load_bank
from careerfit_cli.tables import CsvTable, encoding
from careerfit_cli.tables.cells import BROKEN
from careerfit_cli.ui.loading import open_index
from codes import FIRST_VERSION
from fitting import crowd
from respondents import answer_sheets, expected, item_table

pytestmark = pytest.mark.core

BANK = load_bank()
LENGTHS = tuple(BANK.lengths)
SMALL = Catalogue(tuple(crowd(12)))
RIASEC = "id,R,I,A,S,E,C\n"


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return open_index().catalogue


def people_of(
    text: str | bytes, bank: Bank = BANK, length: str | None = None
) -> Respondents:
    data = text.encode() if isinstance(text, str) else text
    table = CsvTable(io.BytesIO(data), "people.csv", bank)
    return Respondents(table, bank, length)


def scored(text: str | bytes, scorer: Scorer, form: str = "csv", jobs: int = 1) -> str:
    """The result of a table in which every row can be read."""
    job, stream = Job(scorer, form), io.BytesIO()
    with job.writer(stream) as write:
        for block, (data, _) in map_in_order(people_of(text), job, jobs):
            assert block.problems == []
            write(data)
    return stream.getvalue().decode()


def problems(text: str | bytes, **options: str) -> list[str]:
    found = [own for chunk in people_of(text, **options) for own in chunk.problems]
    return [f"{own} ({own.hint})" if own.hint else str(own) for own in found]


def ids(text: str | bytes) -> list[str]:
    return [own for chunk in people_of(text) for own in chunk.ids]


def marks(text: str | bytes) -> list[list[float]]:
    """What everybody answered, in their order; 0 is skipped."""
    rows: list[list[float]] = []
    for chunk in people_of(text):
        own: dict[int, list[float]] = {}
        for form in chunk.forms:
            own |= dict(zip(form.people.tolist(), form.marks.tolist(), strict=True))
        rows += [own[place] for place in range(len(chunk.ids))]
    return rows


class TestAsAlone:
    """Thousands of people: the text is that of each one's own ranking, to the digit."""

    @pytest.mark.parametrize("length", LENGTHS)
    def test_item_answers(self, real: Catalogue, length: str) -> None:
        rows = answer_sheets(BANK, length, 640, random.Random(length))
        own = {f"P{n}": quiz.profile(BANK, length, row) for n, row in enumerate(rows)}
        text = scored(
            item_table(BANK, length, rows), Scorer(BANK, real, allow_careless=True)
        )
        assert text == expected(own, real)
        # The table has what it is made to have.
        for doubt in ("careless", "unclear:interests", "unclear:work_styles"):
            if not (length == "flash" and doubt == "careless"):
                assert doubt in text
        nobody = [row for row in csv.DictReader(io.StringIO(text)) if not row["rank"]]
        assert nobody

    def test_answer_strings_of_all_lengths(self, real: Catalogue) -> None:
        rng, own = random.Random(2), {}
        for length in LENGTHS:
            for row in answer_sheets(BANK, length, 160, rng):
                ties = [rng.choice((None, 1, 2, 3, 4, 5)) for _ in BANK.tie_breaks]
                answers = quiz.with_ties(BANK, length, row, rng.choice((ties, ())))
                profile = quiz.profile(BANK, length, answers)
                own[profile.replay] = profile
        order = rng.sample(sorted(own), len(own))
        table = "id,answers\n" + "".join(f"{text},{text}\n" for text in order)
        found = scored(table, Scorer(BANK, real, allow_careless=True))
        assert found == expected({text: own[text] for text in order}, real)

    def test_interest_scores(self, real: Catalogue) -> None:
        rng, own, table = random.Random(4), {}, RIASEC
        for number in range(500):
            base = rng.choice((0, 0, 30))
            row = [base + rng.randint(0, 40) if number % 5 else 20 for _ in "RIASEC"]
            row[number % 6] += number % 3
            scores = dict(zip(INTERESTS.names, map(float, row), strict=True))
            own[f"P{number}"] = quiz.profile_of_interests(scores)
            table += f"P{number},{','.join(map(str, row))}\n"
        assert scored(table, Scorer(BANK, real, allow_careless=True)) == expected(
            own, real
        )

    @pytest.mark.parametrize(
        "weights",
        [
            {"interests": 1.0},
            {"interest_areas": 1.0},
            {"interests": 0.0, "interest_areas": 3.0, "work_styles": 1.0},
            {"interests": 5.0, "interest_areas": 0.1, "work_styles": 0.1},
        ],
    )
    def test_other_weights(self, real: Catalogue, weights: dict[str, float]) -> None:
        rows = answer_sheets(BANK, "standard", 120, random.Random(6))
        own = {
            f"P{n}": quiz.profile(BANK, "standard", row) for n, row in enumerate(rows)
        }
        text = scored(
            item_table(BANK, "standard", rows),
            Scorer(BANK, real, 25, weights, allow_careless=True),
        )
        assert text == expected(own, real, 25, weights)

    def test_occupations_narrowed(self, real: Catalogue) -> None:
        only = {own.slug for own in real if own.job_zone == 5}
        rows = answer_sheets(BANK, "standard", 240, random.Random(8))
        own = {
            f"P{n}": quiz.profile(BANK, "standard", row) for n, row in enumerate(rows)
        }
        text = scored(
            item_table(BANK, "standard", rows),
            Scorer(BANK, real, 5, only=only, allow_careless=True),
        )
        assert text == expected(own, real, 5, only=only)

    def test_narrowed_to_an_occupation_without_ratings(self) -> None:
        from dataclasses import replace

        first, *others = SMALL.entries
        unrated = replace(first, scores=(None,) * len(first.scores))
        catalogue = Catalogue((unrated, *others))
        rows = answer_sheets(BANK, "quick", 8, random.Random(8))
        profiles = {
            f"P{n}": quiz.profile(BANK, "quick", row) for n, row in enumerate(rows)
        }
        text = scored(
            item_table(BANK, "quick", rows),
            Scorer(BANK, catalogue, 5, only={unrated.slug}, allow_careless=True),
        )
        assert text == expected(profiles, catalogue, 5, only={unrated.slug})
        assert len(text.splitlines()) == 1 + len(rows)

    def test_every_occupation(self, real: Catalogue) -> None:
        rows = answer_sheets(BANK, "quick", 8, random.Random(9))
        own = {f"P{n}": quiz.profile(BANK, "quick", row) for n, row in enumerate(rows)}
        text = scored(
            item_table(BANK, "quick", rows),
            Scorer(BANK, real, 5000, allow_careless=True),
        )
        assert text == expected(own, real, 5000)

    @pytest.mark.parametrize("weights", [WEIGHTS, {"interest_areas": 1.0}])
    def test_careless_answers_are_withheld(
        self, real: Catalogue, weights: dict[str, float]
    ) -> None:
        """But for those that only the areas chosen from the list rank."""
        rows = answer_sheets(BANK, "standard", 80, random.Random(9))
        own = {
            f"P{n}": quiz.profile(BANK, "standard", row) for n, row in enumerate(rows)
        }
        text = scored(
            item_table(BANK, "standard", rows), Scorer(BANK, real, weights=weights)
        )
        assert text == expected(own, real, weights=weights, allow_careless=False)
        ranked = {row["id"] for row in csv.DictReader(io.StringIO(text)) if row["rank"]}
        careless = {name for name, profile in own.items() if profile.careless_reason}
        assert careless
        assert ranked
        assert bool(ranked & careless) == (weights is not WEIGHTS)

    def test_answer_strings_of_version_1(self, real: Catalogue) -> None:
        bank = load_bank(FIRST_VERSION)
        own = {"a": quiz.profile(bank, *quiz.answers_in(bank, FIRST_VERSION))}
        text = scored(f"id,answers\na,{FIRST_VERSION}\n", Scorer(BANK, real))
        assert text == expected(own, real)


class TestForms:
    TABLE = RIASEC + "a,31,24,20,18,9,12\nb,9,9,9,9,9,9\nc,1,2,3,4,5,6\n"

    def test_json_lines_say_the_same(self) -> None:
        scorer = Scorer(BANK, SMALL, 3)
        rows = list(csv.DictReader(io.StringIO(scored(self.TABLE, scorer))))
        lines = scored(self.TABLE, scorer, "jsonl").splitlines()
        assert len(lines) == len(rows) == 7
        for line, row in zip(lines, rows, strict=True):
            own = json.loads(line)
            assert list(own) == list(row)
            assert {k: "" if v is None else str(v) for k, v in own.items()} == row
        nobody = json.loads(lines[3])
        assert nobody["id"] == "b"
        assert nobody["rank"] is nobody["fit"] is nobody["slug"] is None
        assert nobody["note"].startswith("unclear:interests ")

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            ('"a,b"', '"a,b"'),
            ('"say ""a"""', '"say ""a"""'),
            ("Zoë", "Zoë"),
            ("a\x1b[31mb", "a [31mb"),
            ('"two\nlines"', "two lines"),
            ("A-1", "A-1"),
        ],
    )
    def test_identifiers_are_safe_in_csv(self, name: str, shown: str) -> None:
        found = scored(f"{RIASEC}{name},31,24,20,18,9,12\n", Scorer(BANK, SMALL, 1))
        assert found.splitlines()[1].startswith(f"{shown},1,job-")

    def test_identifiers_are_whole_in_json(self) -> None:
        table = f'{RIASEC}"=a ""b"",\n\x1bé",31,24,20,18,9,12\n'
        found = scored(table, Scorer(BANK, SMALL, 1), "jsonl")
        assert json.loads(found)["id"] == '=a "b",\n\x1bé'

    def test_titles_are_safe_too(self) -> None:
        from dataclasses import replace

        entry = replace(SMALL.entries[0], title='=cmd, "x"')
        found = scored(self.TABLE, Scorer(BANK, Catalogue((entry,)), 1))
        assert next(csv.reader(io.StringIO(found.splitlines()[1])))[4] == '\'=cmd, "x"'


class TestJobs:
    def test_several_processes_write_the_same(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows = answer_sheets(BANK, "standard", 120, random.Random(1))
        table = item_table(BANK, "standard", rows)
        monkeypatch.setattr(respondents, "AT_A_TIME", 20)
        only = {own.slug for own in SMALL.entries[::2]}
        scorer = Scorer(BANK, SMALL, 3, only=only)
        assert sum(1 for _ in people_of(table)) > 5
        assert scored(table, scorer, jobs=2) == scored(table, scorer)

    def test_a_scorer_can_be_sent(self) -> None:
        scorer = Scorer(BANK, SMALL, 3, allow_careless=True)
        sent = pickle.loads(pickle.dumps(scorer))
        rows = answer_sheets(BANK, "standard", 40, random.Random(1))
        for table in (TestForms.TABLE, item_table(BANK, "standard", rows)):
            assert scored(table, sent) == scored(table, scorer)

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_no_more_is_read_than_is_being_scored(self, jobs: int) -> None:
        read = []

        def chunks() -> Iterator[int]:
            for number in range(30):
                read.append(number)
                yield -number

        for count, (chunk, result) in enumerate(map_in_order(chunks(), abs, jobs), 1):
            assert chunk == -result == 1 - count
            assert len(read) <= count + jobs + 1
        assert len(read) == 30


# Cells as found in the wild, each with what it is read as.
CELLS = {
    "": 0, "-": 0, "NA": 0, "NaN": 0, " ": 0, "1": 1, "5": 5, " 3 ": 3, "2.0": 2,
    "8": None, "9": None, "3.5": None, "x": None, "33": None, "-1": None, "1e0": None,
    "٣": None, "=1": None, "1\x00": None, "<NA>": None,
}  # fmt: skip
QUICK = list(BANK.lengths["quick"])


class TestCells:
    @pytest.mark.parametrize(("cell", "mark"), CELLS.items())
    @pytest.mark.parametrize("quoted", [False, True])
    def test_answers(self, cell: str, mark: int | None, quoted: bool) -> None:
        shown = f'"{cell}"' if quoted else cell
        row = [shown, *["4"] * (len(QUICK) - 1)]
        table = f"{','.join(QUICK)}\n{','.join(row)}\n"
        if mark is None:
            (problem,) = problems(table)
            assert problem.startswith(f"people.csv:2 {QUICK[0]}: is ")
            assert (
                "answers run from 1 to 5; a skipped one is empty; words are" in problem
            )
            assert marks(table) == []
        else:
            assert problems(table) == []
            assert marks(table) == [[mark, *[4] * (len(QUICK) - 1)]]

    @pytest.mark.parametrize("cell", ["", "x", "1e3", "1_0", "nan", "inf", "1" * 13])
    def test_interest_scores(self, cell: str) -> None:
        (problem,) = problems(f"R,I,A,S,E,C\n31,24,{cell},18,9,12\n")
        assert problem.startswith("people.csv:2 A: is ")
        assert problem.endswith("(all six need a number)")

    def test_interest_scores_may_be_means(self) -> None:
        table = "r,i,a,s,e,c\n3.3333333333333335, 2 ,-1,0,4.25,5\n"
        assert marks(table) == [[3.3333333333333335, 2, -1, 0, 4.25, 5]]

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["a", "b c", "", " ", "é", "7", "-"]),
                st.lists(
                    st.sampled_from([*CELLS, "1", "2", "3", "4", "5"]),
                    min_size=len(QUICK) - 1,
                    max_size=len(QUICK) + 1,
                ),
            ),
            max_size=6,
        ),
        st.sampled_from(["\n", "\r\n"]),
        st.sampled_from([",", ";", "\t"]),
        st.booleans(),
    )
    def test_quotation_marks_change_nothing(self, rows, ending, delimiter, named):
        names = ["id", *QUICK] if named else ["age", *QUICK]
        lines = [names, *([own, *cells] for own, cells in rows)]
        plain = ending.join(delimiter.join(line) for line in lines) + ending
        quoted = ending.join(
            delimiter.join([f'"{line[0]}"', *line[1:]]) for line in lines
        )
        assert marks(plain) == marks(quoted)
        assert ids(plain) == ids(quoted)
        assert problems(plain) == problems(quoted)


GOOD = "3,4,5,1,2,3"
HEAD = "R,I,A,S,E,C"
NAMED = "Realistic,Investigative,ARTISTIC,Social,Enterprising,conventional"


class TestLines:
    """Where rows begin and end."""

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            (f"id,{HEAD}\na,{GOOD}\nb,{GOOD}\n", ["a", "b"]),
            (f"id,{HEAD}\na,{GOOD}\nb,{GOOD}", ["a", "b"]),
            (f"\ufeffid,{HEAD}\r\na,{GOOD}\r\n", ["a"]),
            (f"\n\nid,{HEAD}\n\na,{GOOD}\n\n\nb,{GOOD}\n", ["a", "b"]),
            (f'"id","R",I,A,S,E,C\n"a\nb",{GOOD}\nc,{GOOD}\n', ["a\nb", "c"]),
            (f"id,{HEAD}\na,{GOOD}\n,,,,,,\n,,,,,,\n", ["a"]),
            (f"respondent,{HEAD}\na,{GOOD}\n", ["a"]),
            (f"respondent,id,{HEAD}\na,b,{GOOD}\n", ["b"]),
            (f"{HEAD}\n{GOOD}\n\n{GOOD}\n", ["1", "2"]),
            (f"{HEAD}\n{GOOD}\n1,2\n{GOOD}\n", ["1", "3"]),
            (f"ID ; {HEAD.replace(',', ';')}\na;{GOOD.replace(',', ';')}\n", ["a"]),
            (f"id,{HEAD}\na\rb,{GOOD}\n", ["a b"]),
            (f"id,{HEAD}\n", []),
            (f"id,{HEAD}", []),
            (f"id,{NAMED},R\na,{GOOD},9\n", ["a"]),
        ],
    )  # fmt: skip
    def test_are_found(self, text: str, names: list[str]) -> None:
        assert ids(text) == names

    @pytest.mark.parametrize("block", [1, 7, 64, 1000])
    def test_wherever_reading_stops_for_breath(
        self, block: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows = answer_sheets(BANK, "quick", 30, random.Random(3))
        plain = item_table(BANK, "quick", rows).replace("P7,", "P7,x")
        whole = [marks(plain), ids(plain), problems(plain)]
        assert len(whole[1]) == 29
        lines = plain.replace("\n", "\r\n").splitlines(keepends=True)
        quoted = "".join(f'"{own.replace(",", f"{chr(34)},", 1)}' for own in lines)
        monkeypatch.setattr(encoding, "PIECE", block)
        for text in (plain, quoted):
            assert [marks(text), ids(text), problems(text)] == whole

    @pytest.mark.parametrize(
        ("row", "told"),
        [
            ("b,1,2", "has 3 columns, and the heading has 7"),
            ("b", "has 1 column, and the heading has 7"),
            (f"b,{GOOD},9", "has 8 columns, and the heading has 7"),
            (f",{GOOD}", "id: is empty (every respondent needs one)"),
            (f'"b,{GOOD}', BROKEN.what),
            (f'"b"x,{GOOD}', BROKEN.what),
            (
                b"\xe9," + GOOD.encode(),
                "id: is not UTF-8 text (save the file as UTF-8)",
            ),
        ],
    )
    @pytest.mark.parametrize("last", [False, True])
    def test_a_bad_row_is_told_and_the_rest_go_on(
        self, row: str | bytes, told: str, last: bool
    ) -> None:
        own = row if isinstance(row, bytes) else row.encode()
        after = b"" if last else f"\nc,{GOOD}\nd,{GOOD}".encode()
        text = f"id,{HEAD}\na,{GOOD}\n".encode() + own + after + b"\n"
        (problem,) = problems(text)
        place, _, what = problem.partition(" ")
        assert place.rstrip(":") == "people.csv:3"
        assert what.startswith(told)
        assert ids(text) == (["a"] if last else ["a", "c", "d"])

    def test_every_bad_row_has_its_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(encoding, "PIECE", 50)
        monkeypatch.setattr(respondents, "AT_A_TIME", 7)
        rows = [GOOD if number % 3 else "x" for number in range(100)]
        found = problems(HEAD + "\n" + "\n".join(rows))
        assert [own.split()[0] for own in found] == [
            f"people.csv:{2 + number}:" for number in range(0, 100, 3)
        ]

    def test_a_line_without_end_is_passed_over(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(encoding, "LONGEST_LINE", 3000)
        monkeypatch.setattr(encoding, "PIECE", 1000)
        text = f"id,{HEAD}\na,{GOOD}\n{'9,' * 20000}\nb,{GOOD}\n{'x' * 9000}"
        assert problems(text) == [
            "people.csv:3: is longer than 3,000 characters",
            "people.csv:5: is longer than 3,000 characters",
        ]
        assert ids(text) == ["a", "b"]

    def test_an_open_quotation_mark_does_not_swallow_the_file(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(encoding, "PIECE", 30_000)
        text = f'id,{HEAD}\n"a,{GOOD}\n' + "".join(
            f"b{number},{GOOD}\n" for number in range(20_000)
        )
        assert len(problems(text)) == 1
        assert len(ids(text)) == 20_000

    def test_what_cannot_be_read_is_told(self) -> None:
        class Broken(io.RawIOBase):
            def read(self, _: int = -1) -> bytes:
                raise OSError(5, "Input/output error")

        with pytest.raises(CareerfitError, match="cannot be read: Input"):
            CsvTable(Broken(), "people.csv", BANK)


STRING = f"v{BANK.version}.quick." + "12345" * 5 + "".join("1" for _ in QUICK[25:])
NO_TIES = [0] * len(BANK.tie_breaks)


class TestStrings:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("v0.quick.111", "the answers are from version 0 of the questions"),
            (
                STRING[:-1],
                f"there are {len(QUICK) - 1} answers, and the quick quiz has",
            ),
            (STRING[:-1] + "6", f"answer {len(QUICK)} is 6"),
            (STRING.replace("quick", "huge"), "there is no 'huge' quiz"),
            ("hello", "the answers are not an answer string"),
            ("", "is empty"),
        ],
    )
    def test_bad_ones_are_told_as_the_quiz_does(self, text: str, told: str) -> None:
        (problem,) = problems(f"id,answers\na,{text}\nb,{STRING}\n")
        assert problem.startswith("people.csv:2 answers: ")
        assert told in problem

    def test_bare_ones_are_of_the_length_named(self) -> None:
        bare = STRING.split(".")[-1]
        text = f"answers\n{bare}\n{STRING}\n"
        (form,) = next(iter(people_of(text, length="quick"))).forms
        assert form.length == "quick"
        assert (form.marks[0] == form.marks[1]).all()
        assert "quiz has" in problems(text)[0]

    def test_answers_on_preferences_are_passed_over(self) -> None:
        sheet = [*map(int, STRING.split(".")[-1]), *NO_TIES]
        optional = "3" * len(BANK.opposites)
        text = f"answers\n{STRING}.{optional}\n{STRING}\n"
        assert marks(text) == [sheet, sheet]
        bare = f"answers\n{STRING.split('.')[-1]}.{optional}\n"
        (form,) = next(iter(people_of(bare, length="quick"))).forms
        assert form.marks.tolist() == [sheet]
        (problem,) = problems(f"answers\n{STRING}.{optional}1\n")
        assert "the part on preferences" in problem

    def test_spaces_are_passed_over_as_the_quiz_does(self) -> None:
        head, _, own = STRING.rpartition(".")
        sheet = [*map(int, own), *NO_TIES]
        assert marks(f"answers\n{head}.{own[:5]} {own[5:]}\n") == [sheet]

    def test_answers_that_break_ties_follow_the_others(self) -> None:
        sheet = list(map(int, STRING.split(".")[-1]))
        assert marks(f"answers\n{STRING}..5-1\n") == [[*sheet, 5, 0, 1]]


FLASH = list(BANK.lengths["flash"])
LACKING = ", ".join(FLASH[-7:-2])


class TestHeadings:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            (b"", "people.csv: is empty"),
            (b"\n \n\n", "people.csv: is empty"),
            ("id,R01\n1,2\n".encode("utf-16-be"), "people.csv:1: lacks 46 columns of the"),
            (b"PK\x03\x04xx", "people.csv: is a spreadsheet or a zip file"),
            (b"\x1f\x8bxx", "people.csv: is packed"),
            (b"PAR1xx", "people.csv: is a Parquet file"),
            (b"\0\0\0\0", "people.csv: is not a CSV file"),
            (b"x" * 3_000_000, "people.csv: is not a CSV file"),
            (b'"id,R\n1,2\n', "people.csv:1: has a quotation mark without"),
            (b"id,age\n1,2\n", "people.csv:1: has no column that tells of interests"),
            (b"1,2,3\n1,2,3\n", "people.csv:1: has no column that tells of interests"),
            (b"id,R,I,A,S,E\n", "people.csv:1: lacks 1 column: C"),
            (b"id,R,I,A,S,E,C,r\n", "people.csv:1: has two columns R"),
            (b"id,ID,R,I,A,S,E,C\n", "people.csv:1: has two columns id"),
            (b"id,answers,Answers\n", "people.csv:1: has two columns answers"),
            (
                b"id,answers,R,I,A,S,E,C\n",
                "people.csv:1: has both answer strings and six interest scores",
            ),
            (
                ",".join(FLASH[:-7]).encode(),
                f"people.csv:1: lacks 7 columns of the flash quiz: {LACKING} and 2 more",
            ),
        ],
    )  # fmt: skip
    def test_that_do_not_tell_are_refused(self, text: bytes, told: str) -> None:
        with pytest.raises(BadData) as refused:
            people_of(text)
        assert refused.value.text.startswith(told)
        assert refused.value.hint

    def test_take_the_longest_length_that_is_there(self) -> None:
        names = [*reversed(BANK.lengths["full"]), "age"]
        layout = people_of(",".join(names)).layout
        assert layout.length == "full"
        assert layout.unused == ("age",)
        layout = people_of(",".join(names), length="quick").layout
        assert [names[at] for at in layout.columns] == QUICK

    def test_of_a_length_there_is_none_of(self) -> None:
        with pytest.raises(UsageError, match="there is no 'huge' quiz"):
            people_of("id,answers\n", length="huge")


class TestColumns:
    """Tables in memory, and Parquet files."""

    NUMBERS = {letter: [30.0, 9, 5] for letter in "RIASE"} | {"C": [12, 9, 5.5]}

    def test_a_table_is_scored_as_a_file_is(self) -> None:
        scorer = Scorer(BANK, SMALL, 2)
        table = {"id": ["a", "b", "c"], **self.NUMBERS}
        text = RIASEC + "a,30,30,30,30,30,12\nb,9,9,9,9,9,9\nc,5,5,5,5,5,5.5\n"
        rows = csv.DictReader(io.StringIO(scored(text, scorer)))
        found = scorer.table(table)
        as_text = {
            head: ["" if own is None else str(own) for own in column]
            for head, column in found.items()
        }
        for number, row in enumerate(rows):
            assert {head: own[number] for head, own in as_text.items()} == row

    def test_any_way_of_writing_answers(self) -> None:
        rows = answer_sheets(BANK, "quick", 24, random.Random(2))
        scorer = Scorer(BANK, SMALL, 3)
        table = {name: [row[at] for row in rows] for at, name in enumerate(QUICK)}
        as_objects = scorer.table(table)
        nan = float("nan")
        as_floats = {
            k: [nan if v is None else float(v) for v in own] for k, own in table.items()
        }
        as_text = {
            k: ["" if v is None else str(v) for v in own] for k, own in table.items()
        }
        assert scorer.table(as_floats) == scorer.table(as_text) == as_objects
        assert len(set(as_objects["id"])) == 24

    def test_bad_rows_are_told_by_number_or_raised(self) -> None:
        scorer = Scorer(BANK, SMALL, 1)
        table = {"id": [7, 8, None], **self.NUMBERS, "A": [1, float("inf"), 3]}
        told: list[str] = []
        found = scorer.table(table, on_bad=lambda own: told.append(str(own)))
        assert found["id"] == ["7"]
        assert told == ["table:2 A: is 'inf'", "table:3 id: is empty"]
        with pytest.raises(BadData, match="table:2 A: is 'inf'"):
            scorer.table(table)
        for bad in (0, 6, 2.5):
            rows = {name: [3, 4] for name in QUICK} | {QUICK[2]: [bad, 3]}
            with pytest.raises(BadData, match=f"table:1 {QUICK[2]}: is '{bad}'"):
                scorer.table(rows)


# Dask calls pandas in a way that pandas will remove.
@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_the_dask_example_scores_every_partition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, real: Catalogue
) -> None:
    pytest.importorskip("dask.dataframe")
    parquet = pytest.importorskip("pyarrow.parquet")
    page = (Path(__file__).parents[1] / "docs" / "batch.md").read_text("utf-8")
    code = page.partition("```python\n")[2].partition("```")[0]
    rows = answer_sheets(BANK, "standard", 30, random.Random(5))
    head, *lines = item_table(BANK, "standard", rows).splitlines(keepends=True)
    for number in range(3):
        part = "".join([head, *lines[number * 10 : number * 10 + 10]])
        (tmp_path / f"people-{number}.csv").write_text(part)
    monkeypatch.chdir(tmp_path)
    names = dict[str, Any]()
    exec(code, names)
    assert names["people"].npartitions == 3
    ranked = parquet.read_table("fits").sort_by([("id", "ascending")]).to_pylist()
    whole = scored(head + "".join(lines), Scorer(BANK, real), "jsonl").splitlines()
    expected_rows = sorted(map(json.loads, whole), key=lambda row: row["id"])
    same = [{head: row[head] for head in HEADS} for row in ranked]
    assert same == expected_rows
