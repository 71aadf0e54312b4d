"""Every format gives the same article; archives, streams and what is dropped or refused."""

import io
import json
import logging
import os
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from extract.errors import Failure
from extract.reading import Notice, read
from extract.record import Article

from .samples import COMPRESSIONS, FILES, LINES, TEXT, docx, html, mail, pdf, rss, tarred, word, zipped


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def one(path: Path, **options: object) -> Article:
    (article,) = read([path], **options)  # type: ignore[arg-type]
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_article(tmp_path: Path, name: str) -> None:
    article = one(write(tmp_path, name, FILES[name]))
    assert article.title == LINES[0]
    assert article.published == date(2025, 10, 24)
    assert LINES[2] in article.text and LINES[3] in article.text


@pytest.mark.parametrize("name", FILES)
def test_every_format_is_known_by_its_bytes(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name in ("a.csv", "a.tsv", "a.md"):
        pytest.skip("these are plain text without their ending")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FILES[name])))
    (article,) = read(["-"])
    assert isinstance(article, Article) and LINES[2] in article.text
    assert article.source.startswith("-") and article.title == LINES[0]


@pytest.mark.parametrize("ending", COMPRESSIONS)
def test_rows_stream_out_of_compressed_files(tmp_path: Path, ending: str) -> None:
    rows = "".join(json.dumps({"content": f"第{n}篇。"}, ensure_ascii=False) + "\n" for n in range(300))
    path = write(tmp_path, f"a.jsonl{ending}", COMPRESSIONS[ending](rows.encode()))
    articles = list(read([path]))
    assert [a.text for a in articles if isinstance(a, Article)] == [f"第{n}篇。" for n in range(300)]


def test_an_archives_members(tmp_path: Path) -> None:
    members = {
        "新闻/a.txt": "第一篇的文章。".encode(),
        "新闻/b.txt.gz": COMPRESSIONS[".gz"]("第二篇的文章。".encode()),
        "c.docx": docx("第三篇的文章。"),
        "picture.png": b"\x89PNG",
        "__MACOSX/a.txt": b"x",
        ".hidden.txt": b"x",
        "../out.txt": "第四篇。".encode(),
        "inner.zip": zipped(a=b"x"),
        "bad.txt": b"\0\1\2",
    }
    for name, data in (
        ("a.zip", zipped(**members)),
        ("a.tar", tarred(**members)),
        ("a.tgz", tarred("w:gz", **members)),
    ):
        found = list(read([write(tmp_path, name, data)]))
        assert [a.text for a in found if isinstance(a, Article)] == [f"第{n}篇的文章。" for n in "一二三"]
        assert [f.source.rpartition(name)[2] for f in found if isinstance(f, Failure)] == [
            "/../out.txt", "/inner.zip", "/bad.txt"
        ]  # fmt: skip


def test_a_zip_made_on_chinese_windows_names_its_members_in_gbk(tmp_path: Path) -> None:
    data = zipped(**{"PLACEHOLDER.txt": "某市的新闻。".encode()})
    name = "新闻稿件甲乙丙".encode("gbk")[:11] + b".txt"
    data = data.replace(b"PLACEHOLDER.txt", "新闻稿件甲".encode("gbk") + b"1.txt")
    assert len(name) == 15
    assert one(write(tmp_path, "a.zip", data)).source.endswith("a.zip/新闻稿件甲1.txt")


def test_bombs_are_stopped(tmp_path: Path) -> None:
    zeros = b"0" * 45_000_000  # a line without a text
    for name, data in (
        ("a.txt.gz", COMPRESSIONS[".gz"](zeros * 2)),
        ("b.jsonl.xz", COMPRESSIONS[".xz"]((zeros + b"\n") * 4)),
        ("c.zip", zipped(**{f"{n}.jsonl": zeros for n in range(4)})),
    ):
        failures = [row for row in read([write(tmp_path, name, data)]) if isinstance(row, Failure)]
        assert any(
            "unpacks to more than 250 times" in row.reason or "larger than 50 MB" in row.reason
            for row in failures
        )


def test_a_pattern_names_files_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        write(tmp_path, name, f"{name}的正文。".encode())
    assert [a.source[-5:] for a in read([f"{tmp_path}/*.txt"])] == ["a.txt", "b.txt"]
    assert [str(f)[-24:] for f in read([f"{tmp_path}/*.pdf"])] == ["reading: no file matches"]


