"""Terms and what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.glossary import Definition
from careerfit_cli.model.text import printable
from careerfit_cli.views.display import say

_GROUPS = {
    **{domain.key: domain.title.lower() for domain in DOMAINS},
    "job_zones": "job zone",
    "outlook": "job outlook",
    "qualities": "important quality",
    "terms": "",
}


def definitions(found: Sequence[Definition]) -> RenderableType:
    """Each term with the group it belongs to, and its meaning under it."""
    return Group(*(part for own in found for part in _definition(own)))


def _definition(own: Definition) -> list[RenderableType]:
    group = _GROUPS.get(own.group, own.group)
    head = Text.assemble(
        (printable(own.term), "bold"), (f"  {group}" if group else "", "dim")
    )
    return [head, Padding(say(own.whole), (0, 0, 0, 2))]
