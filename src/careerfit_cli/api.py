"""The Python API: what `careerfit_cli` exports by name (docs/api.md).

It returns what the commands show, as frozen values, and prints nothing. Folders and
answers are arguments: a person's saved files and the environment are never read. Modules
are imported when a function is called, so that each loads only what it needs.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from careerfit_cli.errors import CareerfitError, UsageError

if TYPE_CHECKING:
    from careerfit_cli.matching import Ranking
    from careerfit_cli.matching.explain import Explanation
    from careerfit_cli.model.catalogue import Entry
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.model.profile import Profile, Question
    from careerfit_cli.search import Hit
    from careerfit_cli.storage.index import Index, Progress


@dataclass(frozen=True)
class Catalogue:
    """Occupations, by slug: `catalogue["registered-nurse"]`.

    `Catalogue.load()` opens it. Iterating gives entries, with what lists and rankings
    need; indexing and `find` read everything from the occupation's file. An occupation
    in a later folder replaces one of the same file name in an earlier one.
    """

    folders: tuple[Path, ...]
    index: Index = field(repr=False)

    @classmethod
    def load(cls, *folders: Path | str, progress: Progress | None = None) -> Catalogue:
        """Open the built-in occupations, plus those of `folders`, which may replace them.

        This takes milliseconds, or seconds when files have changed: an index of each
        folder is cached in the user's cache folder, if that is writable. `progress` is
        called with how many files have been read and how many there are to read. Raises
        `CareerfitError` when a folder cannot be read or has no occupation files, and
        `BadData` when a file has faults.
        """
        from careerfit_cli.storage import index, paths

        own_folders = tuple(map(Path, folders))
        opened = [
            _opened(paths.builtin_occupations(), paths.PREBUILT_INDEX, progress),
            *(_opened(folder, None, progress) for folder in own_folders),
        ]
        joined = index.joined(opened) if own_folders else opened[0]
        return cls((paths.builtin_occupations(), *own_folders), joined)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entry of each occupation, in slug order."""
        return self.index.catalogue.entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, slug: object) -> bool:
        return any(entry.slug == slug for entry in self.entries)

    def __repr__(self) -> str:
        return f"<Catalogue of {len(self)} occupations>"

    def __getitem__(self, slug: str) -> Occupation:
        """The occupation with this slug. Raises `KeyError` if there is none."""
        if slug not in self:
            raise KeyError(slug)
        return self._read(slug)

    def find(self, name: str) -> Occupation:
        """The one occupation that a name means.

        `name` is a title, a job title, an O*NET-SOC code, a slug, the beginning of one,
        or a misspelling. Raises `UnknownOccupation`, with candidates, when it means no
        occupation or several, and `BadData` when the occupation's file has faults.
        """
        return self._read(self._entry(name).slug)

    def search(self, text: str, limit: int = 15) -> list[Hit]:
        """Occupations with a title or job title like the text, the most similar first."""
        from careerfit_cli import search

        return search.search(text, self.index.catalogue, self.index.names, limit)

    def rank(
        self,
        profile: Profile,
        top: int | None = 10,
        weights: Mapping[str, float] | None = None,
        only: Collection[str] | None = None,
    ) -> Ranking:
        """The occupations that match a person best, highest score first.

        `top` is how many to return, `None` for all. `weights` are by domain (`interests`,
        `interest_areas`, `work_styles`), in any proportion; the default is the published
        weights. `only` are the slugs to return; ranks stay those among all. Raises
        `UsageError` for weights that are negative, unknown or all zero.
        """
        from careerfit_cli import matching

        shares = matching.WEIGHTS if weights is None else weights
        return matching.rank(profile, self.index.catalogue, top, shares, only)

    def explain(
        self, profile: Profile, name: str, weights: Mapping[str, float] | None = None
    ) -> Explanation:
        """Every point of one occupation's score, its likely ranks, and what changes it.

        `name` is understood as in `find`. Raises `CareerfitError` when too few ratings
        and answers overlap to rank it, and otherwise what `find` and `rank` raise.
        """
        from careerfit_cli import matching
        from careerfit_cli.matching.explain import explain

        entry = self._entry(name)
        shares = matching.WEIGHTS if weights is None else weights
        explanation = explain(profile, self.index.catalogue, entry.slug, shares)
        if explanation is None:
            raise CareerfitError(
                f"{entry.title} cannot be ranked: too few of its ratings and answers "
                "overlap",
                "answer more questions, or choose another one",
            )
        return explanation

    def _entry(self, name: str) -> Entry:
        from careerfit_cli import search

        return search.find(name, self.index.catalogue, self.index.names)

    def _read(self, slug: str) -> Occupation:
        from careerfit_cli.storage import pages

        for folder in reversed(self.folders):
            occupation = pages.find(folder, slug)
            if occupation is not None:
                return occupation
        raise CareerfitError(
            f"the file of {slug} was deleted", "load the catalogue again"
        )


