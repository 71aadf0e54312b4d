"""What a browser makes of the page: the marks where they belong, the tables filled, hostile text as text."""

import os
import re
import shutil
import subprocess
from html import unescape

import pytest

from extract.reviewing import page

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")


@pytest.fixture
def laid_out(tmp_path):
    """A function from records to the page's DOM after its script ran."""

    def laid_out(records, shown=1):
        out = tmp_path / "page.html"
        page(records, out)
        options = ["--headless", "--disable-gpu", "--dump-dom", f"--user-data-dir={tmp_path / 'profile'}"]
        options += ["--no-sandbox"] if os.geteuid() == 0 else []
        command = [BROWSER, *options, f"{out.as_uri()}#{shown}"]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout

    return laid_out


def inside(dom, id_):
    """The markup within the element `id_`, up to its first closing tag of the same kind."""
    return re.search(rf'<(\w+) id="{id_}"[^>]*>(.*?)</\1>', dom, re.DOTALL)[2]


def test_marks_and_tables(laid_out, full_record, record_of):
    dom = laid_out([record_of("第一篇"), full_record], shown=2)
    assert re.findall(r'<mark[^>]*class="([^"]+)"[^>]*>([^<]+)</mark>', inside(dom, "text")) == [
        ("organization unsure", "江河公司"),
        ("date", "2024年"),
        ("quantity", "3亿元"),
    ]
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", inside(dom, "tables"))
    assert [unescape(cell) for cell in cells[:4]] == ["江河公司", "营收", "≈ 300,000,000 CNY", "2024"]
    assert inside(dom, "totals") == "articles 2 · organizations 1 · quantities 1 · dates 1 · facts 1"


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>document.title='x'</script>",
        "<img src=x onerror=document.title='x'>",
        "𠮷野家&amp;𝟗万",
    ],
)
def test_hostile_text_is_shown_not_run(text, laid_out, record_of):
    dom = laid_out([record_of(text, title=text)])
    assert unescape(re.sub(r"<[^>]+>", "", inside(dom, "text"))) == text
    assert "<title>Extracted articles</title>" in dom
    assert "<img" not in dom
