"""The register: what each format holds, what each wrong file is told, and what the names do to an article."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import Article, Extractor
from extract.errors import LexiconError
from extract.lexicon.characters import view
from extract.organizations import Recogniser, Span
from extract.organizations.register import Register, Row, known_to
from extract.segmenting import blank

NLP = blank()
USCC, LEI = "91310000MA1FL00000", "529900T8BM49AURSDO55"
README = Path(__file__).parents[2] / "README.md"


def written(folder: Path, content: str | bytes, name: str = "r.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def database(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


ONE = ("江河科技股份有限公司", ("江河科技", "江河"), "company", (("stock", "600000.SH"),))
SAME = {
    "plain.csv": "name,aliases,type,stock\n江河科技股份有限公司,江河科技|江河,company,600000.SH\n",
    "order.csv": "stock,type,aliases,name\n600000.SH,company,江河科技|江河,江河科技股份有限公司\n",
    "chinese.csv": "名称,简称,类型,股票代码\n江河科技股份有限公司,江河科技|江河,company,600000.SH\n",
    "spaces.csv": " Name , Aliases ,TYPE,Stock\n 江河科技股份有限公司 , 江河科技 | 江河 ,company, 600000.SH \n",
    "comments.csv": "# ours\nname,aliases,type,stock\n\n# one\n江河科技股份有限公司,江河科技|江河,company,600000.SH",
    "quoted.csv": 'name,aliases,type,stock\r\n"江河科技股份有限公司","江河科技|江河","company","600000.SH"\r\n',
    "bom.csv": "\ufeffname,aliases,type,stock\n江河科技股份有限公司,江河科技|江河,company,600000.SH\n",
    "gb18030.csv": "name,aliases,type,stock\n江河科技股份有限公司,江河科技|江河,company,600000.SH\n".encode("gb18030"),
    "utf16.csv": "name,aliases,type,stock\n江河科技股份有限公司,江河科技|江河,company,600000.SH\n".encode("utf-16"),
    "tabs.tsv": "name\taliases\ttype\tstock\n江河科技股份有限公司\t江河科技|江河\tcompany\t600000.SH\n",
    "list.jsonl": '{"name": "江河科技股份有限公司", "aliases": ["江河科技", "江河"], "type": "company", "stock": "600000.SH"}',
    "nested.jsonl": '\n{"name": "江河科技股份有限公司", "aliases": "江河科技|江河", "type": "company",'
                    ' "identifiers": {"stock": "600000.SH"}, "deny": false}\n',
    "upper.CSV": "name,aliases,type,stock\n江河科技股份有限公司,江河科技|江河,company,600000.SH\n",
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_every_format_says_the_same(tmp_path: Path, name: str) -> None:
    entry = known_to(written(tmp_path, SAME[name], name)).get("江河")
    assert entry and (entry.name, entry.names[1:], entry.type, entry.identifiers) == ONE
    assert not entry.denied


TABLES = [
    ("r.db", ["CREATE TABLE firms (name, aliases, type, stock)"], "firms"),
    ("r.sqlite", ["CREATE TABLE organizations (name, aliases, type, stock)", "CREATE TABLE b (c)"], "organizations"),
    ("r.sqlite3#my firms", ["CREATE TABLE 'my firms' (name, aliases, type, stock)", "CREATE TABLE b (c)"], "my firms"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "statements", "table"), TABLES)
def test_a_table_says_the_same(tmp_path: Path, name: str, statements: list[str], table: str) -> None:
    insert = f"INSERT INTO '{table}' VALUES ('江河科技股份有限公司', '江河科技|江河', 'company', '600000.SH')"
    database(tmp_path / name.split("#")[0], *statements, insert)
    entry = known_to(tmp_path / name).get("江河")
    assert entry and (entry.name, entry.names[1:], entry.type, entry.identifiers) == ONE


def test_every_code_has_its_scheme(tmp_path: Path) -> None:
    codes = f"name,uscc,stock,lei,wikidata,id:crm\n江河集团,{USCC},0700.HK,{LEI},Q1,C-17\n长山集团,,,,,\n"
    register = known_to(written(tmp_path, codes))
    entry, other = register.get("江河集团"), register.get("长山集团")
    assert entry and dict(entry.identifiers) == {
        "uscc": USCC, "stock": "0700.HK", "lei": LEI, "wikidata": "Q1", "crm": "C-17"
    }  # fmt: skip
    assert other and other.identifiers == ()


# What the file holds, and what its one-line error says behind the file's name.
WRONG = [
    ("", "no rows"),
    ("name\n", "no rows"),
    ("# only a comment\n", "no rows"),
    ("\n\n\n", "no rows"),
    ("江河集团\n长山集团\n", "row 1: column 江河集团: unknown"),
    ("name,nickname\n江河集团,江河\n", "row 1: column nickname: unknown"),
    ("name,\n江河集团,江河\n", 'row 1: column "": unknown'),
    ("name,name\n江河集团,江河\n", "row 1: column name: a second column for name"),
    ("name,名称\n江河集团,长山集团\n", "row 1: column 名称: a second column for name"),
    ("aliases\n江河\n", "row 2: column name: missing"),
    ("name,aliases\n,江河\n", "row 2: column name: empty"),
    ("name,aliases\n江河集团,江河|\n", "row 2: column aliases: empty"),
    ("name\n江河集团\n江河集团\n", "row 3: column name: 江河集团 stands in row 2 already"),
    ("name\n江河电子\n江河電子\n", "row 3: column name: 江河电子 stands in row 2 already"),
    ("name,stock\n江河集团,600000.SH\n长山集团,600001.SH\n东山集团,600000.SH\n",
     "row 4: column stock: 600000.SH stands in row 2 already"),
    (f"name,uscc\n江河集团,{USCC}\n长山集团,{USCC}\n", f"row 3: column uscc: {USCC} stands in row 2 already"),
    ("name,aliases\n江河集团,江河,长山\n", "row 2: 3 cells under 2 columns"),
    ("name,aliases\n江河集团\n", "row 2: 1 cells under 2 columns"),
    ('name,aliases\n"江河集团,江河\n', "row 2: unexpected end of data"),
    ('name,aliases\n"江河"集团,江河\n', "row 2: ',' expected after '\"'"),
    ("name\n=HYPERLINK(\"http://a\")\n", "row 2: column name: '=HYPERLINK(\"http://a' is a formula, not a name"),
    ("name\n@SUM(A1)\n", "row 2: column name: '@SUM(A1)' is a formula"),
    ("name\n+cmd|'/C calc'!A0\n", "row 2: column name:"),
    ("name,aliases\n江河集团,-2+3\n", "row 2: column aliases: '-2+3' is a formula"),
    ("name,id:crm\n江河集团,=1+1\n", "row 2: column id:crm: '=1+1' is no code of this kind"),
    ("name\n江\n", "row 2: column name: a name of 1 characters"),
    ("name\n" + "江" * 201 + "\n", "row 2: column name: a name of 201 characters"),
    ("name\n江河\x00集团\n", "row 2: column name: '江河\\x00集团' holds a control character"),
    ('name\n"江河\n集团"\n', "row 2: column name: '江河\\n集团' holds a control character"),
    ("name\n江河\u202e集团\n", "row 2: column name: '江河\\u202e集团' holds a control character"),
    ("name\n123456\n", "row 2: column name: '123456' has no letter"),
    ("name,type\n江河集团,firm\n", "row 2: column type: 'firm' is none of company, government"),
    ("name,deny\n江河集团,maybe\n", "row 2: column deny: 'maybe' is neither 1 nor 0"),
    ("name,uscc\n江河集团,123\n", "row 2: column uscc: '123' is no code of this kind"),
    ("name,stock\n江河集团,600000/SH\n", "row 2: column stock: '600000/SH' is no code"),
    ("name,lei\n江河集团,X\n", "row 2: column lei: 'X' is no code"),
    ("name,wikidata\n江河集团,17\n", "row 2: column wikidata: '17' is no code"),
    ("name,stock,股票代码\n江河集团,600000,600001\n", "row 1: column 股票代码: a second column for stock"),
    ("name\n江河集团\n".encode() + "长山集团股份\n".encode("gb18030"), "row 3: not in utf-8 as the rows before it are"),
    ("name\n江河集团\n".encode("gb18030") + "长山集团股份有限公司\n".encode(), "row 3: not in gb18030 as the rows before it"),
    (b"\xff\xfenames", "row 1: not in UTF-16"),
    (b"\xff\xff" + bytes(range(256)) * 8, "row 1: neither UTF-8 nor GB18030"),
    (b"\x89PNG\r\n\x1a\n" + bytes(64), "row 1: column 塒NG: unknown"),
    (b"name," + b"x" * (1 << 20), "row 1: a line of more than a mebibyte"),
    ("name\n" + '"' + "江河\n" * 200_000, "row 2: "),
]  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_table_names_file_row_and_column(tmp_path: Path, content: str | bytes, reason: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(LexiconError) as error:
        known_to(path)
    assert str(error.value).startswith(f"{path}: {reason}") and "\n" not in str(error.value)


WRONG_LINES = [
    ("{", "row 1: no JSON"),
    ('\n["江河集团"]', "row 2: no JSON object"),
    ("江河集团", "row 1: no JSON"),
    ('{"name": "江河集团", "name": "长山集团"}', "row 1: column name: twice in the row"),
    ('{"name": 7}', "row 1: column name: text wanted, not a int"),
    ('{"name": ["江河集团", 7]}', "row 1: column name: text wanted, not a list"),
    ('{"name": "江河集团", "stock": 1}', "row 1: column stock: text wanted, not a int"),
    ('{"name": "江河集团", "identifiers": "600000"}', "row 1: column identifiers: no JSON object"),
    ('{"name": "江河集团", "stock": "1", "identifiers": {"stock": "2"}}', "row 1: column stock: a second column for stock"),
    ('{"name": "江河集团"}\n{"nom": "长山集团"}', "row 2: column nom: unknown"),
    ('{"name": "江河\\u0000集团"}', "row 1: column name: '江河\\x00集团' holds a control character"),
    ('{"name": "\\ud800江河"}', "row 1: column name: '\\ud800江河' holds a control character"),
    ("[" * 100_000, "row 1: no JSON"),
    ('{"name": ' + "9" * 5000 + "}", "row 1: "),
]  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), WRONG_LINES, ids=range(len(WRONG_LINES)))
def test_wrong_json_lines(tmp_path: Path, content: str, reason: str) -> None:
    path = written(tmp_path, content, "r.jsonl")
    with pytest.raises(LexiconError) as error:
        known_to(path)
    assert str(error.value).startswith(f"{path}: {reason}") and "\n" not in str(error.value)


WRONG_TABLES = [
    (["CREATE TABLE a (name)", "CREATE TABLE b (name)"], "2 tables: name one behind a #"),
    (["CREATE TABLE a (name)"], "no rows"),
    (["CREATE TABLE a (name)", "INSERT INTO a VALUES (7)"], "row 1: column name: text wanted, not a int"),
    (["CREATE TABLE a (name)", "INSERT INTO a VALUES ('江河集团'), (X'FF')"], "row 2: column name: not UTF-8"),
    (["CREATE TABLE a (name, n)", "INSERT INTO a VALUES ('江河集团', '江')"], "row 0: column n: unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "reason"), WRONG_TABLES)
def test_wrong_databases(tmp_path: Path, statements: list[str], reason: str) -> None:
    path = database(tmp_path / "r.db", *statements)
    with pytest.raises(LexiconError) as error:
        known_to(path)
    assert str(error.value).startswith(f"{path}: {reason}")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.csv", "no such file"),
        ("missing.db#firms", "no such file"),
        (".", "no file"),
        ("r.xlsx", "a register is a .csv"),
        ("text.db", "no SQLite database"),
        ("cut.db", "row 1: "),
        ("r.db#no", "row 1: no such table: no"),
    ],
)
def test_files_that_are_none(tmp_path: Path, name: str, reason: str) -> None:
    written(tmp_path, b"PK\3\4", "r.xlsx")
    written(tmp_path, "name\n江河集团\n", "text.db")
    database(tmp_path / "r.db", "CREATE TABLE a (name)", "INSERT INTO a VALUES ('江河集团')")
    written(tmp_path, (tmp_path / "r.db").read_bytes()[:600], "cut.db")
    with pytest.raises(LexiconError, match=re.escape(f"{tmp_path / name}: {reason}")):
        known_to(tmp_path / name)


@settings(max_examples=150)
@given(st.binary(max_size=200), st.sampled_from(("r.csv", "r.tsv", "r.jsonl", "r.db")), st.booleans())
def test_no_bytes_end_otherwise(tmp_path_factory, content: bytes, name: str, header: bool) -> None:
    path = written(tmp_path_factory.getbasetemp(), b"name\n" + content if header else content, name)
    try:
        known_to(path)
    except LexiconError as error:
        assert str(error).startswith(str(path)) and len(str(error).splitlines()) == 1


# Rows of name, aliases and deny; a name looked up; the canonical name it leads to, "" where nobody's alone.
WHOSE = [
    ([("江河集团", "江河", 0), ("江河物流", "江河", 0)], "江河", ""),
    ([("江河集团", "江河", 0), ("江河", "", 0)], "江河", "江河"),
    ([("江河", "", 0), ("江河集团", "江河", 0)], "江河", "江河"),
    ([("江河集团", "江河", 0), ("江河", "", 1)], "江河", "江河"),
    ([("江河集团", "江河|江河", 0)], "江河", "江河集团"),
    ([("江河集团", "江河集团", 0)], "江河集团", "江河集团"),
    ([("江河電子", "", 0)], "江河电子", "江河電子"),
    ([("ＡＢ集团", "", 0)], "AB集团", "ＡＢ集团"),
    ([("江河集团", "证监会", 0)], "证监会", "江河集团"),
    ([("江河集团", "", 0)], "证监会", "中国证券监督管理委员会"),
    ([("江河集团", "", 0)], "江", ""),
]


@pytest.mark.parametrize(("given_", "name", "expected"), WHOSE)
def test_whose_a_name_is(
    tmp_path: Path, given_: list[tuple[str, str, int]], name: str, expected: str
) -> None:
    lines = (f"{canonical},{aliases},{deny}\n" for canonical, aliases, deny in given_)
    entry = known_to(written(tmp_path, "name,aliases,deny\n" + "".join(lines))).get(name)
    assert (entry.name if entry else "") == expected


FOUND = [
    ("据江河科技公告", ["江河科技"]),
    ("江河江河科技", ["江河", "江河科技"]),
    ("江河科技股份有限公司和长山", ["江河科技股份有限公司", "长山"]),
    ("江河科学", ["江河"]),
    ("江", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_the_longest_name_is_found(text: str, expected: list[str]) -> None:
    rows = [Row(2, "江河科技股份有限公司", ("江河科技", "江河")), Row(3, "长山")]
    assert [text[hit.start : hit.end] for hit in Register(rows)(text)] == expected


@settings(max_examples=60)
@given(
    st.lists(st.text(st.sampled_from("江河科技AB電"), min_size=2, max_size=6), unique_by=view, max_size=12),
    st.text(st.sampled_from("江河科技AB電"), max_size=30),
)
def test_names_are_found_as_a_plain_search_finds_them(names: list[str], text: str) -> None:
    plain, at, expected = view(text), 0, []
    listed = sorted(map(view, names), key=len, reverse=True)
    while at < len(plain):
        name = next((one for one in listed if plain.startswith(one, at)), "")
        if name:
            expected.append((at, at + len(name)))
        at += len(name) or 1
    register = Register(Row(number, name) for number, name in enumerate(names))
    assert [(hit.start, hit.end) for hit in register(plain)] == expected


# The register, a text, and its organizations: name|type|codes|mentions, each with what found it.
ARTICLES = [
    ("name,stock\n稀光,688001.SH\n", "据稀光公告，业绩增长。", ["稀光|company|688001.SH|稀光 register"]),
    ("name,aliases,type,stock\n稀光科技股份有限公司,稀光,research,688001.SH\n", "稀光说。",
     ["稀光|research|688001.SH|稀光 register"]),
    ("name,type\n江河智能股份有限公司,research\n", "江河智能股份有限公司成立。",
     ["江河智能股份有限公司|research||江河智能股份有限公司 register"]),
    ("name,deny\n江河智能股份有限公司,1\n", "江河智能股份有限公司成立。", []),
    ("name,deny\n上交所,1\n", "上海证券交易所（以下简称“上交所”）公告。", ["上海证券交易所|finance|XSHG|上海证券交易所 register"]),
    ("name,deny\n财政部,是\n", "财政部和商务部发布。", ["商务部|government||商务部 register"]),
    ("name,aliases,stock\n稀光科技,稀光,688001\n稀光物流,稀光,688002\n", "稀光说。", ["稀光|company||稀光 register"]),
    ("name\nMeta\n", "Metaverse很热。", []),
    ("name,stock\n江河電子,2330.TW\n", "江河电子表示，江河電子上市。", ["江河电子|company|2330.TW|江河电子 register,江河電子 register"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "text", "expected"), ARTICLES)
def test_an_article_with_a_register(tmp_path: Path, content: str, text: str, expected: list[str]) -> None:
    recognise = Recogniser(register=known_to(written(tmp_path, content)))
    found = [
        f"{one.name}|{one.type}|{' '.join(code for _, code in one.identifiers)}|"
        + ",".join(f"{m.text} {m.by}" for m in one.mentions)
        for one in recognise(NLP.tokenizer(text))
    ]
    assert found == expected


def test_a_register_corrects_the_model(tmp_path: Path) -> None:
    class Half:
        name = "half"

        def __call__(self, sentences):
            return [[Span(0, 2, 0.9, "company"), Span(8, 11, 0.9, "company")] for _ in sentences]

    register = known_to(written(tmp_path, "name,deny\n稀光东方研究社,0\n江河奖,1\n"))
    found = Recogniser(Half(), register=register)(NLP.tokenizer("稀光东方研究社设江河奖。"))
    assert [(one.name, one.mentions[0].by) for one in found] == [("稀光东方研究社", "register")]


def test_the_readme_s_register_loads(tmp_path: Path) -> None:
    (block,) = re.findall(r"```csv\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    path = written(tmp_path, block)
    record = Extractor.load("none", path)(Article(id="1", source="a", text="江河科技获江河奖。"))
    (one,) = record.organizations
    assert (one.name, one.type, one.identifiers["crm"]) == ("江河科技", "company", "C-17")


def test_a_record_says_which_register_it_was_made_with(tmp_path: Path) -> None:
    one, same = written(tmp_path, SAME["plain.csv"]), written(tmp_path, SAME["list.jsonl"], "r.jsonl")
    other = written(tmp_path, "name\n江河集团\n", "other.csv")
    names = [Extractor.load("none", path).model for path in (None, one, same, other)]
    assert names[0] == "none" and re.fullmatch(r"none\+register@[0-9a-f]{12}", names[1])
    assert names[1] == names[2] != names[3]


def test_the_package_s_own_register_is_clean() -> None:
    own = known_to()
    for name, canonical, scheme in (
        ("北大", "北京大学", "moe"), ("上交所", "上海证券交易所", "mic"), ("证监会", "中国证券监督管理委员会", "")
    ):  # fmt: skip
        entry = own.get(name)
        assert entry and entry.name == canonical and entry.type
        assert [key for key, _ in entry.identifiers] == ([scheme] if scheme else [])


def test_a_register_is_the_same_whatever_python_s_hashes(tmp_path: Path) -> None:
    rows = [Row(number, f"江河{number}公司", (f"江河{number % 7}",)) for number in range(50)]
    register = Register(rows)
    assert [bool(register.get(f"江河{number}公司")) for number in range(51)] == [True] * 50 + [False]
    assert register.get("江河3") is None
    assert json.dumps([hit.start for hit in register("江河3公司江河49公司")]) == "[0, 5]"
