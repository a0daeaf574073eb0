"""Which columns of a table of respondents hold what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from careerfit_cli.errors import BadData, Problem, UsageError
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.profile import Bank
from careerfit_cli.quiz.answers import STANDARD

ID_NAMES = ("id", "respondent")
"""What the column that names respondents may be called; the first one there counts."""

ANSWERS = "answers"
"""What the column of answer strings is called."""

_HINT = (
    "name the columns by item (R01, I01, ...), or R, I, A, S, E and C, or give answer "
    "strings in a column `answers`: docs/batch.md"
)


class Kind(Enum):
    """What respondents are known by."""

    ITEMS = "answers, a column each"
    ANSWERS = "answer strings"
    INTERESTS = "six interest scores"


@dataclass(frozen=True)
class Layout:
    """What stands in which column, from 0, of a table with the columns `names`.

    `columns` are those read: of the items of `length` in the order asked, of the six
    interests in the order R I A S E C, or of the answer strings, of which bare ones
    are of `length`. `id` is the column that names the respondent.
    """

    names: tuple[str, ...]
    kind: Kind
    length: str
    columns: tuple[int, ...]
    id: int | None

    @property
    def unused(self) -> tuple[str, ...]:
        """The names of the columns that are passed over."""
        read = {*self.columns, self.id}
        return tuple(name for at, name in enumerate(self.names) if at not in read)


def layout_of(
    names: Sequence[str], bank: Bank, file: str, length: str | None = None
) -> Layout:
    """What the columns of a table hold, by their names, in any case.

    `length` is that of the items, or of bare answer strings; without it, the longest
    whose items are all there. Raises `BadData`, at line 1 of `file`, where the names do
    not tell, and `UsageError` for a length there is none of.
    """
    if length is not None and length not in bank.lengths:
        known = ", ".join(bank.lengths)
        raise UsageError(f"there is no {length!r} quiz", f"lengths: {known}")
    plain = [name.strip().casefold() for name in names]
    forms = _forms(bank, length)
    whole = [form for form in forms if set(form.names) <= set(plain)]
    kinds = list(dict.fromkeys(form.kind for form in whole))
    if len(kinds) > 1:
        both = " and ".join(kind.value for kind in kinds)
        raise _fault(file, f"has both {both}", "leave the columns of one of them out")
    if not whole:
        raise _lacking(file, forms, plain)
    form = max(whole, key=lambda own: len(own.names))
    ids = [name for name in ID_NAMES if name in plain][:1]
    twice = [name for name, times in Counter(plain).items() if times > 1]
    for name in twice:
        if name in (*form.names, *ids):
            shown = names[plain.index(name)].strip()
            raise _fault(file, f"has two columns {shown}", "leave one of them out")
    columns = tuple(plain.index(name) for name in form.names)
    own_id = plain.index(ids[0]) if ids else None
    return Layout(tuple(names), form.kind, form.length, columns, own_id)


@dataclass(frozen=True)
class _Form:
    """Columns that together say what is needed of a respondent."""

    kind: Kind
    length: str
    names: tuple[str, ...]


def _forms(bank: Bank, length: str | None) -> list[_Form]:
    lengths = bank.lengths if length is None else [length]
    return [
        *(
            _Form(Kind.ITEMS, own, tuple(map(str.casefold, bank.lengths[own])))
            for own in lengths
        ),
        _Form(Kind.ANSWERS, length or STANDARD, (ANSWERS,)),
        _Form(Kind.INTERESTS, "", tuple(own[0].casefold() for own in INTERESTS.names)),
        _Form(Kind.INTERESTS, "", tuple(map(str.casefold, INTERESTS.names))),
    ]


def _lacking(file: str, forms: Sequence[_Form], names: Sequence[str]) -> BadData:
    """What is lacking of the form of which the greatest part is there."""

    def there(form: _Form) -> float:
        return len(set(form.names) & set(names)) / len(form.names)

    nearest = max(forms, key=there)
    if not there(nearest):
        return _fault(file, "has no column that tells of interests or answers", _HINT)
    lacking = [name for name in nearest.names if name not in names]
    some = ", ".join(name.upper() for name in lacking[:5])
    more = f" and {len(lacking) - 5} more" if len(lacking) > 5 else ""
    of = f" of the {nearest.length} quiz" if nearest.length else ""
    counted = "1 column" if len(lacking) == 1 else f"{len(lacking)} columns"
    return _fault(file, f"lacks {counted}{of}: {some}{more}", _HINT)


def _fault(file: str, what: str, hint: str) -> BadData:
    return BadData([Problem(file, 1, "", what, hint)])
