"""Many people at once: what they get is what each of them gets alone."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli import fit, quiz
from careerfit_cli.fit import many
from careerfit_cli.fit.arithmetic import COLUMNS, person_levels
from careerfit_cli.fit.many import NAMES, Many
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue
from careerfit_cli.model.elements import INTERESTS, MATCHED
from careerfit_cli.model.profile import Profile
from careerfit_cli.quiz import many as sheets
from careerfit_cli.quiz.many import Levels, levels_of, levels_of_interests
from careerfit_cli.store.bank import load_bank
from fitting import crowd, made, partly, people, person, rated, whole

BANK = load_bank()
LENGTHS = tuple(BANK.lengths)
DOMAINS = [domain.key for domain in MATCHED]

Rows = list[tuple[str, int, float, str]]


def alone(
    profile: Profile,
    catalogue: Catalogue,
    top: int | None,
    weights: dict[str, float],
    only: set[str] | None,
) -> tuple[Rows, list[bool]]:
    """What the ranking of one person says of places, and of which domains count."""
    found = fit.rank(profile, catalogue, top, weights, only)
    rows = [(own.entry.slug, own.rank, own.score, own.label) for own in found.fits]
    # A domain without a weight cannot count, whatever is said of it.
    return rows, [own not in found.left_out for own in DOMAINS if weights.get(own)]


def together(
    profiles: list[Profile],
    catalogue: Catalogue,
    top: int | None,
    weights: dict[str, float],
    only: set[str] | None,
) -> list[tuple[Rows, list[bool]]]:
    """The same of everybody, scored at once."""
    levels = np.array([person_levels(own) for own in profiles])
    clear = np.array([[key not in own.unclear for key in DOMAINS] for own in profiles])
    best = Many(catalogue, weights, only).best(levels, clear, top)
    found: list[Rows] = [[] for _ in profiles]
    for person_, row, rank, tenths, label in zip(
        best.person, best.occupation, best.rank, best.tenths, best.label, strict=True
    ):
        slug = catalogue.entries[row].slug
        found[person_].append((slug, int(rank), tenths / 10, NAMES[label]))
    weighted = [bool(weights.get(own)) for own in DOMAINS]
    return list(zip(found, best.counted[:, weighted].tolist(), strict=True))


def agree(
    profiles: list[Profile],
    catalogue: Catalogue,
    top: int | None = 10,
    weights: dict[str, float] | None = None,
    only: set[str] | None = None,
) -> None:
    shares = weights or dict(fit.WEIGHTS)
    found = together(profiles, catalogue, top, shares, only)
    for own, profile in zip(found, profiles, strict=True):
        assert own == alone(profile, catalogue, top, shares, only)


def some(levels: list[float | None], unclear: list[bool]) -> Profile:
    return person(
        levels,
        **{key: "?" for key, own in zip(DOMAINS, unclear, strict=True) if own},
    )


def entries(scores, most: int):
    return st.lists(scores, min_size=1, max_size=most).map(
        lambda rows: Catalogue(
            # Some share a title, and one title comes before another out of their order.
            tuple(made(f"Job {-n // 2}", *row) for n, row in enumerate(rows))
        )
    )


anybody = st.builds(
    some,
    st.one_of(people, st.lists(st.one_of(st.none(), whole), min_size=28, max_size=28)),
    st.lists(st.booleans(), min_size=3, max_size=3),
)
shares = st.fixed_dictionaries(
    {key: st.sampled_from([0.0, 0.2, 1.0, 7.5]) for key in DOMAINS}
).filter(lambda own: any(own.values()))


class TestBest:
    @given(st.lists(anybody, max_size=6), entries(partly, 8), st.integers(1, 9), shares)
    def test_is_each_persons_own_whatever_is_missing(
        self, profiles, catalogue, top, weights
    ):
        if profiles:
            agree(profiles, catalogue, top, weights)
            agree(profiles, catalogue, None, weights)

    @given(
        st.lists(anybody, min_size=1, max_size=6),
        entries(partly, 8),
        st.sets(st.integers(0, 7)),
        st.integers(1, 5),
    )
    def test_among_those_to_show_has_the_ranks_among_all(
        self, profiles, catalogue, chosen, top
    ):
        slugs = [own.slug for own in catalogue]
        only = {slugs[place] for place in chosen if place < len(slugs)}
        agree(profiles, catalogue, top, only=only)

    @given(
        st.lists(rated, min_size=3, max_size=9),
        st.lists(people.map(person), min_size=1, max_size=3),
        st.integers(1, 30),
    )
    def test_ties_past_the_last_place_stand_in_title_order(self, rows, profiles, top):
        # Many more occupations than groups, most of them alike.
        jobs = [made(f"Job {n * 37 % 211}", *rows[n % len(rows)]) for n in range(211)]
        agree(profiles, Catalogue(tuple(jobs)), top)

    def test_scores_a_hair_apart_around_a_tenth(self):
        rng = random.Random(3)
        first = crowd(1)[0].scores
        jobs = [
            made(
                f"Job {n}",
                *(own + rng.choice((1e-7, 1e-5, 1e-3)) * rng.random() for own in first),
            )
            for n in range(300)
        ]
        profiles = [
            person([rng.uniform(0, 100) for _ in DIMENSIONS]) for _ in range(40)
        ]
        for top in (1, 10, 70):
            agree(profiles, Catalogue(tuple(jobs)), top)

    def test_interests_alone_are_labelled_as_onet_does(self):
        rng = random.Random(5)
        jobs = crowd(40)
        only = [
            made(f"Part {n}", *own.scores[:6], *[None] * 22)
            for n, own in enumerate(jobs)
        ]
        profiles = [
            some(
                [rng.randint(0, 100) for _ in DIMENSIONS], [False, n % 2 > 0, n % 2 > 0]
            )
            for n in range(60)
        ]
        agree(profiles, Catalogue((*jobs, *only)), 30)
        agree(
            profiles,
            Catalogue((*jobs, *only)),
            30,
            {INTERESTS.key: 1.0, "work_values": 0, "former_work_styles": 0},
        )

    def test_ratings_on_a_part_of_a_domain_leave_nobody_to_be_ranked_alone(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        rng = random.Random(9)
        jobs = [
            made(
                f"Job {n}",
                *(None if rng.random() < n / 80 else own for own in one.scores),
            )
            for n, one in enumerate(crowd(40))
        ]
        profiles = [
            person([rng.uniform(0, 100) for _ in DIMENSIONS]) for _ in range(50)
        ]
        refused: list[int] = []
        monkeypatch.setattr(Many, "_alone", lambda _, own, *rest: refused.append(own))
        agree(profiles, Catalogue(tuple(jobs)), 7)
        agree(profiles, Catalogue(tuple(jobs)), 7, only={"job-3", "job-30", "job-31"})
        assert refused == []

    def test_of_nobody_is_nothing(self):
        best = Many(Catalogue(tuple(crowd()))).best(
            np.empty((0, 28)), np.empty((0, 3), dtype=bool), 3
        )
        assert len(best.person) == 0
        assert best.counted.shape == (0, 3)

    def test_single_precision_is_off_by_less_than_the_margin_allows(self):
        rng = np.random.default_rng(8)
        ranked = Many(Catalogue(tuple(crowd(500))))
        levels = rng.uniform(0, 100, (2000, 28))
        levels[:500] = np.round(levels[:500] / 100) * 100
        mine, _ = ranked.sides.people(levels, np.ones((2000, 3), dtype=bool))
        side = ranked.sides.occupations(2**28 - 1)
        exact = mine @ side.points.T
        quick = mine.astype(np.float32) @ side.quick
        assert np.abs(quick - exact).max() < 1e-4
        # What the bound rests on: no score is the sum of more than 50 points either way.
        assert (np.abs(mine) @ np.abs(side.points).T).max() <= 50 + 1e-9

    def test_the_margin_is_needed(self, monkeypatch: pytest.MonkeyPatch):
        # Without it ties in tenths are lost, which the tests above would see.
        monkeypatch.setattr(many, "MARGIN", -0.05)
        with pytest.raises(AssertionError):
            self.test_scores_a_hair_apart_around_a_tenth()


def same(found: Levels, place: int, profile: Profile) -> None:
    """One person of many has the levels and the doubts of a profile, to the last bit."""
    assert np.array_equal(found.levels[place], person_levels(profile), equal_nan=True)
    assert found.unclear[place].tolist() == [key in profile.unclear for key in DOMAINS]
    assert found.steady[place] == profile.steady


answered = st.sampled_from(LENGTHS).flatmap(
    lambda length: st.tuples(
        st.just(length),
        st.lists(
            st.lists(
                st.one_of(
                    st.integers(1, 5), st.integers(0, 5), st.sampled_from([0, 3, 3, 4])
                ),
                min_size=len(BANK.lengths[length]),
                max_size=len(BANK.lengths[length]),
            ),
            min_size=1,
            max_size=4,
        ),
    )
)


def check_sheets(length: str, rows: list[list[int]]) -> None:
    found = levels_of(BANK, length, np.array(rows, dtype=np.uint8))
    for place, row in enumerate(rows):
        same(found, place, quiz.profile(BANK, length, [own or None for own in row]))


class TestLevels:
    @given(answered)
    def test_are_those_of_each_persons_profile(self, given_):
        check_sheets(*given_)

    @pytest.mark.parametrize("length", LENGTHS)
    def test_of_people_at_the_edges(self, length):
        rng = random.Random(len(length))
        size = len(BANK.lengths[length])
        rows = [[key] * size for key in range(6)]
        turns = ([1, 5], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 4, 3, 2], [4, 3, 3])
        rows += [(keys * size)[:size] for keys in turns]
        for _ in range(150):
            # Nearly flat, nearly a pattern, nearly nothing answered.
            row = list(rng.choice(rows[:10]))
            for place in rng.sample(range(size), rng.randint(0, size // 2)):
                row[place] = rng.randint(0, 5)
            rows.append(row)
        check_sheets(length, rows)

    @pytest.mark.parametrize("length", LENGTHS)
    def test_in_doubt_a_person_is_read_alone(
        self, length, monkeypatch: pytest.MonkeyPatch
    ):
        read = []
        profile = sheets.profile

        def reading(*args):
            read.append(args)
            return profile(*args)

        monkeypatch.setattr(sheets, "profile", reading)
        monkeypatch.setattr(sheets, "DOUBT", 10)
        rng = random.Random(1)
        rows = [
            [rng.choice((0, 2, 3, 3, 4)) for _ in BANK.lengths[length]]
            for _ in range(20)
        ]
        rows[0] = [rng.randint(1, 5) for _ in rows[0]]
        check_sheets(length, rows)
        assert len(read) > 10

    @given(
        st.lists(
            st.lists(
                st.one_of(
                    st.integers(-40, 40).map(float),
                    st.sampled_from([20.0, 19.0, 19.01, 0.05]),
                    st.floats(0, 9, allow_nan=False).map(lambda own: round(own, 9)),
                ),
                min_size=6,
                max_size=6,
            ),
            min_size=1,
            max_size=5,
        )
    )
    def test_of_interest_scores_are_those_of_the_profile(self, rows):
        found = levels_of_interests(np.array(rows))
        for place, row in enumerate(rows):
            text = ",".join(
                f"{letter}={own:.9f}" for letter, own in zip("RIASEC", row, strict=True)
            )
            same(found, place, quiz.profile_of_interests(text))


def test_the_parts_of_levels_are_the_domains():
    for part, domain in zip(sheets._PARTS, MATCHED, strict=True):
        assert list(range(28))[part] == COLUMNS[domain.key].tolist()
