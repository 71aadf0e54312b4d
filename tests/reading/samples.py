"""Small files of every format, made of lines of text."""

import bz2
import gzip
import io
import json
import lzma
import re
import tarfile
import zipfile
from collections.abc import Callable
from email import policy
from email.message import EmailMessage

import zstandard
from docx import Document

LINES = (
    "江河市前三季度经济运行平稳",
    "2025年10月24日　来源：江河日报",
    "江河市统计局公布，今年前三季度全市生产总值1100.9亿元，同比增长5.2%。",
    "记者从会上了解到，全市工业增加值增长6.1%，其中制造业增长7%。",
)
TEXT = "\n".join(LINES)


def pdf(*pages: tuple[str, ...], picture_only: bool = False) -> bytes:
    """A PDF of one line of text each, in a font that isn't embedded, with the map back to characters."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects += [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /FontDescriptor 6 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def"
            b" 1 begincodespacerange <0000> <FFFF> endcodespacerange"
            b" 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
        ),
        b"<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0"
        b" /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    ]
    kids = []
    for page in pages:
        shown = (
            b""
            if picture_only
            else b"".join(
                b"BT /F1 10 Tf 40 %d Td <%s> Tj ET\n"
                % (800 - 20 * i, line.encode("utf-16-be").hex().encode())
                for i, line in enumerate(page)
            )
        )
        objects.append(_stream(shown or b"0 0 100 100 re f"))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 850] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, len(out)
    )  # fmt: skip


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def docx(*lines: str, table: tuple[tuple[str, ...], ...] = ()) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:v"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(body: str, **notes: str) -> bytes:
    """A .docx of a body's markup, and of that of `footnotes` and `endnotes`; `{r:…}` is a run and `{p:…}` a paragraph."""
    kinds = {"officeDocument": "document", **{kind: kind for kind in notes}}
    roots = {"document": f"<w:document {_W}><w:body>{body}</w:body></w:document>"}
    roots |= {kind: f"<w:{kind} {_W}>{notes[kind]}</w:{kind}>" for kind in notes}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{name}{".main" * (name == "document")}+xml"/>'
        for name in roots
    )

    def related(folder: str, names: list[str]) -> bytes:
        relations = "".join(
            f'<Relationship Id="{name}" Type="{_RELATIONS}/{name}" Target="{folder}{kinds[name]}.xml"/>'
            for name in names
        )
        return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'.encode()

    def written(markup: str) -> bytes:
        runs = re.sub(r"\{r:([^{}]*)\}", r"<w:r><w:t>\1</w:t></w:r>", markup)
        return re.sub(r"\{p:([^{}]*)\}", r"<w:p><w:r><w:t>\1</w:t></w:r></w:p>", runs).encode()

    return zipped(
        **{
            "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>'.encode(),
            "_rels/.rels": related("word/", ["officeDocument"]),
            "word/_rels/document.xml.rels": related("", list(notes)),
            **{f"word/{name}.xml": written(markup) for name, markup in roots.items()},
        }
    )


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(mode: str = "w", **members: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def html(*lines: str) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><head><title>{lines[0]}</title></head><body><h1>{lines[0]}</h1>{paragraphs}</body></html>".encode()


def rss(text: str, title: str = "标题", day: str = "Fri, 24 Oct 2025 08:00:00 +0800") -> bytes:
    return (
        f'<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel><title>某报</title><item><title>{title}</title>'
        f"<pubDate>{day}</pubDate><guid>a1</guid><description><![CDATA[<p>{text}</p>]]></description></item></channel></rss>"
    ).encode()


def mail(html: str, text: str = "", *, subject: str = LINES[0], **headers: str) -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text or "无正文", cte="base64")
    if html:
        message.add_alternative(html, subtype="html", charset="gb18030", cte="quoted-printable")
    return message.as_bytes()


def _row(text: str) -> dict[str, str]:
    return {"id": "a1", "标题": LINES[0], "正文": text, "发布时间": "2025-10-24 08:00"}


COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.ZstdCompressor().compress,
}

FILES: dict[str, bytes] = {
    "a.txt": TEXT.encode(),
    "gbk.txt": TEXT.encode("gb18030"),
    "utf16.txt": TEXT.encode("utf-16"),
    "a.md": ("# " + "\n\n".join(LINES)).encode(),
    "a.html": html(*LINES),
    "a.docx": docx(*LINES),
    "notes.docx": word(
        "".join(f"{{p:{line}}}" for line in LINES)
        + "<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>{p:地区}</w:tc><w:tc>{p:产值}</w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p:5}</w:tc></w:tr></w:tbl>",
        footnotes="<w:footnote w:id='1'>{p:注。}</w:footnote>",
    ),
    "table.html": html(
        *LINES,
        '<table><tr><td rowspan="2">地区</td><td colspan="2">产值（亿元）</td></tr><tr><td>3月</td><td>4月</td></tr><tr><td>东区</td><td>5</td><td>6</td></tr></table>',
    ),
    "a.pdf": pdf(LINES),
    "a.json": json.dumps([_row(TEXT)], ensure_ascii=False).encode(),
    "a.jsonl": (json.dumps(_row(TEXT), ensure_ascii=False) + "\n").encode(),
    "a.csv": f'id,标题,正文,发布时间\na1,{LINES[0]},"{TEXT}",2025-10-24\n'.encode(),
    "a.tsv": f'id\t标题\t正文\t发布时间\na1\t{LINES[0]}\t"{TEXT}"\t2025-10-24\n'.encode("gb18030"),
    "a.xml": rss(TEXT.replace("\n", "</p><p>"), LINES[0]),
    "a.mht": mail(html(*LINES).decode(), From="<Saved by Blink>"),
    "a.eml": mail("", TEXT, To="desk@example.com", Date="Fri, 24 Oct 2025 08:00:00 +0800"),
    "a.zip": zipped(**{"b.txt": TEXT.encode()}),
    "a.tar.gz": tarred("w:gz", **{"b.txt": TEXT.encode()}),
    "a.tar": tarred(**{"b.txt": TEXT.encode()}),
} | {f"a.txt{ending}": compress(TEXT.encode()) for ending, compress in COMPRESSIONS.items()}
"""A file of every format that holds `LINES`."""
