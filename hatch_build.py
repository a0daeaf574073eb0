"""Puts the catalogue index into the wheel, made from the occupations it ships."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds `catalogue.sqlite`; an editable install makes its own in the cache instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the index before the wheel is put together."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from careerfit_cli.storage import indexing

        self._made = TemporaryDirectory()
        made = Path(self._made.name) / "catalogue.sqlite"
        indexing.write(indexing.build(Path(self.root) / "occupations"), made)
        build_data["force_include"][str(made)] = "careerfit_cli/catalogue.sqlite"

    def finalize(
        self, version: str, build_data: dict[str, Any], artifact_path: str
    ) -> None:
        """Remove what was made on the way."""
        if hasattr(self, "_made"):
            self._made.cleanup()
