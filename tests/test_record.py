"""The record refuses what breaks its invariants, and its JSON is what the schema says."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from extract.record import (
    Article,
    Date,
    Fact,
    Mention,
    Organization,
    Provenance,
    Quantity,
    Record,
    plain,
    schema,
)

SCHEMA = Path(__file__).parent.parent / "schemas" / "record.schema.json"
TEXT = "江河公司2024年营收约3亿元。"


def organization(**changes):
    mention = Mention(start=0, end=4, text="江河公司", confidence=0.9, by="suffix")
    return Organization(
        **{"id": "o1", "name": "江河公司", "type": "company", "mentions": (mention,), **changes}
    )


def quantity(**changes):
    row = {"id": "q1", "start": 12, "end": 15, "text": "3亿元", "kind": "money", "value": Decimal(300000000)}
    return Quantity(**{**row, "cmp": "~", "unit": "CNY", "confidence": 1, "by": "amount", **changes})


def day(**changes):
    row = {"id": "d1", "start": 4, "end": 9, "text": "2024年", "kind": "period", "granularity": "year"}
    days = {"from": date(2024, 1, 1), "to": date(2024, 12, 31)}
    return Date(**{**row, **days, "confidence": 1, "by": "year", **changes})


def fact(**changes):
    row = {
        "id": "f1",
        "subject": "江河公司",
        "organization": "o1",
        "metric": "营收",
        "quantity": "q1",
        "period": "d1",
    }
    return Fact(**{**row, "start": 0, "end": 15, "confidence": 0.9, "by": "amount", **changes})


def record(**changes):
    parts = {
        "organizations": (organization(),),
        "quantities": (quantity(),),
        "dates": (day(),),
        "facts": (fact(),),
    }
    article = Article(id="a1", source="a.txt", text=TEXT)
    return Record(article=article, **{**parts, **changes}, extractor=Provenance(version="0", model="none"))


def test_a_record_survives_json_and_fits_the_schema() -> None:
    line = record().to_json()
    assert Record.from_json(line) == record()
    jsonschema.validate(json.loads(line), schema())
    assert json.loads(line)["quantities"][0]["value"] == "300000000"
    assert json.loads(line)["dates"][0]["from"] == "2024-01-01"


def test_the_exported_schema_is_not_stale() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == schema(), "run: make schema"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (lambda: record(quantities=(quantity(start=11, end=14),)), "is not the text at 11:14"),
        (lambda: record(quantities=(quantity(start=12, end=12, text=""),)), "is not the text at 12:12"),
        (lambda: record(dates=(day(start=4, end=99),)), "is not the text"),
        (lambda: record(dates=(day(), day(id="d2"))), "overlaps"),
        (lambda: record(facts=(fact(quantity="q9"),)), "there is no quantity q9"),
        (lambda: record(facts=(fact(organization="o9"),)), "there is no organization o9"),
        (lambda: record(facts=(fact(period="d9"),)), "there is no date d9"),
        (lambda: record(facts=(fact(), fact())), "an id is used twice"),
        (lambda: record(facts=(fact(end=99),)), "is not in the text"),
        (lambda: quantity(value=None), "a value or else low and high"),
        (lambda: quantity(low=Decimal(1), high=Decimal(2)), "a value or else low and high"),
        (lambda: quantity(value=None, low=Decimal(1)), "stand together"),
        (lambda: quantity(value=None, low=Decimal(3), high=Decimal(2)), "low 3 is above high 2"),
        (lambda: quantity(value="1e5"), "no plain decimal"),
        (lambda: quantity(value=0.1), "no plain decimal"),
        (lambda: quantity(value=Decimal("NaN")), "no plain decimal"),
        (lambda: quantity(kind="price"), "Input should be"),
        (lambda: quantity(cmp="=="), "Input should be"),
        (lambda: quantity(confidence=1.5), "less than or equal to 1"),
        (lambda: day(**{"from": date(2025, 1, 1)}), "is after"),
        (lambda: day(duration="P1Y"), "has no duration"),
        (lambda: day(kind="vague"), "has no days"),
        (lambda: organization(type="firm"), "Input should be"),
        (lambda: organization(mentions=()), "at least 1 item"),
        (lambda: fact(metric=""), "at least 1 character"),
        (lambda: fact(colour="red"), "Extra inputs"),
    ],
)
def test_what_breaks_an_invariant_is_refused(broken, reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        broken()


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        record().article.text = "other"


@given(st.decimals(allow_nan=False, allow_infinity=False) | st.fractions())
def test_a_number_is_written_plain_and_exact(number: Decimal | Fraction) -> None:
    written = plain(number)
    assert "E" not in written.upper()
    assert (Fraction(written) if isinstance(number, Fraction) else Decimal(written)) == number
