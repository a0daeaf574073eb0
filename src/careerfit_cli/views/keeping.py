"""What is kept on this computer, place by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType

from careerfit_cli.model.saved_data import SavedFolder
from careerfit_cli.views.display import Whole, say


def kept(places: Sequence[SavedFolder]) -> RenderableType:
    """Each place with its folder and files, whole so that they can be copied."""
    return Group(*(line for place in places for line in _place(place)))


def _place(place: SavedFolder) -> Iterator[RenderableType]:
    yield say(place.what)
    yield Whole(place.folder or "none: there is no home folder", 2)
    for file in place.files:
        yield Whole(f"{file.name}  {file.size:,} bytes", 2)
    if place.folder and not place.files:
        yield Whole("nothing is there", 2)