@pytest.mark.parametrize("address", ["https://example.com/a.html", "HTTP://x", "s3://bucket/key"])
def test_an_address_is_refused(address: str) -> None:
    assert [str(f) for f in read([address])] == [
        f"{address}: reading: an address is not read: save the page and name its file"
    ]


def test_what_no_reader_is_for_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, "a.png", b"\x89PNG")
    write(tmp_path, "b.xlsx", zipped(**{"[Content_Types].xml": b"", "xl/a.xml": b""}))
    notices: list[Notice] = []
    (failure,) = read([tmp_path], notify=notices.append)
    assert str(failure).endswith("b.xlsx: reading: the file is an Excel workbook: save it as CSV")
    assert [(n.kind, n.reason) for n in notices] == [("ignored", "there is no reader for .png files")]
    with caplog.at_level(logging.INFO, "extract.reading"):
        list(read([tmp_path]))
    assert "a.png: ignored: there is no reader for .png files" in caplog.text


@pytest.mark.parametrize(
    ("name", "sample"),
    [("a.doc", "a.html"), ("a.doc", "a.docx"), ("a.wps", "a.mht"), ("a.dot", "a.txt"), ("a.docm", "a.docx"), ("a.PHP", "a.html")],
)  # fmt: skip
def test_an_old_ending_may_lie(tmp_path: Path, name: str, sample: str) -> None:
    assert LINES[3] in one(write(tmp_path, name, FILES[sample])).text
    assert LINES[3] in one(write(tmp_path, "a.zip", zipped(**{name: FILES[sample]}))).text


def test_a_zero_character_is_damage(tmp_path: Path) -> None:
    notices: list[Notice] = []
    assert one(write(tmp_path, "a.txt", (TEXT + "\0完").encode()), notify=notices.append).text.endswith(
        "\ufffd完"
    )
    assert [notice.reason for notice in notices] == ["1 character is damaged"]
    assert (
        one(write(tmp_path, "a.json", json.dumps({"text": "甲\0乙", "title": "\0"}).encode())).text
        == "甲\ufffd乙"
    )


def test_damaged_characters_are_counted(tmp_path: Path) -> None:
    text = TEXT.encode()
    notices: list[Notice] = []
    article = one(write(tmp_path, "a.txt", text[:-10] + b"\xff" + text[-9:]), notify=notices.append)
    assert article.encoding == "utf-8" and LINES[2] in article.text
    assert [n.kind for n in notices] == ["damaged"] and "damaged" in notices[0].reason


def test_a_pdfs_running_heads_and_page_numbers_are_dropped(tmp_path: Path) -> None:
    pages = [
        (
            "江河日报　2025年版",
            f"第{n}段的第一行写到这里还没有完所以它要接着往下",
            f"写完第{n}段。",
            f"- {n} -",
        )
        for n in (1, 2, 3)
    ]
    assert one(write(tmp_path, "a.pdf", pdf(*pages))).text.split("\n") == [
        f"第{n}段的第一行写到这里还没有完所以它要接着往下写完第{n}段。" for n in (1, 2, 3)
    ]


def test_a_docx_has_its_tables_in_place(tmp_path: Path) -> None:
    table = (("地区", "产值"), ("东区", "12.5"))
    text = one(write(tmp_path, "a.docx", docx("主要指标（单位：亿元）", table=table))).text
    assert text == "主要指标（单位：亿元）\n地区\t产值\n东区\t产值12.5亿元"


_BOX = "<w:txbxContent>{p:框中。}</w:txbxContent>"
_CELL = "<w:tc><w:tcPr>%s</w:tcPr>{p:%s}</w:tc>"


def _row(*cells: tuple[str, str]) -> str:
    return "<w:tr>" + "".join(_CELL % cell for cell in cells) + "</w:tr>"


