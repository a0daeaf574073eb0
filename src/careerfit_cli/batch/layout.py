"""Which columns of a table of respondents hold what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from careerfit_cli.batch.cells import plain, quoted
from careerfit_cli.batch.headings import ANSWERS, ID_NAMES, id_column, meant
from careerfit_cli.errors import BadData, Problem, UsageError
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.profile import Bank
from careerfit_cli.quiz.answers import STANDARD

_HINT = (
    "name the columns by item (R01, I01, ..., or the questions themselves), or R, I, A, "
    "S, E and C, or give answer strings in a column `answers`: docs/batch.md"
)
_NAMED = 8


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
    names: Sequence[str],
    bank: Bank,
    file: str,
    length: str | None = None,
    id_name: str | None = None,
    line: int = 1,
) -> Layout:
    """What the columns of a table hold, by their names, in any case.

    `length` is that of the items, or of bare answer strings; without it, the longest
    whose items are all there. `id_name` is the column that names respondents, or empty
    for none. Raises `BadData`, at a line of `file`, where the names do not tell, and
    `UsageError` for a length or a column there is none of.
    """
    if length is not None and length not in bank.lengths:
        known = ", ".join(bank.lengths)
        raise UsageError(f"there is no {length!r} quiz", f"lengths: {known}")
    forms = _forms(bank, length)
    folded = list(map(plain, names))
    if not (whole := _whole(forms, folded)):
        folded = meant(names, bank)
        whole = _whole(forms, folded)
    kinds = list(dict.fromkeys(form.kind for form in whole))
    if len(kinds) > 1:
        both = " and ".join(kind.value for kind in kinds)
        hint = "leave the columns of one of them out"
        raise _fault(file, line, f"has both {both}", hint)
    if not whole:
        raise _lacking(file, line, forms, folded, names)
    form = max(whole, key=lambda own: len(own.names))
    ids = [name for name in ID_NAMES if name in folded][:1] if id_name is None else []
    twice = [name for name, times in Counter(folded).items() if times > 1]
    for name in twice:
        if name in (*form.names, *ids):
            shown = names[folded.index(name)].strip()
            what = f"has two columns {shown}"
            raise _fault(file, line, what, "leave one of them out")
    columns = tuple(folded.index(name) for name in form.names)
    own_id = id_column(names, id_name)
    return Layout(tuple(names), form.kind, form.length, columns, own_id)


def known_columns(names: Sequence[str], bank: Bank) -> tuple[int, bool]:
    """How many of the names are known, and whether they tell all that is needed."""
    forms = _forms(bank, None)
    known, folded = set(meant(names, bank)), set(map(plain, names))
    every = set[str]().union(*(form.names for form in forms))
    enough = any(set(form.names) <= each for form in forms for each in (known, folded))
    return len(every & known), enough


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


def _whole(forms: Sequence[_Form], names: Sequence[str]) -> list[_Form]:
    return [form for form in forms if set(form.names) <= set(names)]


def _lacking(
    file: str,
    line: int,
    forms: Sequence[_Form],
    names: Sequence[str],
    shown: Sequence[str],
) -> BadData:
    """What is lacking of the form of which the greatest part is there."""

    def there(form: _Form) -> float:
        return len(set(form.names) & set(names)) / len(form.names)

    nearest = max(forms, key=there)
    if not there(nearest):
        some = ", ".join(quoted(name) for name in shown[:_NAMED])
        rest = f" and {len(shown) - _NAMED} more" if len(shown) > _NAMED else ""
        what = f"has no column that tells of interests or answers, only {some}{rest}"
        return _fault(file, line, what, _HINT)
    lacking = [name for name in nearest.names if name not in names]
    some = ", ".join(name.upper() for name in lacking[:5])
    more = f" and {len(lacking) - 5} more" if len(lacking) > 5 else ""
    of = f" of the {nearest.length} quiz" if nearest.length else ""
    counted = "1 column" if len(lacking) == 1 else f"{len(lacking)} columns"
    return _fault(file, line, f"lacks {counted}{of}: {some}{more}", _HINT)


def _fault(file: str, line: int, what: str, hint: str) -> BadData:
    return BadData([Problem(file, line, "", what, hint)])
