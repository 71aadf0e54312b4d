"""Web pages: title, day and body, whatever charset they declare."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import Failure
from extract.reading import read
from extract.reading.tables import Cell, table_lines
from extract.record import Article

BODY = "<p>江河市统计局公布，今年前三季度全市生产总值1100.9亿元，同比增长5.2%，各项指标好于预期。</p>" * 3
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>江河市经济运行平稳_财经频道_江河网</title>{head}</head>
<body><div class="nav"><a href="/">首页</a><a href="/a">新闻</a></div><h1>江河市经济运行平稳</h1>
<div class="info">{info}</div><div class="article">{body}</div>
<div class="footer">江河网 版权所有 未经授权禁止转载</div></body></html>"""


def page(head: str = "", info: str = "", body: str = BODY, charset: str = "utf-8") -> str:
    return PAGE.format(head=head, info=info, body=body, charset=charset)


def one(path: Path, markup: str, encoding: str = "utf-8", name: str = "a.html") -> Article:
    (path / name).write_bytes(markup.encode(encoding))
    (article,) = read([path / name])
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("declared", "encoding", "found"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("gb2312", "gbk", "gb18030"),
        ("big5", "gb18030", "gb18030"),
    ],
)
def test_a_declared_charset_may_lie(tmp_path: Path, declared: str, encoding: str, found: str) -> None:
    article = one(tmp_path, page(charset=declared), encoding)
    assert article.encoding == found
    assert article.title == "江河市经济运行平稳"
    assert article.text.count("江河市统计局公布，今年前三季度全市生产总值1100.9亿元") == 3
    assert "首页" not in article.text and "版权所有" not in article.text
    assert article.media_type == "text/html"


@pytest.mark.parametrize(
    ("head", "info", "day"),
    [
        ("", "", None),
        ('<meta name="publishdate" content="2025-03-04">', "", date(2025, 3, 4)),
        (
            '<meta property="article:published_time" content="2025-03-04T08:00:00+08:00">',
            "",
            date(2025, 3, 4),
        ),
        ("", "2025年3月4日 10:30　来源：江河日报", date(2025, 3, 4)),
        ("", "发布时间：2025/3/4", date(2025, 3, 4)),
        (
            '<script type="application/ld+json">{"@graph":[{"datePublished":"2025-03-04"}]}</script>',
            "",
            date(2025, 3, 4),
        ),
        ('<script type="application/ld+json">{"datePublished": </script>', "", None),
    ],
)
def test_the_day(tmp_path: Path, head: str, info: str, day: date | None) -> None:
    assert one(tmp_path, page(head, info)).published == day


def test_the_day_in_the_name_comes_last(tmp_path: Path) -> None:
    assert one(tmp_path, page(), name="t20250102_7.html").published == date(2025, 1, 2)
    dated = page(info="2025-03-04 10:30")
    assert one(tmp_path, dated, name="t20250102_7.html").published == date(2025, 3, 4)


def test_a_table_is_lines_with_the_headers_words_and_units(tmp_path: Path) -> None:
    table = (
        "<table><tr><th>地区</th><th>产值（亿元）</th><th>增长（%）</th></tr>"
        "<tr><td>东区</td><td>123.4</td><td>5.2</td></tr><tr><td>西区</td><td>56</td><td>-</td></tr></table>"
    )
    text = one(tmp_path, page(body=BODY + table + BODY)).text
    assert "东区 产值123.4亿元 增长5.2%" in text and "西区 产值56亿元 -" in text


@pytest.mark.parametrize(
    ("rows", "unit", "lines"),
    [
        ([["甲", "乙"]], "", ["甲\t乙"]),
        ([["指标", "总量"], ["用电", "12"]], "万千瓦时", ["指标\t总量", "用电\t总量12万千瓦时"]),
        ([["1", "2"], ["3", "4"]], "元", ["1\t2", "3\t4"]),
        ([["名称", "价格/元"], ["米", "2.5"]], "", ["名称\t价格/元", "米\t价格2.5元"]),
        ([["名称", "数量（单位：吨）"], ["米", "约2"]], "", ["名称\t数量（单位：吨）", "米\t约2"]),
        ([["", ""], ["", "甲"]], "", ["甲"]),
        ([], "", []),
        ([["地区", "排名", "产值", "同比增长", "增长额", "占比（%）"], ["甲", "1", "2", "3", "4", "5"]], "亿元", ["地区\t排名\t产值\t同比增长\t增长额\t占比（%）", "甲\t排名1\t产值2亿元\t同比增长3\t增长额4亿元\t占比5%"]),
        ([["地区", "增速"], ["甲", "5"]], "%", ["地区\t增速", "甲\t增速5%"]),
        ([["指标", "增长（同比）"], ["甲", "5"]], "", ["指标\t增长（同比）", "甲\t增长（同比）5"]),
        ([["城市", "PM2.5（微克/立方米）"], ["甲", "35"]], "", ["城市\tPM2.5（微克/立方米）", "甲\tPM2.5 35微克/立方米"]),
        ([["指标", "计量单位", "总量"], ["粮食", "万吨", "3"], ["人口", "—", "4"]], "", ["指标\t计量单位\t总量", "粮食\t万吨\t总量3万吨", "人口\t—\t总量4"]),
    ],
)  # fmt: skip
def test_table_lines(rows: list[list[str]], unit: str, lines: list[str]) -> None:
    assert table_lines([[Cell(cell) for cell in row] for row in rows], unit) == lines