@pytest.mark.parametrize(
    ("body", "notes", "text"),
    [
        ("<w:p>{r:甲}<w:ins>{r:入}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>{r:乙。}</w:p>", {}, "甲入乙。"),
        ("<w:p><w:moveFrom>{r:移}</w:moveFrom>{r:甲}<w:moveTo>{r:移}</w:moveTo></w:p>", {}, "甲移"),
        ("<w:p>{r:甲}<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r></w:p>", {}, "甲显"),
        ("<w:sdt><w:sdtContent>{p:控件中。}</w:sdtContent></w:sdt><w:p><w:smartTag>{r:标}</w:smartTag><w:fldSimple>{r:域}</w:fldSimple></w:p>", {}, "控件中。\n标域"),
        ("<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>{p:一、总况 3}</w:sdtContent></w:sdt>{p:正文。}", {}, "正文。"),
        (f"<w:p>{{r:甲。}}<w:r><mc:AlternateContent><mc:Choice>{_BOX}</mc:Choice><mc:Fallback><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>{{p:乙。}}", {}, "甲。\n框中。\n乙。"),
        (f"<w:p><w:r><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></w:r></w:p>", {}, "框中。"),
        ("<w:p><w:r><w:ruby><w:rt>{r:yin}</w:rt><w:rubyBase>{r:银}</w:rubyBase></w:ruby></w:r><w:r><w:t>行</w:t><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>", {}, "银行\t甲\n乙"),
        (
            "<w:p>{r:甲}<w:r><w:footnoteReference w:id='2'/></w:r>{r:。}</w:p><w:p>{r:乙}<w:r><w:endnoteReference w:id='2'/></w:r><w:del><w:r><w:footnoteReference w:id='3'/></w:r></w:del></w:p>",
            {"footnotes": "<w:footnote w:id='0' w:type='separator'>{p:分}</w:footnote><w:footnote w:id='2'>{p:注一。}{p:续。}</w:footnote><w:footnote w:id='3'>{p:删。}</w:footnote>", "endnotes": "<w:endnote w:id='2'>{p:尾注。}</w:endnote>"},
            "甲。\n乙\n注一。 续。\n尾注。",
        ),
        ("<w:tbl><w:tr><w:tc>{p:版式中的第一段。}{p:第二段。}</w:tc></w:tr></w:tbl>", {}, "版式中的第一段。\n第二段。"),
        (
            "{p:主要指标（单位：亿元）}<w:tbl>"
            + _row(("<w:vMerge w:val='restart'/>", "地区"), ("<w:gridSpan w:val='2'/>", "产值"), ("<w:vMerge w:val='restart'/>", "增长（%）"))
            + _row(("<w:vMerge/>", ""), ("", "3月"), ("", "4月"), ("<w:vMerge/>", ""))
            + _row(("", "东区"), ("", "5"), ("", "6"), ("", "7.5"))
            + "<w:tr><w:trPr><w:del/></w:trPr>" + _row(("", "删"), ("", "1"), ("", "2"), ("", "3")).removeprefix("<w:tr>")
            + "</w:tbl>",
            {},
            "主要指标（单位：亿元）\n地区\t产值\t增长（%）\n3月\t4月\n东区\t产值3月5亿元\t产值4月6亿元\t增长7.5%",
        ),
    ],
)  # fmt: skip
def test_a_docx_is_what_the_page_shows(tmp_path: Path, body: str, notes: dict[str, str], text: str) -> None:
    assert one(write(tmp_path, "a.docx", word(body, **notes))).text == text


def test_a_docx_without_its_heads_and_feet(tmp_path: Path) -> None:
    document = Document(io.BytesIO(docx("正文。")))
    document.sections[0].header.paragraphs[0].text = "江河日报稿纸"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_comment(document.paragraphs[0].runs, "批注。")
    out = io.BytesIO()
    document.save(out)
    assert one(write(tmp_path, "a.docx", out.getvalue())).text == "正文。"


