"""The command line: statuses, outputs, failures on standard error, and the same bytes whatever the workers."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from extract.cli import main
from extract.record import Record, schema

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch) -> Path:
    """A folder to work in, with one good article in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("江河集团有限公司2024年营收约12亿元，同比增长5%。")
    return tmp_path


def lines(path: Path) -> list[Record]:
    return [Record.from_json(line) for line in path.read_text("utf-8").splitlines()]


def test_the_corpus_gives_valid_records(desk: Path) -> None:
    assert main([str(CORPUS), "-o", "out.jsonl", "--quiet"]) == 0
    written = (desk / "out.jsonl").read_text("utf-8").splitlines()
    assert len(written) >= 12
    validator = jsonschema.Draft202012Validator(schema())
    for line in written:
        validator.validate(json.loads(line))
        record = Record.from_json(line)
        assert record.organizations and record.quantities and record.dates


def test_workers_change_no_byte(desk: Path) -> None:
    assert main([str(CORPUS), "-o", "one.jsonl", "--quiet"]) == 0
    assert main([str(CORPUS), "-o", "two.jsonl", "--quiet", "--workers", "2"]) == 0
    assert (desk / "one.jsonl").read_bytes() == (desk / "two.jsonl").read_bytes()


def test_the_default_is_a_database(desk: Path) -> None:
    assert main(["in"]) == 0
    rows = sqlite3.connect("extract.db").execute(
        'SELECT text, value, cmp, unit FROM quantities ORDER BY "start"'
    )
    assert rows.fetchall() == [("12亿元", 1200000000, "~", "CNY"), ("5%", 5, "=", "%")]


def test_a_failing_article_is_named_and_the_others_land(desk: Path, capsys) -> None:
    (desk / "in" / "bad.txt").write_bytes(b"")
    assert main(["in", "missing.txt", "-o", "out.jsonl"]) == 1
    error = capsys.readouterr().err
    assert "in/bad.txt: reading: the file is empty" in error
    assert "missing.txt: reading: there is no such file" in error
    assert [record.article.source for record in lines(desk / "out.jsonl")] == ["in/good.txt"]
    failures = [json.loads(line) for line in (desk / "out.failures.jsonl").read_text("utf-8").splitlines()]
    assert [failure["source"] for failure in failures] == ["in/bad.txt", "missing.txt"]


def test_standard_output_holds_records_only(desk: Path, capsys) -> None:
    assert main(["in", "-o", "-"]) == 0
    out, error = capsys.readouterr()
    assert [Record.from_json(line).article.source for line in out.splitlines()] == ["in/good.txt"]
    assert "articles" in error


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["in", "-o", "out.xlsx"], "no such target"),
        (["in", "--workers", "0"], "workers must be 1 or more"),
        (["in", "--register", "no.csv"], "no.csv: no such file"),
        (["in", "--register", "in/good.txt"], "a register is a .csv"),
        (["in", "--register", "in", "--workers", "2"], "in: no file"),
        (["in", "-o", "no/where/out.jsonl"], "can't be written"),
        (["in", "-o", "in/good.txt.db/x.db"], "no database that can be written"),
    ],
)
def test_wrong_use_is_told(desk: Path, capsys, arguments: list[str], reason: str) -> None:
    assert main(arguments) == 2
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["in", "--published", "soon"], ["in", "--unknown"]])
def test_wrong_arguments_exit_with_2(desk: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main(arguments)
    assert error.value.code == 2


def test_the_published_option_dates_relative_days(desk: Path) -> None:
    (desk / "in" / "good.txt").write_text("江河集团昨日宣布投资3亿元。")
    assert main(["in", "--published", "2025-03-05", "-o", "out.jsonl", "--quiet"]) == 0
    (record,) = lines(desk / "out.jsonl")
    assert str(record.dates[0].from_) == "2025-03-04"


def test_the_column_of_text_is_named(desk: Path) -> None:
    (desk / "in" / "t.csv").write_text(
        "标题,正文,导语\n题,江河集团营收1亿元。,山海集团营收2亿元。\n", "utf-8"
    )
    assert main(["in/t.csv", "-o", "out.jsonl", "--quiet", "--text-column", "导语"]) == 0
    assert [record.article.text for record in lines(desk / "out.jsonl")] == ["山海集团营收2亿元。"]


def test_what_the_reader_remarked_is_counted(desk: Path, capsys) -> None:
    (desk / "in" / "same.txt").write_bytes((desk / "in" / "good.txt").read_bytes())
    (desk / "in" / "a.png").write_bytes(b"")
    (desk / "in" / "damaged.txt").write_bytes("江河集团有限公司2024年营收约12亿元。".encode() + b"\xff")
    assert main(["in", "-o", "out.jsonl"]) == 0
    shown = " ".join(capsys.readouterr().err.split())
    assert "articles 2" in shown and "duplicates (one article) 1" in shown
    assert "files without a reader 1" in shown and "with damaged characters 1" in shown


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_register_gives_codes(desk: Path, workers: str) -> None:
    (desk / "ours.csv").write_text("name,stock\n江河集团有限公司,600000.SH\n", "utf-8")
    (desk / "in" / "again.txt").write_text("江河集团有限公司成立。", "utf-8")
    assert main(["in", "--register", "ours.csv", "--workers", workers, "-o", "out.jsonl", "--quiet"]) == 0
    codes = [one.identifiers for record in lines(desk / "out.jsonl") for one in record.organizations]
    assert codes == [{"stock": "600000.SH"}] * 2


def test_help_loads_no_stage(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom extract.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'spacy', 'pydantic', 'rich', 'numpy'} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr.strip() == "[]" and "PATH" in run.stdout


def test_help_names_every_option() -> None:
    readme = (CORPUS.parent / "README.md").read_text("utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "extract", "--help"], capture_output=True, text=True, check=True
    )
    options = {word.strip(",") for word in run.stdout.split() if word.startswith("--")}
    assert options - {"--help"} and all(option in readme for option in options - {"--help"})
