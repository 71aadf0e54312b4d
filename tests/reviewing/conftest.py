"""Records to make pages of."""

from datetime import date
from decimal import Decimal

import pytest

from extract.record import Article, Date, Fact, Mention, Organization, Provenance, Quantity, Record


@pytest.fixture
def full_record():
    """A record with one row of every kind."""
    mention = Mention(start=0, end=4, text="江河公司", confidence=0.5, by="suffix")
    company = Organization(id="o1", name="江河公司", type="company", mentions=(mention,))
    money = {"start": 12, "end": 15, "text": "3亿元", "kind": "money", "value": Decimal(300000000)}
    quantity = Quantity(id="q1", **money, cmp="~", unit="CNY", confidence=1, by="amount")
    days = {"from": date(2024, 1, 1), "to": date(2024, 12, 31)}
    year = {"start": 4, "end": 9, "text": "2024年", "kind": "period", "granularity": "year"}
    period = Date(id="d1", **year, **days, confidence=1, by="year")
    said = {"subject": "江河公司", "organization": "o1", "metric": "营收", "quantity": "q1", "period": "d1"}
    fact = Fact(id="f1", **said, start=0, end=15, confidence=0.9, by="amount")
    rows = {"organizations": (company,), "quantities": (quantity,), "dates": (period,), "facts": (fact,)}
    article = Article(id="a", source="a.txt", text="江河公司2024年营收约3亿元。", published=date(2025, 1, 2))
    return Record(article=article, **rows, extractor=Provenance(version="1", model="none"))


@pytest.fixture(scope="session")
def record_of():
    """A function that gives a record with nothing but its article."""

    def made(text, **changes):
        article = Article(**{"id": "a", "source": "a.txt", "text": text, **changes})
        return Record(article=article, extractor=Provenance(version="1", model="none"))

    return made
