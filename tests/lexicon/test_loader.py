"""Every table of the package loads; a malformed one is refused by file and entry."""

from importlib.resources import files

import pytest
from pydantic import BaseModel

from extract import lexicon
from extract.errors import LexiconError

FILES = [entry for entry in files("extract.lexicon").iterdir() if entry.name.endswith((".txt", ".toml"))]


class Rows(BaseModel):
    rows: dict[str, int]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_table_says_where_its_entries_come_from(file) -> None:
    assert file.read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("file", [f for f in FILES if f.name.endswith(".txt")], ids=lambda file: file.name)
def test_a_list_loads(file) -> None:
    assert len(lexicon.words(file.name)) > 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("rows = 3", "rows: Input should be a valid dictionary"),
        ("rows = {a = 'x'}", "rows.a:"),
        ("= 3", "Invalid"),
    ],
)
def test_a_bad_table_is_refused(monkeypatch, content: str, reason: str) -> None:
    lexicon._table.cache_clear()
    monkeypatch.setattr(lexicon, "_read", lambda name: content)
    with pytest.raises(LexiconError, match=f"lexicon bad.toml: .*{reason}"):
        lexicon.table("bad.toml", Rows)


def test_a_word_twice_is_refused(monkeypatch) -> None:
    lexicon.words.cache_clear()
    monkeypatch.setattr(lexicon, "_read", lambda name: "# ours\n家\n\n个 # a measure word\n家\n")
    with pytest.raises(LexiconError, match="line 5: 家 stands in line 2 already"):
        lexicon.words("twice.txt")
    monkeypatch.undo()
    lexicon.words.cache_clear()
