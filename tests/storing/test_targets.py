"""What every target promises, tried on each: a table of targets, a test a promise."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from contents import contents, expected

from extract.errors import Failure, StoringError, UsageError
from extract.record import Record
from extract.storing import Copy, Entry, Sink, content_hash, open_sink, open_sinks

from .samples import TARGETS, record, rows

FAILED = Entry(None, None, None, "failed")


def failure(source: str, reason: str = "empty") -> Failure:
    return Failure(source, "reading", "ReadingError", reason)


def put(target: str, records=(), failures=(), deleted=()) -> None:
    with open_sink(target) as sink:
        assert sink.write(list(records), list(failures)) == []
        sink.delete(deleted)


def state(sink: Sink) -> dict[str, Entry]:
    return dict(sink.known(list(sink.sources())))


MANY = [record(number, f"{number}.txt") for number in range(16)]


def test_it_holds_exactly_the_rows(target: str) -> None:
    with open_sink(target) as sink:
        for start in range(0, 16, 4):
            sink.write(MANY[start : start + 4], [failure(f"bad{start}.txt")])
    assert contents(target) == expected(MANY, [failure(f"bad{start}.txt") for start in range(0, 16, 4)])


def test_nothing_is_left_beside(target: str, tmp_path: Path) -> None:
    put(target, MANY)
    put(target, MANY[:3])
    put(target)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == (set() if target.startswith("postgresql") else {Path(target).name})


def test_the_ledger_knows_what_was_read(target: str) -> None:
    one, two = MANY[:2]
    now = {
        one.article.source: Entry(content_hash(one.article), "1", "none", "stored"),
        two.article.source: Entry(content_hash(two.article), "1", "none", "stored"),
        "bad.txt": FAILED,
    }
    with open_sink(target) as sink:
        assert state(sink) == {}
        sink.write([one, two], [failure("bad.txt")])
        assert state(sink) == now
    with open_sink(target) as sink:
        assert state(sink) == now
        assert sink.known(["bad.txt", "never.txt"]) == {"bad.txt": FAILED}
        assert sink.known([]) == {}


def test_writing_again_changes_nothing(target: str) -> None:
    put(target, MANY)
    put(target, MANY)
    with open_sink(target) as sink:
        sink.write(MANY, [])
        sink.write(MANY[10:], [])
        sink.write(MANY[:10] + MANY[:10], [])
    assert contents(target) == expected(MANY)


def test_a_changed_article_replaces_the_old_one(target: str) -> None:
    """In another run, in the same run, and in the same batch, where the month and the id change too."""
    versions = [record(number, "a.txt") for number in range(8)]
    put(target, [*MANY, versions[0]])
    put(target, [versions[1]])
    assert contents(target) == expected([*MANY, versions[1]])
    with open_sink(target) as sink:
        sink.write([versions[2]], [])
        sink.write(versions[3:5], [])
        sink.write(versions[5:], [])
    assert contents(target) == expected([*MANY, versions[7]])


def test_a_failure_stays_until_the_article_succeeds(target: str) -> None:
    put(target, failures=[failure("a.txt"), failure("b.txt")])
    put(target, [record()], [failure("b.txt", "worse")])
    assert contents(target) == expected([record()], [failure("b.txt", "worse")])


def test_what_a_source_gave_before_it_failed_stays(target: str) -> None:
    put(target, [record(), *MANY])
    put(target, failures=[failure("a.txt")])
    assert contents(target) == expected([record(), *MANY], [failure("a.txt")])
    with open_sink(target) as sink:
        assert sink.known(["a.txt"]) == {"a.txt": FAILED}
    put(target, [record(1)])
    assert contents(target) == expected([record(1), *MANY])


def test_a_source_that_failed_and_succeeded_in_one_batch_failed(target: str) -> None:
    put(target, [record(), MANY[0]], [failure("a.txt"), failure("a.txt", "twice")])
    assert contents(target) == expected([MANY[0]], [failure("a.txt", "twice")])


def test_deleted_sources_are_gone_with_all_their_rows(target: str) -> None:
    put(target, MANY, [failure("bad.txt"), failure("0.txt")])
    put(target, deleted=["0.txt", "3.txt", "bad.txt", "never.txt"])
    kept = [one for number, one in enumerate(MANY) if number not in (0, 3)]
    assert contents(target) == expected(kept)
    with open_sink(target) as sink:
        sink.write([record()], [])
        sink.delete(["a.txt", *(one.article.source for one in kept)])
    assert contents(target) == expected([])


def test_a_block_that_breaks_off_leaves_whole_articles_only(target: str) -> None:
    """Databases have committed the batch, files are as before."""
    put(target, MANY[:8])
    with pytest.raises(KeyError), open_sink(target) as sink:
        sink.write([*MANY[8:], record(3, "0.txt")], [])
        raise KeyError
    files = not target.startswith("postgresql") and not target.endswith(("db",))
    assert contents(target) == expected(MANY[:8] if files else [*MANY[1:], record(3, "0.txt")])


def test_an_empty_target_is_a_target(target: str) -> None:
    put(target)
    assert contents(target) == expected([])


def test_hostile_sources_are_plain_data(target: str) -> None:
    sources = ["'; DROP TABLE articles; --", 'a"b,c', "行\n列", "行\u2028列", "%s", "[1]", "a\\", " "]
    records = [record(number, source) for number, source in enumerate(sources)]
    put(target, records, [failure(f"{source}?", source) for source in sources])
    with open_sink(target) as sink:
        sink.delete(f"{source}?" for source in sources)
        sink.write([], [], [copy(f"{source}!", records[-1]) for source in sources])
    with open_sink(target) as sink:
        assert set(sink.known(sources)) == set(sources)
        assert set(sink.sources()) == {*sources, *(f"{source}!" for source in sources)}
        sink.delete([*sources[:4], *(f"{source}!" for source in sources)])
    assert contents(target) == expected(records[4:])


def copy(source: str, of: Record) -> Copy:
    return Copy(source, content_hash(of.article), of.article.source)


ONE, TWO = MANY[:2]
CHANGED = record(5, ONE.article.source)
NEWER = ONE.model_copy(update={"extractor": ONE.extractor.model_copy(update={"version": "2"})})
FIRST, SECOND, OTHER = copy("first.txt", ONE), copy("second.txt", ONE), copy("other.txt", TWO)
# What is written, one after the other (records, failures, copies, deleted); the records, failures and copies it leaves.
COPIED = [
    ("with its article", [([ONE], [], [FIRST], [])], [ONE], [], [FIRST]),
    ("later", [([ONE, TWO], [], [], []), ([], [], [FIRST, OTHER], [])], [ONE, TWO], [], [FIRST, OTHER]),
    ("of nothing", [([TWO], [], [FIRST], [])], [TWO], [], []),
    ("of what failed", [([], [failure("0.txt")], [FIRST], [])], [], [failure("0.txt")], []),
    ("of what has failed since", [([ONE], [], [FIRST], []), ([], [failure("0.txt")], [], [])],
     [ONE], [failure("0.txt")], [FIRST]),
    ("of a copy", [([ONE], [], [FIRST], []), ([], [], [Copy("second.txt", "", "first.txt")], [])], [ONE], [], [FIRST]),
    ("of each other", [([ONE], [], [Copy("a.txt", "", "b.txt"), Copy("b.txt", "", "a.txt")], [])], [ONE], [], []),
    ("instead of an article", [([ONE, record(3, "first.txt")], [], [], []), ([], [], [FIRST], [])], [ONE], [], [FIRST]),
    ("instead of an article with copies", [([ONE, TWO], [], [OTHER], []), ([], [], [copy("1.txt", ONE)], [])],
     [ONE], [], [copy("1.txt", ONE)]),
    ("instead of a failure", [([ONE], [failure("first.txt")], [], []), ([], [], [FIRST], [])], [ONE], [], [FIRST]),
    ("beside its own failure", [([ONE], [failure("first.txt")], [FIRST], [])], [ONE], [failure("first.txt")], []),
    ("then a failure", [([ONE], [], [FIRST], []), ([], [failure("first.txt")], [], [])], [ONE], [failure("first.txt")], []),
    ("then an article", [([ONE], [], [FIRST], []), ([record(3, "first.txt")], [], [], [])],
     [ONE, record(3, "first.txt")], [], []),
    ("of another", [([ONE, TWO], [], [FIRST], []), ([], [], [copy("first.txt", TWO)], [])],
     [ONE, TWO], [], [copy("first.txt", TWO)]),
    ("of what changed", [([ONE], [], [FIRST, SECOND], []), ([CHANGED], [], [], [])], [CHANGED], [], []),
    ("of what was read anew", [([ONE], [], [FIRST, SECOND], []), ([NEWER], [], [], [])], [NEWER], [], [FIRST, SECOND]),
    ("deleted", [([ONE], [], [FIRST, SECOND], []), ([], [], [], ["first.txt"])], [ONE], [], [SECOND]),
    ("of what is deleted", [([ONE, TWO], [], [FIRST, OTHER], []), ([], [], [], ["0.txt"])], [TWO], [], [OTHER]),
    ("twice", [([ONE], [], [FIRST, FIRST], []), ([], [], [FIRST], [])], [ONE], [], [FIRST]),
]  # fmt: skip


@pytest.mark.parametrize("together", [False, True], ids=["in runs", "in one run"])
@pytest.mark.parametrize("case", COPIED, ids=lambda case: case[0])
def test_copies(target: str, case: tuple, together: bool) -> None:
    _, written, *left, copies = case
    for run in [written] if together else [[batch] for batch in written]:
        with open_sink(target) as sink:
            for *batch, deleted in run:
                sink.write(*batch)
                sink.delete(deleted)
    with open_sink(target) as sink:
        assert sorted(sink.copies()) == sorted((one.source, one.of) for one in copies)
    assert contents(target) == expected(*left, copies)


def test_several_targets_hold_the_same(tmp_path: Path) -> None:
    targets = [str(tmp_path / name) for name in TARGETS[:-1]]
    with open_sinks([*targets, targets[0]]) as sink:
        sink.write(MANY, [failure("bad.txt")])
        sink.delete(["1.txt"])
    kept = [one for one in MANY if one.article.source != "1.txt"]
    assert all(contents(target) == expected(kept, [failure("bad.txt")]) for target in targets)


def test_several_targets_know_what_all_know(tmp_path: Path) -> None:
    one, two = str(tmp_path / "x.db"), str(tmp_path / "x.jsonl")
    put(one, MANY[:2])
    put(two, [MANY[0], record(5, "1.txt"), MANY[2]])
    with open_sinks([one, two]) as sink:
        assert set(sink.known(["0.txt", "1.txt", "2.txt"])) == {"0.txt"}
        assert sorted(sink.sources()) == ["0.txt", "1.txt", "2.txt"]


def test_a_target_that_fails_to_open_closes_the_others(tmp_path: Path) -> None:
    with pytest.raises(StoringError), open_sinks([tmp_path / "x.db", tmp_path / "no" / "x.db"]):
        pass
    put(str(tmp_path / "x.db"), MANY)


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.gz", "x.csv", "x.parquet"])
def test_another_run_that_writes_is_left_alone(name: str, tmp_path: Path) -> None:
    with open_sink(tmp_path / name) as sink:
        sink.write(MANY[:8], [])
        with (
            pytest.raises(StoringError, match=f"{name} can't be written: another run"),
            open_sink(tmp_path / name),
        ):
            pass
        sink.write(MANY[8:], [])
    assert contents(str(tmp_path / name)) == expected(MANY)


@pytest.mark.parametrize("name", ["out.xlsx", "out", "mysql://x/y", "", ".db"])
def test_no_such_target(name: str) -> None:
    with pytest.raises(UsageError, match="no such target"):
        open_sink(name)


@pytest.mark.parametrize("name", TARGETS[:-1])
def test_what_is_none_of_ours_is_refused_and_left(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name.endswith(("csv", "parquet")):
        path.mkdir()
    file = path / "mine.txt" if path.is_dir() else path
    file.write_text("something of the user's own, longer than a header\n" * 20)
    with pytest.raises(StoringError, match=path.name), open_sink(path):
        pass
    assert list(chain(tmp_path.rglob("*.txt"), tmp_path.glob("x.*"))) and "own" in file.read_text()


@pytest.mark.parametrize("name", TARGETS[:-1])
def test_a_place_that_is_not_there_is_told(name: str, tmp_path: Path) -> None:
    with (
        pytest.raises(StoringError, match=r"can't be written|can be written"),
        open_sink(tmp_path / "no" / name),
    ):
        pass


@pytest.mark.parametrize("target", ["x.duckdb", "postgresql"], indirect=True)
def test_a_database_of_version_2_is_brought_up_to_date(target: str) -> None:
    put(target, MANY[:2], [failure("bad.txt")])
    for statement in (
        "DROP VIEW article_sources",
        "DROP INDEX ledger_copy_of",
        'CREATE TABLE before AS SELECT source, content, version, model, outcome, "at" FROM ledger',
        "DROP TABLE ledger",
        "ALTER TABLE before RENAME TO ledger",
        "UPDATE schema_version SET version = 2",
    ):
        rows(target, statement)
    with open_sink(target) as sink:
        assert state(sink)["0.txt"] == Entry(content_hash(MANY[0].article), "1", "none", "stored")
        sink.write([], [], [FIRST])
    assert contents(target) == expected(MANY[:2], [failure("bad.txt")], [FIRST])