@pytest.mark.parametrize(
    ("source", "title", "day", "text"),
    [
        ("---\ntitle: 题\ndate: 2025-03-04\n---\n正文。", "题", date(2025, 3, 4), "正文。"),
        ("# 题目在此\n\n**全市**增长[5%](u)。", "题目在此", None, "题目在此\n全市增长5%。"),
        ("|地区|产值（亿元）|\n|-|-|\n|东区|3|", None, None, "地区\t产值（亿元）\n东区\t产值3亿元"),
        ("<div>\n<p>甲。</p>\n</div>\n\n`乙`  \n丙", None, None, "甲。\n乙\n丙"),
        (
            "全市的经济运行平稳，各项指\n标都好于去年的同期，在全省\n居前。",
            None,
            None,
            "全市的经济运行平稳，各项指标都好于去年的同期，在全省居前。",
        ),
        (
            "江河市经济平稳\n2025年5月4日 来源：江河日报\n全市生产总值增长5%，好于去年的同期。",
            "江河市经济平稳",
            date(2025, 5, 4),
            "江河市经济平稳\n2025年5月4日 来源：江河日报\n全市生产总值增长5%，好于去年的同期。",
        ),
        (
            "<table><tr><td>地区<td>产值（亿元）<tr><td>东区<td>3</table>",
            None,
            None,
            "地区 产值（亿元）\n东区 产值3亿元",
        ),
    ],
)
def test_markdown(tmp_path: Path, source: str, title: str | None, day: date | None, text: str) -> None:
    article = one(write(tmp_path, "a.md", source.encode()))
    assert article.text == text and article.published == day
    if title:
        assert article.title == title


@pytest.mark.parametrize(
    ("row", "title", "day"),
    [
        ({"content": "正文。", "headline": "题", "pubdate": "2025-03-04 10:00"}, "题", date(2025, 3, 4)),
        ({"正文": "正文。", "标题": "题", "发布时间": "2025年3月4日"}, "题", date(2025, 3, 4)),
        ({"Body": "正文。", "Publish_Time": 1741046400}, None, date(2025, 3, 4)),
        ({"內容": "正文。", "發布時間": "20250304"}, None, date(2025, 3, 4)),
        ({"paragraphs": ["正文。"], "date": "Tue, 04 Mar 2025 08:00:00 GMT"}, None, date(2025, 3, 4)),
        ({"text": "正文。", "published": "soon"}, None, None),
    ],
)
def test_common_field_names(
    tmp_path: Path, row: dict[str, object], title: str | None, day: date | None
) -> None:
    path = write(tmp_path, "a.jsonl", json.dumps(row).encode())
    article = one(path, notify=lambda notice: None)
    assert (article.text, article.title, article.published) == ("正文。", title, day)


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ({"text": "甲。"}, ["甲。"]),
        ([{"text": "甲。"}, {"content": "乙。"}], ["甲。", "乙。"]),
        ({"total": 2, "data": {"list": [{"text": "甲。"}, {"text": "乙。"}]}}, ["甲。", "乙。"]),
        ({"items": [{"text": "甲。"}]}, ["甲。"]),
        ({"tags": [{"id": 1}, {"id": 2}, {"id": 3}], "items": [{"text": "甲。"}]}, ["甲。"]),
        ({"code": 0, "data": {"result": {"page": {"rows": [{"text": "甲。"}]}}}}, ["甲。"]),
        ({"code": 0, "data": {"text": "甲。", "images": [{"url": "u"}]}}, ["甲。"]),
        ({"7": {"text": "甲。"}, "8": {"text": "乙。"}}, ["甲。", "乙。"]),
        ({"content": "<div><p>甲。</p><p>乙<b>丙</b>。<br/>丁。</p></div>"}, ["甲。\n乙丙。\n丁。"]),
        ({"content": "若a<b且c>d，则R&D增长。"}, ["若a<b且c>d，则R&D增长。"]),
    ],
)
def test_json(tmp_path: Path, value: object, texts: list[str]) -> None:
    found = read([write(tmp_path, "a.json", json.dumps(value).encode())])
    assert [a.text for a in found if isinstance(a, Article)] == texts


@pytest.mark.parametrize(("indent", "rows"), [(None, True), (2, True), (2, False)])
def test_one_json_value_in_a_file_of_json_lines(tmp_path: Path, indent: int | None, rows: bool) -> None:
    value = [{"id": "x", "text": "甲。"}]
    data = json.dumps(value if rows else value[0], indent=indent).encode()
    assert one(write(tmp_path, "a.jsonl", data)).source.endswith("a.jsonl#x")


