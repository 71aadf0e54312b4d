"""The page holds every record whole, needs nothing from outside and gives hostile text no way out."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.record import Record
from extract.reviewing import page
from extract.reviewing.blocks import block, data

TEXT = "江河公司2024年营收约3亿元。"
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]> <img src=x onerror=alert(1)>",
    "\" onmouseover='alert(1)' data-x=\"",
    "&lt;b&gt; &amp; \u2028\u2029",
    "{{script}} {{policy}} <!-- records -->",
    "𠮷野家𝟗万\U0001f9ea元",
)


class Parsed(HTMLParser):
    """The elements with their attributes, and the data blocks' content, as a browser's parser sees them."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.records, self.inline = [], [], []
        self._into = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            is_record = dict(attrs).get("class") == "record"
            self._into = self.records if is_record else self.inline
            self._into.append("")

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self._into = None

    def handle_data(self, text):
        if self._into is not None:
            self._into[-1] += text


def written(records, folder):
    out = folder / "page.html"
    page(records, out)
    return out.read_text(encoding="utf-8")


def test_records_stand_in_it_whole_and_in_order(tmp_path, record_of, full_record):
    records = [full_record, record_of("第二篇"), record_of("第三篇")]
    parsed = Parsed(written(records, tmp_path))
    assert [Record.from_json(found) for found in parsed.records] == records


def test_list_attributes_tell_title_source_day_and_counts(tmp_path, record_of, full_record):
    parsed = Parsed(written([full_record, record_of("正文", title="标题")], tmp_path))
    listed = [attributes for tag, attributes in parsed.elements if attributes.get("class") == "record"]
    first, second = ({k[5:]: v for k, v in row.items() if k.startswith("data-")} for row in listed)
    assert first == {"title": TEXT, "source": "a.txt", "day": "2025-01-02", "counts": "1 1 1 1"}
    assert second == {"title": "标题", "source": "a.txt", "day": "", "counts": "0 0 0 0"}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile, tmp_path, record_of):
    harmless = Parsed(written([record_of("正文", title="标题")], tmp_path))
    parsed = Parsed(written([record_of(hostile, title=hostile, source=hostile)], tmp_path))
    assert [tag for tag, _ in parsed.elements] == [tag for tag, _ in harmless.elements]
    assert parsed.inline == harmless.inline
    assert json.loads(parsed.records[0])["article"]["text"] == hostile


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_data_is_the_same_json_and_opens_nothing(text):
    safe = data(json.dumps(text, ensure_ascii=False))
    assert json.loads(safe) == text
    assert not set("<>&") & set(safe)


@given(
    text=st.text(st.characters(exclude_categories=["Cs"])),
    title=st.text(st.characters(exclude_categories=["Cs", "Cc"])),
)
def test_block_is_one_element_whatever_the_article(text, title, record_of):
    parsed = Parsed(block(record_of(text, title=title)))
    assert len(parsed.elements) == len(parsed.records) == 1
    assert Record.from_json(parsed.records[0]).article.text == text


def test_nothing_comes_from_outside(tmp_path, full_record):
    html = written([full_record], tmp_path)
    assert not re.search(r"https?:|//[a-z]|@import|url\(|\bfetch\(|XMLHttpRequest|innerHTML|\beval\(", html)
    outward = {"src", "href", "action", "srcset", "ping"}
    assert not [attributes for _, attributes in Parsed(html).elements if outward & attributes.keys()]


def test_policy_allows_exactly_the_style_and_the_script(tmp_path):
    parsed = Parsed(written([], tmp_path))
    (policy,) = [a["content"] for _, a in parsed.elements if a.get("http-equiv") == "Content-Security-Policy"]
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    assert "default-src 'none'" in policy
    digests = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in parsed.inline}
    assert allowed == digests and len(digests) == 2


def test_script_finds_every_element_it_asks_for(tmp_path):
    parsed = Parsed(written([], tmp_path))
    asked = set(re.findall(r'\$\("(\w+)"\)', parsed.inline[1]))
    ids = {attributes["id"] for _, attributes in parsed.elements if "id" in attributes}
    assert asked and asked <= ids


def test_empty_run_is_a_page(tmp_path):
    assert page([], tmp_path / "page.html") == 0
    assert Parsed((tmp_path / "page.html").read_text(encoding="utf-8")).records == []


def test_failing_source_leaves_the_old_page(tmp_path, record_of):
    def broken():
        yield record_of("一")
        raise RuntimeError("the source broke")

    out = tmp_path / "page.html"
    page([record_of("旧")], out)
    before = out.read_bytes()
    with pytest.raises(RuntimeError, match="the source broke"):
        page(broken(), out)
    assert out.read_bytes() == before
    assert list(tmp_path.iterdir()) == [out]


def test_records_are_written_as_they_come(tmp_path, record_of):
    part = tmp_path / "page.html.part"
    sizes = []

    def watched():
        for _ in range(40):
            sizes.append(part.stat().st_size)
            yield record_of("文" * 20_000)

    page(watched(), tmp_path / "page.html")
    assert sizes[-1] > 1_000_000