CELLS = st.builds(
    Cell,
    st.sampled_from(["", "地区", "产值（亿元）", "单位", "万吨", "3月", "5", "-6.1", "—"]),
    st.integers(-1, 6) | st.just(1000),
    st.integers(-1, 6) | st.just(65534),
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_no_cell_is_lost_whatever_it_spans(rows: list[list[Cell]]) -> None:
    lines = table_lines(rows)
    for cell in (cell for row in rows for cell in row):
        assert cell.text in "\n".join(lines)
    assert all(line.strip() for line in lines)


def test_a_hostile_tables_spans_take_one_place_each() -> None:
    assert table_lines([[Cell("甲", 1000, 65534)] * 300] * 300) == ["\t".join("甲" * 300)] * 300


_WIDE = "<tr><td rowspan=2>地区</td><td colspan=2>产值（亿元）</td><td rowspan=2>增长（%）</td></tr><tr><td>3月</td><td>4月</td></tr>"


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (_WIDE + "<tr><td>东区<td>5<td>6<td>7.5", ["地区 产值（亿元） 增长（%）", "3月 4月", "东区 产值3月5亿元 产值4月6亿元 增长7.5%"]),
        (
            "<tr><td colspan=3>表1 主要指标（单位：亿元）<tr><td>地区<td>产值<td>增长（%）<tr><td colspan=3>一、东部<tr><td rowspan=2>东区<td>5<td>6<tr><td>7<td>8",
            ["表1 主要指标（单位：亿元）", "地区 产值 增长（%）", "一、东部", "东区 产值5亿元 增长6%", "东区 产值7亿元 增长8%"],
        ),
        ("<tr><td>指标<td colspan=2>3月<tr><td><td>总量（亿元）<td>同比（%）<tr><td>产值<td>1.5<td>2", ["指标 3月", "总量（亿元） 同比（%）", "产值 3月总量1.5亿元 3月同比2%"]),
        ("<tr><td>地区<td colspan=2>产值<tr><td>东区<td>-<td>无<tr><td>西区<td>5<td>6", ["地区 产值", "东区 - 无", "西区 产值5 产值6"]),
        ("<tr><td rowspan=99999 colspan=99999>甲<td rowspan=-1 colspan=x>乙<tr><td>丙<td>丁", ["甲 乙", "甲 丙 丁"]),
    ],
)  # fmt: skip
def test_a_tables_spans(tmp_path: Path, rows: str, lines: list[str]) -> None:
    assert one(tmp_path, f"<div><p>前文。</p><table>{rows}</table></div>").text.split("\n")[1:] == lines


@pytest.mark.parametrize(
    ("before", "unit"),
    [
        ("<p>单位：亿元</p><div><div>{}</div></div>", "亿元"),
        ("<div>（单位：亿元）{}</div>", "亿元"),
        ("<p>单位：江河市统计局</p>{}", ""),
        ("<p>单位：亿元、%</p>{}", ""),
    ],
)
def test_a_tables_unit_stands_before_it(tmp_path: Path, before: str, unit: str) -> None:
    table = "<table><tr><td>地区<td>产值<tr><td>东区<td>5</table>"
    assert one(tmp_path, before.format(table)).text.endswith(f"\n东区 产值5{unit}")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>第一段。</p><p>第二段。</p>", "第一段。\n第二段。"),
        ("第一段。<br>第二<b>段</b>。<br/>", "第一段。\n第二段。"),
        ("<div>甲<script>var x = 1;</script>乙<style>p{}</style></div>", "甲乙"),
        ("<p>甲&nbsp;乙&amp;丙&#65292;丁", "甲 乙&丙，丁"),
        ("<div>" * 3000 + "深处", "深处"),
        ("<html><body><p>短。</p></body></html>", "短。"),
    ],
)
def test_fragments_are_taken_whole(tmp_path: Path, markup: str, text: str) -> None:
    assert one(tmp_path, markup).text == text


def test_related_articles_behind_the_body_are_left_out(tmp_path: Path) -> None:
    links = "<p>责任编辑：张三</p><p>热门推荐</p>" + "<p>另一条新闻的标题说了别的很长的事情</p>" * 9
    text = one(tmp_path, page(body=BODY + links)).text
    assert "责任编辑" in text and "另一条新闻" not in text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"<html><body></body></html>", "the page has no text"),
        (
            b"<html><script>x</script></html>",
            "the page has no text: scripts bring it; save the page once it is shown",
        ),
        (b"<html><noscript>x</noscript></html>", "the page has no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "the file is binary, no text"),
    ],
)
def test_a_page_without_text_fails(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.html").write_bytes(data)
    (failure,) = read([tmp_path / "a.html"])
    assert isinstance(failure, Failure) and failure.reason == reason and failure.stage == "reading"