LONG = "某市统计局公布了今年前三季度的数据，各项指标好于预期。"


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        (f"标题,正文\n题,{LONG}\n", None, [("题", LONG)]),
        (f'a;b\n1;"{LONG}"\n', None, [(None, LONG)]),
        (f"1,{LONG}\n2,{LONG}乙\n", None, [(None, LONG), (None, LONG + "乙")]),
        (f"title,x,y\n题,{LONG},短文\n", "y", [("题", "短文")]),
        (f'title\tcontent\n题\t"{LONG}\n第二行"\n', None, [("题", LONG + "\n第二行")]),
        (f"sep=;\n标题;正文\n题;{LONG}\n", None, [("题", LONG)]),
        (
            f'标题\t正文\n"题"\t"好"是说{LONG}\n题\t{LONG}"\n',
            None,
            [('"题"', f'"好"是说{LONG}'), ("题", LONG + '"')],
        ),
        (f'标题,正文\n题,"{LONG}""甲"""', None, [("题", LONG + '"甲"')]),
    ],
)
def test_tables(
    tmp_path: Path, table: str, column: str | None, expected: list[tuple[str | None, str]]
) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        found = read([write(tmp_path, "a.csv", table.encode(encoding))], text_column=column)
        assert [(a.title, a.text) for a in found if isinstance(a, Article)] == expected


def test_a_quotation_mark_that_never_closes(tmp_path: Path) -> None:
    for rows in ([f"题,{LONG}"], [], [f"题,{LONG}"] * 30):
        table = "\n".join(["标题,正文", *rows, f'题,"{LONG}', f"题,{LONG}", ""])
        *articles, failure = read([write(tmp_path, "a.csv", table.encode())], notify=lambda notice: None)
        assert len(articles) == len(rows)
        assert isinstance(failure, Failure)
        assert (
            failure.reason == f"the quotation mark that opens a cell in line {len(rows) + 2} is never closed"
        )


def test_feeds(tmp_path: Path) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>题</title><id>7</id><updated>2025-03-04T00:00:00Z'
        '</updated><content type="html">&lt;p&gt;正文。&lt;/p&gt;</content></entry></feed>'
    )
    article = one(write(tmp_path, "a.xml", atom.encode()))
    assert (article.title, article.text, article.published) == ("题", "正文。", date(2025, 3, 4))
    assert article.source.endswith("a.xml#7")
    entity = (
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + rss("好&a;").decode().partition("?>")[2]
    )
    assert "root:" not in one(write(tmp_path, "b.xml", entity.encode())).text


@pytest.mark.parametrize(
    ("xml", "title", "day", "text"),
    [
        ("<rss><item><title>题</title><encoded><![CDATA[<p>甲。</p><p>乙。</p>]]></encoded><description>略</description></item></rss>", "题", None, "甲。\n乙。"),
        ("<feed><entry><title>题</title><published>2025-03-04T08:00:00Z</published><content type='xhtml'><div><p>甲&lt;1。</p><p>乙。</p></div></content></entry></feed>", "题", date(2025, 3, 4), "甲<1。\n乙。"),
        ("<news><title>题</title><body><p>甲。</p><p>乙。</p></body><pubDate>2025-03-04</pubDate></news>", "题", date(2025, 3, 4), "甲。\n乙。"),
        ("<稿件库><稿件><标题>题</标题><正文>甲&amp;乙。\n丙。</正文><发布时间>2025年3月4日</发布时间></稿件></稿件库>", "题", date(2025, 3, 4), "甲&乙。\n丙。"),
        ("<a><News_Title>题</News_Title><News_Content>引言<para>甲。</para><para>乙。</para></News_Content></a>", "题", None, "引言\n甲。\n乙。"),
    ],
)  # fmt: skip
def test_xml(tmp_path: Path, xml: str, title: str, day: date | None, text: str) -> None:
    article = one(write(tmp_path, "a.xml", xml.encode()))
    assert (article.title, article.published, article.text) == (title, day, text)


@pytest.mark.parametrize(
    ("name", "data", "title", "day", "text"),
    [
        ("a.eml", mail("", "正文。\n", subject="转发: Re: 题", To="a@b.cn", Date="Tue, 4 Mar 2025 09:00:00 +0800"), "题", date(2025, 3, 4), "正文。\n"),
        ("a.eml", mail("<p>甲。<p>乙。", subject="题", To="a@b.cn"), "题", None, "甲。\n乙。"),
        ("a.mht", mail(html("页上的题目", "甲。" * 40).decode(), Date="Tue, 4 Mar 2025 09:00:00 +0800"), "页上的题目", None, "页上的题目\n页上的题目\n" + "甲。" * 40),
    ],
)  # fmt: skip
def test_mail_and_saved_pages(
    tmp_path: Path, name: str, data: bytes, title: str, day: date | None, text: str
) -> None:
    article = one(write(tmp_path, name, data))
    assert (article.title, article.published, article.text.replace("\r", "")) == (title, day, text)
    assert article.encoding == ("gb18030" if b"text/html" in data else "utf-8")


