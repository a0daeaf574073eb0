"""Skills a person has: the figure, the command, and what other commands make of them."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.commands.skills import keep, questions
from careerfit_cli.errors import CareerfitError
from careerfit_cli.matching.skills import start, weights
from careerfit_cli.matching.tiers import Result, result
from careerfit_cli.model.skills import SKILL_GROUPS, SKILL_NAMES
from careerfit_cli.quiz import answers_in, profile
from careerfit_cli.storage import profiles
from careerfit_cli.storage.bank import load_bank
from careerfit_cli.ui.loading import open_index
from careerfit_cli.ui.ranking import sorted_by_skills, starts_of
from codes import NURSE
from screens import Terminal

BIOLOGY, CHEMISTRY, MATHEMATICS = "2.C.4.d", "2.C.4.c", "2.A.1.e"
ALL = tuple(SKILL_NAMES)
MEANS = dict.fromkeys(ALL, 40.0)
RATINGS = {**MEANS, BIOLOGY: 80.0, CHEMISTRY: 60.0}
SCORES = st.lists(
    st.integers(0, 1000).map(lambda tenths: tenths / 10),
    min_size=len(ALL),
    max_size=len(ALL),
).map(lambda scores: dict(zip(ALL, scores, strict=True)))
PICKS = st.sets(st.sampled_from(ALL), max_size=20)


@pytest.fixture
def saved(run) -> Path:
    """The file of a profile that is saved."""
    assert run("quiz", "--answers", NURSE, "--save", "--top", "1").code == 0
    return Path(os.environ["CAREERFIT_HOME"]) / "profiles" / "me.json"


def skills_in(path: Path) -> list[str]:
    found: list[str] = json.loads(path.read_text()).get("skills", [])
    return found


def nurse(top: int = 10) -> Result:
    bank = load_bank()
    person = profile(bank, *answers_in(bank, NURSE))
    return result(person, open_index().catalogue, top)


class TestFigure:
    def test_it_is_the_sum_of_weights_of_length_1(self) -> None:
        # Above the mean of the occupation by 40 and 20, less 60/68: 39.12 and 19.12.
        weight = weights(RATINGS, MEANS)
        assert weight[BIOLOGY] == pytest.approx(39.1176 / 43.5391, abs=1e-4)
        assert weight[CHEMISTRY] == pytest.approx(19.1176 / 43.5391, abs=1e-4)
        assert weight[MATHEMATICS] == 0
        found = start({BIOLOGY, CHEMISTRY, MATHEMATICS}, RATINGS, MEANS)
        assert found is not None
        assert found.figure == pytest.approx(1.338, abs=0.001)
        assert found.have == (BIOLOGY, CHEMISTRY)

    def test_what_is_important_and_not_chosen_is_to_learn(self) -> None:
        found = start({CHEMISTRY}, RATINGS, MEANS)
        assert found is not None
        assert (found.have, found.learn) == ((CHEMISTRY,), (BIOLOGY,))

    def test_even_ratings_set_nothing_apart(self) -> None:
        found = start(ALL, MEANS, MEANS)
        assert found is not None
        assert found.figure == 0

    def test_few_ratings_are_not_reported(self) -> None:
        few = dict.fromkeys(ALL[:33], 50.0)
        assert start({BIOLOGY}, few, MEANS) is None
        assert start({BIOLOGY}, dict.fromkeys(ALL[:34], 50.0), MEANS)

    @given(PICKS, st.sampled_from(ALL), SCORES, SCORES)
    def test_one_more_skill_never_lowers_an_occupation(
        self,
        picks: set[str],
        more: str,
        ratings: dict[str, float],
        means: dict[str, float],
    ) -> None:
        before, after = (
            start(skills, ratings, means) for skills in (picks, picks | {more})
        )
        assert before is not None
        assert after is not None
        assert after.figure >= before.figure
        weight = weights(ratings, means)[more]
        assert weight >= 0
        if more not in picks and weight > 0.001:
            assert after.figure > before.figure

    @given(PICKS, SCORES, SCORES)
    def test_each_important_skill_is_either_had_or_to_learn(
        self, picks: set[str], ratings: dict[str, float], means: dict[str, float]
    ) -> None:
        found = start(picks, ratings, means)
        assert found is not None
        assert set(found.have) <= picks
        assert not set(found.learn) & picks
        important = {skill for skill, score in ratings.items() if score >= 50}
        assert important <= {*found.have, *found.learn}


class TestTiers:
    def test_only_the_order_within_tiers_changes(self) -> None:
        plain = nurse()
        found, starts = sorted_by_skills(plain, [BIOLOGY, CHEMISTRY], open_index())
        assert [tier.number for tier in found.tiers] == [
            tier.number for tier in plain.tiers
        ]
        for before, after in zip(plain.tiers, found.tiers, strict=True):
            assert set(before.matches) == set(after.matches)
        assert found.tiers != plain.tiers
        assert set(found.ranking.matches) == set(plain.ranking.matches)
        tier_of = {m.entry.slug: t.number for t in found.tiers for m in t.matches}
        order = [
            (
                tier_of[match.entry.slug],
                -own.figure if (own := starts[match.entry.slug]) else 1,
            )
            for match in found.ranking.matches
        ]
        assert order == sorted(order)
        assert len(order) == 10

    def test_families_begin_with_what_is_known_best(self) -> None:
        found, starts = sorted_by_skills(nurse(), [BIOLOGY], open_index())
        shown = {match.entry.slug for match in found.ranking.matches}
        for tier in found.tiers:
            for family in tier.families:
                figures = [
                    start.figure if (start := starts[match.entry.slug]) else -1
                    for match in family.matches
                    if match.entry.slug in shown
                ]
                assert figures == sorted(figures, reverse=True)

    def test_without_ratings_a_career_comes_last_of_its_tier(self) -> None:
        plain = nurse(60)
        first = plain.tiers[0].matches[0]
        unrated = replace(first, entry=replace(first.entry, slug="legislator"))
        family = replace(plain.tiers[0].families[0], matches=(unrated,))
        tier = replace(plain.tiers[0], families=(family, *plain.tiers[0].families[1:]))
        matches = (unrated, *plain.ranking.matches[1:])
        ranking = replace(plain.ranking, matches=matches)
        changed = replace(plain, ranking=ranking, tiers=(tier, *plain.tiers[1:]))
        found, starts = sorted_by_skills(changed, [BIOLOGY], open_index())
        assert starts["legislator"] is None
        shown = set(found.ranking.matches)
        first = [match for match in found.tiers[0].matches if match in shown]
        assert first[-1] == unrated

    def test_without_skills_nothing_changes(self) -> None:
        plain = nurse()
        assert sorted_by_skills(plain, (), open_index()) == (plain, {})

    def test_work_that_uses_the_skills_is_ahead(self) -> None:
        slugs = ["chemist", "registered-nurse", "actor"]
        starts = starts_of([CHEMISTRY], open_index(), slugs)
        figures = [own.figure if (own := starts[slug]) else 0 for slug in slugs]
        assert figures == sorted(figures, reverse=True)
        assert figures[0] > figures[1]


class TestCommand:
    def test_names_and_numbers_are_saved_shown_and_cleared(self, run, saved) -> None:
        done = run("skills", "--have", "critical thinking, MATHEMATICS, 38")
        assert done.code == 0
        assert "Skills you have: Mathematics, Critical Thinking" in done.out
        assert "Subjects you have: " in done.out
        assert len(skills_in(saved)) == 3
        assert run("skills", "--show").out == done.out
        assert stat.S_IMODE(saved.stat().st_mode) == 0o600
        assert "No skills are saved" in run("skills", "--clear").out
        assert skills_in(saved) == []

    def test_the_skill_and_the_subject_of_one_name_are_told_apart(
        self, run, saved
    ) -> None:
        run("skills", "--have", "mathematics (subject), mathematics")
        assert set(skills_in(saved)) == {MATHEMATICS, "2.C.4.a"}
        run("skills", "--have", "Mathematics (subject)")
        assert skills_in(saved) == ["2.C.4.a"]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("biolgy", "nearest: Biology"),
            ("xyzzy", "not a skill or subject"),
            ("math", "could be Mathematics; Mathematics (subject)"),
            ("69", "run from 1 to 68"),
            ("-3", "not a skill or subject"),
            ("", "no skill"),
            (",".join(map(str, range(1, 22))), "at most 20"),
        ],
    )
    def test_a_mistake_says_what_to_do_and_saves_nothing(
        self, run, saved, text: str, words: str
    ) -> None:
        run("skills", "--have", "biology")
        done = run("skills", "--have", text)
        assert done.code == 2
        assert words in done.err
        assert "careerfit skills --" in done.err
        assert skills_in(saved) == [BIOLOGY]

    def test_it_needs_a_profile_before_it_asks(self, run) -> None:
        done = run("skills")
        assert done.code == 2
        assert "careerfit quiz" in done.err

    def test_two_ways_at_once_are_refused(self, run, saved) -> None:
        assert run("skills", "--have", "biology", "--clear").code == 2

    def test_json_goes_to_a_private_file(self, run, saved, tmp_path: Path) -> None:
        path = tmp_path / "mine.json"
        assert run("skills", "--have", "biology", "-o", str(path)).code == 0
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        data = json.loads(path.read_text())
        assert data["skills"] == [
            {"id": BIOLOGY, "name": "Biology", "domain": "knowledge"}
        ]

    def test_lines_are_read_without_a_terminal(
        self, run, saved, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("biology, 5\n"))
        done = run("skills", "--plain")
        assert done.code == 0
        assert "1 Reading Comprehension: Understanding" in done.err
        assert skills_in(saved) == [MATHEMATICS, BIOLOGY]
        # Enter keeps them, and so does s.
        for line in ("\n", "s\n", "q\n"):
            monkeypatch.setattr("sys.stdin", io.StringIO(line))
            assert run("skills", "--plain").code == 0
            assert skills_in(saved) == [MATHEMATICS, BIOLOGY]
        monkeypatch.setattr("sys.stdin", io.StringIO("?\n"))
        done = run("skills", "--plain")
        assert done.code == 2
        assert 'careerfit skills --have "writing, mathematics"' in done.err

    def test_every_skill_is_listed_once_with_its_meaning(self) -> None:
        lines = questions()
        assert len(lines) == len(SKILL_GROUPS) == len(SKILL_NAMES) == 68
        assert len({line.statement for line in lines}) == 68
        assert all(line.examples for line in lines)

    def test_edits_of_another_terminal_are_kept(self, run, saved: Path) -> None:
        home = Path(os.environ["CAREERFIT_HOME"])
        before = profiles.load_profile(home)
        run("shortlist", "add", "actor")
        keep(home, before, (BIOLOGY,))
        now = profiles.load_profile(home)
        assert [pick.slug for pick in now.shortlist] == ["actor"]
        assert now.skills == (BIOLOGY,)
        with pytest.raises(CareerfitError, match="changed by another") as refused:
            keep(home, before, (MATHEMATICS,))
        assert refused.value.hint == (
            "to save yours: careerfit skills --have Mathematics"
        )
        assert profiles.load_profile(home).skills == (BIOLOGY,)


class TestProfile:
    def test_a_quiz_taken_again_keeps_them(self, run, saved) -> None:
        run("skills", "--have", "biology")
        again = run("quiz", "--answers", NURSE, "--save", "--top", "1")
        assert "careers that use the skills you have" in " ".join(again.out.split())
        assert "careerfit skills" not in again.err
        assert skills_in(saved) == [BIOLOGY]

    def test_the_first_quiz_names_the_command(self, run) -> None:
        done = run("quiz", "--answers", NURSE, "--save", "--top", "1")
        assert "careerfit skills" in done.err

    @pytest.mark.parametrize("version", [1, 2])
    def test_earlier_files_are_read(self, run, saved, version: int) -> None:
        data = json.loads(saved.read_text())
        saved.write_text(json.dumps({**data, "schema": f"careerfit.profile/{version}"}))
        assert run("skills", "--have", "biology").code == 0
        now = json.loads(saved.read_text())
        assert now["schema"] == "careerfit.profile/3"
        assert now["skills"] == [BIOLOGY]

    @pytest.mark.parametrize(
        "skills", ["2.A.1.a", ["biology"], [3], [BIOLOGY, BIOLOGY], [None], {}]
    )
    def test_a_damaged_list_is_refused(self, run, saved, skills: object) -> None:
        data = json.loads(saved.read_text())
        saved.write_text(json.dumps({**data, "skills": skills}))
        done = run("rank")
        assert done.code == 4
        assert "O*NET element ids" in done.err

    def test_ids_of_a_later_release_are_left_alone(self, run, saved) -> None:
        data = json.loads(saved.read_text())
        saved.write_text(json.dumps({**data, "skills": [BIOLOGY, "2.C.99.z"]}))
        for command in (["rank"], ["why", "actor"], ["skills", "--show"]):
            assert run(*command).code == 0
        assert skills_in(saved) == [BIOLOGY, "2.C.99.z"]

    def test_a_profile_reads_as_it_was_written(self, tmp_path: Path) -> None:
        home = tmp_path / "home"
        whole = profiles.Saved("me", date(2027, 1, 2), NURSE, skills=(BIOLOGY,))
        profiles.save_profile(home, whole)
        assert profiles.load_profile(home) == whole


class TestScreens:
    def test_rank_says_that_it_is_sorted_and_fit_stays(self, run, saved) -> None:
        plain = run("rank", "--json").data["ranking"]
        run("skills", "--have", "biology, chemistry")
        shown = " ".join(run("rank").out.split())
        assert "FIT, ranks and groups are unchanged." in shown
        assert "= start from: " in shown
        found = run("rank", "--json").data["ranking"]
        scores = {own["entry"]["slug"]: own["fit"] for own in plain["matches"]}
        for match in found["matches"]:
            slug = match["entry"]["slug"]
            assert scores.get(slug, match["fit"]) == match["fit"]
            assert set(match["start"]) == {"figure", "have", "learn"}
        assert [own["entry"]["slug"] for own in found["matches"]] != list(scores)
        assert run("rank", "--no-skills", "--json").data["ranking"] == plain
        assert run("rank", "--answers", NURSE, "--json").data["ranking"] == plain

    def test_why_and_show_name_what_is_had_and_what_to_learn(self, run, saved) -> None:
        assert "start from" not in run("show", "registered-nurse").out
        run("skills", "--have", "biology, chemistry")
        for command in ("why", "show"):
            shown = " ".join(run(command, "registered-nurse").out.split())
            assert "You can start from: Biology, Chemistry." in shown
            assert "To learn, unless you know it already: Medicine" in shown
        assert run("why", "registered-nurse", "--json").data["start"]["have"] == [
            "Biology",
            "Chemistry",
        ]

    def test_work_without_ratings_is_not_reported(self, run, saved) -> None:
        run("skills", "--have", "biology")
        assert "Skills not reported" in run("why", "legislator").out
        assert run("why", "legislator", "--json").data["start"] is None

    def test_the_report_names_them(self, run, saved) -> None:
        run("skills", "--have", "biology, chemistry")
        page = run("report", "--html", "-").out
        assert (
            "Chemistry and Biology (careers of each group are sorted by them)" in page
        )
        named = run("report", "actor", "--html", "-").out
        assert "sorted by them" not in named


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
class TestTerminal:
    @pytest.mark.parametrize("columns", [80, 40])
    def test_they_are_picked_from_a_list(
        self, saved: Path, tmp_path: Path, columns: int
    ) -> None:
        term = opened(tmp_path, columns)
        term.until("Skills and subjects you have", "0 of 20 chosen", "? help")
        assert len(term.screen.display) == 24
        term.send(" ")
        term.until("1 of 20 chosen")
        term.send("biolog")
        term.until("Search: biolog", "> ", "Living things, from cells")
        term.send(" ")
        term.until("2 of 20 chosen")
        term.send("-")
        term.send("\r")
        assert term.end() == 0
        assert skills_in(saved) == ["2.A.1.a", BIOLOGY]

    def test_they_are_there_again_and_leaving_changes_nothing(
        self, run, saved: Path, tmp_path: Path
    ) -> None:
        run("skills", "--have", "biology, 1")
        term = opened(tmp_path, 80)
        term.until("2 of 20 chosen", "> ● Reading Comprehension")
        term.send(" ")
        term.until("1 of 20 chosen")
        term.send("\x03")
        assert term.end() != 0
        assert skills_in(saved) == ["2.A.1.a", BIOLOGY]

    def test_plain_mode_is_numbered_lines(self, saved: Path, tmp_path: Path) -> None:
        term = opened(tmp_path, 80, "--plain")
        term.until("68 Transportation", "up to 20, such as")
        term.send("68, programming\n")
        assert term.end() == 0
        assert skills_in(saved) == ["2.B.3.e", "2.C.10"]


def opened(folder: Path, columns: int, *options: str) -> Terminal:
    places = {name: os.environ[name] for name in ("XDG_CACHE_HOME", "CAREERFIT_HOME")}
    call = ["-m", "careerfit_cli", "skills", *options]
    return Terminal(call, folder / "out", columns, **places)
