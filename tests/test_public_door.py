"""What the package offers by name, pinned: a change here is a change for every user."""

import subprocess
import sys

import extract


def test_the_names_are_these() -> None:
    assert extract.__all__ == [
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
    assert extract.__all__ == sorted(extract.__all__)


def test_every_name_is_there() -> None:
    assert all(getattr(extract, name).__name__ == name for name in extract.__all__)


def test_importing_the_package_loads_no_stage() -> None:
    code = "import sys, extract; print(sorted({'spacy', 'pydantic', 'jieba', 'numpy'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
