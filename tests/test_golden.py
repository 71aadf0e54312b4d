"""Golden records: what the corpus gives, whole. `pytest --force-regen` writes them anew; read before committing."""

import json
from pathlib import Path
from typing import Any

import pytest

from extract.pipeline import Extractor
from extract.reading import read
from extract.record import Article, Record

CORPUS = Path(__file__).parent.parent / "corpus"


def articles() -> list[Article]:
    found = [item for item in read([CORPUS]) if isinstance(item, Article)]
    return [a.model_copy(update={"source": Path(a.source).name, "id": Path(a.source).name}) for a in found]


def golden(record: Record) -> dict[str, Any]:
    """The record without what is not its own: the article's text, which the corpus holds, and the extractor's version.

    A name's confidence is left out too: the tagger's last digits differ from one kind of processor to another.
    """
    row: dict[str, Any] = json.loads(record.to_json())
    del row["article"]["text"], row["extractor"]
    for organization in row["organizations"]:
        for mention in organization["mentions"]:
            del mention["confidence"]
    return row


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.id)
def test_golden_records(extractor: Extractor, article: Article, data_regression) -> None:
    basename = article.id.replace("#", "-").replace(".", "-")
    data_regression.check(golden(extractor(article)), basename=basename)


def test_golden_records_are_compared_and_not_written(request) -> None:
    assert not request.config.getoption("force_regen") and not request.config.getoption("regen_all")
