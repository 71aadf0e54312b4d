"""The command line: statuses, outputs, failures on standard error, and the same bytes whatever the workers."""

import json
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import get_args

import jsonschema
import pytest

from extract.cli import _parser, main
from extract.organizations import Model
from extract.record import Record, schema

CORPUS = Path(__file__).parent.parent / "corpus"
LIGHT = ("--model", "none", "--workers", "0")


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
    for workers in "012":
        arguments = [
            str(CORPUS),
            "-o",
            f"{workers}.jsonl",
            "--quiet",
            "--model",
            "fast",
            "--workers",
            workers,
        ]
        assert main(arguments) == 0
    assert len({(desk / f"{workers}.jsonl").read_bytes() for workers in "012"}) == 1


def test_the_default_is_a_database(desk: Path) -> None:
    assert main(["in", *LIGHT]) == 0
    rows = sqlite3.connect("extract.db").execute(
        'SELECT text, value, cmp, unit FROM quantities ORDER BY "start"'
    )
    assert rows.fetchall() == [("12亿元", 1200000000, "~", "CNY"), ("5%", 5, "=", "%")]


def test_a_failing_article_is_named_and_the_others_land(desk: Path, capsys) -> None:
    (desk / "in" / "bad.txt").write_bytes(b"")
    assert main(["in", "missing.txt", "-o", "out.jsonl", *LIGHT]) == 1
    error = capsys.readouterr().err
    assert "in/bad.txt: reading: the file is empty" in error
    assert "missing.txt: reading: there is no such file" in error
    assert [record.article.source for record in lines(desk / "out.jsonl")] == ["in/good.txt"]
    failures = [json.loads(line) for line in (desk / "out.failures.jsonl").read_text("utf-8").splitlines()]
    assert [failure["source"] for failure in failures] == ["in/bad.txt", "missing.txt"]


def test_standard_output_holds_records_only(desk: Path, capsys) -> None:
    assert main(["in", "-o", "-", *LIGHT]) == 0
    out, error = capsys.readouterr()
    assert [Record.from_json(line).article.source for line in out.splitlines()] == ["in/good.txt"]
    assert "articles" in error