CLOSED = pdf(LINES).replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % ((b"5a" * 32,) * 2))  # fmt: skip


BAD: list[tuple[str, bytes, str]] = [
    ("a.txt", b"", "the file is empty"),
    ("a.txt", b"\0\1\2\3", "the file is binary, no text"),
    ("a.md", b"---\ntitle: x\n---\n", "the article has no text"),
    ("a.html", b"<html></html>", "the page has no text"),
    ("a.docx", b"", "the file is empty"),
    ("a.docx", b"no zip", "the file is no readable DOCX"),
    ("a.docx", docx("正文。")[:-40], "damaged or cut off"),
    ("a.docx", zipped(**{"word/document.xml": b"<x"}), "the file is no readable DOCX"),
    ("a.docx", docx(), "the article has no text"),
    ("a.pdf", b"%PDF-1.4 nothing", "the PDF can't be opened"),
    ("a.pdf", b"", "the PDF can't be opened"),
    ("a.pdf", pdf(LINES, picture_only=True), "the PDF has no text layer, its pages are pictures"),
    ("a.json", b"{", "the file is no JSON"),
    ("a.json", b"[]", "the file has no articles"),
    ("a.json", b'{"a": 1}', 'no object with a "text"; its fields are a'),
    ("a.jsonl", b"", "the file is empty"),
    ("a.jsonl", b"nothing", "the line is no JSON"),
    ("a.csv", b"", "the file is empty"),
    ("a.csv", b"a,b\n1,2\n", "no column holds text; name it, of: a, b"),
    ("a.csv", "标题,正文\n".encode(), "the table has no rows of text"),
    ("a.zip", zipped(), "the archive holds no file that is read"),
    ("a.zip", zipped(**{"a.png": b"x"}), "the archive holds no file that is read"),
    ("a.tar", tarred(), "the archive holds no file that is read"),
    ("a.eml", b"", "the file is empty"),
    ("a.eml", mail("<p></p>"), "the page has no text"),
    ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", "the message has no text of its own"),
    ("a.csv", "标题,正文\n题,\n".encode(), "the article has no text"),
    ("a.xml", b"<a/>", "the XML holds no entries of RSS or Atom"),
    ("a.xml", b"<html><body><p>x</p></body></html>", "the XML is a web page: name it .html"),
    ("a.xml", b"<urlset><url><loc>http://x</loc></url></urlset>", "the XML holds no entries"),
    ("a.xml", b"nothing", "the XML"),
    ("a.xml", rss(""), "the article has no text"),
    ("a.txt.gz", b"", "the file is empty"),
    ("a.txt.gz", b"plain", "the file is named .gz and holds no gzip data"),
    ("a.txt.gz", FILES["a.txt.gz"][:-12], "the gzip data is damaged or cut off"),
    ("a.txt.xz", FILES["a.txt.xz"][:-12], "the xz data is damaged or cut off"),
    ("a.txt.bz2", FILES["a.txt.bz2"][:-12], "the bzip2 data is damaged or cut off"),
    ("a.txt.zst", FILES["a.txt.zst"][:-9], "the zstandard data is damaged or cut off"),
    ("a.zip", FILES["a.zip"][:-30], "the zip archive is damaged or cut off"),
    ("a.zip", FILES["a.zip"].replace(b"b.txt", b"\0.txt"), "the archive holds no file that is read"),
    ("a.zip", b"nothing", "the file is named .zip and holds no zip data"),
    ("a.tar", b"nothing", "the tar archive is damaged or cut off"),
    ("a.tar.gz", b"nothing", "the file is named .gz and holds no gzip data"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "the file is an old Word document: save it as DOCX"),
    ("a.doc", b"", "the file is an old Word document"),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "the file is closed by a password, or an old Word document: save it as DOCX without one"),
    ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "the file is an old Word document"),
    ("a.txt", b"\xef\xbb\xbf", "the file is empty"),
    ("a.txt", "\u3000\n\u3000".encode(), "the file is empty"),
    ("a.pdf", CLOSED, "the PDF can't be opened (it is closed by a password)"),
    ("a.zip", FILES["a.zip"].replace(b"\x14\0\0\0\x08", b"\x14\0\x01\0\x08"), "b.txt: reading: it is closed by a password: pack it without one"),
    ("a.ods", b"x", "the file is an OpenDocument spreadsheet: save it as CSV"),
    ("a.json", b"[" * 100_000, "the file is no JSON"),
    ("a.json", b"null", 'no object with a "text"'),
    ("a.html", b"<frameset><frame src=a></frameset>", "the page has no text"),
    ("a.rtf", b"{\\rtf1", "the file is rich text: save it as DOCX"),
    ("a.xlsx", zipped(**{"[Content_Types].xml": b"", "xl/a": b""}), "the file is an Excel workbook"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "reason"), BAD, ids=[f"{n}-{name}" for n, (name, *_) in enumerate(BAD)]
)
def test_a_bad_file_is_one_line_that_names_file_stage_and_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = write(tmp_path, name, data)
    failure, good = read([path, write(tmp_path, "good.html", html(*LINES))])
    assert isinstance(good, Article)
    assert isinstance(failure, Failure)
    line = str(failure)
    assert line.startswith(path.as_posix()) and ": reading: " in line and reason in line and "\n" not in line


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    (failure,) = read([write(tmp_path, "a.csv", b"a,b\n1,2\n")], text_column="c")
    assert isinstance(failure, Failure) and failure.reason == 'there is no column "c", only a, b'