def _opened(folder: Path, prebuilt: Path | None, progress: Progress | None) -> Index:
    from careerfit_cli.storage import index, paths

    index_path = paths.cached_index(folder)
    return index.open_index(folder, index_path, prebuilt, progress or index.silent)


def questions(length: str = "quick") -> tuple[Question, ...]:
    """The questions of a quiz (`flash`, `quick`, `standard` or `full`) in the order asked.

    Each is answered from 1, the first of its labels, to 5. Raises `UsageError` for an
    unknown length.
    """
    from careerfit_cli import quiz
    from careerfit_cli.storage.bank import load_bank

    bank = load_bank()
    _check_length(length, bank.lengths)
    return quiz.questions(bank, length)


def _check_length(length: str, known: Collection[str]) -> None:
    if length not in known:
        what = f"there is no {length!r} quiz"
        raise UsageError(what, f"lengths: {', '.join(known)}")


def profile(answers: str | Sequence[int | None], length: str = "quick") -> Profile:
    """The profile of a person's answers.

    `answers` is an answer string, as the quiz prints it, or the answers of a `length`
    in the order asked: 1-5 each, `None` where one was skipped. Raises `UsageError` for
    answers that are not those of a quiz.
    """
    from careerfit_cli import quiz
    from careerfit_cli.storage.bank import load_bank

    bank = load_bank(answers if isinstance(answers, str) else "")
    if not isinstance(answers, str):
        _check_length(length, bank.lengths)
        _check_answers(answers)
        answers = quiz.replay(bank, length, answers)
    return quiz.profile(bank, *quiz.answers_in(bank, answers))


def _check_answers(answers: Sequence[object]) -> None:
    for place, answer in enumerate(answers, 1):
        # As text, so that neither True nor 1.0 passes for 1.
        if str(answer) not in ("None", "1", "2", "3", "4", "5"):
            what = f"answer {place} is {answer!r}"
            raise UsageError(what, "answers are 1 to 5, or None where one was skipped")


def profile_of_interests(scores: Mapping[str, float]) -> Profile:
    """The profile of the six interest scores of another test, by letter: R I A S E C.

    Any scale will do, since only their shape counts. Raises `UsageError` unless there is
    one number for each letter.
    """
    from careerfit_cli import quiz
    from careerfit_cli.model.elements import INTERESTS

    by_letter = {letter[:1].upper(): float(score) for letter, score in scores.items()}
    wanted = [name[0] for name in INTERESTS.names]
    usable = sorted(by_letter) == sorted(wanted) and len(scores) == len(wanted)
    if not usable or not all(map(math.isfinite, by_letter.values())):
        raise UsageError("six interest scores are needed", "one each of R I A S E C")
    return quiz.profile_of_interests(
        {name: by_letter[name[0]] for name in INTERESTS.names}
    )