@pytest.mark.parametrize(
    ("arguments", "status", "reason"),
    [
        (["in", "-o", "out.xlsx"], 2, "no such target"),
        (["in", "--workers", "-1"], 2, "workers must be 0 or more"),
        (["in", "--time-limit", "0"], 2, "the time limit must be more than 0 seconds"),
        (["in", "--register", "none.csv", "--workers", "0"], 2, "none.csv"),
        (["nowhere", "--watch"], 2, "there is no such file or folder to watch"),
        (["in", "-o", "no/where/out.jsonl"], 3, "can't be written"),
        (["in", "-o", "in/good.txt.db/x.db"], 3, "no database that can be written"),
    ],
)
def test_what_went_wrong_is_told(desk: Path, capsys, arguments: list[str], status: int, reason: str) -> None:
    assert main(arguments) == status
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["in", "--published", "soon"], ["in", "--unknown"]])
def test_wrong_arguments_exit_with_2(desk: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main(arguments)
    assert error.value.code == 2


def test_the_published_option_dates_relative_days(desk: Path) -> None:
    (desk / "in" / "good.txt").write_text("江河集团昨日宣布投资3亿元。")
    assert main(["in", "--published", "2025-03-05", "-o", "out.jsonl", *LIGHT]) == 0
    (record,) = lines(desk / "out.jsonl")
    assert str(record.dates[0].from_) == "2025-03-04"


def test_the_column_of_text_is_named(desk: Path) -> None:
    (desk / "in" / "t.csv").write_text(
        "标题,正文,导语\n题,江河集团营收1亿元。,山海集团营收2亿元。\n", "utf-8"
    )
    assert main(["in/t.csv", "-o", "out.jsonl", "--text-column", "导语", *LIGHT]) == 0
    assert [record.article.text for record in lines(desk / "out.jsonl")] == ["山海集团营收2亿元。"]


def test_what_the_reader_remarked_is_counted(desk: Path, capsys) -> None:
    (desk / "in" / "same.txt").write_bytes((desk / "in" / "good.txt").read_bytes())
    (desk / "in" / "a.png").write_bytes(b"")
    (desk / "in" / "damaged.txt").write_bytes("江河集团有限公司2024年营收约12亿元。".encode() + b"\xff")
    assert main(["in", "-o", "out.jsonl", *LIGHT]) == 0
    shown = " ".join(capsys.readouterr().err.split())
    assert "articles 2" in shown and "duplicates (one article) 1" in shown
    assert "files without a reader 1 (.png)" in shown and "with damaged characters 1" in shown


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_register_gives_codes(desk: Path, workers: str) -> None:
    (desk / "ours.csv").write_text("name,stock\n江河集团有限公司,600000.SH\n", "utf-8")
    (desk / "in" / "again.txt").write_text("江河集团有限公司成立。", "utf-8")
    assert (
        main(["in", "--register", "ours.csv", "--model", "none", "--workers", workers, "-o", "out.jsonl"])
        == 0
    )
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


def test_every_option_is_documented() -> None:
    rows = re.findall(
        r"^\| (`-.*?) \| (.*) \|$", (CORPUS.parent / "README.md").read_text("utf-8"), re.MULTILINE
    )
    documented = {tuple(re.findall(r"`(-[^`]+)`", names)): meaning for names, meaning in rows}
    actions = [action for action in _parser()._actions if action.dest != "help"]
    assert set(documented) == {tuple(action.option_strings) for action in actions if action.option_strings}
    for action in actions:
        assert action.help
        assert all(
            f"`{choice}`" in documented[tuple(action.option_strings)] for choice in action.choices or ()
        )


def test_the_models_are_those_there_are() -> None:
    (model,) = (action for action in _parser()._actions if action.dest == "model")
    assert model.choices == get_args(Model)


def test_every_status_is_documented() -> None:
    readme = (CORPUS.parent / "README.md").read_text("utf-8")
    assert all(f"| {status} |" in readme for status in (0, 1, 2, 3, 130, 143))


def test_help_answers_at_once() -> None:
    """Its cost is the interpreter's own and little more, whatever the machine."""

    def cpu(*arguments: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    bare = min(cpu("-c", "import argparse, json, subprocess") for _ in range(3))
    assert min(cpu("-m", "extract", "--help") for _ in range(3)) < 4 * bare + 0.1


def test_the_version() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "extract", "--version"], capture_output=True, text=True, check=True
    )
    assert run.stdout == f"extract {version('extract')}\n"


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_goes_on_with_the_same_command(desk: Path, number: int, status: int) -> None:
    for at in range(24):
        text = f"江河集团第{at}次报告：{'天气晴朗，市民纷纷出游。' * 800}"
        (desk / "in" / f"{at:03}.txt").write_text(text)
    command = [sys.executable, "-m", "extract", "in", "--model", "none", "--workers", "1"]
    with subprocess.Popen([*command, "--quiet"], stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not stored():
            time.sleep(0.05)
        process.send_signal(number)
        sent = time.monotonic()
        error = process.communicate(timeout=60)[1]
    assert time.monotonic() - sent < 30  # under a second on a quiet machine; this may be a very busy one
    assert process.returncode == status
    assert error == "extract: stopped; what is stored is whole. To go on, run the same command again\n"
    before = stored()
    assert 0 < before < 25
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert stored() == 25
    assert re.search(rf"articles +{25 - before}\b", again.stderr)
    assert re.search(rf"unchanged +{before}\b", again.stderr)


def stored() -> int:
    try:
        return sqlite3.connect("extract.db").execute("SELECT count(*) FROM articles").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
