"""What the README shows is run: its SQL on a database of the corpus, its Python in a folder that holds the corpus."""

import re
import sqlite3
import textwrap
from pathlib import Path

import pytest

import extract

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return [textwrap.dedent(block) for block in re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)]


QUERIES = [query.strip() for block in blocks("sql") for query in block.split(";") if query.strip()]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    target = tmp_path_factory.mktemp("readme") / "extract.db"
    extract.run([ROOT / "corpus"], target)
    connection = sqlite3.connect(target)
    yield connection
    connection.close()


def test_there_are_queries() -> None:
    assert len(QUERIES) >= 3


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_answers(query: str, database) -> None:
    rows = database.execute(query).fetchall()
    assert rows and any(value is not None for row in rows for value in row)


@pytest.mark.parametrize("code", blocks("python"))
def test_a_snippet_runs(code: str, tmp_path, monkeypatch) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    exec(code, {"__name__": "snippet"})
