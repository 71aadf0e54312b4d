"""Organizations across articles: by their codes, else by their canonical name."""

import pytest

from extract.record import Record
from extract.storing import open_sink

from .samples import rows

HARBOUR, STOCK = {"uscc": "91310000MA1FL00000"}, {"stock": "600000.SH"}
# The organizations of each article (name, type, codes); the entities: name, type, has codes, articles, names.
ROWS = [
    ([[("江河集团", "company", {})], [("江河集团", "company", {})]], [("江河集团", "company", False, 2, 1)]),
    ([[("江河集团", "company", {})], [("江河", "company", {})]],
     [("江河", "company", False, 1, 1), ("江河集团", "company", False, 1, 1)]),
    ([[("江河集团", "company", HARBOUR)], [("江河", "company", HARBOUR)]], [("江河集团", "company", True, 2, 2)]),
    ([[("江河", "company", HARBOUR)], [("江河", "company", HARBOUR)], [("江河集团", "company", HARBOUR)]],
     [("江河", "company", True, 3, 2)]),
    ([[("江河集团", "company", STOCK)], [("江河集团", "company", {})]], [("江河集团", "company", True, 2, 1)]),
    ([[("江河", "company", STOCK)], [("江河", "finance", HARBOUR)], [("江河", "media", {})]],
     [("江河", "company", True, 1, 1), ("江河", "finance", True, 1, 1), ("江河", "media", False, 1, 1)]),
    ([[("江河集团", "company", {})], [("江河集团", "finance", {})], [("江河集团", "finance", {})]],
     [("江河集团", "finance", False, 3, 1)]),
    ([[("江河集团", "company", {}), ("长山大学", "university", {})]],
     [("江河集团", "company", False, 1, 1), ("长山大学", "university", False, 1, 1)]),
    ([[]], []),
]  # fmt: skip


def article(number: int, named: list[tuple[str, str, dict[str, str]]]) -> Record:
    text, organizations = "", []
    for name, kind, codes in named:
        mention = {
            "start": len(text), "end": len(text) + len(name), "text": name, "confidence": 1, "by": "model"
        }  # fmt: skip
        organizations.append(
            {"id": f"o{len(text)}", "name": name, "type": kind, "identifiers": codes, "mentions": [mention]}
        )
        text += f"{name}，"
    source = {"id": f"a{number}", "source": f"{number}.txt", "text": text or "无"}
    made = {"version": "1", "model": "none"}
    return Record.model_validate({"article": source, "organizations": organizations, "extractor": made})


@pytest.mark.parametrize("target", ["x.db", "x.duckdb", "postgresql"], indirect=True)
@pytest.mark.parametrize(("articles", "expected"), ROWS)
def test_entities(articles: list, expected: list, target: str) -> None:
    with open_sink(target) as sink:
        sink.write([article(number, named) for number, named in enumerate(articles)], [])
    query = "SELECT name, type, identifiers IS NOT NULL, articles, names FROM entities ORDER BY name, type"
    found = [(name, kind, bool(coded), *counts) for name, kind, coded, *counts in rows(target, query)]
    assert found == expected
