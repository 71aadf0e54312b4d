"""Chinese press articles to validated records: organizations, numbers, dates and the facts they make.

The library does all that the command line does:

>>> import extract
>>> read = extract.Extractor()
>>> record = read(extract.Article(id="1", source="example", text="江河公司成立于1998年，拥有员工4万余人。"))
>>> [(q.text, q.cmp, str(q.value), q.unit) for q in record.quantities]
[('4万余人', '>', '40000', '人')]

Names are imported when they are first used, so `import extract` costs nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.errors import (
        ExtractError,
        ExtractionError,
        Failure,
        LexiconError,
        ModelError,
        ReadingError,
        RunningError,
        StoringError,
        UsageError,
    )
    from extract.pipeline import Extractor
    from extract.reading import read
    from extract.record import Article, Date, Fact, Mention, Organization, Quantity, Record
    from extract.running import run
    from extract.running.columns import batch_schema, extract_batch

_HOME = {
    "Article": "record",
    "Date": "record",
    "ExtractError": "errors",
    "ExtractionError": "errors",
    "Extractor": "pipeline",
    "Fact": "record",
    "Failure": "errors",
    "LexiconError": "errors",
    "Mention": "record",
    "ModelError": "errors",
    "Organization": "record",
    "Quantity": "record",
    "ReadingError": "errors",
    "Record": "record",
    "RunningError": "errors",
    "StoringError": "errors",
    "UsageError": "errors",
    "batch_schema": "running.columns",
    "extract_batch": "running.columns",
    "read": "reading",
    "run": "running",
}

__all__ = [
    "Article",
    "Date",
    "ExtractError",
    "ExtractionError",
    "Extractor",
    "Fact",
    "Failure",
    "LexiconError",
    "Mention",
    "ModelError",
    "Organization",
    "Quantity",
    "ReadingError",
    "Record",
    "RunningError",
    "StoringError",
    "UsageError",
    "batch_schema",
    "extract_batch",
    "read",
    "run",
]


def __getattr__(name: str) -> Any:
    """Imports the public name `name` from its room."""
    if name not in _HOME:
        raise AttributeError(f"module 'extract' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"extract.{_HOME[name]}"), name)
