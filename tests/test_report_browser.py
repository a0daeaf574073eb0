"""The report as a browser shows it: quiet, readable at any size, and accessible.

`npm install --prefix tests/axe` brings axe-core, without which its test is skipped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import pages
from browser import Browser, browser
from careerfit_cli.report import Career, page

AXE = Path(__file__).parent / "axe/node_modules/axe-core/axe.min.js"
OPEN_ALL = "document.querySelectorAll('details').forEach(own => own.open = true)"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    # Chromium may still write to its profile while it ends.
    folder = TemporaryDirectory(ignore_cleanup_errors=True)
    with folder as profile, browser(Path(profile)) as found:
        yield found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory, page(pages.sample(3, "alone,outdoors")))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    longest = max(pages.open_index().catalogue, key=lambda own: len(own.title)).slug
    careers = [Career(pages.load(slug)) for slug in ("actor", longest, "legislator")]
    return write(tmp_path_factory, page(pages.made(*careers)))


def write(folder: pytest.TempPathFactory, text: str) -> Path:
    path = folder.mktemp("report") / "report.html"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def desktop(chromium: Browser) -> None:
    chromium.size(1200, 900)
    chromium.media("light")


def test_nothing_is_asked_for_and_nothing_complained_of(chromium, written, bare):
    for path in (written, bare):
        chromium.open(path)
        assert chromium.requests == [path.as_uri()]
        assert chromium.complaints == []


def test_a_foreign_style_or_script_is_refused_by_the_page_itself(
    chromium, written, tmp_path
):
    path = tmp_path / "changed.html"
    foreign = "<script>document.title = 'run'</script><style>body{color:red}</style>"
    path.write_text(written.read_text().replace("</body>", f"{foreign}</body>"))
    chromium.open(path)
    assert chromium.value("document.title") != "run"
    assert chromium.value("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
    assert len(chromium.complaints) == 2


def test_its_own_style_applies_in_light_and_dark(chromium, written):
    backs = []
    for scheme in ("light", "dark"):
        chromium.media(scheme)
        chromium.open(written)
        backs.append(chromium.value("getComputedStyle(document.body).backgroundColor"))
        assert len(chromium.screenshot()) > 20_000
    assert backs == ["rgb(252, 252, 250)", "rgb(20, 25, 27)"]


@pytest.mark.parametrize(
    ("width", "text"), [(320, 100), (360, 100), (768, 100), (640, 200), (1200, 100)]
)
def test_nothing_sticks_out_at_any_width_or_size_of_text(
    chromium, written, bare, width, text
):
    for path in (written, bare):
        chromium.size(width, 900)
        chromium.open(path)
        chromium.value(f"document.documentElement.style.fontSize = '{text}%'")
        chromium.value(OPEN_ALL)
        assert chromium.value("document.documentElement.scrollWidth") <= width
        assert chromium.value(STICKING_OUT) == []


STICKING_OUT = """
[...document.querySelectorAll('main *, footer *, nav *')].filter(own => {
  const box = own.getBoundingClientRect();
  const hidden = own.closest('.unseen, thead') && innerWidth <= 704;
  return !hidden && box.width > 0 && (box.left < -0.5 || box.right > innerWidth + 0.5);
}).map(own => own.outerHTML.slice(0, 120))
"""


def test_print_is_light_and_opens_what_is_folded_away(chromium, written):
    chromium.media("dark", "print")
    chromium.open(written)
    seen = chromium.value(
        "[...document.querySelectorAll('details:not([open]) table')]"
        ".map(own => own.checkVisibility())"
    )
    assert seen
    assert all(seen)
    ink = "getComputedStyle(document.documentElement).getPropertyValue('--ink')"
    assert chromium.value(ink) == "#1f2629"
    assert chromium.pdf().startswith(b"%PDF")


def test_the_brief_report_prints_on_two_pages(chromium, tmp_path_factory):
    chromium.open(write(tmp_path_factory, page(replace(pages.sample(10), full=False))))
    assert len(re.findall(rb"/Type /Page\b", chromium.pdf())) == 2


def test_the_first_tab_leads_past_the_contents(chromium, written):
    chromium.open(written)
    chromium.press("Tab")
    assert chromium.value("document.activeElement.textContent") == "Skip to the report"
    left = "document.activeElement.getBoundingClientRect().left"
    assert chromium.value(left) >= 0
    chromium.press("Enter")
    assert chromium.value("document.activeElement.id") == "main"


def test_hostile_text_does_nothing(chromium, tmp_path_factory):
    hostile = "</title><script>document.title='run'</script><img src=x onerror=a>'\"x"
    report = pages.reworded(pages.sample(1), lambda own: f"{own} {hostile}")
    path = write(tmp_path_factory, page(report))
    chromium.open(path)
    assert chromium.value("document.title") != "run"
    assert chromium.value("document.querySelectorAll('script, img').length") == 0
    assert chromium.requests == [path.as_uri()]
    assert chromium.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_axe_finds_no_violation(chromium, written, bare, scheme, width):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm install --prefix tests/axe")
    # The page's own policy would not let axe in.
    chromium.call("Page.setBypassCSP", enabled=True)
    try:
        for path in (written, bare):
            chromium.size(width, 900)
            chromium.media(scheme)
            chromium.open(path)
            chromium.value(OPEN_ALL)
            chromium.value(f"{AXE.read_text(encoding='utf-8')};0")
            found = chromium.value("axe.run(document)")
            assert json.dumps(found["violations"], indent=1) == "[]"
            assert len(found["passes"]) > 30
    finally:
        chromium.call("Page.setBypassCSP", enabled=False)
