"""The documentation site: complete, with working links and no outside requests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

pytest.importorskip("mkdocs")
pytest.importorskip("material")

ROOT = Path(__file__).parents[1]
LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "link": "href",
}
"""The attribute by which each element makes a browser ask for something."""


class Page(HTMLParser):
    """What a page loads, links to, and can be linked to by."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if target := own.get(LOADED.get(tag, "")):
            self.loads.append(target)
        if tag == "a" and own.get("href"):
            self.links.append(str(own["href"]))
        if own.get("id"):
            self.ids.add(str(own["id"]))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {
        path: Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))
    }


def test_every_document_is_a_page(pages: dict[Path, Page]) -> None:
    names = {path.stem for path in pages}
    documents = {path.stem for path in (ROOT / "docs").glob("*.md")}
    assert documents | {"index", "contributing", "changelog", "security"} <= names


def test_no_page_asks_another_host_for_anything(
    site: Path, pages: dict[Path, Page]
) -> None:
    for path, page in pages.items():
        for target in page.loads:
            assert not re.match(r"[a-z]+:|//", target), f"{path.name}: {target}"
    for sheet in site.rglob("*.css"):
        text = sheet.read_text("utf-8")
        assert "@import" not in text
        asked = re.findall(r"url\(\s*[\"']?(?!data:|#)([^)\"']*)", text)
        assert not [own for own in asked if re.match(r"[a-z]+:|//", own)], sheet.name


def test_every_link_within_the_site_leads_somewhere(
    site: Path, pages: dict[Path, Page]
) -> None:
    checked = 0
    for path, page in pages.items():
        if path.name == "404.html":
            continue
        for link in page.links:
            if re.match(r"[a-z]+:", link):
                continue
            where, fragment = urldefrag(link)
            target = (path.parent / unquote(where)).resolve() if where else path
            assert target.exists(), f"{path.name}: {link}"
            if fragment and target in pages:
                assert unquote(fragment) in pages[target].ids, f"{path.name}: {link}"
            checked += 1
    assert checked > 200


def test_links_of_the_readme_work_on_both_sides(site: Path) -> None:
    index = (site / "index.html").read_text("utf-8")
    assert 'href="method.html"' in index
    assert "docs/method.md" in (ROOT / "README.md").read_text("utf-8")