def test_what_comes_before_the_damage_is_read(tmp_path: Path) -> None:
    rows = "".join(
        json.dumps({"text": f"第{n}篇{'零一二三四五六七八九'[n % 10] * (n % 70)}。"}) + "\n"
        for n in range(9000)
    )
    data = COMPRESSIONS[".gz"](rows.encode())
    found = list(read([write(tmp_path, "a.jsonl.gz", data[: len(data) // 2])]))
    assert len(found) > 1000
    assert isinstance(found[-1], Failure) and "damaged or cut off" in found[-1].reason
    assert sum(isinstance(row, Failure) for row in found) <= 2


def test_a_file_that_cant_be_opened_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    reasons = [row.reason for row in read([tmp_path, "x" * 5000, "a\0b"]) if isinstance(row, Failure)]
    assert reasons == [
        "there is no such file", "Too many levels of symbolic links", "File name too long", "embedded null byte"
    ]  # fmt: skip
    monkeypatch.setattr("os.scandir", closed)
    (failure,) = read([tmp_path])
    assert isinstance(failure, Failure) and failure.reason == "Permission denied"
    monkeypatch.setattr("pathlib.Path.open", closed)
    (failure,) = read([tmp_path / "a.txt"])
    assert isinstance(failure, Failure) and failure.reason == "Permission denied"


def test_a_folder_without_anything_to_read_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path, "in/.hidden.txt", b"x")
    write(tmp_path, "in/~$open.docx", b"x")
    (tmp_path / "in" / "round").symlink_to(tmp_path)
    (failure,) = read([tmp_path / "in"])
    assert isinstance(failure, Failure) and failure.reason == "the folder holds no file that is read"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_are_shown_in_one_line_and_their_encoding(tmp_path: Path, encoding: str) -> None:
    name = os.fsencode(tmp_path) + "/新闻稿件\n甲.txt".encode(encoding)
    try:
        Path(os.fsdecode(name)).write_text("一篇文章。")
    except OSError as error:
        pytest.skip(f"this disk doesn't take such names: {error}")
    (article,) = read([tmp_path])
    assert article.source.endswith("/新闻稿件\ufffd甲.txt")


def test_a_pipe_is_read(tmp_path: Path) -> None:
    def written(data: bytes) -> str:
        reading, writing = os.pipe()
        with os.fdopen(writing, "wb") as file:
            file.write(data)
        return f"/dev/fd/{reading}"

    for name in ("a.txt", "a.txt.gz", "a.zip", "a.tar", "a.html"):
        (article,) = read([written(FILES[name])])
        assert isinstance(article, Article) and LINES[2] in article.text
