"""A hook of mkdocs: make documents outside docs/ pages, and adjust links.

README.md is the first page; CONTRIBUTING.md, CHANGELOG.md and SECURITY.md are pages too.
Every relative link is read as it stands in the repository, where it also works, and then
written as the site needs it. A link to another file of the repository takes that file
along; one that leads nowhere is left as it is, and fails the strict build.
"""

from __future__ import annotations

import os.path
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).parents[1]

PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
}
"""Documents at the root of the repository, and their pages."""

LINK = re.compile(r"(\]\()([^)#:\s]+)((?:#[^)\s]*)?\))")


def on_files(files: Any, config: Any) -> Any:
    """Add the documents of the root, and the files that documents link to."""
    for source, page in PAGES.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=text))
    for source in _sources(config):
        for target in _targets(source):
            if target not in PAGES and not target.startswith("docs/"):
                content = (ROOT / target).read_bytes()
                files.append(File.generated(config, _place(target), content=content))
    return files


def on_page_markdown(markdown: str, page: Any, **_rest: Any) -> str:
    """Write each relative link as the site needs it."""
    here = page.file.src_uri
    own = {page_of: source for source, page_of in PAGES.items()}.get(
        here, f"docs/{here}"
    )

    def moved(match: re.Match[str]) -> str:
        target = _target(own, match[2])
        if not target:
            return match[0]
        place = os.path.relpath(_place(target), Path(here).parent)
        return f"{match[1]}{place}{match[3]}"

    return LINK.sub(moved, markdown)


def _sources(config: Any) -> list[str]:
    pages = sorted(Path(config["docs_dir"]).rglob("*.md"))
    return [*PAGES, *(str(path.relative_to(ROOT)) for path in pages)]


def _targets(source: str) -> list[str]:
    text = (ROOT / source).read_text(encoding="utf-8")
    found = (_target(source, link[2]) for link in LINK.finditer(text))
    return sorted({target for target in found if target})


def _target(source: str, link: str) -> str:
    """The path in the repository a document's link leads to; empty if to no file."""
    path = os.path.normpath(Path(source).parent / link)
    return path if not path.startswith("..") and (ROOT / path).is_file() else ""


def _place(target: str) -> str:
    """The location of a repository file on the site."""
    if target in PAGES:
        return PAGES[target]
    if target.startswith("docs/"):
        return target.removeprefix("docs/")
    return f"files/{Path(target).name}"
