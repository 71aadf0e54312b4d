"""One text in several sources is one article, whatever becomes of each of them from run to run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from extractors import Newer, Obedient

from extract.running import run

TWO = {"in/a": "text", "in/b": "text"}
# Runs one after the other: the files by then (name and text), what is read, its options and how many articles it takes;
# at last the articles' sources, and the copies with what they are copies of. Each list of runs ends as it ends when the
# last is repeated.
CASES = {
    "both unchanged": ([(TWO, ["in"], {}, 1), (TWO, ["in"], {}, 0)], ["a"], {"b": "a"}),
    "only the second is met": ([(TWO, ["in"], {}, 1), (TWO, ["in/b"], {}, 0)], ["a"], {"b": "a"}),
    "only the second is met, and pruned": (
        [(TWO, ["in"], {}, 1), (TWO, ["in/b"], {"prune": True}, 0)], ["a"], {"b": "a"}),
    "the second comes later": ([({"in/a": "text"}, ["in"], {}, 1), (TWO, ["in"], {}, 0)], ["a"], {"b": "a"}),
    "the second came first": ([({"in/b": "text"}, ["in"], {}, 1), (TWO, ["in"], {}, 1)], ["a"], {"b": "a"}),
    "the first is gone": ([(TWO, ["in"], {}, 1), ({"in/b": "text"}, ["in"], {}, 0)], ["a"], {"b": "a"}),
    "the first is gone and pruned": (
        [(TWO, ["in"], {}, 1), ({"in/b": "text"}, ["in"], {"prune": True}, 1)], ["b"], {}),
    "the second is gone and pruned": (
        [(TWO, ["in"], {}, 1), ({"in/a": "text"}, ["in"], {"prune": True}, 0)], ["a"], {}),
    "both are gone and pruned": ([(TWO, ["in"], {}, 1), ({"in/c": "new"}, ["in"], {"prune": True}, 1)], ["c"], {}),
    "the first is gone and pruned, the second elsewhere": (
        [({"in/a": "text", "x/b": "text"}, ["in", "x"], {}, 1),
         ({"in/c": "new", "x/b": "text"}, ["in"], {"prune": True}, 1)], ["a", "c"], {"b": "a"}),
    "then the second is met": (
        [({"in/a": "text", "x/b": "text"}, ["in", "x"], {}, 1), ({"in/c": "new", "x/b": "text"}, ["in"], {"prune": True}, 1),
         ({"in/c": "new", "x/b": "text"}, ["in", "x"], {"prune": True}, 1)], ["b", "c"], {}),
    "the first has changed": ([(TWO, ["in"], {}, 1), (TWO | {"in/a": "new"}, ["in"], {}, 2)], ["a", "b"], {}),
    "the second has changed": ([(TWO, ["in"], {}, 1), (TWO | {"in/b": "new"}, ["in"], {}, 1)], ["a", "b"], {}),
    "both have changed alike": (
        [(TWO, ["in"], {}, 1), ({"in/a": "new", "in/b": "new"}, ["in"], {}, 1)], ["a"], {"b": "a"}),
    "both have changed": ([(TWO, ["in"], {}, 1), ({"in/a": "one", "in/b": "two"}, ["in"], {}, 2)], ["a", "b"], {}),
    "the first has changed, and the order": (
        [(TWO, ["in"], {}, 1), (TWO | {"in/a": "new"}, ["in/b", "in/a"], {}, 1), (TWO | {"in/a": "new"}, ["in"], {}, 1)],
        ["a", "b"], {}),
    "the order has changed": ([(TWO, ["in"], {}, 1), (TWO, ["in/b", "in/a"], {}, 0)], ["a"], {"b": "a"}),
    "the first fails": ([(TWO, ["in"], {}, 1), (TWO | {"in/a": ""}, ["in"], {}, 0)], ["a"], {"b": "a"}),
    "the first fails to be extracted": (
        [(TWO, ["in"], {}, 1), (TWO | {"in/a": "fail"}, ["in"], {}, 1)], ["a", "b"], {}),
    "the second fails": ([(TWO, ["in"], {}, 1), (TWO | {"in/b": ""}, ["in"], {}, 0)], ["a"], {}),
    "neither can be extracted": ([({"in/a": "fail", "in/b": "fail"}, ["in"], {}, 0)], [], {}),
    "three": ([(TWO | {"in/c": "text"}, ["in"], {}, 1)], ["a"], {"b": "a", "c": "a"}),
    "three, and the first is gone": (
        [(TWO | {"in/c": "text"}, ["in"], {}, 1), ({"in/b": "text", "in/c": "text"}, ["in"], {"prune": True}, 1)],
        ["b"], {"c": "b"}),
    "a third comes beside the second": (
        [(TWO, ["in"], {}, 1), ({"in/b": "text", "in/c": "text"}, ["in"], {}, 0)], ["a"], {"b": "a", "c": "a"}),
    "refreshed": ([(TWO, ["in"], {}, 1), (TWO, ["in"], {"refresh": True, "build": Newer}, 1)], ["a"], {"b": "a"}),
    "only the first is refreshed": (
        [(TWO, ["in"], {}, 1), (TWO, ["in/a"], {"refresh": True, "build": Newer}, 1)], ["a"], {"b": "a"}),
    "the same path twice": ([(TWO, ["in", "in/a"], {}, 1)], ["a"], {"b": "a"}),
}  # fmt: skip


@pytest.mark.parametrize("workers", [0, 1])
@pytest.mark.parametrize("case", CASES)
def test_one_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, workers: int) -> None:
    monkeypatch.chdir(tmp_path)
    runs, articles, copies = CASES[case]
    for files, paths, options, count in [*runs, (*runs[-1][:3], 0)]:
        write(files)
        summary = run(
            [place(path) for path in paths], "out.db", workers=workers, **{"build": Obedient, **options}
        )
        assert summary.articles == count
    assert held() == (articles, copies)


def place(name: str) -> Path:
    return Path(name if "/" not in name else f"{name}.txt")


def write(files: dict[str, str]) -> None:
    """These files, and no others."""
    for path in Path().rglob("*.txt"):
        path.unlink()
    for name, text in files.items():
        place(name).parent.mkdir(exist_ok=True)
        place(name).write_text(text)


def held() -> tuple[list[str], dict[str, str]]:
    """The sources of the articles, and the copies in the ledger with what they are copies of, by their short names."""
    with closing(sqlite3.connect("out.db")) as database:
        articles = database.execute("SELECT source FROM articles ORDER BY source").fetchall()
        ledger = database.execute("SELECT source, copy_of FROM ledger WHERE copy_of IS NOT NULL").fetchall()
        (orphans,) = database.execute(
            "SELECT count(*) FROM ledger WHERE outcome = 'stored' AND source NOT IN (SELECT source FROM articles)"
        ).fetchone()
    assert orphans == 0
    return sorted(Path(one).stem for (one,) in articles), {
        Path(one).stem: Path(of).stem for one, of in ledger
    }
